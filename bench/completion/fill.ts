/** Two million invented tags in a database, as unevenly used as an archive's are, straight by SQL. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../src/core/db/tables.js';

const AT = new Date('2026-01-01T12:00:00Z');
const SYLLABLES =
  'an,el,ra,mi,ko,tha,sen,lor,vi,dan,har,be,cu,os,wen,qui,zor,ya,fre,gil,pa,mo,stra,ne,ilo,sha,du,ket,ve,ro';

/** Of each hundred tags; canonical: of each hundred of the type. */
const KINDS = [
  { type: 'fandom', share: 3, canonical: 70, words: 3 },
  { type: 'character', share: 15, canonical: 40, words: 2 },
  { type: 'relationship', share: 20, canonical: 25, words: 4 },
  { type: 'freeform', share: 62, canonical: 5, words: 4 },
] as const;

/**
 * Words by Zipf's law out of 100,000; a free tag in ten is used ten times and more, one in a hundred a hundred times,
 * canonical ones ten times as much. Canonical characters and relationships stand under fandoms; the largest has a tenth.
 */
export async function fillTags(db: Kysely<DB>, tags: number): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  await sql`drop index tags_words, tags_sorted, tags_unwrangled, tags_merger`.execute(db);
  await sql`select setseed(0.42)`.execute(db);
  await sql`
    create temp table bench_words as
    select n, (select string_agg((string_to_array(${SYLLABLES}, ','))[1 + (n / power(30, k))::int % 30], '')
      from generate_series(0, 1 + n % 2 + (n > 900)::int + (n > 27000)::int) as k) as word
    from generate_series(1, 100000) as n`.execute(db);
  await sql`create index on bench_words (n)`.execute(db);
  for (const { type, share, canonical, words } of KINDS) {
    const glue = type === 'relationship' ? '/' : ' ';
    await sql`
      insert into tags (type, name, name_key, canonical, tier, created_at)
      select ${type}, name, name, is_canonical, tier_of_uses(least(500000, (9 * is_canonical::int + 1) / chance)::int), ${AT} from (
        select string_agg(word, ${glue} order by k) as name, is_canonical, chance
        from (
          select i, is_canonical, chance, k, floor(power(100000, random()))::int as n
          from (
            select i, random() < ${canonical} / 100.0 as is_canonical, 1e-6 + random() as chance
            from generate_series(1, ${Math.round((tags * share) / 100)}::int) as i offset 0
          ) as one, generate_series(1, ${words}) as k offset 0
        ) as places join bench_words using (n) group by i, is_canonical, chance
      ) as made on conflict do nothing`.execute(db);
  }
  await sql`alter table tag_uses disable trigger user`.execute(db);
  await sql`
    insert into tag_uses (tag_id, public, members)
    select id, n * 9 / 10, n from (select id, (case tier when 0 then 1 + 8 * random()
      else power(10, tier) * least(9.9, 1 / (0.1 + random())) end)::int as n from tags) as t`.execute(db);
  await sql`alter table tag_uses enable trigger user`.execute(db);
  await sql`
    insert into tag_parents (tag_id, parent_id, direct)
    select child.id, fandom.id, true
    from (select id, row_number() over (order by id) as place from tags where type = 'fandom' and canonical) as fandom
    join (select id, floor(power((select count(*) from tags where type = 'fandom' and canonical), random()))::int as place
      from tags where type in ('character', 'relationship') and canonical) as child using (place)`.execute(
    db,
  );
  await sql`create index tags_words on tags using gin (
    array_to_tsvector(string_to_array(regexp_replace(name_fold, '(^| )(?=.)', '\\1' || shelf, 'g'), ' '))) with (fastupdate = off)`.execute(
    db,
  );
  await sql`create index tags_unwrangled on tags (type, tier desc, id)
    where not canonical and merger_id is null and not unwrangleable`.execute(db);
  await sql`vacuum analyze tags, tag_uses, tag_parents`.execute(db);
}
