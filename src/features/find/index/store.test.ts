/** The index in its thread: what it promises to its follower and to those who ask. */
import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bruteFacets, brutePage } from '../../../../test/support/brute-find.js';
import { randomQuestion, randomTags, randomWork, randomWorks } from '../../../../test/support/random-find.js';
import { AppError } from '../../../core/errors.js';
import { type Dice, dice } from '../../../demo/dice.js';
import { type Condition, EVERYTHING, type Question } from '../query/condition.js';
import { createIndexStore } from './index.js';
import type { IndexedWork, IndexStore, TagKind } from './types.js';

const ALL: Question = {
  audience: 'members',
  where: EVERYTHING,
  hide: null,
  order: { sort: 'words', ascending: true },
};
const RANGE = { offset: 0, limit: 50 };
/** Machines on which tests run may stand still for seconds. */
const deadlineMs = 600_000;
const SMALL = { deadlineMs, segmentWorks: 300, freshWorks: 50, headTags: 50, fullFacets: 60 };

type Tags = ReturnType<typeof randomTags>;

const kindsOf = ({ types }: Tags): TagKind[] => [...types].map(([id, type]) => ({ id, type }));
const asChanges = (works: Iterable<IndexedWork>) => [...works].map((work) => ({ key: work.key, work }));

