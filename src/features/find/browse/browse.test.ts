/** Fandoms, tags and people in lists, tags on the front page, a work by chance: nothing that only hidden works have. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { findOrCreateTags, tagPath } from '../../tags/index.js';
import { deriveAll } from '../derive/derive.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });
const wren = await makePerson(app, { pseud: 'Wren' });
const finch = await makePerson(app, { pseud: 'Finch' });
const shy = await makePerson(app, { pseud: 'Shy Wrenlet' });
const reader = await makePerson(app);

const HARBOUR = 'The Harbour';
const make = (title: string, fandom: string, more: object = {}, person = wren) =>
  makeWork(app, person, { fields: { title, fandoms: [fandom], freeforms: ['Slow Burn'] }, ...more });
const one = await make('One', HARBOUR);
const two = await make('Two', 'A Lighthouse', {}, finch);
await make('Three', 'Zebra Crossing');
await make('Masked', HARBOUR, { anonymous: true }, shy);
await makeWork(app, wren, { fields: { title: 'Members', fandoms: ['Closed House'], restricted: true } });
await makeWork(app, wren, { state: 'draft', fields: { fandoms: ['Canary Cage'], freeforms: ['Canary'] } });
await deriveAll(app.db, () => AT);

const get = (path: string, cookie?: string): Promise<Received> => send(origin, path, { cookie });
/** Names of links in a list, with their counts. */
const names = ({ text }: Received): string[] =>
  [...text.matchAll(/<li><a href="[^"]*"><bdi>([^<]*)<\/bdi><\/a>\s*(?:<span class="n">([^<]*))?/g)].map(
    ([, name = '', n = '']) => `${name} ${n}`.trim(),
  );

test('fandoms stand under their media from A to Z, articles aside; the others by themselves', async () => {
  assert.deepEqual(names(await get('/fandoms')), ['Under no medium 3 fandoms']);
  const other = await get('/fandoms?other');
  assert.deepEqual(names(other), ['The Harbour 2 works', 'A Lighthouse 1 work', 'Zebra Crossing 1 work']);
  assert.deepEqual(
    [...other.text.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, letter]) => letter),
    ['H', 'L', 'Z'],
  );
  assert.equal(names(await get('/fandoms?other', reader.cookie)).length, 4);
  const [fandom = 0] = await findOrCreateTags(app.db, [{ type: 'fandom', name: HARBOUR }], AT);
  const { id: medium } = await app.db
    .insertInto('tags')
    .values({ type: 'media', name: 'Books', name_key: 'books', canonical: true, created_at: AT })
    .returning('id')
    .executeTakeFirstOrThrow();
  await app.db
    .insertInto('tag_parents')
    .values({ tag_id: fandom, parent_id: medium, direct: true })
    .execute();
  assert.deepEqual(names(await get('/fandoms')), ['Books 1 fandom', 'Under no medium 2 fandoms']);
  assert.deepEqual(names(await get('/fandoms?medium=Books')), ['The Harbour 2 works']);
  assert.equal((await get('/fandoms?medium=Films')).status, 404);
  assert.equal((await get('/fandoms?other&page=9')).status, 404);
});

test('tags are found by the beginnings of their words', async () => {
  const found = async (query: string) => names(await get(`/tags?${query}`));
  assert.deepEqual(await found('q=BURN+sl'), ['Slow Burn Tag · 4 works']);
  assert.deepEqual(await found('q=burn&type=fandom'), []);
  assert.deepEqual(await found('q=har&sort=name'), ['The Harbour Fandom · 2 works']);
  assert.deepEqual(await found('q=%25'), []);
  assert.deepEqual(await found("q=';--"), []);
  assert.deepEqual(await found('q=canary'), []);
  assert.deepEqual(await found('type=fandom&sort=name'), [
    'The Harbour Fandom · 2 works',
    'A Lighthouse Fandom · 1 work',
    'Zebra Crossing Fandom · 1 work',
  ]);
  assert.ok((await found('type=rating&state=canonical')).length > 0);
});

test('people are found by name and by what they write, never by what is anonymous', async () => {
  const found = async (query: string, cookie?: string) => names(await get(`/people?${query}`, cookie));
  assert.deepEqual(await found(''), ['Wren 2 works', 'Finch 1 work']);
  assert.deepEqual(await found('', reader.cookie), ['Wren 3 works', 'Finch 1 work']);
  assert.deepEqual(await found('q=WREN'), ['Wren 2 works']);
  assert.deepEqual(await found('q=shy'), []);
  assert.deepEqual(await found('q=%25'), []);
  assert.deepEqual(await found('fandom=the+harbour'), ['Wren 1 work']);
  assert.deepEqual(await found('fandom=Canary+Cage'), []);
  assert.deepEqual(await found('fandom=None'), []);
});

test('a tag is kept on the front page and taken off it; a hidden one is not there', async () => {
  const { cookie } = await makePerson(app);
  const keep = (name: string, act: string) =>
    send(origin, tagPath(name).replace(/works$/, 'favourite'), { cookie, form: { act } });
  const mine = async () => names(await get('/', cookie));
  assert.equal((await keep(HARBOUR, 'keep')).headers.location, tagPath(HARBOUR));
  await keep(HARBOUR, 'keep');
  await keep('Slow Burn', 'keep');
  assert.deepEqual(await mine(), ['The Harbour', 'Slow Burn']);
  assert.ok((await get(tagPath(HARBOUR), cookie)).text.includes('Take this tag off'));
  await keep(HARBOUR, 'drop');
  assert.deepEqual(await mine(), ['Slow Burn']);
  assert.equal((await keep('Canary', 'keep')).status, 404);
  assert.deepEqual(names(await get('/')), []);
  for (let i = 0; i < 20; i += 1) {
    await makeWork(app, wren, { fields: { fandoms: [HARBOUR], freeforms: [`Many ${i}`] } });
    const { status } = await keep(`Many ${i}`, 'keep');
    assert.equal(status, i < 19 ? 303 : 422, String(i));
  }
});

test('one work by chance is one that the search finds', async () => {
  for (let i = 0; i < 5; i += 1) {
    const { status, headers } = await get('/works/random?q=fandom:Lighthouse+OR+title:One');
    assert.equal(status, 303);
    assert.ok([`/works/${one.id}`, `/works/${two.id}`].includes(String(headers.location)));
  }
  assert.equal((await get('/works/random?q=fandom:Canary')).headers.location, '/works?q=fandom:Canary');
  assert.equal((await get('/works/random?q=(')).headers.location, '/works?q=(');
  const { cookie } = await makePerson(app);
  await send(origin, '/account/filters', { cookie, form: { act: 'add', kind: 'creator', value: 'Finch' } });
  assert.equal(
    (await get('/works/random?q=creator:finch', cookie)).headers.location,
    '/works?q=creator:finch',
  );
});
