/** What a reader never wants to see: left out of lists and their numbers, for that reader alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type WorkOptions } from '../../../../test/support/factories.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });
const wren = await makePerson(app, { pseud: 'Wren' });
const finch = await makePerson(app, { pseud: 'Finch' });

const make = (title: string, options: WorkOptions = {}, person = wren) =>
  makeWork(app, person, { ...options, fields: { title, ...options.fields } });
const text = (words: number) => [{ html: `<p>${'word '.repeat(words)}</p>` }];

const fluff = await make('Fluff', { fields: { freeforms: ['Fluff'] }, chapters: text(100) });
const angst = await make('Angst', { fields: { freeforms: ['Angst'], language: 'de' }, chapters: text(200) });
const long = await make('Long', { chapters: text(900) }, finch);
const masked = await make('Masked', { anonymous: true, chapters: text(300) }, finch);
const all = [fluff, angst, long, masked].map(({ id }) => id);

const idsIn = ({ text: page }: Received): string[] =>
  [...page.matchAll(/<h3[^>]*><a href="\/works\/([^"]*)"/g)].map(([, id]) => id ?? '');
const listFor = (cookie: string | undefined, path = '/works') => send(origin, path, { cookie });
const post = (cookie: string, path: string, form: Record<string, string>) =>
  send(origin, path, { cookie, form });
const add = (cookie: string, kind: string, value = '', reason = '') =>
  post(cookie, '/account/filters', { act: 'add', kind, value, reason });
const seen = async (cookie?: string, path?: string) => new Set(idsIn(await listFor(cookie, path)));
const but = (...left: { id: string }[]) => new Set(all.filter((id) => !left.some((one) => one.id === id)));

async function removeAll(cookie: string): Promise<void> {
  const { text: page } = await listFor(cookie, '/account/filters');
  for (const [, id = ''] of page.matchAll(/name="id" value="([^"]+)"/g))
    await post(cookie, '/account/filters', { act: 'remove', id });
}

test('each kind leaves out its works, for this reader alone', async () => {
  const { cookie } = await makePerson(app);
  for (const [kind, value, left] of [
    ['tag', 'fluff', [fluff]],
    ['tag', 'Fluff, ANGST', [fluff, angst]],
    ['tag', 'General Audiences', [fluff, angst, long, masked]],
    // Of somebody whose anonymous work is here too: hiding must not tell it.
    ['creator', 'finch', [long]],
    ['language', 'German', [angst]],
    ['shorter', '200', [fluff]],
    ['longer', '300', [long]],
    ['anonymous', '', [masked]],
  ] as const) {
    assert.equal((await add(cookie, kind, value)).status, 303, kind);
    assert.deepEqual(await seen(cookie), but(...left), kind);
    assert.deepEqual(await seen(), but(), 'guests');
    const page = await listFor(cookie);
    const said = new RegExp(`${left.length} works? (is|are) hidden by your filters`);
    assert.match(page.text, said, kind);
    assert.deepEqual(await seen(cookie, '/works?all'), but(), 'lifted');
    await removeAll(cookie);
    assert.deepEqual(await seen(cookie), but());
  }
});

test('the reason is for the reader’s own eyes; the list can be taken along', async () => {
  const { cookie } = await makePerson(app);
  await add(cookie, 'tag', 'Fluff', 'Too <sweet> for me');
  await add(cookie, 'shorter', '1,000');
  await add(cookie, 'shorter', '2k');
  const page = await listFor(cookie, '/account/filters');
  assert.match(page.text, /Too &lt;sweet> for me/);
  const { filters } = JSON.parse((await listFor(cookie, '/account/filters.json')).text) as {
    filters: unknown;
  };
  assert.deepEqual(filters, [
    { kind: 'shorter', words: 2000 },
    { kind: 'tag', type: 'freeform', name: 'Fluff', reason: 'Too <sweet> for me' },
  ]);
});

test('what is wrong comes back filled in; what only hidden works have is not there', async () => {
  const { cookie } = await makePerson(app);
  await make('Draft', { state: 'draft', fields: { freeforms: ['Canary'] } });
  const ghost = await makePerson(app, { pseud: 'Ghost' });
  await make('By Nobody', { anonymous: true }, ghost);
  const faults = async (kind: string, value: string) => {
    const { status, text: page } = await add(cookie, kind, value, 'kept');
    assert.equal(status, 422);
    assert.match(page, /kept/);
    return /class="fault"[^>]*>([^<]*)/.exec(page)?.[1];
  };
  assert.equal(await faults('tag', 'Canary'), 'No tag here is called “Canary”.');
  assert.equal(await faults('tag', ' , '), 'Write a name.');
  assert.equal(await faults('creator', 'Ghost'), 'Nobody with works here is called “Ghost”.');
  assert.equal(await faults('creator', 'None Such'), 'Nobody with works here is called “None Such”.');
  assert.equal(await faults('language', 'Klingonish'), 'Write a language by its name or code.');
  assert.equal(await faults('longer', 'many'), 'Write a number of words.');
});

test('one work is hidden and shown again; what cannot be seen cannot be hidden', async () => {
  const { cookie } = await makePerson(app);
  const hidden = await post(cookie, `/works/${long.id}/hide`, { act: 'hide', to: '/works?page=1' });
  assert.equal(hidden.headers.location, '/works?page=1');
  await post(cookie, `/works/${long.id}/hide`, { act: 'hide', to: '/works' });
  assert.ok(!(await seen(cookie)).has(long.id));
  assert.ok((await listFor(cookie, '/account/filters')).text.includes('Long'));
  await app.db.updateTable('works').set({ hidden_at: AT }).where('id', '=', long.key).execute();
  assert.ok(!(await listFor(cookie, '/account/filters')).text.includes('Long'));
  await app.db.updateTable('works').set({ hidden_at: null }).where('id', '=', long.key).execute();
  await post(cookie, `/works/${long.id}/hide`, { act: 'show', to: '//evil.example' });
  assert.ok((await seen(cookie)).has(long.id));
  const draft = await make('Another Draft', { state: 'draft' });
  assert.equal((await post(cookie, `/works/${draft.id}/hide`, { act: 'hide' })).status, 404);
  assert.equal((await post(cookie, '/works/nothing/hide', { act: 'hide' })).status, 404);
});

test('nobody takes another’s filters away', async () => {
  const [a, b] = [await makePerson(app), await makePerson(app)];
  await add(a.cookie, 'tag', 'Fluff');
  const { text: page } = await listFor(a.cookie, '/account/filters');
  const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
  await post(b.cookie, '/account/filters', { act: 'remove', id });
  assert.ok(!(await seen(a.cookie)).has(fluff.id));
});

test('as many filters as there can be are asked beside a long search', async () => {
  const { cookie, viewer } = await makePerson(app);
  await sql`
    insert into tags (type, name, name_key, canonical, created_at)
      select 'freeform', 'Many ' || i, 'many ' || i, true, ${AT}::timestamptz from generate_series(1, 1499) as i`.execute(
    app.db,
  );
  await sql`
    insert into personal_filters (public_id, account_id, kind, tag_id, created_at)
      select 'many' || id, ${viewer.accountId}, 'tag', id, ${AT}::timestamptz from tags where name like 'Many %'`.execute(
    app.db,
  );
  assert.equal((await add(cookie, 'tag', 'Fluff')).status, 303);
  const query = Array.from({ length: 60 }, (_, i) => `-freeform:"Many ${i + 1}"`).join(' ');
  const page = await listFor(cookie, `/works?q=${encodeURIComponent(query)}`);
  assert.equal(page.status, 200);
  assert.ok(!idsIn(page).includes(fluff.id));
  assert.ok(idsIn(page).includes(angst.id));
  assert.equal((await add(cookie, 'tag', 'Angst')).status, 422);
});
