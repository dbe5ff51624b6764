import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { GUEST } from '../../core/viewer.js';
import { foldName, performActs } from '../tags/index.js';
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
  (await completeTags(app.db, who.viewer, { types: ['character'], typed, fandoms: more.fandoms ?? [] })).map(
    ({ name }) => name,
  );

test('any word’s beginning, accents, case, signs and order aside', async () => {
  for (const typed of ['elo', 'ÉLO', 'obri', "o'bri", 'brien', 'obrien elodie'])
    assert.deepEqual(await offered(reader, typed), typed === 'brien' ? [] : ['Élodie O’Brien'], typed);
  for (const typed of ['', '   ', '*', "'", '\\', "xyz' | 'x", 'zzz', '%', '_', 'xyz %'])
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

test('a guest is offered what works for everybody have, of all kinds at once where asked', async () => {
  const toGuest = async (typed: string, types: Parameters<typeof completeTags>[2]['types']) =>
    (await completeTags(app.db, GUEST, { types, typed, fandoms: [] })).map(({ name }) => name);
  assert.deepEqual(await toGuest('ann', ['character']), ['Ann Harbour']);
  assert.deepEqual(await toGuest('restricted', ['character']), []);
  assert.deepEqual(
    new Set(await toGuest('harbour', ['fandom', 'relationship', 'character', 'freeform'])),
    new Set(['Harbour Tales (Invented)', 'Ann Harbour']),
  );
  await app.db
    .insertInto('tag_uses')
    .columns(['tag_id', 'public', 'members'])
    .expression((eb) =>
      eb
        .selectFrom('tags')
        .select((s) => ['id', s.lit(0).as('public'), s.lit(9).as('members')])
        .where('name', '=', 'Ann Restricted'),
    )
    .execute();
  assert.deepEqual(
    await toGuest('ann', ['character']),
    ['Ann Harbour'],
    'what members find is not counted for guests',
  );
  await app.db.deleteFrom('tag_uses').execute();
});

const setUses = (name: string, members: number) =>
  sql`insert into tag_uses (tag_id, public, members) select id, 0, ${members} from tags where name = ${name}
    on conflict (tag_id) do update set members = ${members}`.execute(app.db);

test('canonical names first, then those with the words as typed, then the most used', async () => {
  await makeWork(app, writer, {
    fields: {
      fandoms: ['Another Fandom'],
      characters: ['Ann Elsewhere', 'Elsewhere of Ann', 'Elsewhere Ann'],
    },
  });
  await setUses('Ann Elsewhere', 3);
  await setUses('Ann Harbour', 2);
  assert.equal((await offered(reader, 'ann'))[0], 'Ann Elsewhere');
  await setUses('Ann Harbour', 5000);
  assert.equal((await offered(reader, 'ann'))[0], 'Ann Harbour');
  await setUses('Elsewhere of Ann', 2000);
  assert.deepEqual(await offered(reader, 'elsewhere ann'), [
    'Elsewhere Ann',
    'Elsewhere of Ann',
    'Ann Elsewhere',
    // Beneath all that have every word: those that have some.
    'Ann Harbour',
    'Ann Restricted',
  ]);
  assert.deepEqual((await offered(reader, 'elsewhere a')).slice(0, 2), ['Elsewhere Ann', 'Elsewhere of Ann']);
  await app.db.updateTable('tags').set({ canonical: true }).where('name', '=', 'Ann Restricted').execute();
  assert.equal((await offered(reader, 'ann'))[0], 'Ann Restricted');
  await makeWork(app, writer, { fields: { characters: Array.from({ length: 20 }, (_, i) => `Many ${i}`) } });
  assert.equal((await offered(reader, 'many')).length, 16);
});

test('those of the fandom first: as wranglers say, else as works say; then all others', async () => {
  await makeWork(app, writer, {
    fields: { fandoms: ['Mountain Tales'], characters: ['Mia Hill', 'Mia Mount'] },
  });
  await makeWork(app, writer, {
    fields: { fandoms: ['Valley Tales'], characters: ['Mia Brook', 'Mia Lake'] },
  });
  await setUses('Mia Hill', 40);
  await setUses('Mia Brook', 30);
  const all = ['Mia Hill', 'Mia Brook', 'Mia Lake', 'Mia Mount'];
  assert.deepEqual(await offered(reader, 'mia'), all);
  assert.deepEqual(await offered(reader, 'mia', { fandoms: ['No Such Tales'] }), all);
  assert.deepEqual(await offered(reader, 'mia', { fandoms: ['valley tales'] }), [
    'Mia Brook',
    'Mia Lake',
    'Mia Hill',
    'Mia Mount',
  ]);
  const tags = await app.db
    .selectFrom('tags')
    .select(['id', 'name'])
    .where('name', 'in', ['Valley Tales', 'Mountain Tales', 'Mia Mount'])
    .execute();
  const id = (name: string) => tags.find((tag) => tag.name === name)!.id;
  const at = new Date();
  await performActs(
    app.db,
    'command-line',
    [
      { act: 'canonise', tag: id('Mountain Tales') },
      { act: 'merge', tag: id('Valley Tales'), into: id('Mountain Tales') },
      { act: 'add-parent', tag: id('Mia Mount'), above: id('Mountain Tales') },
    ],
    { at },
  );
  // The fandom's own, by its synonym too.
  for (const fandom of ['Mountain Tales', 'Valley Tales'])
    assert.equal((await offered(reader, 'mia', { fandoms: [fandom] }))[0], 'Mia Mount');
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

test('the address: types that are typed, JSON, for guests too', async () => {
  const ask = (url: string, cookie?: string) =>
    server.inject({ url, headers: { host: 'localhost', ...(cookie ? { cookie } : {}) } });
  const names = { tags: [{ name: 'Ann Harbour', canonical: false }] };
  assert.deepEqual((await ask('/tags/complete?type=character&q=harbour')).json(), names);
  const any: { tags: { name: string }[] } = (await ask('/tags/complete?type=any&q=harbour')).json();
  assert.deepEqual(any.tags.map(({ name }) => name).sort(), ['Ann Harbour', 'Harbour Tales (Invented)']);
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
