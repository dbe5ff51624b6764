/** Works and chapters that wait for their hour: posted once, by a job, or not at all and said so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { runJobs } from '../../../core/jobs/queue.js';
import { worksJobs } from '../jobs.js';
import { postAllDue, postDue } from './due.js';

const AT = new Date('2026-03-01T10:00:00Z');
const HOUR_MS = 3600_000;
const made = await testApp({ at: AT, jobs: false, settings: { timeZone: 'Europe/Berlin' } });
const { app, origin } = made;
const writer = await makePerson(app, { login: 'writer' });
const other = await makePerson(app, { login: 'other' });
const get = (path: string, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { cookie: by.cookie });
const post = (path: string, form: Record<string, string>, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });
const setHour = (n: number): void => made.clock.set(new Date(AT.getTime() + n * HOUR_MS));

const NOON = { day: '2026-03-02', time: '12:00', zone: 'Europe/Berlin', act: 'set' };

async function newDraft(fields: object = {}) {
  setHour(0);
  const work = await makeWork(app, writer, { state: 'draft', fields: { title: 'The Hour', ...fields } });
  return { ...work, path: `/works/${work.id}/schedule` };
}
const work = (key: number) =>
  app.db.selectFrom('works').selectAll().where('id', '=', key).executeTakeFirstOrThrow();
const waitingJobs = async (key: number): Promise<Date[]> => {
  const { rows } = await made.database.pool.query<{ run_at: Date }>(
    'select run_at from graphile_worker.jobs where key = $1',
    [`post-at-hour-work-${key}`],
  );
  return rows.map((row) => row.run_at);
};
/** What was done with a work; that its audience changed with that the database notes by itself. */
const events = async (key: number): Promise<string[]> =>
  (
    await app.db
      .selectFrom('changes')
      .select('what')
      .where('thing_id', '=', key)
      .where('what', '!=', 'standing')
      .orderBy('id')
      .execute()
  ).map(({ what }) => what);

/** A posted work and a draft chapter of it. */
async function newChapter(more: Record<string, string> = {}) {
  setHour(0);
  const { key, id } = await makeWork(app, writer, { fields: { chaptersExpected: null } });
  const form = {
    title: 'Canary of the hour',
    text: 'Two words.',
    format: 'text',
    position: '9',
    act: 'save',
  };
  const answer = await post(`/works/${id}/chapters/new`, { ...form, once: `o${key}`, ...more });
  assert.equal(answer.status, 303, answer.text);
  const chapter = await app.db
    .selectFrom('chapters')
    .selectAll()
    .where('work_id', '=', key)
    .where('position', '=', 2)
    .executeTakeFirstOrThrow();
  return { key, id, chapter, path: `/works/${id}/chapters/${chapter.public_id}/schedule` };
}

test('an hour in the writer’s zone; it can be changed and taken back', async () => {
  const { key, path } = await newDraft();
  assert.match(
    (await get(path)).text,
    /value="Europe\/Berlin" selected/,
    'the archive’s, while they have none',
  );
  await app.db
    .updateTable('accounts')
    .set({ time_zone: 'Asia/Tokyo' })
    .where('id', '=', writer.viewer.accountId)
    .execute();
  assert.match((await get(path)).text, /value="Asia\/Tokyo" selected/);
  assert.equal((await post(path, NOON)).status, 303);
  assert.deepEqual(await waitingJobs(key), [new Date('2026-03-02T11:00:00Z')]);
  assert.match((await get(path)).text, /2 Mar 2026, 12:00 \(Europe\/Berlin\)/);
  assert.match((await get('/my/works')).text, /Will be posted on 2 Mar 2026, 12:00/);
  await post(path, { ...NOON, zone: 'UTC', time: '13:30' });
  assert.deepEqual(await waitingJobs(key), [new Date('2026-03-02T13:30:00Z')]);
  assert.equal((await post(path, { act: 'cancel' })).status, 303);
  assert.deepEqual(await waitingJobs(key), []);
  setHour(100);
  assert.equal(await postAllDue(app), 0);
  assert.equal((await work(key)).posted_at, null);
});

