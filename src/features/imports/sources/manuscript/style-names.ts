/** What the names of paragraph styles mean, in the languages in which programs give them. */
import type { Paragraph } from './model.js';

/** `contents`: a line of a table of contents, which is not part of the text. */
type Role = Paragraph['role'] | 'contents';

const NAMES: [RegExp, Role][] = [
  [
    /^(?:toc ?\d|toc ?heading|contents?[ _]\d|contents[ _]heading|table of contents.*|inhaltsverzeichnis.*|tm ?\d)$/,
    'contents',
  ],
  [/^(?:title|titel|titre|título|titolo|название|book title|manuscript title)$/, 'title'],
  [/^(?:subtitle|untertitel|sous-titre|subtítulo|sottotitolo)$/, 'subtitle'],
  [/^(?:author|byline|autor|auteur|autore)$/, 'author'],
  [
    /^(?:quote|intense ?quote|block ?text|block ?quote|block ?quotation|quotations?|zitat|intensives zitat|citation|citation intense|cita|citazione|quotation text)$/,
    'quote',
  ],
  [/^(?:html preformatted|preformatted ?text|source ?code|plain code)$/, 'code'],
];

/** The role that a style's names give a paragraph: its own, or that of a style it is based on. Names are in lower case. */
export function styleRole(names: readonly string[]): Role {
  for (const name of names) {
    const tidy = name.replace(/_20_|[_\s]+/g, ' ').trim();
    const found = NAMES.find(([pattern]) => pattern.test(tidy));
    if (found) return found[1];
    // A style made from a heading or the like is its own: only what is quoted stays so.
    if (/^(?:heading|normal|standard|body)/.test(tidy)) return null;
  }
  return null;
}

const HEADING =
  /^(?:heading|überschrift|titre|título|titolo|rubrik|kop|заголовок|nagłówek|見出し|标题|標題)[ _]?(\d)$/;

/** The level that a style's names give a heading, for documents that only name their styles. */
export function styleLevel(names: readonly string[]): number | null {
  for (const name of names) {
    const level = HEADING.exec(name.replace(/_20_|[_\s]+/g, ' ').trim())?.[1];
    if (level) return Number(level);
  }
  return null;
}
