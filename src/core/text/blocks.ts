/** A text as a list of its top-level blocks, for a page on which they are edited one by one, and back. */
import { BLOCK_ELEMENTS } from './read.js';
import type { SafeHtml } from './safe-html.js';
import { canonical } from './sanitise.js';
import { type ChildNode, type Element, escapeValue, isElement, isText, parse, serialise } from './tree.js';

export interface TextBlock {
  kind: 'paragraph' | 'heading' | 'scene_break' | 'other';
  /** Of a heading, 1..6. */
  level?: number;
  /** Attributes of a paragraph, heading or scene break, e.g. `[['align', 'center']]`; absent when there are none. */
  attributes?: [name: string, value: string][];
  /** Inner HTML of a paragraph or heading, '' of a scene break, outer HTML of anything else (list, table, blockquote…). */
  html: string;
}

const HEADING = /^h([1-6])$/;

/** The top-level blocks of a text. Loose text between blocks becomes a paragraph; white space between them is no block. */
export function splitBlocks(html: SafeHtml): TextBlock[] {
  const blocks: TextBlock[] = [];
  let loose: ChildNode[] = [];
  const closeLoose = (): void => {
    if (loose.some((node) => !isText(node) || node.value.trim() !== ''))
      blocks.push({ kind: 'paragraph', html: serialise(loose).trim() });
    loose = [];
  };
  for (const node of parse(html).childNodes) {
    if (!isElement(node) || !BLOCK_ELEMENTS.has(node.tagName)) {
      loose.push(node);
      continue;
    }
    closeLoose();
    blocks.push(blockOf(node));
  }
  closeLoose();
  return blocks;
}

function blockOf(node: Element): TextBlock {
  const attributes =
    node.attrs.length > 0
      ? { attributes: node.attrs.map(({ name, value }): [string, string] => [name, value]) }
      : {};
  if (node.tagName === 'p') return { kind: 'paragraph', ...attributes, html: serialise(node.childNodes) };
  if (node.tagName === 'hr') return { kind: 'scene_break', ...attributes, html: '' };
  const level = HEADING.exec(node.tagName)?.[1];
  if (level !== undefined)
    return { kind: 'heading', level: Number(level), ...attributes, html: serialise(node.childNodes) };
  return { kind: 'other', html: serialise([node]) };
}

/**
 * The text of blocks, one a line; the opposite of `splitBlocks` on canonical HTML (as `tidyParagraphs` writes it).
 * The allow-list is applied again, so that blocks which came back from a form make safe HTML too; HTML that people
 * typed should still go through a `Sanitiser` before it is kept.
 */
export function joinBlocks(blocks: readonly TextBlock[]): SafeHtml {
  return canonical(blocks.map(blockHtml).join('\n'));
}

function blockHtml(block: TextBlock): string {
  if (block.kind === 'other') return block.html;
  const attributes = (block.attributes ?? [])
    .map(([name, value]) => (/^[a-z]+$/.test(name) ? ` ${name}="${escapeValue(value)}"` : ''))
    .join('');
  if (block.kind === 'scene_break') return `<hr${attributes}>`;
  const tag = block.kind === 'heading' ? `h${Math.min(6, Math.max(1, Math.round(block.level ?? 3)))}` : 'p';
  return `<${tag}${attributes}>${block.html}</${tag}>`;
}
