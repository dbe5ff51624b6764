/** What works are to the one who looks, beside them in lists and asked for; it tells nothing to anybody else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork, type WorkOptions } from '../../../test/support/factories.js';
import { listAddress } from './listing/address.js';
import { NO_NAMES } from './listing/ask.js';
import { parseQuery } from './query/parse.js';
import { resolve } from './query/resolve.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });
const wren = await makePerson(app, { pseud: 'Wren' });
const finch = await makePerson(app, { pseud: 'Finch' });
const make = (title: string, options: WorkOptions = {}, person = wren) =>
  makeWork(app, person, { ...options, fields: { title, ...options.fields } });

const open = await make('Open', { fields: { freeforms: ['Fluff'] } });
const masked = await make('Masked', { anonymous: true, fields: { freeforms: ['Fluff'] } });
await make('Draft', { state: 'draft' });
const kept = await make('Kept For Another');
const other = await make('Other', { fields: { freeforms: ['Fluff'] } }, finch);
await app.db
  .updateTable('creatorships')
  .set({ as_archivist: true })
  .where('work_id', '=', kept.key)
  .execute();

const idsIn = ({ text }: Received): string[] =>
  [...text.matchAll(/<h3[^>]*><a href="\/works\/([^"]*)"/g)].map(([, id]) => id ?? '').sort();
const list = (query: string, cookie?: string) => send(origin, listAddress('/works', query), { cookie });
const finds = async (query: string, cookie: string | undefined, ...works: { id: string }[]) =>
  assert.deepEqual(idsIn(await list(query, cookie)), works.map(({ id }) => id).sort(), query);
/** Works of the page that are said to be the reader's own. */
const yours = ({ text }: Received, said = 'Yours'): string[] =>
  text
    .split('<article')
    .slice(1)
    .filter((blurb) => blurb.includes(`<span class="flag">${said}</span>`))
    .map((blurb) => /href="\/works\/([^"]*)"/.exec(blurb)?.[1] ?? '')
    .sort();

test('one’s own works are marked for oneself alone, anonymous ones too', async () => {
  assert.deepEqual(yours(await list('', wren.cookie)), [open.id, masked.id].sort());
  assert.deepEqual(yours(await list('', finch.cookie)), [other.id]);
  assert.deepEqual(yours(await list('')), []);
});

test('mine:yes and mine:no part the list, with exact numbers', async () => {
  await finds('mine:yes', wren.cookie, open, masked);
  await finds('mine:no', wren.cookie, kept, other);
  await finds('-mine:yes freeform:fluff', wren.cookie, other);
  await finds('mine:yes', finch.cookie, other);
  const page = await list('mine:yes', wren.cookie);
  assert.match(page.text, /class="count">2 works</);
  assert.match(page.text, /<bdi>Fluff<\/bdi><span class="n"> \(2\)/);
  await app.db.updateTable('works').set({ hidden_at: AT }).where('id', '=', open.key).execute();
  await finds('mine:yes', wren.cookie, masked);
  await app.db.updateTable('works').set({ hidden_at: null }).where('id', '=', open.key).execute();
});

test('guests have no works of their own, and are told so', async () => {
  await finds('mine:yes', undefined);
  await finds('mine:no', undefined, open, masked, kept, other);
  assert.match((await list('mine:yes')).text, /asks for works of whoever is logged in/);
  assert.ok(!(await list('')).text.includes('name="mine"'));
  // What stands in the address stays when the form is sent.
  assert.ok((await list('mine:yes')).text.includes('name="mine"'));
});

test('hidden:only shows what one has hidden oneself, and nobody else’s', async () => {
  const { cookie } = await makePerson(app);
  for (const { id } of [masked, other])
    await send(origin, `/works/${id}/hide`, { cookie, form: { act: 'hide', to: '/works' } });
  await finds('', cookie, open, kept);
  await finds('hidden:only', cookie, masked, other);
  await finds('hidden:no', cookie, open, kept);
  assert.deepEqual(yours(await list('hidden:only', cookie), 'Hidden by you'), [masked.id, other.id].sort());
  await finds('hidden:only', wren.cookie);
  await finds('hidden:only', undefined);
  // Without the filter the list is again as the reader's own filters say.
  const none = await list('hidden:only title:Open', cookie);
  assert.match(none.text, /Without “Hidden by me: yes”<\/a>: 1 work</);
  const random = await send(origin, '/works/random?q=hidden:only', { cookie });
  assert.ok([masked, other].some(({ id }) => random.headers.location === `/works/${id}`));
});

test('the form asks for marks, and its address is the query', async () => {
  const sent = await send(origin, '/works?mine=no&hidden=yes&sort=', { cookie: wren.cookie });
  assert.equal(sent.headers.location, '/works?q=mine:no+hidden:yes');
  const page = await list('mine:no', wren.cookie);
  assert.match(page.text, /<option value="no" selected[^>]*>Without mine/);
  assert.match(page.text, /name="hidden"/);
});

test('more marked works than can be asked for are refused at their place', () => {
  const parsed = parseQuery('fluff mine:yes');
  assert.ok(parsed.ok);
  const resolved = resolve(parsed.query, { ...NO_NAMES, marks: new Map([['mine', null]]) }, AT);
  assert.ok(!resolved.ok);
  assert.deepEqual([resolved.fault.key, resolved.fault.at], ['manyMarked', 6]);
});
