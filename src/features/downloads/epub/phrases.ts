/** Words of the catalogue and names of people and works, as XHTML. */
import type { Book } from './book.js';
import { ofWords } from './package-document.js';
import { webAddress } from './web-address.js';
import { escapeXml, xmlLine } from './xml.js';

/** A catalogue word where the page is in another language. */
export const word = (book: Book, text: string): string => {
  const language = ofWords(book);
  return language === ''
    ? xmlLine(text)
    : `<span${language} dir="${book.words.direction}">${xmlLine(text)}</span>`;
};

/** A phrase of the catalogue around names, which are XHTML and keep the language of the page. */
export function phrase(book: Book, say: (names: string) => string, names: readonly string[]): string {
  const language = ofWords(book);
  const marker = '\u0001';
  const [before = '', after = ''] = say(marker).split(marker);
  const around = (text: string): string =>
    text === '' ? '' : language === '' ? escapeXml(text) : `<span${language}>${escapeXml(text)}</span>`;
  return `${around(before)}${names.join(escapeXml(book.words.and))}${around(after)}`;
}

/** A name in letters that may run the other way. */
export const isolated = (name: string): string => `<bdi>${xmlLine(name)}</bdi>`;

export const link = (url: string): string => linked(url, xmlLine(url));

/** A link to another place on the web, or the text alone when its address is none. */
export function linked(url: string, xhtml: string): string {
  const href = webAddress(url);
  return href === null ? xhtml : `<a href="${escapeXml(href)}">${xhtml}</a>`;
}

export const time = (book: Book, day: string): string =>
  `<time datetime="${xmlLine(day)}">${word(book, book.words.day(new Date(`${day}T12:00:00Z`)))}</time>`;
