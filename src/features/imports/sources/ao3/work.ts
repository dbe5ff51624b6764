import { childElements, type Element, htmlOf, isElement, lineOf, type Page } from '../../files/page.js';
import type { SourceWork } from '../../source-work.js';
import { emptyWork } from '../empty-work.js';
import { bookParts } from './book-parts.js';
import { readChapters } from './chapters.js';
import { divsById, pageParts, quoted } from './page-parts.js';
import { readPreface } from './preface.js';
import { relatedIn } from './related.js';

/** Reads the pages of one AO3 download (one page of HTML, or an EPUB's in order); null when they are none. */
export function readAo3Pages(format: string, pages: readonly Page[]): SourceWork | null {
  const parts = pageParts(pages) ?? bookParts(pages);
  if (!parts) return null;
  const work = emptyWork(format, 'html');
  readPreface(work, parts.front);
  work.chapters = readChapters(parts.chapters);
  work.endNotes = htmlOf(quoted(divsById(parts.back, /^endnotes$/))) || null;
  work.related.push(...inspired(parts.back.filter(isElement)));
  return work;
}

/** `Works inspired by this one`, outside of the end notes, which may hold lists of their own. */
function inspired(elements: readonly Element[]): SourceWork['related'] {
  return elements.flatMap((element) => {
    if (
      element.tagName === 'dl' &&
      childElements(element).some((e) => e.tagName === 'dt' && /^Works inspired by this one/.test(lineOf(e)))
    ) {
      return childElements(element)
        .filter((e) => e.tagName === 'dd')
        .flatMap((dd) => relatedIn(dd, 'inspired'));
    }
    const notes = divsById([element], /^endnotes$/).includes(element);
    return element.tagName === 'div' && !notes ? inspired(childElements(element)) : [];
  });
}
