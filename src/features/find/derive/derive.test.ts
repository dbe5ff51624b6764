/** What is written is found: rows of works, their words, and how much tags are used, always as the tables stand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { EVERYTHING, type Question } from '../query/condition.js';
import { sqlFinder } from '../sql/finder.js';
import { deriveAll } from './derive.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app } = await testApp({ at: AT, jobs: false });
const { db } = app;
const finder = sqlFinder(db);
const writer = await makePerson(app, { pseud: 'Zoë Quill' });

const derive = () => deriveAll(db, () => AT);
const ask = (question: Partial<Question> = {}): Question => ({
  audience: 'public',
  where: EVERYTHING,
  hide: null,
  order: { sort: 'updated', ascending: false },
  ...question,
});
const keys = async (question: Partial<Question> = {}) =>
  (await finder.page(ask(question), { offset: 0, limit: 100 })).keys;
const words = (text: string) => keys({ where: { op: 'text', words: text } });

test('a posted work is found by its tags and its words, a draft by nothing', async () => {
  const work = await makeWork(app, writer, {
    fields: { title: 'The Lantern Keeper', freeforms: ['Slow Burn'], summary: 'A café at night.' },
    chapters: [
      { html: '<p>She lit the <em>old</em> lamp.</p>' },
      { title: 'Two', html: '<p>夢想家的故事</p>' },
    ],
  });
  await makeWork(app, writer, {
    state: 'draft',
    fields: { title: 'Hidden Lantern', freeforms: ['Slow Burn'] },
  });
  await derive();
  const only = [work.key];
  for (const text of [
    'lantern',
    'lantern CAFE',
    '"old lamp"',
    'slow',
    'zoe quill',
    '夢想',
    '夢',
    '"夢想家"',
    'lam*',
    '事',
  ])
    assert.deepEqual(await words(text), only, text);
  for (const text of ['"lamp old"', 'lantern -cafe', 'lam', '夢家', '!!', ''])
    assert.deepEqual(await words(text), [], text);
  assert.deepEqual(await keys({ where: { op: 'text', words: 'lamp', in: 'title' } }), []);
  assert.deepEqual(await keys({ where: { op: 'text', words: 'keeper', in: 'title' } }), only);
  const { rows } = await sql<{ members: number }>`
    select members from tag_uses join tags on tags.id = tag_id where name = 'Slow Burn'`.execute(db);
  assert.deepEqual(rows, [{ members: 1 }]);
  const { tags } = await finder.facets(ask());
  assert.equal(tags.freeform.length, 1);
});