test('an hour that the clocks leave out or show twice is said', async () => {
  const { path } = await newDraft();
  const at = async (day: string, time: string) =>
    String((await post(path, { ...NOON, day, time })).headers.location);
  assert.match(await at('2026-03-29', '02:30'), /set=skipped/);
  const page = (await get(`${path}?set=skipped`)).text;
  assert.match(page, /03:30 \(Europe\/Berlin\)/);
  assert.match(page, /leave that hour out/);
  assert.match(await at('2026-10-25', '02:30'), /set=twice/);
  await post(path, { act: 'cancel' });
});

test('an hour that is over, or is none, is refused, and the form comes back as it was', async () => {
  const { key, path } = await newDraft();
  for (const [wrong, said] of [
    [{ day: '2026-03-01', time: '10:59' }, /That time is over/],
    [{ day: '2026-02-30' }, /Give a day/],
    [{ time: 'noon' }, /Give a day/],
    [{ zone: 'Mars/Olympus' }, /time zone from the list/],
  ] as const) {
    const answer = await post(path, { ...NOON, ...wrong });
    assert.equal(answer.status, 422);
    assert.match(answer.text, said);
  }
  assert.equal((await work(key)).scheduled_for, null);
});

test('what lacks what readers need cannot wait for its hour', async () => {
  const { key, path } = await newDraft({ rating: '', fandoms: [] });
  const answer = await post(path, NOON);
  assert.equal(answer.status, 422);
  assert.match(answer.text, /at least one fandom/);
  assert.match(answer.text, /Choose a rating/);
  assert.equal((await work(key)).scheduled_for, null);
});

test('until its hour it is a draft for everybody else; a job posts it, once, whoever comes first', async () => {
  const { key, id, path } = await newDraft();
  await post(path, NOON);
  const thing = { kind: 'work' as const, key };
  setHour(24);
  assert.equal(await postDue(app, thing), false, 'a job that comes too early posts nothing');
  assert.equal((await get(`/works/${id}`, other)).status, 404);
  setHour(26);
  assert.equal((await get(`/works/${id}`, other)).status, 404, 'time alone shows nothing');
  const results = await Promise.all([
    postDue(app, thing),
    postDue(app, thing),
    postAllDue(app).then((n) => n > 0),
  ]);
  assert.equal(results.filter(Boolean).length, 1);
  const posted = await work(key);
  assert.equal(posted.posted_at?.toISOString(), '2026-03-02T12:00:00.000Z');
  assert.equal(posted.published_at.toISOString(), '2026-03-02T12:00:00.000Z', 'nobody dated it');
  assert.deepEqual([posted.chapters_posted, posted.scheduled_for], [1, null]);
  assert.deepEqual(await events(key), ['created', 'posted']);
  assert.equal((await get(`/works/${id}`, other)).status, 200);
  assert.equal(
    (await post(path, { ...NOON, day: '2026-05-01' })).status,
    409,
    'what is posted waits for nothing',
  );
});

