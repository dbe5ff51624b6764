/** What SQL answers is what going through all works one by one would give. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bruteFacets, bruteKeys, brutePage } from '../../../../test/support/brute-find.js';
import { testDatabase } from '../../../../test/support/db.js';
import { asListed, insertListed, insertTags } from '../../../../test/support/listed-works.js';
import { randomQuestion, randomTags, randomWorks } from '../../../../test/support/random-find.js';
import { AppError } from '../../../core/errors.js';
import { dice } from '../../../demo/dice.js';
import { type Condition, EVERYTHING, type Question } from '../query/condition.js';
import { sqlFinder } from './finder.js';

const { db, pool } = await testDatabase();
const d = dice(2026);
const tags = randomTags(40);
const works = randomWorks(d, 700, tags.ids).map(asListed);
await insertTags(db, tags.types, new Date('2026-03-01T10:00:00Z'));
await insertListed(db, works);
const finder = sqlFinder(db, 0);

const all: Question = {
  audience: 'members',
  where: EVERYTHING,
  hide: null,
  order: { sort: 'updated', ascending: false },
};

test('hundreds of questions at random: pages, facets, counts and picks', async () => {
  for (let i = 0; i < 250; i += 1) {
    const question = randomQuestion(d, works);
    const says = JSON.stringify(question);
    const range = { offset: d.below(60), limit: 1 + d.below(30) };
    assert.deepEqual(await finder.page(question, range), brutePage(works, question, range), says);
    assert.deepEqual(await finder.facets(question), bruteFacets(works, question, tags.types), says);
    const keys = bruteKeys(works, question);
    assert.deepEqual(await finder.counts([question, all]), [keys.size, works.length], says);
    const picked = await finder.pick(question, d.below(1_000) / 1_000);
    assert.equal(picked === null ? keys.size === 0 : keys.has(picked), true, says);
  }
});

const refused = (status: number, code: string) => (error: unknown) =>
  error instanceof AppError && error.status === status && error.code === code;

test('what asks for too much is refused, not tried', async () => {
  const tag: Condition = { op: 'tag', id: 1 };
  let deep: Condition = tag;
  for (let i = 0; i < 100_000; i += 1) deep = { op: 'not', of: deep };
  const phrases: Condition = { op: 'text', words: 'word '.repeat(200) };
  for (const where of [deep, { op: 'or', of: Array.from({ length: 3_000 }, () => tag) } as const, phrases])
    await assert.rejects(
      finder.page({ ...all, where }, { offset: 0, limit: 1 }),
      refused(400, 'too-much-asked'),
    );
});

test('what takes too long is stopped, and the next question is not', async () => {
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('lock table find_works in access exclusive mode');
  await assert.rejects(sqlFinder(db, 50).facets(all), refused(503, 'search-too-slow'));
  await holder.query('rollback');
  holder.release();
  assert.equal((await finder.page(all, { offset: 0, limit: 1 })).total, works.length);
});

/** How many statements wait for the lock of a test. */
const waiting = async (): Promise<number> =>
  (
    await pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).rowCount ?? 0;

test('what nobody waits for any more is cancelled in the database, and nothing else is', async () => {
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('lock table find_works in access exclusive mode');
  const left = new AbortController();
  const unwanted = finder.facets(all, left.signal);
  const wanted = finder.facets(all, new AbortController().signal);
  while ((await waiting()) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  left.abort();
  await assert.rejects(unwanted, { name: 'AbortError' });
  assert.equal(await waiting(), 1);
  await assert.rejects(finder.facets(all, AbortSignal.abort()), { name: 'AbortError' });
  await holder.query('rollback');
  holder.release();
  assert.deepEqual(await wanted, bruteFacets(works, all, tags.types));
});

test('words are data, whatever they are', async () => {
  for (const words of ["'", "a' | 'b", '\\', ':*', '<->', '\u0000', '\ud800', '"', '--', "x':A", '%', '((('])
    for (const sort of ['relevance', 'updated'] as const) {
      const question: Question = { ...all, where: { op: 'text', words }, order: { sort, ascending: false } };
      assert.equal((await finder.page(question, { offset: 0, limit: 1 })).total, 0, words);
    }
});
