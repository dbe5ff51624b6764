/** What stands before the first chapter: the head of the story, a note, or its beginning. */
import { proseLines } from '../../../core/text/index.js';
import { hasContent, htmlOf, lineOf } from '../files/page.js';
import type { SourceChapter, SourceWork } from '../source-work.js';
import { emptyChapter } from './empty-work.js';
import { applyHeader, type Header, readHeader } from './header-lines.js';
import type { Section } from './split-page.js';

/** What stands before the first chapter: a part of the story when it is long or all there is, else notes. */
export function placeOpening(work: SourceWork, opening: string): void {
  if (opening === '') return;
  if (
    work.chapters.length > 0 &&
    opening
      .replace(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter(Boolean).length <= 60
  ) {
    work.startNotes = [...(work.startNotes ? [work.startNotes] : []), opening].join('\n');
    return;
  }
  const first: SourceChapter = { ...emptyChapter(1), body: opening };
  work.chapters = [first, ...work.chapters.map((c) => ({ ...c, position: c.position + 1 }))];
}

/** Takes title, byline and labelled lines off the opening, as far as they are a head; returns the rest as HTML. */
export function takeHead(work: SourceWork, opening: Section): string {
  const blocks = opening.nodes.filter(hasContent);
  const titled = blocks[0] !== undefined && lineOf(blocks[0]) === work.title ? blocks.shift() : undefined;
  const lines = blocks
    .slice(0, 30)
    .map((block) => [...proseLines(htmlOf([block])).flatMap((line) => line.split('\n')), '']);
  const head = (count: number): Header => readHeader(lines.slice(0, count).flat(), work.title !== null);
  // A block is taken whole or not at all. The blank line after it may be left.
  let left = head(lines.length).length;
  let taken = 0;
  while (taken < lines.length && left > 0 && lines[taken]!.length - 1 <= left) left -= lines[taken++]!.length;
  if (taken > 0) applyHeader(work, head(taken));
  return htmlOf(taken > 0 ? blocks.slice(taken) : opening.nodes.filter((node) => node !== titled));
}
