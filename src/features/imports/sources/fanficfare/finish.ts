import type { SourceWork } from '../../source-work.js';
import { chapterLabel } from '../chapter-label.js';

/** The marks that FanFicFare can put before a title for a chapter that an update brought. */
const NEW = /^(?:(\d+\.)\s*)?\(new\)\s*/i;

/** Titles without the numbers that sites and FanFicFare put before them; a chapter without a title has none. */
export function tidyTitles(work: SourceWork): void {
  const written = work.chapters.map(({ title }) => (title ?? '').replace(NEW, '$1 ').trim());
  const numbers = written.map((title) => Number(/^(\d{1,5})[.:](?:\s|$)/.exec(title)?.[1] ?? Number.NaN));
  const counted = numbers.filter((number, i) => number === i + 1).length;
  const numbered = counted > 0 && counted >= written.length * 0.6;
  written.forEach((title, i) => {
    const own = numbered && numbers[i] === i + 1 ? title.replace(/^\d+[.:]\s*/, '') : title;
    const label = chapterLabel(own);
    const repeats = label?.division === 'chapter' && label.number === i + 1;
    work.chapters[i]!.title = (repeats ? label.title : own) || null;
  });
  const [only] = work.chapters;
  if (work.chapters.length === 1 && only && same(only.title, work.title)) only.title = null;
}

const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.replace(/\s+/gu, ' ').trim() === b.replace(/\s+/gu, ' ').trim();

/**
 * A finished work of one chapter has no notes to its chapter on AO3: what FanFicFare labels so
 * at its end are the end notes of the work.
 */
export function settleLoneNotes(work: SourceWork): void {
  const [only] = work.chapters;
  if (work.chapters.length !== 1 || !only || work.complete !== true || work.endNotes !== null) return;
  work.endNotes = only.endNotes;
  only.endNotes = null;
}
