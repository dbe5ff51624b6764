/** The server turns texts from one format into another, with the cleaning that a save does. */
import type { EditorWords } from './words.js';

export type Format = 'html' | 'markdown' | 'text';

export interface Converted {
  text: string;
  lost: string[];
  dropped: string[];
}

/** @throws when the server cannot be had or says no */
export async function convert(text: string, from: Format | 'clipboard', to: Format): Promise<Converted> {
  const response = await fetch('/desk/convert', {
    method: 'POST',
    body: new URLSearchParams({ text, from, to }),
    headers: { accept: 'application/json' },
    redirect: 'manual',
  });
  if (!response.ok) throw new Error(`The text was not converted: ${response.status}`);
  return (await response.json()) as Converted;
}

const TOOL_OF: Readonly<Record<string, keyof EditorWords['tools']>> = {
  em: 'italic',
  i: 'italic',
  strong: 'bold',
  b: 'bold',
  u: 'underline',
  s: 'strike',
  small: 'small',
  sup: 'sup',
  sub: 'sub',
  h2: 'heading',
  h3: 'subheading',
  blockquote: 'quote',
  ul: 'bullets',
  ol: 'numbers',
  hr: 'scene',
  a: 'link',
  ruby: 'ruby',
};

/** What a text would lose, in words where there are any. */
export function namesOf(elements: readonly string[], { tools }: EditorWords): string {
  const names = elements
    .filter((name) => name !== 'li' && name !== 'rp' && name !== 'rt')
    .map((name) => {
      const tool = TOOL_OF[name];
      return tool ? tools[tool] : name;
    });
  return [...new Set(names)].join(', ');
}
