import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { foldName } from '../tags/index.js';
import { completeTags } from './complete-tags.js';
import { workHeader } from './queries.js';

const { app, server } = await testApp({ jobs: false });
const writer = await makePerson(app);
const reader = await makePerson(app);

const shared = { fandoms: ['Harbour Tales (Invented)'], characters: ['Élodie O’Brien', 'Ann Harbour'] };
await makeWork(app, writer, {
  fields: { ...shared, relationships: ['Ann/Ben', 'Cy & Dee'], emphasis: { 'ann/ben': 'primary' } },
});
await makeWork(app, writer, { fields: { ...shared, characters: ['Ann Harbour'] } });
await makeWork(app, writer, {
  state: 'draft',
  fields: { fandoms: ['Canary Draft'], characters: ['Ann Canary', 'Élodie O’Brien'] },
});
const hidden = await makeWork(app, writer, { fields: { characters: ['Ann Hidden'] } });
await app.db.updateTable('works').set({ hidden_at: new Date() }).where('id', '=', hidden.key).execute();
await makeWork(app, writer, { fields: { restricted: true, characters: ['Ann Restricted'] } });

const offered = async (who: typeof writer, typed: string, more: { fandoms?: string[] } = {}) =>
  (await completeTags(app.db, who.viewer, { type: 'character', typed, fandoms: more.fandoms ?? [] })).map(
    ({ name }) => name,
  );

test('any word’s beginning, accents, case, signs and order aside', async () => {
  for (const typed of ['elo', 'ÉLO', 'obri', "o'bri", 'brien', 'obrien elodie'])
    assert.deepEqual(await offered(reader, typed), typed === 'brien' ? [] : ['Élodie O’Brien'], typed);
  for (const typed of ['', '   ', '*', "'", '\\', "ann' | 'x", 'zzz'])
    assert.deepEqual(await offered(reader, typed), [], typed);
});

test('what only unseen works have is offered to their writer alone', async () => {
  assert.deepEqual(await offered(reader, 'ann'), ['Ann Harbour', 'Ann Restricted']);
  assert.deepEqual(await offered(reader, 'canary'), []);
  assert.deepEqual(
    new Set(await offered(writer, 'ann')),
    new Set(['Ann Harbour', 'Ann Canary', 'Ann Hidden', 'Ann Restricted']),
  );
});

test('canonical names first, then those of the fandom, then the most used', async () => {
  const fandoms = ['Another Fandom'];
  for (let i = 0; i < 3; i += 1)
    await makeWork(app, writer, { fields: { fandoms, characters: ['Ann Elsewhere'] } });
  assert.equal((await offered(reader, 'ann'))[0], 'Ann Elsewhere');
  assert.equal((await offered(reader, 'ann', { fandoms: ['harbour tales (invented)'] }))[0], 'Ann Harbour');
  await app.db.updateTable('tags').set({ canonical: true }).where('name', '=', 'Ann Restricted').execute();
  assert.equal((await offered(reader, 'ann'))[0], 'Ann Restricted');
  await makeWork(app, writer, { fields: { characters: Array.from({ length: 20 }, (_, i) => `Many ${i}`) } });
  assert.equal((await offered(reader, 'many')).length, 16);
});

test('the database folds names as the program does', async () => {
  const names = [
    'Łódź Ærøskøbing',
    'Straße',
    'O’Brien & Sons',
    'AC/DC',
    '夢の中',
    'はい',
    'й',
    'Ωμέγα',
    '…',
    '🌙 x',
    'a  b',
    'สวัสดี',
    "a'b`c",
  ];
  await makeWork(app, writer, { fields: { freeforms: names } });
  const rows = await app.db.selectFrom('tags').select(['name', 'name_fold']).execute();
  for (const { name, name_fold } of rows) assert.equal(name_fold, foldName(name), name);
  assert.equal(foldName('Łódź Ærøskøbing'), 'lodz aeroskobing');
  assert.equal(foldName('夢の中'), '夢 の 中');
});

test('the address: members only, types that are typed, JSON', async () => {
  const ask = (url: string, cookie?: string) =>
    server.inject({ url, headers: { host: 'localhost', ...(cookie ? { cookie } : {}) } });
  assert.equal((await ask('/tags/complete?type=character&q=ann')).statusCode, 303);
  const answer = await ask('/tags/complete?type=relationship&q=ben', reader.cookie);
  assert.deepEqual(answer.json(), { tags: [{ name: 'Ann/Ben', canonical: false }] });
  assert.equal((await ask('/tags/complete?type=rating&q=e', reader.cookie)).statusCode, 422);
});

test('what a work is mainly about is kept with it', async () => {
  const { public_id } = await app.db
    .selectFrom('works')
    .select('public_id')
    .where('title', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  const work = await workHeader(app.db, reader.viewer, public_id);
  assert.deepEqual(
    work?.tags.filter((tag) => tag.type === 'relationship').map((tag) => [tag.name, tag.emphasis]),
    [
      ['Ann/Ben', 'primary'],
      ['Cy & Dee', null],
    ],
  );
});
