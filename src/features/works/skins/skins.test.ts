/** Skins over HTTP: who gets whose CSS, what readers choose, what becomes of a skin whose maker goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookiesOf, send } from '../../../../test/security/client.js';
import { fieldsOf } from '../../../../test/security/fields.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { giveAway } from '../leaving/orphan.js';
import { letSkinsGo } from './actions.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, clock, origin } = await testApp({ at: AT, jobs: false });
const writer = await makePerson(app);
const other = await makePerson(app);
const get = (path: string, by?: TestPerson, headers?: Record<string, string>) =>
  send(origin, path, { cookie: by?.cookie, ...(headers ? { headers } : {}) });
const post = (path: string, form: [string, string][] | Record<string, string>, by: TestPerson) =>
  send(origin, path, { form, cookie: by.cookie });

const sheetOf = (html: string): string | undefined =>
  /<link rel="stylesheet" href="(\/skins\/[^"]+)"/.exec(html)?.[1];

async function makeSkin(by: TestPerson, source: string, title = 'Mine'): Promise<string> {
  const answer = await post('/my/skins/new', { title, source, act: 'save' }, by);
  assert.equal(answer.status, 303, answer.text);
  return /\/my\/skins\/(\w+)/.exec(String(answer.headers.location))![1]!;
}

async function wear(workId: string, skin: string, by: TestPerson): Promise<void> {
  const path = `/works/${workId}/edit`;
  const fields = fieldsOf((await get(path, by)).text, path).filter(([name]) => name !== 'skin');
  assert.equal((await post(path, [...fields, ['skin', skin]], by)).status, 303);
}

test('a skin is made, told its faults, worn, and served with the work alone', async () => {
  const id = await makeSkin(writer, '.note { color: teal }\n.note { background: url(https://evil.example) }');
  const form = await get(`/my/skins/${id}?saved`, writer);
  assert.match(form.text, /Line 2, column 9/);
  const own = sheetOf(form.text);
  assert.ok(own);
  assert.equal((await get(own, writer)).text, '#workskin .note {\n  color: teal;\n}\n');
  assert.equal((await get(own, other)).status, 404);
  assert.equal((await get(own)).status, 404);

  const [shown, draft] = [
    await makeWork(app, writer, { chapters: [{ html: '<p class="note">A note.</p>' }] }),
    await makeWork(app, writer, { state: 'draft' }),
  ];
  await wear(shown.id, id, writer);
  await wear(draft.id, id, writer);
  const page = await get(`/works/${shown.id}`);
  const sheet = sheetOf(page.text);
  assert.ok(sheet);
  assert.match(page.text, /<div id="workskin">/);
  const css = await get(sheet);
  assert.equal(css.status, 200);
  assert.equal(css.headers['content-type'], 'text/css; charset=utf-8');
  assert.equal((await get(sheet, undefined, { 'if-none-match': String(css.headers.etag) })).status, 304);
  assert.equal((await get(`/works/${shown.id}/entire`)).text.includes(sheet), true);
  const ofDraft = sheetOf((await get(`/works/${draft.id}`, writer)).text);
  assert.ok(ofDraft);
  assert.equal((await get(ofDraft, writer)).status, 200);
  assert.equal((await get(ofDraft, other)).status, 404);
  assert.notEqual(
    sheet.split('-')[1],
    ofDraft.split('-')[1],
    'two works of one skin have no address in common',
  );

  clock.set(new Date(AT.getTime() + 1_000));
  assert.equal(
    (await post(`/my/skins/${id}`, { title: 'Mine', source: '.note { color: navy }', act: 'save' }, writer))
      .status,
    303,
  );
  assert.equal(
    (await get(`/works/${shown.id}`)).text.includes(sheet),
    false,
    'another text has another address or stamp',
  );
  await app.db.updateTable('works').set({ hidden_at: AT }).where('id', '=', shown.key).execute();
  assert.equal((await get(sheetOf((await get(`/works/${shown.id}`, writer)).text)!)).status, 404);
});

test('another’s skin can’t be put on, seen, changed or deleted', async () => {
  const id = await makeSkin(writer, 'p { color: red }');
  const work = await makeWork(app, other);
  await wear(work.id, id, other);
  assert.equal(sheetOf((await get(`/works/${work.id}`)).text), undefined);
  for (const path of [`/my/skins/${id}`, `/my/skins/${id}/delete`])
    assert.equal((await get(path, other)).status, 404, path);
  assert.equal((await post(`/my/skins/${id}`, { title: 'x', source: '', act: 'save' }, other)).status, 404);
  assert.equal((await post(`/my/skins/${id}/delete`, {}, other)).status, 404);
});

test('a preview is shown and not saved, and is its maker’s alone', async () => {
  const page = await post(
    '/my/skins/new',
    { title: '', source: 'p { color: olive; top: 1e9px }', act: 'preview' },
    writer,
  );
  assert.equal(page.status, 200);
  assert.match(page.text, /not saved/);
  assert.match(page.text, /too large a number/);
  const sheet = sheetOf(page.text);
  assert.ok(sheet);
  assert.match((await get(sheet, writer)).text, /olive/);
  assert.equal((await get(sheet, other)).status, 404);
  assert.equal((await get(sheet)).status, 404);
  const { n } = await app.db
    .selectFrom('skins')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('source', 'like', '%olive%')
    .executeTakeFirstOrThrow();
  assert.equal(Number(n), 0);
});

test('a form that can’t be saved comes back filled, one that is sent twice makes one skin', async () => {
  const untitled = await post(
    '/my/skins/new',
    { title: '', source: 'p { color: red } /* kept */', act: 'save' },
    writer,
  );
  assert.equal(untitled.status, 422);
  assert.match(untitled.text, /\/\* kept \*\//);
  assert.match(
    (await post('/my/skins/new', { title: 'x'.repeat(256), source: '', act: 'save' }, writer)).text,
    /up to 255 characters; this one has 256/,
  );
  const form = { title: 'Twice', source: 'p { color: red }', act: 'save', once: 'twice' };
  const [first, again] = [await post('/my/skins/new', form, other), await post('/my/skins/new', form, other)];
  assert.equal(first.headers.location, again.headers.location);
});

