/** Several people on one work: asked, accepted, named, gone again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { newId } from '../../../core/ids.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const wren = await makePerson(app, { pseud: 'Wren' });
const tern = await makePerson(app, { pseud: 'Tern' });
const stranger = await makePerson(app);
const shy = await makePerson(app, { pseud: 'Shy Bird' });

const allow = (person: TestPerson) =>
  app.db
    .updateTable('accounts')
    .set({ allows_invitations: true })
    .where('id', '=', person.viewer.accountId)
    .execute();
await allow(tern);

const get = (path: string, by?: TestPerson): Promise<Received> =>
  send(origin, path, by ? { cookie: by.cookie } : {});
const post = (path: string, form: Record<string, string>, by: TestPerson = wren): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });
const ask = (id: string, name: string, more: Record<string, string> = {}, by = wren) =>
  post(`/works/${id}/creators`, { act: 'invite', name, ...more }, by);

async function pseud(person: TestPerson, name: string) {
  return app.db
    .insertInto('pseuds')
    .values({
      public_id: newId(),
      account_id: person.viewer.accountId,
      name,
      name_key: name.toLowerCase(),
      is_default: false,
      created_at: AT,
    })
    .returning(['id', 'public_id as publicId'])
    .executeTakeFirstOrThrow();
}
const idOf = async (person: TestPerson): Promise<string> =>
  (
    await app.db
      .selectFrom('pseuds')
      .select('public_id')
      .where('id', '=', person.pseudId)
      .executeTakeFirstOrThrow()
  ).public_id;
const answer = async (id: string, act: string, by = tern) =>
  post('/my/invitations', { act, work: id, pseud: await idOf(by) }, by);
const bylineOf = async (id: string, by?: TestPerson): Promise<string> =>
  /<span class="byline">(.*?)<\/span>/s
    .exec((await get(`/works/${id}`, by)).text)?.[1]
    ?.replace(/<[^>]+>/g, '') ?? '';
const creditOf = async (id: string, n: number): Promise<string | null> => {
  const rows = await app.db
    .selectFrom('chapters')
    .innerJoin('works', 'works.id', 'chapters.work_id')
    .select('chapters.public_id')
    .where('works.public_id', '=', id)
    .orderBy('chapters.position')
    .execute();
  const { text } = await get(`/works/${id}/chapters/${rows[n - 1]!.public_id}`);
  return /This chapter is by (.*?)\./.exec(text)?.[1] ?? null;
};

test('whoever was asked is named only once they accept, and is told by letter', async () => {
  const { id, key } = await makeWork(app, wren, { chapters: [{ html: '<p>1</p>' }, { html: '<p>2</p>' }] });
  const before = await get(`/works/${id}`);
  assert.match(String((await ask(id, 'tern')).headers.location), /\?invited$/);
  assert.equal((await get(`/works/${id}`)).text, before.text, 'nobody can tell');
  assert.equal((await get(`/people/${await idOf(tern)}`)).status, 404);
  assert.equal((await get(`/works/${id}/edit`, tern)).status, 404);
  assert.equal((await ask(id, 'Tern')).status, 422, 'once is enough');
  const letters = await app.db.selectFrom('letters').select(['account_id', 'text']).execute();
  assert.deepEqual(
    letters.map((letter) => letter.account_id),
    [tern.viewer.accountId],
  );
  assert.match(letters[0]?.text ?? '', /A Test of Patience/);
  assert.match((await get('/my/invitations', tern)).text, /A Test of Patience/);
  assert.equal(String((await answer(id, 'accept')).headers.location), `/works/${id}`);
  assert.equal(await bylineOf(id), 'Wren, Tern');
  assert.equal((await get(`/works/${id}/edit`, tern)).status, 200);
  assert.match((await get(`/people/${await idOf(tern)}`)).text, /A Test of Patience/);
  assert.equal((await answer(id, 'decline')).status, 422, 'what was accepted stays');
  const changes = await app.db.selectFrom('changes').select('what').where('thing_id', '=', key).execute();
  assert.equal(changes.at(-1)?.what, 'edited');
});

test('who does not let themselves be asked is like a name that nobody has', async () => {
  const { id } = await makeWork(app, wren);
  const said = async (name: string) => {
    const { status, text } = await ask(id, name);
    return [status, text.replaceAll(name, 'X')];
  };
  assert.deepEqual(await said('Shy Bird'), await said('Nobirdy_'));
  assert.equal((await ask(id, '')).status, 422);
});

test('of several people of one name the asker says which', async () => {
  const { id } = await makeWork(app, wren);
  const first = await makePerson(app, { pseud: 'Gull' });
  const second = await makePerson(app, { pseud: 'Gull' });
  const third = await makePerson(app, { pseud: 'Gull' });
  await allow(first);
  await allow(second);
  const which = await ask(id, 'gull');
  assert.equal(which.status, 422);
  assert.ok(which.text.includes(await idOf(first)) && which.text.includes(await idOf(second)));
  assert.ok(!which.text.includes(await idOf(third)), 'who may not be asked is not told');
  await ask(id, 'gull', { pseud: await idOf(second) });
  assert.doesNotMatch((await get('/my/invitations', first)).text, /A Test of Patience/);
  assert.match((await get('/my/invitations', second)).text, /A Test of Patience/);
});

test('declined and withdrawn requests are gone, and nobody is asked again at once', async () => {
  const { id } = await makeWork(app, wren, { state: 'draft' });
  const plover = await makePerson(app, { pseud: 'Plover' });
  const dotterel = await makePerson(app, { pseud: 'Dotterel' });
  await allow(plover);
  await allow(dotterel);
  await ask(id, 'Plover');
  await answer(id, 'decline', plover);
  assert.doesNotMatch((await get(`/works/${id}/creators`, wren)).text, /Plover/);
  assert.equal((await ask(id, 'Plover')).status, 422);
  const another = await makeWork(app, wren);
  assert.equal((await ask(another.id, 'Plover')).status, 422, 'nor for another work on the same day');
  assert.match(String((await ask(another.id, 'Dotterel')).headers.location), /invited/);
  await ask(id, 'Dotterel');
  const withdrawn = { act: 'withdraw', pseud: await idOf(dotterel) };
  await post(`/works/${id}/creators`, withdrawn);
  assert.equal((await answer(id, 'accept', dotterel)).status, 422);
  assert.equal((await ask(id, 'Dotterel')).status, 422, 'taken back and asked again is another letter');
  assert.equal(await bylineOf(id, wren), 'Wren');
  made.clock.set(new Date(AT.getTime() + 2 * 24 * 3600 * 1000));
  assert.match(String((await ask(id, 'Dotterel')).headers.location), /invited/);
  assert.match(String((await ask(another.id, 'Plover')).headers.location), /invited/);
  assert.equal((await ask(id, 'Plover')).status, 422, 'a no holds for a month');
  made.clock.set(AT);
});

test('letters come in the language of whoever gets them, unless they want none', async () => {
  const { id } = await makeWork(app, wren, { fields: { title: 'Gezeiten' } });
  const kiebitz = await makePerson(app, { pseud: 'Kiebitz' });
  const quiet = await makePerson(app, { pseud: 'Quiet' });
  await allow(kiebitz);
  await allow(quiet);
  const of = (person: TestPerson) => person.viewer.accountId;
  await app.db.updateTable('accounts').set({ language: 'de' }).where('id', '=', of(kiebitz)).execute();
  await app.db
    .insertInto('account_notices')
    .values({ account_id: of(quiet), kind: 'co-creation' })
    .execute();
  await app.db.deleteFrom('letters').execute();
  await ask(id, 'Kiebitz');
  await ask(id, 'Quiet');
  const letters = await app.db.selectFrom('letters').select(['account_id', 'text', 'stop_url']).execute();
  assert.deepEqual(
    letters.map((letter) => letter.account_id),
    [of(kiebitz)],
  );
  assert.match(letters[0]?.text ?? '', /möchte dich als Kiebitz/);
  assert.match(letters[0]?.stop_url ?? '', /\/letters\/stop\/[^/]+\/co-creation$/);
  assert.match((await get('/my/invitations', quiet)).text, /Gezeiten/);
});

test('how much one person asks of others in an hour is limited', async () => {
  const busy = await makePerson(app);
  const { id } = await makeWork(app, busy);
  const statuses = new Set<number>();
  for (let i = 0; i < 61; i += 1) statuses.add((await ask(id, `Nobody ${i}`, {}, busy)).status);
  assert.deepEqual([...statuses], [422, 429]);
});

test('one’s own pen names and those of people on the work stand there at once', async () => {
  const { id } = await makeWork(app, wren, { withPseuds: [tern.pseudId] });
  const second = await pseud(wren, 'Jenny');
  await pseud(tern, 'Sea Swallow');
  assert.match(String((await ask(id, 'Jenny')).headers.location), /\?added$/);
  assert.match(String((await ask(id, 'sea swallow')).headers.location), /\?added$/);
  assert.equal(await bylineOf(id), 'Wren, Tern, Jenny, Sea Swallow');
  const change = (from: string, to: string) => post(`/works/${id}/creators`, { act: 'as', from, as: to });
  const third = await pseud(wren, 'Stumpy');
  assert.equal((await change(await idOf(wren), second.publicId)).status, 422, 'it is there already');
  assert.equal((await change(await idOf(wren), await idOf(tern))).status, 422, 'it is not theirs');
  assert.equal((await change(await idOf(wren), third.publicId)).status, 303);
  assert.equal(await bylineOf(id), 'Stumpy, Tern, Jenny, Sea Swallow');
});

test('a chapter says who made it where that is not everybody', async () => {
  const { id, key } = await makeWork(app, wren, { withPseuds: [tern.pseudId] });
  const chapter = {
    title: 'Two',
    text: 'More.',
    format: 'text',
    position: '2',
    publishedOn: '',
    act: 'post',
  };
  assert.equal((await post(`/works/${id}/chapters/new`, { ...chapter, once: newId() }, tern)).status, 303);
  assert.deepEqual([await creditOf(id, 1), await creditOf(id, 2)], [null, 'Tern']);
  await allow(shy);
  await ask(id, 'Shy Bird');
  await answer(id, 'accept', shy);
  assert.equal(await creditOf(id, 2), 'Tern, Shy Bird', 'whoever comes is on all chapters');
  const first = await app.db
    .selectFrom('chapters')
    .select('public_id')
    .where('work_id', '=', key)
    .where('position', '=', 1)
    .executeTakeFirstOrThrow();
  const path = `/works/${id}/chapters/${first.public_id}/creators`;
  assert.equal((await post(path, {})).status, 422);
  assert.equal((await post(path, { by: await idOf(stranger) })).status, 422);
  assert.equal((await post(path, { by: await idOf(wren) })).status, 303);
  assert.equal(await creditOf(id, 1), 'Wren');
  assert.match((await get(path, wren)).text, new RegExp(`value="${await idOf(wren)}" checked`));
  await app.db.updateTable('works').set({ anonymous: true }).where('id', '=', key).execute();
  assert.equal(await creditOf(id, 1), null, 'an anonymous work names nobody');
});

test('whoever leaves gives their chapters and their series to the others; the last one stays', async () => {
  const { id, key } = await makeWork(app, wren, {
    withPseuds: [tern.pseudId],
    fields: { series: [{ title: 'Birds of the Sea', position: 1 }] },
  });
  const chapter = { title: '', text: 'More.', format: 'text', position: '2', publishedOn: '', act: 'post' };
  await post(`/works/${id}/chapters/new`, { ...chapter, once: newId() });
  assert.equal(await creditOf(id, 2), 'Wren');
  assert.equal((await get(`/works/${id}/leave`, wren)).status, 200);
  assert.equal((await post(`/works/${id}/leave`, {})).status, 303);
  assert.equal(await bylineOf(id), 'Tern');
  assert.equal(await creditOf(id, 2), null);
  assert.equal((await get(`/works/${id}/edit`, wren)).status, 404);
  const series = await app.db
    .selectFrom('series')
    .innerJoin('series_works', 'series_works.series_id', 'series.id')
    .select('account_id')
    .where('work_id', '=', key)
    .execute();
  assert.deepEqual(series, [{ account_id: tern.viewer.accountId }]);
  assert.equal((await post(`/works/${id}/leave`, {}, tern)).status, 422);
  assert.equal(await bylineOf(id), 'Tern');
});

test('a new work stands under the pen name that was chosen', async () => {
  const jackdaw = await makePerson(app, { pseud: 'Jack' });
  const second = await pseud(jackdaw, 'Daw');
  const form = {
    title: 'Chimneys',
    language: 'en',
    rating: 'General Audiences',
    warnings: 'No Archive Warnings Apply',
    fandoms: 'Roofs (Invented)',
    chaptersExpected: '1',
    text: 'Soot.',
    format: 'text',
    act: 'post',
  };
  assert.match((await get('/works/new', jackdaw)).text, />Daw</);
  const done = await post('/works/new', { ...form, once: newId(), as: second.publicId }, jackdaw);
  const id = /\/works\/(\w+)/.exec(String(done.headers.location))?.[1] ?? '';
  assert.equal(await bylineOf(id), 'Daw');
  const strange = await post('/works/new', { ...form, once: newId(), as: await idOf(wren) }, jackdaw);
  const other = /\/works\/(\w+)/.exec(String(strange.headers.location))?.[1] ?? '';
  assert.equal(await bylineOf(other), 'Jack', 'nobody posts under another’s name');
});
