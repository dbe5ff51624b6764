/** Chapters that came in files of their own as one work. Pure. */
import type { Draft, DraftChapter } from '../review/draft.js';

export interface JoinPart {
  draft: Draft;
  /** What the file's name or title says of the chapter. */
  title: string | null;
}

type Fields = Draft['fields'];

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
const firstSaid = (texts: readonly string[]): string => texts.find((text) => text !== '') ?? '';

/** What any of the files says of the work; of what they say differently, the first counts. */
function joinedFields(title: string, parts: readonly Fields[]): Fields {
  const first = parts[0]!;
  const all = (pick: (fields: Fields) => string[]) => union(parts.map(pick));
  const dates = parts
    .flatMap(({ publishedOn, updatedOn }) => [publishedOn, updatedOn])
    .filter(Boolean)
    .sort();
  const totals = parts
    .map(({ chaptersExpected }) => chaptersExpected)
    .filter((n) => n !== null && n > parts.length);
  return {
    ...first,
    title,
    rating: firstSaid(parts.map(({ rating }) => rating)),
    warnings: all(({ warnings }) => warnings),
    categories: all(({ categories }) => categories),
    fandoms: all(({ fandoms }) => fandoms),
    relationships: all(({ relationships }) => relationships),
    characters: all(({ characters }) => characters),
    freeforms: all(({ freeforms }) => freeforms),
    summary: firstSaid(parts.map(({ summary }) => summary)),
    series: first.series,
    sourceUrl: firstSaid(parts.map(({ sourceUrl }) => sourceUrl)),
    publishedOn: dates[0] ?? '',
    updatedOn: dates.at(-1) ?? '',
    chaptersExpected: totals[0] ?? null,
  };
}

/** Notes of a part's work are its chapter's: they stood above and below that text. */
function chapterOf(part: JoinPart, isFirst: boolean, number: (count: number) => number): DraftChapter[] {
  const { fields, chapters } = part.draft;
  return chapters.map((chapter, i) => {
    const note = (html: string) => (html === '' || isFirst ? [] : [{ id: 0, kind: 'note' as const, html }]);
    const blocks = [
      ...(i === 0 ? note(fields.startNotes) : []),
      ...chapter.blocks,
      ...(i === chapters.length - 1 ? note(fields.endNotes) : []),
    ];
    return {
      ...chapter,
      title: i === 0 ? part.title || chapter.title : chapter.title,
      ...(chapter.publishedOn || fields.publishedOn
        ? { publishedOn: chapter.publishedOn || fields.publishedOn }
        : {}),
      blocks: blocks.map((block) => ({ ...block, id: number(1) })),
    };
  });
}

/** One draft from several, chapter by chapter in this order; blocks are numbered anew. */
export function joinDrafts(title: string, parts: readonly JoinPart[]): Draft {
  let nextBlock = 1;
  const number = (count: number): number => {
    nextBlock += count;
    return nextBlock - count;
  };
  return {
    fields: joinedFields(
      title,
      parts.map(({ draft }) => draft.fields),
    ),
    chapters: parts.flatMap((part, i) => chapterOf(part, i === 0, number)),
    nextBlock,
    mediaIds: union(parts.map(({ draft }) => draft.mediaIds)),
    ...(parts.some(({ draft }) => draft.anonymous) ? { anonymous: true } : {}),
    ...(parts.every(({ draft }) => draft.languageGuessed) ? { languageGuessed: true } : {}),
  };
}
