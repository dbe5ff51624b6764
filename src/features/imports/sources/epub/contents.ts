/** Which entries of a table of contents are chapters: some name parts that hold them, some only scenes inside them. */
import type { TocEntry } from '../../files/epub-contents.js';
import { chapterLabel } from '../chapter-label.js';

export interface Mark {
  label: string;
  path: string;
  fragment: string;
  kind: 'chapter' | 'part';
}

const PART =
  /^(?:part|book|volume|vol\.?|act|arc|teil|buch|band|partie|livre|tome|parte|libro|часть|книга|том)\b/iu;

/** The entries that begin something, in the order of the table. */
export const marksOf = (toc: readonly TocEntry[]): Mark[] => walk(toc, toc.length === 1);

function walk(entries: readonly TocEntry[], lone: boolean): Mark[] {
  return entries.flatMap((entry): Mark[] => {
    const { label, path, fragment, children } = entry;
    const holds = children.length > 0 && holdsChapters(entry, lone);
    const own: Mark[] = path === null ? [] : [{ label, path, fragment, kind: holds ? 'part' : 'chapter' }];
    return holds ? [...own, ...walk(children, false)] : own;
  });
}

/** Whether what stands under an entry are chapters, rather than scenes of one. */
function holdsChapters({ label, path, children }: TocEntry, lone: boolean): boolean {
  if (path === null || lone || PART.test(label)) return true;
  const own = chapterLabel(label);
  if (own && own.division !== 'part') return false;
  const labelled = children.filter((child) => chapterLabel(child.label) !== null).length;
  if (labelled * 2 >= children.length) return true;
  // Scenes lie in the file of their chapter; chapters have files of their own.
  return children.filter((child) => child.path !== path).length * 2 > children.length;
}

/** Whether a table of contents goes another way than the pages do. */
export function disagrees(marks: readonly Mark[], order: ReadonlyMap<string, number>): boolean {
  const places = marks.map(({ path }) => order.get(path)).filter((at) => at !== undefined);
  return places.some((at, i) => i > 0 && at < places[i - 1]!);
}
