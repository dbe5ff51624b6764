/** Chapters: added, moved, posted, edited, deleted; what follows for dates, counts and versions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, type TestPerson } from '../../../../test/support/factories.js';

const AT = new Date('2026-03-01T10:00:00Z');
const DAY = 24 * 3600_000;
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const writer = await makePerson(app, { login: 'writer' });
const other = await makePerson(app, { login: 'other' });
const setDay = (n: number): void => made.clock.set(new Date(AT.getTime() + n * DAY));

const get = (path: string, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { cookie: by.cookie });
const post = (path: string, form: Record<string, string>, by: TestPerson = writer): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });

const HEADER = {
  title: 'The Lamp',
  language: 'en',
  rating: 'General Audiences',
  warnings: 'No Archive Warnings Apply',
  fandoms: 'Harbour Tales (Invented)',
  chaptersExpected: '?',
};
let sent = 0;
async function newWork(act: 'draft' | 'post', more: Record<string, string> = {}): Promise<string> {
  sent += 1;
  const form = { ...HEADER, text: 'One two three.', format: 'text', once: `n${sent}`, act, ...more };
  const answer = await post('/works/new', form);
  assert.equal(answer.status, 303, answer.text);
  return /\/works\/(\w+)/.exec(String(answer.headers.location))?.[1] ?? '';
}

const CHAPTER = { title: '', text: 'Four five.', format: 'text', position: '99', publishedOn: '' };
const add = (id: string, more: Record<string, string> = {}): Promise<Received> => {
  sent += 1;
  return post(`/works/${id}/chapters/new`, { ...CHAPTER, once: `c${sent}`, act: 'save', ...more });
};

const work = (id: string) =>
  app.db.selectFrom('works').selectAll().where('public_id', '=', id).executeTakeFirstOrThrow();
const chapters = (id: string) =>
  app.db
    .selectFrom('chapters')
    .innerJoin('works', 'works.id', 'chapters.work_id')
    .selectAll('chapters')
    .where('works.public_id', '=', id)
    .orderBy('chapters.position')
    .execute();
const titles = async (id: string): Promise<string> =>
  (await chapters(id)).map((chapter) => chapter.title ?? chapter.position).join(' ');

test('typed, previewed, saved once however often it is sent', async () => {
  const form = { ...HEADER, text: 'It was *late*.', format: 'markdown', once: 'same' };
  const preview = await post('/works/new', { ...form, act: 'preview' });
  assert.equal(preview.status, 200);
  assert.match(preview.text, /<p>It was <em>late<\/em>\.<\/p>/);
  assert.equal(
    (await app.db.selectFrom('works').select('id').execute()).length,
    0,
    'a preview saves nothing',
  );
  assert.equal(
    (await app.db.selectFrom('tags').select('id').where('type', '=', 'fandom').execute()).length,
    0,
  );
  const answers = await Promise.all([1, 2].map(() => post('/works/new', { ...form, act: 'post' })));
  const places = answers.map(({ headers }) => headers.location);
  assert.equal(places[0], places[1]);
  const id = /\/works\/(\w+)/.exec(String(places[0]))?.[1] ?? '';
  const [chapter] = await chapters(id);
  assert.deepEqual([chapter?.source, chapter?.source_format], ['It was *late*.', 'markdown']);
  assert.equal((await work(id)).words, 3);
});

test('what is missing is said, and everything comes back as it was typed', async () => {
  const answer = await post('/works/new', { title: 'Kept <title>', text: '  ', format: 'text', act: 'post' });
  assert.equal(answer.status, 422);
  for (const said of [/needs a text/, /Kept &lt;title/, /at least one fandom|fandom/i])
    assert.match(answer.text, said);
  const draft = await post('/works/new', {
    title: '',
    text: 'Only a text.',
    format: 'text',
    act: 'draft',
    once: 'd',
  });
  assert.equal(draft.status, 303, 'a draft may lack what readers need');
});

test('HTML that is typed by hand keeps its line ends; markup is cleaned', async () => {
  const id = await newWork('draft', { text: 'One <em>word</em>.\n\nTwo<script>x</script>.', format: 'html' });
  const [chapter] = await chapters(id);
  assert.equal(chapter?.html.replaceAll('\n', ''), '<p>One <em>word</em>.</p><p>Two.</p>');
  const page = (await get(`/works/${id}/chapters/${chapter?.public_id}/edit`)).text;
  assert.match(page, /Two&lt;script/, 'what was typed comes back to be edited');
});

test('a chapter goes to its place; out of range is the nearest; the others make room', async () => {
  const id = await newWork('draft', { chapterTitle: 'A' });
  await add(id, { title: 'C' });
  await add(id, { title: 'B', position: '2' });
  await add(id, { title: 'Z', position: '99999' });
  await add(id, { title: 'First', position: '1' });
  assert.equal(await titles(id), 'First A B C Z');
  const [first] = await chapters(id);
  const move = (to: string) => post(`/works/${id}/chapters/${first?.public_id}/move`, { to });
  await move('3');
  assert.equal(await titles(id), 'A B First C Z');
  await move('500');
  assert.equal(await titles(id), 'A B C Z First');
  await move('1');
  assert.equal(await titles(id), 'First A B C Z');
  assert.deepEqual(
    (await chapters(id)).map((chapter) => chapter.position),
    [1, 2, 3, 4, 5],
  );
});

test('a draft chapter of a posted work is for its writer alone, and counts for nothing until it is posted', async () => {
  setDay(0);
  const id = await newWork('post', { chaptersExpected: '2' });
  setDay(3);
  await add(id, { title: 'Canary of a draft' });
  const draft = await work(id);
  assert.deepEqual([draft.chapters_posted, draft.words, draft.complete], [1, 3, false]);
  assert.equal(draft.revised_at.getTime(), AT.getTime(), 'a draft bumps nothing');
  assert.doesNotMatch((await get(`/works/${id}`, other)).text, /Canary of a draft/);
  const draftChapter = (await chapters(id))[1];
  assert.equal((await get(`/works/${id}/chapters/${draftChapter?.public_id}`, other)).status, 404);
  setDay(5);
  await post(`/works/${id}/chapters/${draftChapter?.public_id}/post`, {});
  await post(`/works/${id}/chapters/${draftChapter?.public_id}/post`, {});
  const posted = await work(id);
  assert.deepEqual([posted.chapters_posted, posted.words, posted.complete], [2, 5, true]);
  assert.equal(posted.revised_at.getTime(), AT.getTime() + 5 * DAY, 'posting is the update');
  assert.equal(posted.major_version, draft.major_version + 1, 'posting twice is posting once');
  assert.match((await get(`/works/${id}`, other)).text, /Canary of a draft/);
  setDay(0);
});

test('an edit bumps no date; a chapter’s date moves what follows from it; a work can be incomplete again', async () => {
  const id = await newWork('post', { chaptersExpected: '1' });
  const [first] = await chapters(id);
  const path = `/works/${id}/chapters/${first?.public_id}/edit`;
  assert.equal((await work(id)).complete, true);
  setDay(9);
  const edit = { ...CHAPTER, position: '1', act: 'save', text: 'Edited text of four words.' };
  assert.equal((await post(path, edit)).status, 303);
  const edited = await work(id);
  assert.equal(edited.revised_at.getTime(), AT.getTime());
  assert.equal(edited.words, 5);
  assert.equal(edited.minor_version, 1);
  await post(path, { ...edit, publishedOn: '2020-02-03' });
  const back = await work(id);
  assert.equal(back.published_at.toISOString(), '2020-02-03T12:00:00.000Z');
  assert.equal(back.revised_at.toISOString(), '2020-02-03T12:00:00.000Z');
  await add(id, { act: 'post', publishedOn: '2021-01-01' });
  const later = await work(id);
  assert.equal(
    later.revised_at.toISOString(),
    '2021-01-01T12:00:00.000Z',
    'backdated: not an update of today',
  );
  assert.deepEqual(
    [later.chapters_expected, later.complete],
    [null, false],
    'more chapters than planned is ?',
  );
  assert.equal((await post(path, { ...edit, publishedOn: '2999-01-01' })).status, 422);
  setDay(0);
});

test('every save keeps what stood there', async () => {
  const id = await newWork('draft', { text: 'First state.' });
  const [chapter] = await chapters(id);
  const path = `/works/${id}/chapters/${chapter?.public_id}/edit`;
  await post(path, { ...CHAPTER, position: '1', act: 'save', text: 'Second state.' });
  await post(path, { ...CHAPTER, position: '1', act: 'save', text: 'Third state.' });
  const kept = await app.db
    .selectFrom('chapter_revisions')
    .select('source')
    .where('chapter_id', '=', chapter?.id ?? 0)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    kept.map((row) => row.source),
    ['First state.', 'Second state.'],
  );
});

test('of two who edit at once the later one is shown what stands there, and loses nothing', async () => {
  const id = await newWork('draft', { text: 'Base.' });
  const [chapter] = await chapters(id);
  const path = `/works/${id}/chapters/${chapter?.public_id}/edit`;
  const seen = /name="seen" value="([^"]+)"/.exec((await get(path)).text)?.[1] ?? '';
  const edit = (text: string, known: string) =>
    post(path, { ...CHAPTER, position: '1', act: 'save', text, seen: known });
  setDay(1);
  assert.equal((await edit('By the first.', seen)).status, 303);
  const conflict = await edit('By the second.', seen);
  assert.equal(conflict.status, 409);
  assert.match(conflict.text, /By the first\./);
  assert.match(conflict.text, /By the second\./);
  const now = /name="seen" value="([^"]+)"/.exec(conflict.text)?.[1] ?? '';
  assert.equal((await edit('By both.', now)).status, 303);
  assert.equal((await chapters(id))[0]?.source, 'By both.');
  setDay(0);
});

test('the only chapter and the only posted one stay; others are deleted after they were asked for', async () => {
  const id = await newWork('post');
  const [only] = await chapters(id);
  const path = (chapter: { public_id: string } | undefined) =>
    `/works/${id}/chapters/${chapter?.public_id}/delete`;
  assert.match((await post(path(only), {})).text, /only chapter cannot be deleted/);
  await add(id, { title: 'A draft' });
  assert.match((await post(path(only), {})).text, /only posted chapter cannot be deleted/);
  const [, draft] = await chapters(id);
  assert.equal((await get(path(draft))).status, 200);
  assert.equal((await chapters(id)).length, 2, 'asking deletes nothing');
  assert.equal((await post(path(draft), {})).status, 303);
  assert.equal((await chapters(id)).length, 1);
});

test('nobody writes in another’s work', async () => {
  const id = await newWork('post');
  const [chapter] = await chapters(id);
  const base = `/works/${id}/chapters`;
  for (const path of [
    base,
    `${base}/new`,
    `${base}/${chapter?.public_id}/edit`,
    `${base}/${chapter?.public_id}/delete`,
  ])
    assert.equal((await get(path, other)).status, 404, path);
  for (const act of ['edit', 'move', 'post', 'delete'])
    assert.equal(
      (await post(`${base}/${chapter?.public_id}/${act}`, { ...CHAPTER, to: '1' }, other)).status,
      404,
    );
  assert.equal((await post(`${base}/new`, { ...CHAPTER, once: 'x' }, other)).status, 404);
});