test('two processes that start after the hour post it once', async () => {
  const { key, path } = await newDraft();
  await post(path, NOON);
  // The database's clock is long past that day: a job is due at once, as after a restart.
  setHour(48);
  const runners = [
    await runJobs(made.database.pool, worksJobs(app), app.log),
    await runJobs(made.database.pool, worksJobs(app), app.log),
  ];
  for (let tries = 0; tries < 600 && (await work(key)).posted_at === null; tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  await Promise.all(runners.map((runner) => runner.stop()));
  assert.deepEqual(await events(key), ['created', 'posted']);
  assert.deepEqual(await waitingJobs(key), []);
});

test('a clock that jumps: back, nothing is posted early; on, the sweep posts what its job missed', async () => {
  const { key, path } = await newDraft();
  await post(path, NOON);
  setHour(-500);
  assert.equal(await postAllDue(app), 0);
  assert.equal(await postDue(app, { kind: 'work', key }), false);
  await made.database.pool.query('select graphile_worker.remove_job($1)', [`post-at-hour-work-${key}`]);
  setHour(5000);
  assert.equal(await postAllDue(app), 1);
  assert.notEqual((await work(key)).posted_at, null);
});

test('when something is missing at the hour it stays a draft, and its writer is told', async () => {
  const { key, id, path } = await newDraft();
  await post(path, NOON);
  await app.db.updateTable('works').set({ title: '' }).where('id', '=', key).execute();
  setHour(26);
  assert.equal(await postDue(app, { kind: 'work', key }), false);
  const row = await work(key);
  assert.deepEqual([row.posted_at, row.scheduled_for, row.schedule_faults], [null, null, ['title']]);
  const letter = await app.db
    .selectFrom('letters')
    .selectAll()
    .where('kind', '=', 'not-posted')
    .executeTakeFirstOrThrow();
  assert.match(letter.text, /A work needs a title/);
  assert.match(letter.text, new RegExp(`/works/${id}/schedule`));
  assert.match((await get('/my/works')).text, /Was not posted at its hour: A work needs a title/);
  await post(`/works/${id}/edit`, {
    title: 'Mended',
    language: 'en',
    rating: 'General Audiences',
    warnings: 'No Archive Warnings Apply',
    fandoms: 'Testing (Invented)',
  });
  assert.equal((await post(`/works/${id}/post`, {})).status, 303);
  assert.equal((await work(key)).schedule_faults, null);
});

test('of somebody who may not write at that hour nothing is posted', async () => {
  const { key, path } = await newDraft();
  await post(path, NOON);
  const set = (suspended_until: Date | null) =>
    app.db
      .updateTable('accounts')
      .set({ suspended_until })
      .where('id', '=', writer.viewer.accountId)
      .execute();
  await set(new Date('2026-04-01T00:00:00Z'));
  setHour(26);
  assert.equal(await postDue(app, { kind: 'work', key }), false);
  assert.deepEqual((await work(key)).schedule_faults, ['standing']);
  await set(null);
});

test('a chapter waits as a draft, and is posted as an update, silently where asked', async () => {
  const { key, id, chapter, path } = await newChapter();
  assert.equal((await post(path, { ...NOON, silent: 'on' })).status, 303);
  assert.match((await get(`/works/${id}/chapters`)).text, /Will be posted on 2 Mar 2026/);
  setHour(26);
  assert.doesNotMatch((await get(`/works/${id}/entire`, other)).text, /Canary of the hour/);
  assert.equal(await postDue(app, { kind: 'chapter', key: chapter.id }), true);
  assert.equal(await postDue(app, { kind: 'chapter', key: chapter.id }), false);
  assert.match((await get(`/works/${id}/entire`, other)).text, /Canary of the hour/);
  const posted = await work(key);
  assert.equal(posted.revised_at.toISOString(), '2026-03-02T12:00:00.000Z', 'silent is about notices alone');
  assert.equal(posted.chapters_posted, 2);
  assert.equal((await events(key)).at(-1), 'chapter-posted-silently');
});

test('a chapter that is posted or deleted by hand waits for nothing; one of a draft goes with its work', async () => {
  const one = await newChapter();
  await post(one.path, NOON);
  await post(`/works/${one.id}/chapters/${one.chapter.public_id}/post`, {});
  setHour(26);
  assert.equal(await postAllDue(app), 0);
  assert.equal((await events(one.key)).filter((what) => what.startsWith('chapter-posted')).length, 1);
  const two = await newChapter();
  await post(two.path, NOON);
  await post(`/works/${two.id}/chapters/${two.chapter.public_id}/delete`, {});
  setHour(26);
  assert.equal(await postDue(app, { kind: 'chapter', key: two.chapter.id }), false);
  const draft = await newDraft();
  const { public_id } = await app.db
    .selectFrom('chapters')
    .select('public_id')
    .where('work_id', '=', draft.key)
    .executeTakeFirstOrThrow();
  assert.equal((await post(`/works/${draft.id}/chapters/${public_id}/schedule`, NOON)).status, 409);
});

test('nobody else sees or sets an hour; drafts stand with their age, and nothing takes them away', async () => {
  const { id, key, path } = await newDraft();
  assert.equal((await get(path, other)).status, 404);
  assert.equal((await post(path, NOON, other)).status, 404);
  setHour(24 * 5);
  for (const job of Object.values(worksJobs(app)))
    await job({ kind: 'work', key }, { attempt: 1, maxAttempts: 1 });
  const page = await get('/my/drafts');
  assert.match(page.text, new RegExp(`/works/${id}"`));
  assert.match(page.text, /begun 5 days ago/);
  assert.doesNotMatch((await get('/my/drafts', other)).text, new RegExp(id));
});
