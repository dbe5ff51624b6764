/** The index of a process holds what find_works holds: filled, followed, saved, taken up again, started anew. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/support/db.js';
import { asListed, insertListed, insertTags, removeListed } from '../../../../test/support/listed-works.js';
import { randomQuestion, randomTags, randomWork, randomWorks } from '../../../../test/support/random-find.js';
import { createLog } from '../../../core/log.js';
import { dice } from '../../../demo/dice.js';
import { createIndexStore, type IndexedWork, type IndexStore } from '../index/index.js';
import { sqlFinder } from '../sql/finder.js';
import { chooseFinder } from './choose.js';
import { type Follower, startFollower } from './follower.js';
import { canGoOnFrom, isBehind, positionNow, readPosition } from './read.js';

const { db, pool } = await testDatabase();
const log = createLog('fatal');
const folder = await mkdtemp(join(tmpdir(), 'fanlight-follower-'));
after(() => rm(folder, { recursive: true, force: true }));
const d = dice(7);
const tags = randomTags(30);
const works = new Map(randomWorks(d, 900, tags.ids).map((work) => [work.key, asListed(work)]));
await insertTags(db, tags.types, new Date('2026-03-01T10:00:00Z'));
await insertListed(db, [...works.values()]);
const inSql = sqlFinder(db, 0);

const LATE = 123_456_789;

interface Running {
  store: IndexStore;
  follower: Follower;
}

/** It is stopped, and saved, at the end of the test. */
function start(t: { after(act: () => Promise<void>): void }): Running {
  const store = createIndexStore({
    path: join(folder, 'find.index'),
    settings: { segmentWorks: 300, freshWorks: 50 },
    warn: (message) => assert.fail(message),
  });
  const follower = startFollower({ db, log }, store);
  t.after(() => follower.stop());
  return { store, follower };
}

/** Waits until the index has all that was written by now. */
async function caughtUp({ store, follower }: Running): Promise<void> {
  for (;;) {
    follower.wake();
    const position = readPosition(store.position);
    if (store.ready && position && !(await isBehind(db, position))) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function assertSame({ store }: Running, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const question = randomQuestion(d, [...works.values()]);
    const says = JSON.stringify(question);
    const range = { offset: d.below(30), limit: 20 };
    assert.deepEqual(await store.page(question, range), await inSql.page(question, range), says);
    assert.deepEqual(await store.facets(question), await inSql.facets(question), says);
  }
}

async function edit(times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const key = d.pick([...works.keys()]);
    if (d.below(4) === 0) {
      works.delete(key);
      await removeListed(db, [key]);
    } else {
      const work: IndexedWork = asListed(
        randomWork(d, d.below(3) === 0 ? 10_000 + d.below(500) : key, tags.ids),
      );
      works.set(work.key, work);
      await insertListed(db, [work]);
    }
  }
}

test('filled from the database, it follows every edit', { timeout: 120_000 }, async (t) => {
  const running = start(t);
  const chosen = chooseFinder(running.store, inSql);
  const everything = randomQuestion(d, []);
  assert.ok((await chosen.page(everything, { offset: 0, limit: 1 })).total >= 0, 'SQL answers meanwhile');
  await caughtUp(running);
  assert.equal(chosen.by, 'index');
  await assertSame(running, 40);
  await edit(60);
  await caughtUp(running);
  await assertSame(running, 40);
});

test('loaded from its snapshot, it goes on from there', { timeout: 120_000 }, async (t) => {
  await edit(40);
  const running = start(t);
  await caughtUp(running);
  await assertSame(running, 30);
});

test('a transaction that was open all the while is not missed', { timeout: 120_000 }, async (t) => {
  const running = start(t);
  const slow = await pool.connect();
  await slow.query('begin');
  await slow.query(`
    insert into find_works select (jsonb_populate_record(null::find_works, to_jsonb(w) || jsonb_build_object(
      'work_id', ${LATE}, 'kudos', 5000000, 'audience', 'public', 'xid', pg_current_xact_id()::text))).*
    from find_works as w limit 1`);
  await edit(20);
  await caughtUp(running);
  await slow.query('commit');
  slow.release();
  await caughtUp(running);
  const most = {
    audience: 'members',
    where: { op: 'and', of: [] },
    hide: null,
    order: { sort: 'kudos', ascending: false },
  } as const;
  assert.deepEqual((await running.store.page(most, { offset: 0, limit: 1 })).keys, [LATE]);
});

test('a snapshot of another database, or of what is to come, is not gone on from', async () => {
  const now = await positionNow(db);
  const [, last = ''] = now.snapshot.split(':');
  assert.ok(canGoOnFrom(now, now));
  assert.ok(!canGoOnFrom({ ...now, place: 'elsewhere/1' }, now));
  assert.ok(!canGoOnFrom({ ...now, snapshot: `1:${BigInt(last) + 1n}:` }, now));
  for (const text of [null, '', 'x', 'x y', "x 1:2:'; drop table works"])
    assert.equal(readPosition(text), null);
});
