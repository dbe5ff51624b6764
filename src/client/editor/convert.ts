/** The server turns texts from one format into another, with the cleaning that a save does. */
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