function folder(t: { after(act: () => void): void }): string {
  const dir = mkdtempSync(join(tmpdir(), 'fanlight-index-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function assertSame(
  store: IndexStore,
  works: readonly IndexedWork[],
  tags: Tags,
  d: Dice,
  times: number,
) {
  for (let i = 0; i < times; i++) {
    const question = randomQuestion(d, works);
    const says = JSON.stringify(question);
    const [page, facets] = await Promise.all([store.page(question, RANGE), store.facets(question)]);
    assert.deepEqual(page, brutePage(works, question, RANGE), says);
    assert.deepEqual(facets, bruteFacets(works, question, tags.types), says);
  }
}

const refusedAs = (status: number) => (error: unknown) =>
  error instanceof AppError && error.status === status;

test('filled, edited, saved and loaded, it answers what the works say; the position comes along', async (t) => {
  const d = dice(12);
  const tags = randomTags(60);
  const path = join(folder(t), 'deep', 'index.snapshot');
  const store = createIndexStore({ path, settings: SMALL, warn: (message) => assert.fail(message) });
  t.after(() => store.close());
  const works = new Map(randomWorks(d, 1_200, tags.ids).map((work) => [work.key, work]));

  assert.deepEqual(await store.load(), { refused: 'there is none' });
  await assert.rejects(store.page(ALL, RANGE), refusedAs(503));
  await store.setTagKinds(kindsOf(tags));
  await store.apply(asChanges(works.values()), 'first');
  assert.equal(store.ready, false);
  await store.open();
  await assertSame(store, [...works.values()], tags, d, 10);

  for (let round = 0; round < 40; round++) {
    const changes = Array.from({ length: 20 }, () => {
      const key = d.pick([...works.keys()]);
      if (d.below(3) === 0) {
        works.delete(key);
        return { key, gone: true as const };
      }
      const work = randomWork(d, d.below(2) === 0 ? key : 100_000 + d.below(5_000), tags.ids);
      works.set(work.key, work);
      return { key: work.key, work };
    });
    await store.apply(changes, `round ${round}`);
    if (round % 4 === 0) await assertSame(store, [...works.values()], tags, d, 2);
  }
  mkdirSync(join(path, '..'));
  // No process has this number: the largest that a system gives is 4,194,304.
  writeFileSync(`${path}.99999999.new`, 'left behind');
  await store.save();
  assert.deepEqual(readdirSync(join(path, '..')), ['index.snapshot'], 'no draft is left, old or new');
  assert.equal(store.position, 'round 39');

  const other = createIndexStore({ path, settings: SMALL, warn: (message) => assert.fail(message) });
  t.after(() => other.close());
  assert.deepEqual(await other.load(), { works: works.size, position: 'round 39' });
  assert.equal(other.position, 'round 39');
  assert.equal(other.ready, false);
  await other.open();
  await assertSame(other, [...works.values()], tags, d, 10);
  await other.apply([...works.keys()].slice(0, 100).map((key) => ({ key, gone: true })));
  assert.equal((await other.page(ALL, RANGE)).total, works.size - 100);
  assert.equal(other.position, 'round 39', 'changes without a position leave it');
  await other.clear();
  assert.equal(other.ready, false);
  assert.equal(other.position, null);
  await other.open();
  assert.deepEqual(await other.page(ALL, RANGE), { keys: [], total: 0, hidden: 0 });
});

test('a snapshot that is not whole, not true or not one is refused, and the index is empty', async (t) => {
  const d = dice(4);
  const tags = randomTags(20);
  const path = join(folder(t), 'index.snapshot');
  const store = createIndexStore({ path, settings: { deadlineMs }, warn: (message) => assert.fail(message) });
  t.after(() => store.close());
  const refusal = async (): Promise<string> => {
    const loaded = await store.load();
    return 'refused' in loaded ? loaded.refused : 'taken';
  };
  await store.setTagKinds(kindsOf(tags));
  await store.apply(asChanges(randomWorks(d, 300, tags.ids)), 'here');
  await store.save();
  const whole = readFileSync(path);
  assert.equal(await refusal(), 'taken');

  for (const at of [
    3,
    20,
    Math.floor(whole.length / 2),
    whole.length - 300,
    whole.length - 12,
    whole.length - 2,
  ]) {
    const broken = Buffer.from(whole);
    broken[at]! ^= 0x10;
    writeFileSync(path, broken);
    assert.notEqual(await refusal(), 'taken', `byte ${at}`);
  }
  writeFileSync(path, whole);
  truncateSync(path, statSync(path).size - 100);
  assert.equal(await refusal(), 'it is no snapshot');
  writeFileSync(path, '');
  assert.notEqual(await refusal(), 'taken');
  writeFileSync(path, 'something else altogether, but longer than a footer');
  assert.equal(await refusal(), 'it is no snapshot');
  await store.open();
  assert.equal((await store.page(ALL, RANGE)).total, 0);
  writeFileSync(path, whole);
  assert.deepEqual(await store.load(), { works: 300, position: 'here' });
});

test('what is too much, or not for the index, is refused with a plain message before it costs anything', async (t) => {
  const store = createIndexStore({ settings: { deadlineMs }, warn: (message) => assert.fail(message) });
  t.after(() => store.close());
  await store.open();
  const tag: Condition = { op: 'tag', id: 1 };
  const asking = (where: Condition): Question => ({ ...ALL, where });
  let deep: Condition = tag;
  for (let i = 0; i < 100_000; i++) deep = { op: 'not', of: deep };
  await assert.rejects(store.page(asking(deep), RANGE), refusedAs(422));
  await assert.rejects(store.facets({ ...ALL, hide: deep }), refusedAs(422));
  await assert.rejects(store.counts([asking({ op: 'and', of: Array(5_000).fill(tag) })]), refusedAs(422));
  const range: Condition = { op: 'range', field: 'words', from: 1, to: null };
  await assert.rejects(store.pick(asking({ op: 'or', of: Array(65).fill(range) }), 0.5), refusedAs(422));
  await assert.rejects(store.page(asking({ ...range, from: Number.NaN }), RANGE), refusedAs(422));
  await assert.rejects(
    store.page(asking({ op: 'works', keys: Array(100_001).fill(1) }), RANGE),
    refusedAs(422),
  );
  await assert.rejects(store.page(ALL, { offset: -1, limit: 20 }), refusedAs(422));
  await assert.rejects(store.page(ALL, { offset: 0.5, limit: 20 }), refusedAs(422));
  await assert.rejects(store.counts(Array(101).fill(ALL)), refusedAs(422));
  await assert.rejects(store.page(asking({ op: 'text', words: 'rain' }), RANGE), refusedAs(500));
  // As much as is let through is answered.
  let most: Condition = tag;
  for (let i = 0; i < 1_900; i++)
    most = { op: i % 2 === 0 ? 'not' : 'and', of: i % 2 === 0 ? most : [most] } as Condition;
  assert.equal((await store.page(asking(most), RANGE)).total, 0);
  assert.equal((await store.page(ALL, { offset: 1e15, limit: 20 })).keys.length, 0);
});

test('a question whose time is over is refused, and the next is answered', async (t) => {
  const d = dice(8);
  const tags = randomTags(20);
  const store = createIndexStore({ settings: { deadlineMs: -1 }, warn: (message) => assert.fail(message) });
  t.after(() => store.close());
  await store.apply(asChanges(randomWorks(d, 50, tags.ids)));
  await store.open();
  await assert.rejects(store.page({ ...ALL, where: { op: 'tag', id: 1 } }, RANGE), refusedAs(503));
  await assert.rejects(store.facets(ALL), refusedAs(503));
  assert.equal((await store.stats()).works, 50);
});

test('facets that nobody waits for are dropped; others go on', async (t) => {
  const d = dice(6);
  const tags = randomTags(40);
  const works = randomWorks(d, 500, tags.ids);
  const store = createIndexStore({ settings: SMALL, warn: (message) => assert.fail(message) });
  t.after(() => store.close());
  await store.setTagKinds(kindsOf(tags));
  await store.apply(asChanges(works));
  await store.open();
  const gone = new AbortController();
  const answers = Array.from({ length: 20 }, (_, i) => store.facets(ALL, i % 2 ? gone.signal : undefined));
  gone.abort();
  const settled = await Promise.allSettled(answers);
  const expected = bruteFacets(works, ALL, tags.types);
  for (const [i, result] of settled.entries()) {
    if (i % 2) assert.equal(result.status === 'rejected' && result.reason.name, 'AbortError');
    else assert.deepEqual(result.status === 'fulfilled' && result.value, expected);
  }
  await assert.rejects(store.facets(ALL, gone.signal), { name: 'AbortError' });
});

test('a thread that dies is replaced: questions are refused meanwhile, the follower is told and begins again', async (t) => {
  const d = dice(2);
  const tags = randomTags(20);
  const path = join(folder(t), 'index.snapshot');
  const said: string[] = [];
  const store = createIndexStore({
    path,
    heapMiB: 60,
    settings: { deadlineMs },
    warn: (message) => said.push(message),
  });
  t.after(() => store.close());
  const works = randomWorks(d, 200, tags.ids);
  await store.setTagKinds(kindsOf(tags));
  await store.apply(asChanges(works), 'saved');
  await store.open();
  await store.save();
  const restarted = new Promise<void>((resolve) => {
    store.onRestart(resolve);
  });
  // More than the thread has memory for.
  const direct = Array.from({ length: 500_000 }, (_, i) => 2 ** 40 + i);
  const huge = Array.from({ length: 40 }, (_, i) => ({ ...works[0]!, key: 1e6 + i, direct }));
  await assert.rejects(store.apply(asChanges(huge)), refusedAs(503));
  await restarted;
  assert.equal(store.ready, false);
  assert.equal(store.position, null);
  await assert.rejects(store.page(ALL, RANGE), refusedAs(503));
  assert.deepEqual(await store.load(), { works: 200, position: 'saved' });
  await store.open();
  await assertSame(store, works, tags, d, 5);
  assert.ok(said.length > 0);
});
