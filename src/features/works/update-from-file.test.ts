/** A later version of a file: what is replaced, what stays, and that nothing is lost. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/db.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { wordsFor } from '../../core/messages/index.js';
import { createSanitiser } from '../../core/text/index.js';
import { insertWork } from './actions.js';
import { othersBySource, ownBySource } from './by-source.js';
import { prepareChapters, prepareHeader } from './prepare.js';
import { emptyFields } from './schema.js';
import { previewUpdate, updateFromFile } from './update-from-file.js';

const { db } = await testDatabase();
const sanitiser = createSanitiser({ workers: 1 });
after(() => sanitiser.close());
const words = wordsFor('en');
const BEGIN = new Date('2026-01-10T10:00:00Z');
const LATER = new Date('2026-03-01T10:00:00Z');
const parts = { db, sanitiser, clock: { now: () => BEGIN } };
const writer = await makePerson(parts);
const other = await makePerson(parts);

const chapters = (texts: readonly string[], dates: readonly string[] = []) =>
  prepareChapters(
    sanitiser,
    texts.map((text, i) => ({
      title: `Chapter of ${i}`,
      summary: '',
      startNotes: '',
      endNotes: '',
      html: `<p>${text}</p>`,
      ...(dates[i] ? { publishedOn: dates[i] } : {}),
    })),
    words,
  );

async function brought(texts: readonly string[], state: 'draft' | 'posted', sourceUrl = '') {
  const header = await prepareHeader(sanitiser, {
    ...emptyFields('en'),
    title: 'The Lamp',
    rating: 'General Audiences',
    warnings: ['No Archive Warnings Apply'],
    fandoms: ['Harbour Tales (Invented)'],
    chaptersExpected: null,
    publishedOn: '2020-02-02',
    sourceUrl,
  });
  const prepared = await chapters(texts);
  return db.transaction().execute((trx) =>
    insertWork(
      trx,
      {
        header,
        chapters: prepared,
        accountId: writer.viewer.accountId,
        pseudIds: [writer.pseudId],
        state,
        mediaIds: [],
        imported: true,
      },
      BEGIN,
    ),
  );
}

const update = async (
  id: string,
  texts: readonly string[],
  more: { replaceMine?: boolean; dates?: string[] } = {},
) => {
  const prepared = await chapters(texts, more.dates);
  return db.transaction().execute((trx) =>
    updateFromFile(
      trx,
      writer.viewer,
      id,
      {
        chapters: prepared,
        chaptersExpected: null,
        updatedOn: '',
        mediaIds: [],
        replaceMine: more.replaceMine ?? false,
      },
      LATER,
    ),
  );
};

const textsOf = async (key: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('chapters')
    .select('html')
    .where('work_id', '=', key)
    .orderBy('position')
    .execute();
  return rows.map(({ html }) => html.replace(/<[^>]+>/g, '').trim());
};
const workOf = (key: number) =>
  db.selectFrom('works').selectAll().where('id', '=', key).executeTakeFirstOrThrow();

test('a preview counts, an update does what it said, and an edit moves no date', async () => {
  const { key, id } = await brought(['one', 'two', 'three', 'four'], 'posted');
  const before = await workOf(key);
  const coming = await chapters(['one', 'two, mended', 'three', 'four', 'five', 'six']);
  const preview = await previewUpdate(db, writer.viewer, id, coming);
  assert.deepEqual(preview?.counts, { same: 3, changed: 1, mine: 0, both: 0, new: 2, 'only-here': 0 });
  assert.equal(await previewUpdate(db, other.viewer, id, coming), undefined);

  await update(id, ['one', 'two, mended', 'three', 'four']);
  assert.deepEqual(await textsOf(key), ['one', 'two, mended', 'three', 'four']);
  assert.deepEqual((await workOf(key)).revised_at, before.revised_at);

  await update(id, ['one', 'two, mended', 'three', 'four', 'five', 'six']);
  const grown = await workOf(key);
  assert.deepEqual([grown.chapters_posted, grown.words, grown.revised_at], [6, 7, LATER]);
  assert.equal(grown.published_at.toISOString(), before.published_at.toISOString());
});

test('new chapters that say when they were written bring their own dates', async () => {
  const { key, id } = await brought(['one'], 'posted');
  await update(id, ['one', 'two'], { dates: ['', '2021-05-05'] });
  assert.equal((await workOf(key)).revised_at.toISOString(), '2021-05-05T12:00:00.000Z');
});

test('what was changed here stays, unless its writer says otherwise; nothing is lost', async () => {
  const { key, id } = await brought(['one', 'two'], 'draft');
  await db
    .updateTable('chapters')
    .set({ html: '<p>one, in my words</p>', changed_at: LATER })
    .where('work_id', '=', key)
    .where('position', '=', 1)
    .execute();
  await update(id, ['one, theirs', 'two, theirs']);
  assert.deepEqual(await textsOf(key), ['one, in my words', 'two, theirs']);
  await update(id, ['one, theirs', 'two, theirs'], { replaceMine: true });
  assert.deepEqual(await textsOf(key), ['one, theirs', 'two, theirs']);
  assert.equal((await workOf(key)).chapters_posted, 0);

  const kept = await db
    .selectFrom('chapter_revisions')
    .innerJoin('chapters', 'chapters.id', 'chapter_revisions.chapter_id')
    .where('chapters.work_id', '=', key)
    .select(['chapters.position', 'chapter_revisions.html', 'chapter_revisions.saved_as'])
    .orderBy('chapters.position')
    .execute();
  assert.deepEqual(
    kept.map(({ position, html, saved_as }) => [position, html, saved_as]),
    [
      [1, '<p>one, in my words</p>', 'file'],
      [2, '<p>two</p>', 'file'],
    ],
    'one mechanism with the saves of the desk',
  );
});

test('a chapter that stands only here keeps its place', async () => {
  const { key, id } = await brought(['one', 'two'], 'posted');
  await update(id, ['one', 'between', 'two', 'three']);
  await update(id, ['one', 'two', 'three']);
  assert.deepEqual(await textsOf(key), ['one', 'between', 'two', 'three']);
});

test('one finds one’s own works by any form of their address, and of others’ only what is posted and named', async () => {
  const { id } = await brought(
    ['one'],
    'draft',
    'http://www.archiveofourown.org/works/77/chapters/2?view_adult=true',
  );
  const keys = ['ao3:77', 'ao3:78'];
  assert.equal((await ownBySource(db, writer.viewer, keys)).get('ao3:77')?.id, id);
  assert.equal((await ownBySource(db, other.viewer, keys)).size, 0);
  assert.equal(await othersBySource(db, other.viewer, 'ao3:77'), undefined);

  const posted = await makeWork(parts, writer, {
    fields: { sourceUrl: 'https://archiveofourown.org/works/78' },
  });
  assert.equal((await othersBySource(db, other.viewer, 'ao3:78'))?.id, posted.id);
  assert.equal(await othersBySource(db, writer.viewer, 'ao3:78'), undefined);
  await db.updateTable('works').set({ anonymous: true }).where('id', '=', posted.key).execute();
  assert.equal(await othersBySource(db, other.viewer, 'ao3:78'), undefined);
});
