/** What is asked of batches. Everything is a person's own: another's batch does not exist for them. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import type { Missable } from '../draft-columns.js';
import type { ImportState } from '../queries.js';

export interface BatchRow {
  key: number;
  id: string;
  name: string;
  goingSince: Date | null;
  leftOut: number;
  /** Outward id of the pen name that the works are to bear. */
  pseud: string | null;
  createdAt: Date;
}

const own = (db: Kysely<DB>, viewer: Member) =>
  db
    .selectFrom('import_batches')
    .leftJoin('pseuds', 'pseuds.id', 'import_batches.pseud_id')
    .where('import_batches.account_id', '=', viewer.accountId)
    .select([
      'import_batches.id as key',
      'import_batches.public_id as id',
      'import_batches.name',
      'import_batches.going_since as goingSince',
      'import_batches.left_out as leftOut',
      'pseuds.public_id as pseud',
      'import_batches.created_at as createdAt',
    ]);

export const batchById = (db: Kysely<DB>, viewer: Member, publicId: string): Promise<BatchRow | undefined> =>
  own(db, viewer).where('import_batches.public_id', '=', publicId).executeTakeFirst();

/** Newest first. */
export const batchesOf = (
  db: Kysely<DB>,
  viewer: Member,
  page: { offset: number; limit: number },
): Promise<BatchRow[]> =>
  own(db, viewer)
    .orderBy('import_batches.created_at', 'desc')
    .orderBy('import_batches.id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();

type Files = ExpressionBuilder<DB, 'imports'>;

/** The person has this work already, and has not said that it shall be another one. */
const isHere = (eb: Files) =>
  eb.or([
    eb('imports.state', '=', 'skipped'),
    eb.and([
      eb('imports.state', '=', 'review'),
      eb('imports.existing_work_id', 'is not', null),
      eb('imports.as_another', '=', false),
    ]),
  ]);

export const isToReview = (eb: Files) =>
  eb.and([
    eb('imports.state', '=', 'review'),
    eb.or([eb('imports.existing_work_id', 'is', null), eb('imports.as_another', '=', true)]),
  ]);

/** Nothing is missing that a posted work needs; that the language was guessed does not count. */
export const isWhole = (eb: Files) =>
  eb.and([isToReview(eb), sql<boolean>`imports.missing <@ array['language']`]);

/** Here already, and its person still has to say what becomes of it. */
export const isUndecided = (eb: Files) => eb.and([eb('imports.state', '=', 'review'), isHere(eb)]);

export const FILTERS = ['all', 'review', 'failed', 'here', 'saved'] as const;
export type Filter = (typeof FILTERS)[number];

const FILTER: Record<Exclude<Filter, 'all'>, (eb: Files) => ReturnType<typeof isToReview>> = {
  review: isToReview,
  failed: (eb) => eb.and([eb('imports.state', '=', 'failed')]),
  here: (eb) => eb.and([isHere(eb)]),
  saved: (eb) => eb.and([eb('imports.state', '=', 'saved')]),
};

export interface BatchCounts {
  /** Files as they came. */
  files: number;
  waiting: number;
  failed: number;
  review: number;
  whole: number;
  here: number;
  /** Here already, and nothing was said of them yet. */
  undecided: number;
  saved: number;
  skipped: number;
  /** Files that are chapters of a joined work, and how many works they became. */
  parts: number;
  joinedWorks: number;
  /** To be saved by itself. */
  wished: number;
  lacks: Record<Missable, number>;
  /** Files that were read since the batch goes on, and the first and the last time. */
  read: { files: number; first: Date | null; last: Date | null };
}

export async function countsOf(db: Kysely<DB>, batch: BatchRow): Promise<BatchCounts> {
  const row = await db
    .selectFrom('imports')
    .where('imports.batch_id', '=', batch.key)
    .select((eb) => {
      const count = (of: (eb: Files) => ReturnType<typeof isToReview>) =>
        eb.fn.countAll<number>().filterWhere(of(eb));
      const state = (...states: ImportState[]) => count((b) => b.and([b('imports.state', 'in', states)]));
      const lacks = (name: Missable) =>
        count((b) => b.and([isToReview(b), sql<boolean>`${name} = any(imports.missing)`]));
      const since = (b: Files) =>
        b.and([
          b('imports.read_at', '>=', batch.goingSince ?? new Date(8.64e15)),
          b('imports.file', '<>', ''),
        ]);
      return [
        count((b) => b.and([b('imports.file', '<>', '')])).as('files'),
        state('waiting', 'reading').as('waiting'),
        state('failed').as('failed'),
        count(isToReview).as('review'),
        count(isWhole).as('whole'),
        count((b) => b.and([isHere(b)])).as('here'),
        count(isUndecided).as('undecided'),
        state('saved').as('saved'),
        state('skipped').as('skipped'),
        state('joined').as('parts'),
        count((b) => b.and([b('imports.file', '=', '')])).as('joinedWorks'),
        count((b) => b.and([b('imports.state', '=', 'review'), b('imports.wish', 'is not', null)])).as(
          'wished',
        ),
        lacks('title').as('title'),
        lacks('fandoms').as('fandoms'),
        lacks('rating').as('rating'),
        lacks('warnings').as('warnings'),
        lacks('language').as('language'),
        count(since).as('readFiles'),
        eb.fn.min('imports.read_at').filterWhere(since(eb)).as('readFirst'),
        eb.fn.max('imports.read_at').filterWhere(since(eb)).as('readLast'),
      ];
    })
    .executeTakeFirstOrThrow();
  const { title, fandoms, rating, warnings, language, readFiles, readFirst, readLast, ...counts } = row;
  return {
    ...counts,
    lacks: { title, fandoms, rating, warnings, language },
    read: { files: readFiles, first: readFirst, last: readLast },
  };
}

/** Seconds until all files are read, by the pace since the batch goes on; null while it is not known. */
export function secondsLeft({ waiting, read }: BatchCounts): number | null {
  if (waiting === 0 || !read.first || !read.last || read.files < 3) return null;
  const pace = (read.last.getTime() - read.first.getTime()) / (read.files - 1) / 1000;
  return Math.ceil(waiting * pace);
}

export interface BatchFileRow {
  id: string;
  state: ImportState;
  name: string;
  /** Made of several files: their names. */
  parts: string[];
  title: string;
  error: string | null;
  missing: Missable[];
  wish: string | null;
  isHere: boolean;
  workId: string | null;
  existing: { id: string; title: string } | null;
  /** Bytes of the file; of a joined work, of all. */
  bytes: number;
}

const rowsOf = (db: Kysely<DB>, batch: BatchRow) =>
  db
    .selectFrom('imports')
    .leftJoin('works', 'works.id', 'imports.work_id')
    .leftJoin('works as existing', 'existing.id', 'imports.existing_work_id')
    .where('imports.batch_id', '=', batch.key)
    .select((eb) => [
      'imports.id as key',
      'imports.public_id as id',
      'imports.state',
      'imports.name',
      'imports.file',
      'imports.title',
      'imports.error',
      'imports.missing',
      'imports.wish',
      'imports.bytes',
      'imports.joined_into',
      isHere(eb as unknown as Files).as('isHere'),
      'works.public_id as workId',
      'existing.public_id as existingId',
      'existing.title as existingTitle',
    ])
    .orderBy('imports.position')
    .orderBy('imports.id');

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

const toFile = (row: Row, parts: string[] = []): BatchFileRow => ({
  id: row.id,
  state: row.state as ImportState,
  name: row.name,
  parts,
  title: row.title,
  error: row.error,
  missing: row.missing as Missable[],
  wish: row.wish,
  isHere: Boolean(row.isHere),
  workId: row.workId,
  existing: row.existingId === null ? null : { id: row.existingId, title: row.existingTitle ?? '' },
  bytes: Number(row.bytes),
});

/** In the batch's order. Files that were joined stand with the work that they are made into. */
export async function filesOf(
  db: Kysely<DB>,
  batch: BatchRow,
  filter: Filter,
  page: { offset: number; limit: number },
): Promise<BatchFileRow[]> {
  const rows = await rowsOf(db, batch)
    .where('imports.state', '<>', 'joined')
    .$if(filter !== 'all', (query) =>
      query.where((eb) => FILTER[filter as Exclude<Filter, 'all'>](eb as unknown as Files)),
    )
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const joined = rows.filter(({ file }) => file === '').map(({ key }) => key);
  const parts = joined.length
    ? await db
        .selectFrom('imports')
        .select(['joined_into', 'name'])
        .where('joined_into', 'in', joined)
        .orderBy('position')
        .execute()
    : [];
  return rows.map((row) =>
    toFile(
      row,
      parts.filter((part) => part.joined_into === row.key).map(({ name }) => name),
    ),
  );
}

/** Every file of a batch, for its report; a joined one with the work that it became a part of. */
export async function reportOf(db: Kysely<DB>, batch: BatchRow): Promise<BatchFileRow[]> {
  const rows = await rowsOf(db, batch).execute();
  const wholes = new Map(rows.map((row) => [row.key, row]));
  return rows
    .filter(({ file }) => file !== '')
    .map((row) => {
      const whole = row.joined_into === null ? undefined : wholes.get(row.joined_into);
      return whole
        ? {
            ...toFile(whole),
            state: whole.state === 'saved' ? 'saved' : 'joined',
            name: row.name,
            bytes: Number(row.bytes),
          }
        : toFile(row);
    });
}