test('readers see a work plainly: for a visit by a button, always by their preference, which the button undoes', async () => {
  const work = await makeWork(app, writer, { fields: { skin: 'letter' } });
  const path = `/works/${work.id}`;
  const sheet = sheetOf((await get(path)).text);
  assert.match(sheet ?? '', /^\/skins\/letter-[\da-f]{16}\.css$/);
  assert.equal((await get(sheet!)).status, 200);
  const off = await send(origin, '/plain', { form: { to: path, plain: 'yes' } });
  assert.equal(off.headers.location, path);
  const plain = await send(origin, path, { cookie: cookiesOf(off) });
  assert.equal(sheetOf(plain.text), undefined);
  assert.match(plain.text, /which is off/);
  assert.equal(sheetOf((await get(path)).text), sheet, 'nobody else’s page is another');

  await app.db
    .updateTable('accounts')
    .set({ hides_work_skins: true })
    .where('id', '=', other.viewer.accountId)
    .execute();
  assert.equal(sheetOf((await get(path, other)).text), undefined);
  const on = await send(origin, '/plain', { form: { to: path, plain: 'no' }, cookie: other.cookie });
  assert.equal(
    sheetOf((await send(origin, path, { cookie: `${other.cookie}; ${cookiesOf(on)}` })).text),
    sheet,
  );
});

test('a skin that is deleted leaves its works bare; one whose maker goes stays on what others still wear', async () => {
  const gone = await makeSkin(writer, 'p { color: red }');
  const work = await makeWork(app, writer, { withPseuds: [other.pseudId] });
  await wear(work.id, gone, writer);
  assert.equal((await post(`/my/skins/${gone}/delete`, {}, writer)).status, 303);
  assert.equal(sheetOf((await get(`/works/${work.id}`)).text), undefined);

  const leaver = await makePerson(app);
  const both = await makeWork(app, leaver, { withPseuds: [other.pseudId] });
  const [worn, unworn] = [
    await makeSkin(leaver, 'p { color: teal }'),
    await makeSkin(leaver, 'p { color: navy }'),
  ];
  await wear(both.id, worn, leaver);
  // A co-creator keeps what the work wears, though it is not theirs.
  await wear(both.id, worn, other);
  await app.db.transaction().execute((trx) => letSkinsGo(trx, leaver.viewer.accountId));
  const left = await app.db
    .selectFrom('skins')
    .select('public_id')
    .where('account_id', '=', leaver.viewer.accountId)
    .execute();
  assert.deepEqual(left, [{ public_id: worn }]);
  assert.ok(!left.some(({ public_id }) => public_id === unworn));
});

test('a work that is given away keeps its looks in a copy that is nobody’s', async () => {
  const giver = await makePerson(app);
  const work = await makeWork(app, giver);
  const id = await makeSkin(giver, 'p { color: teal }');
  await wear(work.id, id, giver);
  await app.db
    .transaction()
    .execute((trx) =>
      giveAway(trx, { accountId: giver.viewer.accountId, works: [work.key], keepName: false }, AT),
    );
  assert.equal((await post(`/my/skins/${id}/delete`, {}, giver)).status, 303);
  const sheet = sheetOf((await get(`/works/${work.id}`)).text);
  assert.ok(sheet);
  assert.match((await get(sheet)).text, /teal/);
});
