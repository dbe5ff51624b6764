/** The states of a chapter of one's own work, the newest first; the first of them is what stands there now. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { notFound } from '../../../core/errors.js';
import type { Member } from '../../../core/viewer.js';
import { lockOwn } from '../lock-own.js';
import { type ChapterInput, type SourceFormat, typedBody } from '../prepare.js';
import { createdBy, visible } from '../visibility.js';
import type { SavedAs } from './revisions.js';

const OF_CHANGE = ['title', 'summary', 'notes', 'text'] as const;
export type Changed = (typeof OF_CHANGE)[number];

/** The address of what stands there now, beside the revisions' ids. */
export const NOW = 'now';

export interface State {
  /** Outward id of a revision, or `now`. */
  id: string;
  saved: Date;
  /** The pseud under which its saver stands on the work; null when they do not, or it is not known. */
  by: string | null;
  savedAs: SavedAs;
  words: number;
  /** Against the state before it; null of the first. */
  changed: readonly Changed[] | null;
  delta: number;
}

const own = (db: Kysely<DB>, viewer: Member, workId: string, chapterId: string) =>
  visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .innerJoin('chapters', 'chapters.work_id', 'works.id')
    .where('chapters.public_id', '=', chapterId);

/** The pseud of this account on the work. */
const pseudOn = (account: string) =>
  sql<string | null>`(select pseuds.name from creatorships join pseuds on pseuds.id = creatorships.pseud_id
    where creatorships.work_id = works.id and creatorships.accepted_at is not null
      and pseuds.account_id = ${sql.ref(account)} order by creatorships.position limit 1)`;

/** What a state is told apart by, without sending the texts. */
const keysOf = (table: 'chapters' | 'chapter_revisions') => {
  const col = (name: string) => sql.ref(`${table}.${name}`);
  return sql<string[]>`array[md5(coalesce(${col('title')}, '')), md5(coalesce(${col('summary_source')}, '')),
    md5(coalesce(${col('start_notes_source')}, '') || chr(1) || coalesce(${col('end_notes_source')}, '')),
    md5(${col('html')})]`;
};

interface Row {
  id: string;
  saved: Date;
  by: string | null;
  savedAs: string;
  words: number;
  keys: string[];
}

function toStates(rows: readonly Row[]): State[] {
  return rows.map(({ keys, savedAs, ...row }, i) => {
    const before = rows[i + 1];
    return {
      ...row,
      savedAs: savedAs as SavedAs,
      changed: before ? OF_CHANGE.filter((_, at) => keys[at] !== before.keys[at]) : null,
      delta: before ? row.words - before.words : 0,
    };
  });
}

/** @throws notFound */
export async function statesOf(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
): Promise<State[]> {
  const now = await own(db, viewer, ids.work, ids.chapter)
    .select([
      'chapters.changed_at as saved',
      'chapters.words',
      'chapters.saved_as as savedAs',
      pseudOn('chapters.saved_by').as('by'),
      keysOf('chapters').as('keys'),
    ])
    .executeTakeFirst();
  if (!now) throw notFound();
  const former = await own(db, viewer, ids.work, ids.chapter)
    .innerJoin('chapter_revisions', 'chapter_revisions.chapter_id', 'chapters.id')
    .select([
      'chapter_revisions.public_id as id',
      'chapter_revisions.saved_at as saved',
      'chapter_revisions.words',
      'chapter_revisions.saved_as as savedAs',
      pseudOn('chapter_revisions.account_id').as('by'),
      keysOf('chapter_revisions').as('keys'),
    ])
    .orderBy('chapter_revisions.id', 'desc')
    .execute();
  return toStates([{ ...now, id: NOW }, ...former]);
}

const TEXT = [
  'title',
  'summary_source',
  'start_notes_source',
  'end_notes_source',
  'source',
  'source_format',
] as const;

export interface StoredState {
  id: string;
  saved: Date;
  /** Kept as it was shown. */
  html: string;
  /** What its form held: to be prepared anew, by today's sanitiser. */
  input: ChapterInput;
}

interface TextRow {
  id: string;
  saved: Date;
  html: string;
  title: string | null;
  summary_source: string | null;
  start_notes_source: string | null;
  end_notes_source: string | null;
  source: string;
  source_format: string;
}

/** No date: a state that is put back moves none. */
const toStored = (row: TextRow): StoredState => ({
  id: row.id,
  saved: row.saved,
  html: row.html,
  input: {
    title: row.title,
    summary: row.summary_source ?? '',
    startNotes: row.start_notes_source ?? '',
    endNotes: row.end_notes_source ?? '',
    ...typedBody(row.source, row.source_format as SourceFormat),
  },
});

/** One state with its text. @throws notFound */
export async function stateOf(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  id: string,
): Promise<StoredState> {
  const chapter = own(db, viewer, ids.work, ids.chapter);
  const row =
    id === NOW
      ? await chapter
          .select([
            'chapters.public_id as id',
            'chapters.changed_at as saved',
            'chapters.html',
            ...TEXT.map((name) => `chapters.${name}` as const),
          ])
          .executeTakeFirst()
      : await chapter
          .innerJoin('chapter_revisions', 'chapter_revisions.chapter_id', 'chapters.id')
          .where('chapter_revisions.public_id', '=', id)
          .select([
            'chapter_revisions.public_id as id',
            'chapter_revisions.saved_at as saved',
            'chapter_revisions.html',
            ...TEXT.map((name) => `chapter_revisions.${name}` as const),
          ])
          .executeTakeFirst();
  if (!row) throw notFound();
  return toStored({ ...row, id });
}

/** Lets one former state go for good. @throws notFound */
export async function forgetState(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  id: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const gone = await trx
      .deleteFrom('chapter_revisions')
      .where('public_id', '=', id)
      .where('chapter_id', 'in', (eb) =>
        eb
          .selectFrom('chapters')
          .select('id')
          .where('work_id', '=', work.key)
          .where('public_id', '=', ids.chapter),
      )
      .returning('id')
      .execute();
    if (gone.length === 0) throw notFound();
  });
}
