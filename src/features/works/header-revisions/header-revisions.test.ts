/** Former headers: what is kept, who sees it, how it is put back, how many stay. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { fieldsOf } from '../../../../test/security/fields.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { thinHeaders } from './keep.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const writer = await makePerson(app, { pseud: 'Quill' });
const second = await makePerson(app, { pseud: 'Inkwell' });
const other = await makePerson(app);
const get = (path: string, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { cookie: by.cookie });
const post = (path: string, form: [string, string][] | Record<string, string>, by = writer) =>
  send(origin, path, { form, cookie: by.cookie });

/** Sends the form of the header as it stands, with these fields changed. */
async function edit(id: string, change: Record<string, string>, by: TestPerson = writer): Promise<void> {
  const path = `/works/${id}/edit`;
  const fields = fieldsOf((await get(path, by)).text, path).map(([name, value]): [string, string] => [
    name,
    change[name] ?? value,
  ]);
  const answer = await post(path, fields, by);
  assert.equal(answer.status, 303, answer.text);
}

const kept = (key: number) =>
  app.db.selectFrom('work_revisions').selectAll().where('work_id', '=', key).orderBy('id').execute();
const workOf = (key: number) =>
  app.db.selectFrom('works').selectAll().where('id', '=', key).executeTakeFirstOrThrow();

test('a changed header is kept as it was, compared and put back; no date moves', async () => {
  const work = await makeWork(app, writer, {
    withPseuds: [second.pseudId],
    fields: {
      title: 'The First Name',
      summary: 'A lamp.',
      relationships: ['A/B'],
      emphasis: { 'a/b': 'primary' },
    },
  });
  const base = `/works/${work.id}/revisions`;
  const before = await workOf(work.key);
  assert.match((await get(base)).text, /as they were first saved/);
  made.clock.set(new Date(AT.getTime() + 60_000));
  await edit(work.id, {});
  assert.deepEqual(await kept(work.key), [], 'what was saved unchanged is no revision');
  await edit(
    work.id,
    { title: 'The Second Name', summary: 'Two lamps.', relationships: 'A/B', freeforms: 'Lamps' },
    second,
  );
  made.clock.set(new Date(AT.getTime() + 120_000));
  await edit(work.id, { title: 'The Third Name' });
  const [first, middle] = await kept(work.key);
  assert.deepEqual([first?.title, middle?.title], ['The First Name', 'The Second Name']);
  assert.deepEqual([first?.account_id, middle?.account_id], [null, second.viewer.accountId]);

  const list = (await get(base)).text;
  assert.match(list, /Inkwell/);
  assert.match(list, /title, summary, tags/);
  const state = await get(`${base}/${first?.public_id}`);
  assert.match(state.text, /The First Name/);
  const compared = (await get(`${base}/compare?older=${first?.public_id}&newer=now`)).text;
  assert.match(compared, /<ins>[^<]*Lamps/);
  assert.match(compared, /<del>[^<]*mainly/);

  const back = await post(`${base}/${first?.public_id}`, { act: 'restore' });
  assert.equal(back.headers.location, `${base}?restored`);
  const after = await workOf(work.key);
  assert.deepEqual(
    [after.title, after.summary_source, after.revised_at, after.published_at],
    ['The First Name', 'A lamp.', before.revised_at, before.published_at],
  );
  const emphasis = await app.db
    .selectFrom('work_tags')
    .select('emphasis')
    .where('work_id', '=', work.key)
    .where('emphasis', 'is not', null)
    .execute();
  assert.deepEqual(emphasis, [{ emphasis: 'primary' }]);
  assert.equal((await kept(work.key)).at(-1)?.title, 'The Third Name', 'what stood there is kept');
  await post(`${base}/${middle?.public_id}`, { act: 'forget' });
  assert.equal(
    (await kept(work.key)).some(({ title }) => title === 'The Second Name'),
    false,
  );
});

test('a header that today’s rules refuse is not put back, and it is said why', async () => {
  const work = await makeWork(app, writer, { fields: { title: 'Whole' } });
  await edit(work.id, { title: 'Whole again' });
  const [first] = await kept(work.key);
  await app.db.updateTable('work_revisions').set({ title: '' }).where('id', '=', first!.id).execute();
  const refused = await post(`/works/${work.id}/revisions/${first?.public_id}`, { act: 'restore' });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /can’t be put back as it is/);
  assert.equal((await workOf(work.key)).title, 'Whole again');
});

test('former headers are their makers’ alone', async () => {
  const work = await makeWork(app, writer, { fields: { title: 'Told' } });
  await edit(work.id, { title: 'Told again' });
  const [first] = await kept(work.key);
  const base = `/works/${work.id}/revisions`;
  for (const path of [base, `${base}/compare`, `${base}/${first?.public_id}`])
    assert.equal((await get(path, other)).status, 404, path);
  assert.equal((await post(`${base}/${first?.public_id}`, { act: 'forget' }, other)).status, 404);
  assert.equal((await get(`${base}/none`)).status, 404);
  assert.equal((await kept(work.key)).length, 1);
});

test('of old ones the last of each day stays, beyond the newest 50', async () => {
  const work = await makeWork(app, writer);
  const rows = Array.from({ length: 60 }, (_, i) => ({
    public_id: `thin${i}`,
    work_id: work.key,
    title: `${i}`,
    tags: '[]',
    saved_at: AT,
    replaced_at: new Date(AT.getTime() + i * 1000),
  }));
  await app.db.insertInto('work_revisions').values(rows).execute();
  assert.equal(await thinHeaders(app.db, AT), 0);
  assert.equal(await thinHeaders(app.db, new Date(AT.getTime() + 40 * 86_400_000)), 10);
});
