/**
 * The EPUB that AO3 made itself, before it took calibre in January 2019: one file for the preface, one or more for
 * each chapter, one for the afterword, with none of the ids that hold the parts of a page together.
 */
import { type Element, findAll, isElement, lineOf, type Page } from '../../files/page.js';
import { flatten, type PageParts } from './page-parts.js';

/** Null when the files do not begin with AO3's preface. */
export function bookParts(pages: readonly Page[]): PageParts | null {
  const at = pages.findIndex(({ body }) => isOldPreface(body));
  if (at === -1 || at > 2) return null;
  const rest = pages.slice(at + 1);
  const last = rest.at(-1);
  const back = last && isAfterword(last.body) ? last.body.childNodes : [];
  const chapters = back.length > 0 ? rest.slice(0, -1) : rest;
  return {
    front: flatten(pages[at]!.body.childNodes.filter(isElement)),
    chapters: chapters.flatMap(({ body }) => body.childNodes),
    back: [...back],
  };
}

/** Where it was posted, its tags and its title, and no text of chapters beside them. */
function isOldPreface(body: Element): boolean {
  const has = (test: (element: Element) => boolean): boolean => findAll(body, test).length > 0;
  return (
    has((e) => e.tagName === 'p' && /^Posted originally on the\b/.test(lineOf(e))) &&
    has((e) => e.tagName === 'dl') &&
    has((e) => e.tagName === 'h1')
  );
}

const isAfterword = (body: Element): boolean =>
  findAll(body, (e) => e.tagName === 'p').some((p) =>
    /^Please drop by the archive and comment\b/i.test(lineOf(p)),
  );
