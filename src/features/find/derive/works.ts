/** The rows of find_works: what waits is taken in batches, each made anew from what stands in the tables now. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { listedFacts } from '../../works/index.js';
import { type FindRow, findRow } from './row.js';
import { NO_TAGS, tagSets } from './tag-sets.js';
import { UseChanges, writeUses } from './uses.js';

const COLUMNS = [
  'audience',
  'direct',
  'filters',
  'language',
  'words',
  'chapters',
  'kudos',
  'hits',
  'comments',
  'bookmarks',
  'updated',
  'published',
  'complete',
  'crossover',
  'otp',
  'anonymous',
  'creators',
  'series',
  'sort_title',
  'sort_creator',
  'head',
] as const satisfies (keyof FindRow)[];

const columns = sql.join(COLUMNS.map((name) => sql.ref(name)));
const excluded = sql.join(COLUMNS.map((name) => sql.ref(`excluded.${name}`)));
const present = sql.join(COLUMNS.map((name) => sql.ref(`find_works.${name}`)));

/** Rows that are as they were are not written: followers would read them again. */
async function writeRows(trx: Transaction<DB>, rows: readonly FindRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into find_works (work_id, ${columns})
    select work_id, ${columns} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
      work_id bigint, audience text, direct bigint[], filters bigint[], language text, words bigint, chapters bigint,
      kudos bigint, hits bigint, comments bigint, bookmarks bigint, updated bigint, published bigint, complete boolean,
      crossover boolean, otp boolean, anonymous boolean, creators bigint[], series bigint[], sort_title text,
      sort_creator text, head tsvector
    )
    on conflict (work_id) do update set (xid, ${columns}) = row (pg_current_xact_id(), ${excluded})
    where (${present}) is distinct from (${excluded})`.execute(trx);
  await sql`delete from find_gone where work_id = any(${rows.map((row) => row.work_id)})`.execute(trx);
}

async function removeRows(trx: Transaction<DB>, keys: readonly number[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    with gone as (delete from find_works where work_id = any(${keys}) returning work_id)
    insert into find_gone (work_id) select work_id from gone
    on conflict (work_id) do update set xid = pg_current_xact_id()`.execute(trx);
}

/** The next works, single ones first; those that wait for nothing else are taken off. */
async function nextDue(trx: Transaction<DB>, most: number): Promise<number[]> {
  const { rows } = await sql<{ work_id: number }>`
    with next as (
      select work_id, texts from find_due where not listed order by rederivation_id nulls first, work_id limit ${most}
    ),
    done as (delete from find_due using next where find_due.work_id = next.work_id and not next.texts),
    goes_on as (update find_due set listed = true from next where find_due.work_id = next.work_id and next.texts)
    select work_id from next`.execute(trx);
  return rows.map((row) => row.work_id);
}

/** Takes the next work off although it can't be derived: what it was found by before may not be so any more. */
export async function dropNext(trx: Transaction<DB>): Promise<number | undefined> {
  const [key] = await nextDue(trx, 1);
  if (key === undefined) return undefined;
  await trx.deleteFrom('find_due').where('work_id', '=', key).execute();
  await replaceRows(trx, [key], []);
  return key;
}

/** Makes the rows of the next works. @returns how many there were */
export async function deriveWorks(trx: Transaction<DB>, most: number): Promise<number> {
  const keys = await nextDue(trx, most);
  if (keys.length === 0) return 0;
  const facts = await listedFacts(trx, keys);
  const tags = await tagSets(trx, keys);
  const rows = facts.map((one) => findRow(one, tags.get(one.key) ?? NO_TAGS));
  await replaceRows(trx, keys, rows);
  return keys.length;
}

/** Puts these rows in the place of all that these works have. */
async function replaceRows(
  trx: Transaction<DB>,
  keys: readonly number[],
  rows: readonly FindRow[],
): Promise<void> {
  const uses = new UseChanges();
  const before = await trx
    .selectFrom('find_works')
    .select(['audience', 'filters'])
    .where((eb) => eb('work_id', '=', eb.fn.any(eb.val(keys))))
    .execute();
  for (const row of before) uses.went(row);
  for (const row of rows) uses.came(row);
  await writeRows(trx, rows);
  const listed = new Set(rows.map((row) => row.work_id));
  await removeRows(
    trx,
    keys.filter((key) => !listed.has(key)),
  );
  await writeUses(trx, uses);
}
