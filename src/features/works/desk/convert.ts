/** A text from one way of writing into another, cleaned as it will be when it is saved. */
import {
  elementCounts,
  htmlToMarkdown,
  type Sanitiser,
  tidyParagraphs,
  toText,
} from '../../../core/text/index.js';
import { SOURCE_FORMATS, type SourceFormat, typedBody } from '../prepare.js';

/** `clipboard` is HTML as another program put it on the clipboard. */
export type From = SourceFormat | 'clipboard';

export const isTo = (name: string): name is SourceFormat => SOURCE_FORMATS.some((format) => format === name);
export const isFrom = (name: string): name is From => name === 'clipboard' || isTo(name);

export interface Converted {
  text: string;
  /** Element names that the new format cannot hold. */
  lost: string[];
  /** What may not stand in a text here and was left out, as the sanitiser names it. */
  dropped: string[];
}

const PLAIN: ReadonlySet<string> = new Set(['p', 'br']);

/** Headings that AO3's pages hold for screen readers alone, and that come along when their text is copied. */
const LANDMARK = /<h([1-6])\b[^>]*\bclass="landmark heading"[^>]*>[^<]*<\/h\1>/g;

/** @throws TextError when the text is too much to be cleaned */
export async function convert(
  sanitiser: Sanitiser,
  text: string,
  from: From,
  to: SourceFormat,
): Promise<Converted> {
  const source = from === 'clipboard' ? text.replace(LANDMARK, '') : typedBody(text, from).html;
  const { html, dropped } = await sanitiser.sanitise(source);
  const tidy = tidyParagraphs(html, { lineEnds: from === 'html' });
  const said = from === 'html' ? dropped : [];
  if (to === 'html') return { text: tidy, lost: [], dropped: said };
  if (to === 'markdown') return { text: htmlToMarkdown(tidy), lost: [], dropped: said };
  const lost = [...elementCounts(tidy).keys()].filter((name) => !PLAIN.has(name)).sort();
  return { text: toText(tidy), lost, dropped: said };
}
