import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';

const { app, server } = await testApp({ jobs: false });
const writer = await makePerson(app);
const work = await makeWork(app, writer, {
  fields: { warnings: ['No Archive Warnings Apply'], freeforms: ['Slow Burn'] },
  chapters: [{ html: '<p>One.</p>' }, { html: '<p>Two.</p>' }],
});
const { public_id: chapter } = await app.db
  .selectFrom('chapters')
  .select('public_id')
  .where('work_id', '=', work.key)
  .where('position', '=', 2)
  .executeTakeFirstOrThrow();
const address = `/works/${work.id}/chapters/${chapter}`;

const get = async (url: string, cookie?: string) =>
  (await server.inject({ url, headers: { host: 'localhost', ...(cookie ? { cookie } : {}) } })).body;

function save(fields: [string, string][]) {
  const body = new URLSearchParams([['text', 'Two.'], ['format', 'html'], ['position', '2'], ...fields]);
  return server.inject({
    method: 'POST',
    url: `${address}/edit`,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      cookie: writer.cookie,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: body.toString(),
  });
}

test('a chapter says what it holds, folded, and the work’s own tags stay as they are', async () => {
  const answer = await save([
    ['warnings', 'Major Character Death'],
    ['freeforms', 'Knives, A Funeral'],
  ]);
  assert.equal(answer.statusCode, 303, answer.body);
  for (const url of [address, `/works/${work.id}/entire`]) {
    const page = await get(url);
    const [, told = ''] = /<details class="chapter-tags">(.*?)<\/details>/s.exec(page) ?? [];
    assert.match(told, /3 notes/);
    assert.match(told, /Major Character Death.*Knives.*A Funeral/s);
  }
  assert.doesNotMatch(await get(`/works/${work.id}`), /Knives|Major Character Death/);
  const own = await app.db
    .selectFrom('work_tags')
    .innerJoin('tags', 'tags.id', 'tag_id')
    .select('name')
    .where('work_id', '=', work.key)
    .where('type', 'in', ['warning', 'freeform'])
    .execute();
  assert.deepEqual(new Set(own.map(({ name }) => name)), new Set(['No Archive Warnings Apply', 'Slow Burn']));
  const form = await get(`${address}/edit`, writer.cookie);
  assert.match(form, /value="Major Character Death" checked/);
  assert.match(form, /Knives, A Funeral/);
});

test('warnings that are none, and names that no tag can hold, come back with the form', async () => {
  for (const fields of [
    [['warnings', 'No Archive Warnings Apply']],
    [['warnings', 'Made Up']],
    [['freeforms', 'a<b']],
  ] as [string, string][][]) {
    const answer = await save(fields);
    assert.equal(answer.statusCode, 422, fields.join());
  }
  await save([]);
  assert.doesNotMatch(await get(address), /chapter-tags/);
});
