import type { Kysely } from 'kysely';
import { prepared } from '../../core/db/prepared.js';
import type { DB } from '../../core/db/tables.js';
import { fromStore, type SafeHtml } from '../../core/text/index.js';
import { type ChapterTag, chapterTagsOf } from './chapter-tags.js';
import { creditOf } from './creators/credit.js';
import { safe, type WorkHeader } from './header.js';
import type { Creator } from './visibility.js';

export const TEXT_COLUMNS = [
  'id as key',
  'public_id as id',
  'position',
  'title',
  'summary',
  'start_notes',
  'end_notes',
  'html',
  'words',
  'published_at',
] as const;
export const LINK_COLUMNS = [
  'id as key',
  'public_id as id',
  'position',
  'title',
  'posted_at',
  'published_at',
] as const;

/** A link to a chapter: what a contents list needs. */
export interface ChapterLink {
  key: number;
  id: string;
  position: number;
  title: string | null;
  posted: boolean;
  published: Date;
}

interface LinkColumns {
  key: number;
  id: string;
  position: number;
  title: string | null;
  posted_at: Date | string | null;
  published_at: Date | string;
}

export const toLink = (row: LinkColumns): ChapterLink => ({
  key: row.key,
  id: row.id,
  position: row.position,
  title: row.title,
  posted: row.posted_at !== null,
  published: new Date(row.published_at),
});

const chaptersOf = prepared((db, { work, drafts }: { work: number; drafts: boolean }) =>
  db
    .selectFrom('chapters')
    .select(LINK_COLUMNS)
    .where('work_id', '=', work)
    .where((eb) => eb.or([eb('posted_at', 'is not', null), eb(eb.val(drafts), '=', eb.lit(true))]))
    .orderBy('position'),
);

/**
 * The chapters of a work that the asker may see. Ask for the header first: it says whether the work may be seen.
 * Draft chapters of a posted work are for its creators only; those of a draft are for whoever may see the draft.
 * `drafts: false` leaves all of them out, for what leaves the house.
 */
export async function chapterLinks(
  db: Kysely<DB>,
  work: WorkHeader,
  { drafts = work.byline.own || !work.posted } = {},
): Promise<ChapterLink[]> {
  const rows = await chaptersOf(db, { work: work.key, drafts });
  return rows.map(toLink);
}

export interface ChapterText {
  key: number;
  id: string;
  position: number;
  title: string | null;
  summary: SafeHtml | null;
  startNotes: SafeHtml | null;
  endNotes: SafeHtml | null;
  html: SafeHtml;
  words: number;
  published: Date;
  /** Who made it, where that is said of this chapter by itself. */
  credit: Creator[];
  /** What this chapter warns of. */
  tags: ChapterTag[];
}

export interface TextColumns {
  key: number;
  id: string;
  position: number;
  title: string | null;
  summary: string | null;
  start_notes: string | null;
  end_notes: string | null;
  html: string;
  words: number;
  published_at: Date | string;
  credit: Creator[];
  tags: ChapterTag[];
}

export const toText = (row: TextColumns): ChapterText => ({
  key: row.key,
  id: row.id,
  position: row.position,
  title: row.title,
  summary: safe(row.summary),
  startNotes: safe(row.start_notes),
  endNotes: safe(row.end_notes),
  html: fromStore(row.html),
  words: row.words,
  published: new Date(row.published_at),
  credit: row.credit,
  tags: row.tags,
});

const textsByKey = prepared((db, { keys }: { keys: readonly number[] }) =>
  db
    .selectFrom('chapters')
    .select(TEXT_COLUMNS)
    .select((eb) => [creditOf(eb).as('credit'), chapterTagsOf(eb).as('tags')])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(keys))))
    .orderBy('position'),
);

/** The texts of chapters by key, in their order. Keys come from `chapterLinks`, which says what may be seen. */
export async function chapterTexts(db: Kysely<DB>, keys: readonly number[]): Promise<ChapterText[]> {
  if (keys.length === 0) return [];
  const rows = await textsByKey(db, { keys });
  return rows.map(toText);
}
