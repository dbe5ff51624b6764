/**
 * The texts of an AO3 page's chapters, taken out before the page is parsed and parsed one by one: the tree of a long
 * work takes thirty times its text. AO3 marks them by comments, which no text of its writers can hold.
 */
import { htmlOf, isElement, type Page, parsePage, type TagBudget } from '../../files/page.js';
import type { SourceChapter } from '../../source-work.js';

const BEGINS = /<!--\s*chapter content\s*-->/g;
const ENDS = /<!--\s*\/chapter content\s*-->/g;

export interface LiftedPage {
  /** The page with a mark in place of each text. */
  rest: string;
  texts: string[];
}

const mark = (i: number): string => `<p data-text="${i}"></p>`;

/** Takes the texts out; a page without the comments stays as it is. */
export function liftTexts(source: string): LiftedPage {
  const rest: string[] = [];
  const texts: string[] = [];
  let at = 0;
  for (;;) {
    BEGINS.lastIndex = at;
    const begin = BEGINS.exec(source);
    if (!begin) break;
    ENDS.lastIndex = BEGINS.lastIndex;
    const end = ENDS.exec(source);
    if (!end) break;
    rest.push(source.slice(at, begin.index + begin[0].length), mark(texts.length));
    texts.push(source.slice(begin.index + begin[0].length, end.index));
    at = end.index;
  }
  rest.push(source.slice(at));
  return { rest: rest.join(''), texts };
}

/** Puts the texts into the chapters that their marks stand in. `prepare` sees each text's page before it is written. */
export function putTexts(
  chapters: readonly SourceChapter[],
  texts: readonly string[],
  fileName: string,
  budget: TagBudget,
  prepare: (page: Page) => void,
): void {
  for (const chapter of chapters) {
    chapter.body = chapter.body
      .replace(/<p data-text="(\d{1,6})"><\/p>/g, (_, i: string) => {
        const page = parsePage(fileName, texts[Number(i)] ?? '', { budget });
        prepare(page);
        return htmlOf(
          page.body.childNodes.flatMap((node) =>
            isElement(node) && node.tagName === 'div' ? node.childNodes : [node],
          ),
        );
      })
      .trim();
  }
}
