/** Former states of chapters: who sees them, how they are put back, how many stay. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { KEPT, thinRevisions } from './revisions.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const writer = await makePerson(app, { login: 'writer', pseud: 'Quill' });
const second = await makePerson(app, { login: 'second', pseud: 'Inkwell' });
const other = await makePerson(app, { login: 'other' });
const get = (path: string, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { cookie: by.cookie });
const post = (path: string, form: Record<string, string>, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });
const setMinute = (n: number): void => made.clock.set(new Date(AT.getTime() + n * 60_000));

async function newChapter(): Promise<{ base: string; key: number; work: { key: number; id: string } }> {
  setMinute(0);
  const work = await makeWork(app, writer, {
    withPseuds: [second.pseudId],
    chapters: [{ title: 'One', html: '<p>The lamp was lit.</p>' }],
  });
  const chapter = await app.db
    .selectFrom('chapters')
    .select(['id', 'public_id'])
    .where('work_id', '=', work.key)
    .executeTakeFirstOrThrow();
  return { base: `/works/${work.id}/chapters/${chapter.public_id}`, key: chapter.id, work };
}

const edit = (base: string, text: string, by: TestPerson = writer) =>
  post(`${base}/edit`, { title: 'One', text, format: 'text', position: '1', act: 'save' }, by);
const revisionsOf = (key: number) =>
  app.db.selectFrom('chapter_revisions').selectAll().where('chapter_id', '=', key).orderBy('id').execute();
const seenOn = (html: string): string => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';

test('the list says when, by whom, and what changed; a state is read, compared and put back', async () => {
  const { base, key, work } = await newChapter();
  setMinute(1);
  assert.equal((await edit(base, 'The lamp was out.', second)).status, 303);
  setMinute(2);
  assert.equal((await edit(base, 'The old lamp was out.')).status, 303);
  const before = await app.db
    .selectFrom('works')
    .selectAll()
    .where('id', '=', work.key)
    .executeTakeFirstOrThrow();
  const list = (await get(`${base}/revisions`)).text;
  assert.match(list, /Inkwell/);
  assert.match(list, /Quill/);
  assert.match(list, /text · 1 word more/);
  const [first, middle] = await revisionsOf(key);
  assert.deepEqual(
    [first?.account_id, middle?.account_id],
    [writer.viewer.accountId, second.viewer.accountId],
    'who saved it, not who replaced it',
  );
  const read = await get(`${base}/revisions/${first?.public_id}`);
  assert.match(read.text, /The lamp was lit\./);
  const compared = (await get(`${base}/revisions/compare?older=${first?.public_id}&newer=now`)).text;
  assert.match(compared, /<ins>old <\/ins>/);
  assert.match(compared, /<del>lit\.<\/del><ins>out\.<\/ins>/);
  setMinute(3);
  const restored = await post(`${base}/revisions/${first?.public_id}`, {
    act: 'restore',
    seen: seenOn(read.text),
  });
  assert.equal(restored.status, 303);
  const now = await app.db.selectFrom('chapters').selectAll().where('id', '=', key).executeTakeFirstOrThrow();
  assert.equal(now.html, '<p>The lamp was lit.</p>');
  assert.equal(now.saved_as, 'revision');
  const kept = await revisionsOf(key);
  assert.equal(kept.at(-1)?.source, 'The old lamp was out.', 'what stood there became a revision');
  const after = await app.db
    .selectFrom('works')
    .selectAll()
    .where('id', '=', work.key)
    .executeTakeFirstOrThrow();
  assert.equal(after.words, 4);
  assert.deepEqual([after.revised_at, after.published_at], [before.revised_at, before.published_at]);
  assert.equal(after.major_version, before.major_version);
});

test('a state is not put back over what somebody saved meanwhile', async () => {
  const { base, key } = await newChapter();
  setMinute(1);
  await edit(base, 'Second.');
  const [first] = await revisionsOf(key);
  const page = (await get(`${base}/revisions/${first?.public_id}`)).text;
  setMinute(2);
  await edit(base, 'Third, by another.', second);
  const path = `${base}/revisions/${first?.public_id}`;
  const conflict = await post(path, { act: 'restore', seen: seenOn(page) });
  assert.equal(conflict.status, 409);
  assert.match(conflict.text, /Somebody saved this chapter/);
  assert.equal((await post(path, { act: 'restore', seen: '' })).status, 422);
  assert.equal((await post(path, { act: 'restore', seen: seenOn(conflict.text) })).status, 303);
});

test('one state is let go for good; nobody else sees or changes any', async () => {
  const { base, key } = await newChapter();
  setMinute(1);
  await edit(base, 'Second.');
  const [first] = await revisionsOf(key);
  const path = `${base}/revisions/${first?.public_id}`;
  for (const at of [`${base}/revisions`, path, `${base}/revisions/compare?older=${first?.public_id}`])
    assert.equal((await get(at, other)).status, 404, at);
  for (const act of ['restore', 'forget', 'x'])
    assert.equal((await post(path, { act, seen: AT.toISOString() }, other)).status, 404);
  assert.equal((await post(path, { act: 'x' })).status, 404);
  const elsewhere = await newChapter();
  assert.equal((await get(`${elsewhere.base}/revisions/${first?.public_id}`)).status, 404);
  assert.equal((await post(path, { act: 'forget' })).status, 303);
  assert.deepEqual(await revisionsOf(key), []);
});

test('all of a month stay, and the newest fifty; of older ones the last of each day', async () => {
  const { key } = await newChapter();
  const day = 24 * 3600_000;
  const at = new Date(AT.getTime() + 400 * day);
  const add = (daysAgo: number, n: number) =>
    app.db
      .insertInto('chapter_revisions')
      .values(
        Array.from({ length: n }, (_, i) => ({
          public_id: `r${daysAgo}-${i}`,
          chapter_id: key,
          source: `${i}`,
          source_format: 'text',
          html: `<p>${i}</p>`,
          words: 1,
          saved_at: AT,
          replaced_at: new Date(at.getTime() - daysAgo * day + i * 1000),
        })),
      )
      .execute();
  await add(200, 10);
  await add(100, 10);
  await add(40, KEPT.newest);
  assert.equal(
    await thinRevisions(app.db, at),
    18,
    'of two days beyond the newest fifty the last one each stays',
  );
  await add(10, 60);
  await thinRevisions(app.db, at);
  const left = await revisionsOf(key);
  const of = (days: number) => left.filter(({ public_id }) => public_id.startsWith(`r${days}-`));
  assert.deepEqual(
    [200, 100, 40, 10].map((days) => of(days).length),
    [1, 1, 1, 60],
  );
  assert.deepEqual([of(200)[0]?.public_id, of(40)[0]?.public_id], ['r200-9', 'r40-49']);
});
