/** Works of an index written straight into find_works, with the tags that they have: for what reads those rows. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../src/core/db/tables.js';
import type { IndexedWork } from '../../src/features/find/index/types.js';
import type { TagType } from '../../src/features/tags/canon.js';

/** A row knows by its series whether it is in one. */
export const asListed = (work: IndexedWork): IndexedWork => ({
  ...work,
  flags: [
    ...work.flags.filter((flag) => flag !== 'series'),
    ...(work.series.length > 0 ? (['series'] as const) : []),
  ],
});

const rowOf = (work: IndexedWork) => ({
  work_id: work.key,
  audience: work.audience,
  direct: work.direct,
  filters: work.filters,
  language: work.language,
  ...work.numbers,
  complete: work.flags.includes('complete'),
  crossover: work.flags.includes('crossover'),
  otp: work.flags.includes('otp'),
  anonymous: work.flags.includes('anonymous'),
  creators: work.creators,
  series: work.series,
  sort_title: work.sortTitle,
  sort_creator: work.sortCreator,
  head: '',
});

export async function insertListed(db: Kysely<DB>, works: readonly IndexedWork[]): Promise<void> {
  const ids = works.map(({ key }) => key);
  await sql`delete from find_works where work_id = any(${ids})`.execute(db);
  await sql`delete from find_gone where work_id = any(${ids})`.execute(db);
  await sql`
    insert into find_works
    select (jsonb_populate_record(null::find_works, row || jsonb_build_object('xid', pg_current_xact_id()::text))).*
    from jsonb_array_elements(${JSON.stringify(works.map(rowOf))}::jsonb) as row`.execute(db);
}

export async function removeListed(db: Kysely<DB>, keys: readonly number[]): Promise<void> {
  await sql`delete from find_works where work_id = any(${keys})`.execute(db);
  await sql`
    insert into find_gone (work_id) select unnest(${keys}::bigint[])
    on conflict (work_id) do update set xid = pg_current_xact_id()`.execute(db);
}

/** Tags under their very ids. */
export async function insertTags(
  db: Kysely<DB>,
  types: ReadonlyMap<number, TagType>,
  at: Date,
): Promise<void> {
  const rows = [...types].map(([id, type]) => ({ id, type, name: `Tag ${id}` }));
  await sql`
    insert into tags (id, type, name, name_key, created_at) overriding system value
    select id, type, name, lower(name), ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id bigint, type text, name text)`.execute(
    db,
  );
}
