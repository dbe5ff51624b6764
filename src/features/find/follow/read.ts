/** Rows of find_works as works of the index: all of them, or those that a snapshot of the database did not see. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { TagType } from '../../tags/index.js';
import { clusterId } from '../derive/cluster.js';
import type { IndexChange, IndexedWork, TagKind } from '../index/types.js';
import { FLAGS, type Flag } from '../query/condition.js';

/** Rows at a time: some milliseconds of the thread that also answers pages. */
const BATCH = 400;
const TAGS_AT_ONCE = 5_000;

/** How far something was read: the database, and the transactions that were seen. */
export interface Position {
  /** Of the cluster and the database in it. */
  place: string;
  snapshot: string;
}

export const writePosition = ({ place, snapshot }: Position): string => `${place} ${snapshot}`;

export function readPosition(text: string | null): Position | null {
  const [place = '', snapshot = ''] = (text ?? '').split(' ');
  return place === '' || !/^\d+:\d+:[\d,]*$/.test(snapshot) ? null : { place, snapshot };
}

/** Of this database now. */
export async function positionNow(db: Kysely<DB>): Promise<Position> {
  const { rows } = await sql<{ base: string; snapshot: string }>`
    select (select oid::text from pg_database where datname = current_database()) as base,
      pg_current_snapshot()::text as snapshot`.execute(db);
  return { place: `${await clusterId(db)}/${rows[0]?.base}`, snapshot: rows[0]?.snapshot ?? '' };
}

const lastOf = (snapshot: string): bigint => BigInt(snapshot.split(':')[1] ?? '0');

/** Whether what was read up to `old` can be followed from there: it is this database, and not one of its past. */
export const canGoOnFrom = (old: Position | null, now: Position): old is Position =>
  old !== null && old.place === now.place && lastOf(old.snapshot) <= lastOf(now.snapshot);

interface Row extends Record<Flag, boolean> {
  key: number;
  audience: 'public' | 'members';
  direct: string;
  filters: string;
  creators: string;
  series_ids: string;
  language: string;
  words: number;
  chapters: number;
  kudos: number;
  hits: number;
  comments: number;
  bookmarks: number;
  updated: number;
  published: number;
  sortTitle: string;
  sortCreator: string;
}

/** Lists as text: they are read in a fifth of the time that arrays take. */
const columns = sql`w.work_id as key, w.audience, array_to_string(w.direct, ',') as direct,
  array_to_string(w.filters, ',') as filters, array_to_string(w.creators, ',') as creators,
  array_to_string(w.series, ',') as series_ids, w.language, w.words, w.chapters, w.kudos, w.hits, w.comments,
  w.bookmarks, w.updated, w.published, w.complete, w.crossover, w.otp, w.series <> '{}' as series, w.anonymous,
  w.sort_title as "sortTitle", w.sort_creator as "sortCreator"`;

const numbers = (list: string): number[] => (list === '' ? [] : list.split(',').map(Number));

const toWork = (row: Row): IndexedWork => ({
  key: row.key,
  audience: row.audience,
  direct: numbers(row.direct),
  filters: numbers(row.filters),
  language: row.language,
  numbers: {
    words: row.words,
    chapters: row.chapters,
    kudos: row.kudos,
    hits: row.hits,
    comments: row.comments,
    bookmarks: row.bookmarks,
    updated: row.updated,
    published: row.published,
  },
  flags: FLAGS.filter((flag) => row[flag]),
  creators: numbers(row.creators),
  series: numbers(row.series_ids),
  sortTitle: row.sortTitle,
  sortCreator: row.sortCreator,
});

/** All rows, a batch at a time in the order of their keys; each batch as it is when it is read. */
export async function* everyWork(db: Kysely<DB>): AsyncGenerator<IndexedWork[]> {
  for (let after = -1; ; ) {
    const { rows } = await sql<Row>`
      select ${columns} from find_works w where w.work_id > ${after} order by w.work_id limit ${BATCH}`.execute(
      db,
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toWork);
    after = last.key;
  }
}

/** The types of all tags that listed works have, a batch at a time. */
export async function* everyTag(db: Kysely<DB>): AsyncGenerator<TagKind[]> {
  for (let after = -1; ; ) {
    const { rows } = await sql<TagKind>`
      select id, type from tags where id > ${after} and type <> 'media' order by id limit ${TAGS_AT_ONCE}`.execute(
      db,
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

export async function kindsOf(db: Kysely<DB>, works: readonly IndexedWork[]): Promise<TagKind[]> {
  const ids = [...new Set(works.flatMap(({ direct }) => direct))];
  const rows = await db
    .selectFrom('tags')
    .select(['id', 'type'])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute();
  return rows.map(({ id, type }) => ({ id, type: type as TagType }));
}

const unseen = (table: string, snapshot: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${table}.xid`)} >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
    and not pg_visible_in_snapshot(${sql.ref(`${table}.xid`)}, ${snapshot}::pg_snapshot)`;

/** Whether anything was written that the snapshot did not see. */
export async function isBehind(db: Kysely<DB>, { snapshot }: Position): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select from find_works w where ${unseen('w', snapshot)})
      or exists (select from find_gone g where ${unseen('g', snapshot)}) as behind`.execute(db);
  return rows[0]?.behind ?? false;
}

/**
 * Hands over all that was written since `from`, a batch at a time, as one snapshot of the database sees it.
 * @returns that snapshot
 */
export async function changesSince(
  db: Kysely<DB>,
  from: Position,
  take: (changes: readonly IndexChange[], kinds: readonly TagKind[]) => Promise<void>,
): Promise<Position> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      const now = await positionNow(trx);
      const gone = await sql<{ key: number }>`
        select g.work_id as key from find_gone g where ${unseen('g', from.snapshot)}`.execute(trx);
      if (gone.rows.length > 0)
        await take(
          gone.rows.map(({ key }) => ({ key, gone: true })),
          [],
        );
      // Cursors take no parameters; the snapshot is one that Postgres wrote, or was checked when it was read.
      await sql`declare new_works no scroll cursor for
        select ${columns} from find_works w
        where w.xid >= pg_snapshot_xmin(${sql.lit(from.snapshot)}::pg_snapshot)
          and not pg_visible_in_snapshot(w.xid, ${sql.lit(from.snapshot)}::pg_snapshot)`.execute(trx);
      for (;;) {
        const { rows } = await sql<Row>`fetch ${sql.lit(BATCH)} from new_works`.execute(trx);
        if (rows.length === 0) return now;
        const works = rows.map(toWork);
        await take(
          works.map((work) => ({ key: work.key, work })),
          await kindsOf(trx, works),
        );
      }
    });
}
