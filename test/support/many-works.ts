/** Very many small works at once, written straight into the tables: for what must hold at a size. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../src/core/db/tables.js';

/**
 * Posted works by one pseud, each with one chapter and the tags of these ids.
 * @returns the keys of the first and the last
 */
export async function insertManyWorks(
  db: Kysely<DB>,
  { count, pseudId, tagIds, at }: { count: number; pseudId: number; tagIds: readonly number[]; at: Date },
): Promise<{ first: number; last: number }> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    const { rows } = await sql<{ first: number; last: number }>`
      with new as (
        insert into works (public_id, title, sort_title, language, sanitiser_version, adult, posted_at, published_at,
          revised_at, chapters_posted, chapters_expected, words, created_at, changed_at)
        select 'many' || n || '-' || ${String(at.getTime())}, 'Many ' || n, 'many ' || n, 'en', 1, false, ${at}::timestamptz,
          ${at}::timestamptz, ${at}::timestamptz + n * interval '1 second', 1, 1, n, ${at}::timestamptz, ${at}::timestamptz
        from generate_series(1, ${count}::integer) as n
        returning id
      ),
      counts as (insert into work_counts (work_id) select id from new),
      made as (
        insert into creatorships (work_id, pseud_id, position, accepted_at)
        select id, ${pseudId}, 0, ${at}::timestamptz from new
      ),
      tagged as (
        insert into work_tags (work_id, tag_id, position)
        select new.id, tag, place from new, unnest(${tagIds}::bigint[]) with ordinality as t (tag, place)
      ),
      chaptered as (
        insert into chapters (public_id, work_id, position, source, source_format, html, sanitiser_version, words,
          posted_at, published_at, created_at, changed_at)
        select 'many-' || id, id, 1, 'A tale.', 'text', '<p>A tale.</p>', 1, 2, ${at}::timestamptz, ${at}::timestamptz,
          ${at}::timestamptz, ${at}::timestamptz from new
      ),
      told as (
        insert into changes (kind, thing_id, what, at) select 'work', id, 'posted', ${at}::timestamptz from new
      )
      select min(id) as first, max(id) as last from new`.execute(trx);
    return rows[0]!;
  });
}
