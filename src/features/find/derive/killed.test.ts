/** A mass of works is derived anew when a tag changes, whatever dies meanwhile, and single works do not wait for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { insertManyWorks } from '../../../../test/support/many-works.js';
import { connect } from '../../../core/db/connect.js';
import type { DB } from '../../../core/db/tables.js';
import { findOrCreateTags, performActs } from '../../tags/index.js';
import { deriveAll, deriveStep, rederivations } from './derive.js';

const AT = new Date('2026-03-01T10:00:00Z');
/** Several batches; what is asserted holds at any number. */
const MANY = Number(process.env.MANY_WORKS ?? 3_000);
const silent = { info() {}, warn() {}, error() {} };
const { app, database } = await testApp({ at: AT, jobs: false });
const { db } = app;
const writer = await makePerson(app);

/** Derives on connections of its own until so many are done, and is cut off in the middle of the next step. */
async function dieAfter(isEnough: () => Promise<boolean>): Promise<void> {
  const own = connect<DB>(database.settings, silent, { name: 'derives and dies' });
  const cut = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'derives and dies'`.execute(
      db,
    );
  while (!(await isEnough())) await deriveStep(own.db, AT);
  const dying = deriveStep(own.db, AT).catch(() => 'died');
  await cut();
  await dying;
  await own.close();
}

const filtersOf = async (on: Kysely<DB>, tag: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from find_works where filters @> array[${tag}]::bigint[]`.execute(on);
  return rows[0]!.n;
};
const usesOf = async (tag: number): Promise<number> =>
  (await db.selectFrom('tag_uses').select('members').where('tag_id', '=', tag).executeTakeFirst())?.members ??
  0;

test('a rederivation that is cut off goes on where it was and ends exact', async () => {
  const [spelt, right] = (await findOrCreateTags(
    db,
    [
      { type: 'freeform', name: 'Found Famly' },
      { type: 'freeform', name: 'Found Family' },
    ],
    AT,
  )) as [number, number];
  await insertManyWorks(db, { count: MANY, pseudId: writer.pseudId, tagIds: [spelt], at: AT });
  const count = async () =>
    (await sql<{ n: number }>`select count(*) as n from find_works`.execute(db)).rows[0]!.n;
  await dieAfter(async () => (await count()) >= MANY / 3);
  await deriveAll(db, () => AT);
  assert.equal(await count(), MANY);
  assert.equal(await usesOf(spelt), MANY);
  await performActs(
    db,
    'command-line',
    [
      { act: 'canonise', tag: right },
      { act: 'merge', tag: spelt, into: right },
    ],
    { at: AT },
  );
  const state = async () => (await rederivations(db, 1))[0];
  await dieAfter(async () => ((await state())?.done ?? 0) >= MANY / 3);
  const halfway = await state();
  assert.equal(halfway?.total, MANY);
  assert.ok(halfway.done < MANY && halfway.finishedAt === null);
  assert.equal(await filtersOf(db, right), halfway.done);
  assert.equal(await usesOf(right), halfway.done);

  const { key } = await makeWork(app, writer);
  await deriveStep(db, AT);
  const found = await db.selectFrom('find_works').select('work_id').where('work_id', '=', key).execute();
  assert.equal(found.length, 1, 'one work does not wait for the mass');
  assert.ok(((await state())?.done ?? 0) < MANY);

  await deriveAll(db, () => AT);
  const end = await state();
  assert.deepEqual([end?.done, end?.finishedAt], [MANY, AT]);
  assert.equal(await filtersOf(db, right), MANY);
  assert.equal(await usesOf(right), MANY);
  assert.equal(await usesOf(spelt), MANY);
});
