/** Searches that readers keep, and the letters about what is new in them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { hiddenMark, mineMark } from '../marks.js';
import { tellOfNewWorks } from './alerts.js';

const DAY_MS = 24 * 3600 * 1000;
let time = new Date('2026-03-01T10:00:00Z');
const { app, origin, clock } = await testApp({ at: time, jobs: false });
const marked = { ...app, marks: [mineMark, hiddenMark] };
const writer = await makePerson(app, { pseud: 'Wren' });

const get = (cookie: string, path = '/my/searches') => send(origin, path, { cookie });
const post = (cookie: string, form: Record<string, string>): Promise<Received> =>
  send(origin, '/my/searches', { cookie, form });
const idOf = async (cookie: string, nth = 0): Promise<string> =>
  [...(await get(cookie)).text.matchAll(/name="id" value="([^"]+)"/g)].map(([, id]) => id ?? '')[nth * 3] ??
  '';

/** A day later, after a minute in which works may be posted. */
function later(): void {
  time = new Date(time.getTime() + DAY_MS);
  clock.set(time);
}

const letters = async ({ viewer }: TestPerson) =>
  app.db
    .selectFrom('letters')
    .select(['subject', 'text'])
    .where('account_id', '=', viewer.accountId)
    .where('kind', '=', 'search')
    .orderBy('id')
    .execute();

const confirmed = async (person: TestPerson) => {
  await app.db
    .updateTable('accounts')
    .set({ email_confirmed_at: time })
    .where('id', '=', person.viewer.accountId)
    .execute();
  return person;
};

test('a search is kept, opened, named anew and dropped; others don’t come to it', async () => {
  const [{ cookie }, other] = [await makePerson(app), await makePerson(app)];
  assert.equal(
    (await post(cookie, { act: 'save', name: ' Calm  ones ', query: 'words<5k fandom:x' })).status,
    303,
  );
  const list = await get(cookie);
  assert.match(list.text, /href="\/works\?q=fandom:x\+words(%3C|&lt;|<)(%3D|=)4999"/);
  assert.match(list.text, /Calm ones/);
  const id = await idOf(cookie);
  assert.equal((await post(other.cookie, { act: 'rename', id, name: 'Mine now' })).status, 404);
  await post(other.cookie, { act: 'drop', id });
  await post(cookie, { act: 'rename', id, name: 'Still ones' });
  assert.match((await get(cookie)).text, /Still ones/);
  assert.ok(!(await get(other.cookie)).text.includes('Still ones'));
  await post(cookie, { act: 'drop', id });
  assert.match((await get(cookie)).text, /No searches yet/);
});

test('what is wrong comes back filled in', async () => {
  const { cookie } = await makePerson(app);
  await post(cookie, { act: 'save', name: 'Taken', query: '' });
  for (const [form, fault] of [
    [{ name: 'TAKEN', query: 'sea' }, /You have a search of that name already/],
    [{ name: ' ', query: 'sea' }, /Give it a name/],
    [{ name: 'x'.repeat(101), query: 'sea' }, /may have 100 characters/],
    [{ name: 'Broken', query: '(sea' }, /This bracket is not closed/],
  ] as const) {
    const answer = await post(cookie, { act: 'save', ...form });
    assert.equal(answer.status, 422);
    assert.match(answer.text, fault);
    assert.ok(answer.text.includes(`value="${form.query}"`));
  }
});

test('a list can be kept from where it is seen, a tag’s list as a search of all works', async () => {
  const { cookie } = await makePerson(app);
  await makeWork(app, writer, { fields: { title: 'Seen', freeforms: ['Deep Sea'] } });
  const page = await get(cookie, '/tags/Deep%20Sea/works?q=words%3C100');
  assert.ok(
    page.text.includes('name="query" value="freeform:&quot;Deep Sea&quot; words&lt;=99"') ||
      page.text.includes('name="query" value="freeform:&quot;Deep Sea&quot; words<=99"'),
  );
  assert.ok(!(await get(cookie, '/works')).text.includes('name="query"'));
});

test('letters tell of new works once, and of nothing that the reader may not see or never wants to', async () => {
  const reader = await confirmed(await makePerson(app));
  const form = { act: 'save', name: 'Storms', query: 'freeform:Storm mine:no hidden:no', alerts: 'yes' };
  const storm = (title: string, more: object = {}) =>
    makeWork(app, writer, { fields: { title, freeforms: ['Storm'] }, ...more });
  await storm('Before');
  later();
  await post(reader.cookie, form);
  await tellOfNewWorks(marked);
  assert.deepEqual(await letters(reader), [], 'what was there before is not new');
  later();
  const one = await storm('One');
  await storm('Draft', { state: 'draft' });
  await makeWork(app, writer, { fields: { title: 'Calm' } });
  const gone = await storm('Gone');
  await app.db.updateTable('works').set({ hidden_at: time }).where('id', '=', gone.key).execute();
  const unwanted = await makeWork(app, writer, {
    fields: { title: 'Unwanted', freeforms: ['Storm', 'Spiders'] },
  });
  await send(origin, '/account/filters', {
    cookie: reader.cookie,
    form: { act: 'add', kind: 'tag', value: 'Spiders' },
  });
  later();
  await tellOfNewWorks(marked);
  const [first, ...none] = await letters(reader);
  assert.deepEqual(none, []);
  assert.match(first?.subject ?? '', /A new work for “Storms”/);
  assert.ok(first?.text.includes(`/works/${one.id}`));
  for (const title of ['Before', 'Draft', 'Calm', 'Gone', 'Unwanted', unwanted.id])
    assert.ok(!first?.text.includes(title), title);
  await tellOfNewWorks(marked);
  later();
  await tellOfNewWorks(marked);
  assert.equal((await letters(reader)).length, 1, 'never twice');
  // What was hidden for a while is new when it is seen.
  await app.db.updateTable('works').set({ hidden_at: null }).where('id', '=', gone.key).execute();
  await tellOfNewWorks(marked);
  assert.equal((await letters(reader)).length, 2);
  await post(reader.cookie, { act: 'quiet', id: await idOf(reader.cookie) });
  await storm('Three');
  later();
  await tellOfNewWorks(marked);
  assert.equal((await letters(reader)).length, 2, 'no letters are wanted any more');
});
