/** What works are found by, made once for each tag, is what the graph says of each tag of each work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testApp } from '../../../../test/support/app.js';
import { makePerson } from '../../../../test/support/factories.js';
import { insertManyWorks } from '../../../../test/support/many-works.js';
import { dice } from '../../../demo/dice.js';
import { type Act, findOrCreateTags, performActs } from '../../tags/index.js';
import { deriveAll } from './derive.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app } = await testApp({ at: AT, jobs: false });
const { db } = app;
const writer = await makePerson(app);

const derived = async () =>
  (await sql`select work_id, direct, filters, crossover, otp from find_works order by work_id`.execute(db))
    .rows;

/** Asked of the graph anew, work by work and tag by tag, in nothing but SQL. */
const asked = async () =>
  (
    await sql`
      select w.work_id,
        array(select distinct coalesce(t.merger_id, t.id) from work_tags x join tags t on t.id = x.tag_id
          where x.work_id = w.work_id order by 1) as direct,
        array(select distinct f.filter_id from work_tags x join tag_filters f on f.tag_id = x.tag_id
          where x.work_id = w.work_id order by 1) as filters,
        (
          with fandoms as (
            select main, array(select filter_id from tag_filters where tag_id = main) as above
            from (select distinct coalesce(t.merger_id, t.id) as main from work_tags x join tags t on t.id = x.tag_id
              where x.work_id = w.work_id and t.type = 'fandom') as mains
          )
          select count(*) > 1 and not exists (
            select from fandoms a where not exists (
              select from fandoms b where b.main <> a.main and not a.above && b.above))
          from fandoms
        ) as crossover,
        (select count(distinct coalesce(t.merger_id, t.id)) = 1 from work_tags x join tags t on t.id = x.tag_id
          where x.work_id = w.work_id and t.type = 'relationship') as otp
      from find_works w order by w.work_id`.execute(db)
  ).rows;

const uses = async () => {
  const kept = await sql`select tag_id, public, members from tag_uses where members > 0 order by 1`.execute(
    db,
  );
  const counted = await sql`
    select tag_id, count(*) filter (where audience = 'public') as public, count(*) as members
    from find_works, unnest(filters) as tag_id group by 1 order by 1`.execute(db);
  return { kept: kept.rows, counted: counted.rows };
};

test('after any acts of wranglers every work is found by what the graph says', async () => {
  const { below: next } = dice(20_261_122);
  const types = ['fandom', 'fandom', 'relationship', 'freeform'] as const;
  const tags = await findOrCreateTags(
    db,
    Array.from({ length: 32 }, (_, i) => ({ type: types[i % 4]!, name: `Tag number ${i}` })),
    AT,
  );
  const some = () => [...new Set(Array.from({ length: 1 + next(7) }, () => tags[next(tags.length)]!))];
  for (let i = 0; i < 60; i++) {
    const at = new Date(AT.getTime() + i);
    await insertManyWorks(db, { count: 1 + next(4), pseudId: writer.pseudId, tagIds: some(), at });
  }
  await sql`update works set restricted = true where id % 5 = 0`.execute(db);
  const pick = () => tags[next(tags.length)]!;
  const anAct = (): Act => {
    const tag = pick();
    // Of the same type: what stands four places on, as often as chance says.
    const other = tags[(tags.indexOf(tag) + 4 * (1 + next(7))) % tags.length]!;
    const acts: Act[] = [
      { act: 'canonise', tag },
      { act: 'canonise', tag: other },
      { act: 'merge', tag, into: other },
      { act: 'merge', tag: other, into: tag },
      { act: 'add-meta', tag, above: other },
      { act: 'unmerge', tag },
      { act: 'uncanonise', tag },
    ];
    return acts[next(acts.length)]!;
  };
  let done = 0;
  let crossovers = 0;
  for (let round = 0; round < 12; round++) {
    for (let i = 0; i < 25; i++) {
      // Most of what chance asks for is refused, as it should be.
      const performed = await performActs(db, 'command-line', [anAct()], { at: AT }).catch(() => null);
      if (performed) done += 1;
    }
    await deriveAll(db, () => AT);
    const rows = await derived();
    assert.deepEqual(rows, await asked());
    const { kept, counted } = await uses();
    assert.deepEqual(kept, counted);
    crossovers += rows.filter((row) => (row as { crossover: boolean }).crossover).length;
  }
  const { rows } = await sql<{ synonyms: number; metas: number }>`
    select (select count(*) from tags where merger_id is not null) as synonyms,
      (select count(*) from tag_metas) as metas`.execute(db);
  assert.ok(done > 30 && crossovers > 0 && rows[0]!.synonyms > 0 && rows[0]!.metas > 0, 'chance did enough');
});
