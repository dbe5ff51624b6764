/** Who made a book and for whom, what it was made after, and the same of single chapters. */
import { oneLine } from '../../../core/text/clean.js';
import type { Book, DocumentChapter } from './book.js';
import { isolated, linked, phrase, word } from './phrases.js';
import { xmlLine } from './xml.js';

type Named = { name: string; url: string | null };

const linkedNames = (creators: readonly Named[]): string[] =>
  creators.map(({ name, url }) => linked(url ?? '', isolated(name)));

export function byline(book: Book): string {
  const { document, words } = book;
  const names = document.anonymous ? [xmlLine(words.anonymous)] : linkedNames(document.creators);
  return names.length === 0 ? '' : `<p class="fl-byline">${phrase(book, words.by, names)}</p>\n`;
}

export function giftLine(book: Book): string {
  const names = shown(book.document.gifts);
  return names.length === 0 ? '' : `<p class="fl-gift">${phrase(book, book.words.giftFor, names)}</p>\n`;
}

/** Names that show something, as XHTML. */
export const shown = (names: readonly string[]): string[] =>
  names.filter((name) => xmlLine(name) !== '').map(isolated);

/** Relationships with what their writer said of them. */
export function relationships(book: Book): string[] {
  const { document, words } = book;
  return document.relationships
    .filter((name) => xmlLine(name) !== '')
    .map((name) => {
      const emphasis = Object.hasOwn(document.emphasis, name) ? document.emphasis[name] : undefined;
      return emphasis ? `${isolated(name)} (${word(book, words[emphasis])})` : isolated(name);
    });
}

/** The works that it is a translation of, or was inspired by. */
export const madeAfter = (book: Book, translation: boolean): string[] =>
  book.document.related
    .filter((one) => one.translation === translation && oneLine(one.title) !== '')
    .map(({ title, creators, url }) => {
      const names = shown(creators);
      const by = names.length > 0 ? ` ${phrase(book, book.words.by, names)}` : '';
      return `${linked(url, isolated(title))}${by}`;
    });

/** Under the heading of a chapter: who made it, where that is not everybody, and what it warns of. */
export function chapterHead(book: Book, { creators, tags }: DocumentChapter): string {
  const { words } = book;
  const names = linkedNames(creators);
  const warned = shown(tags.map(({ name }) => name));
  return [
    names.length === 0 ? '' : `<p class="fl-by">${phrase(book, words.chapterBy, names)}</p>\n`,
    warned.length === 0
      ? ''
      : `<p class="fl-tags">${word(book, words.chapterTags)}: ${warned.join(', ')}</p>\n`,
  ].join('');
}
