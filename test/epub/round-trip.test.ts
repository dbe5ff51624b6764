/** A work that leaves as our EPUB and is brought in again is the work it was: the machine-readable copies of both are equal. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { wordsFor } from '../../src/core/messages/index.js';
import { type FileDone, importFile } from '../../src/features/imports/index.js';
import {
  type ChapterInput,
  emptyFields,
  insertWork,
  prepareChapters,
  prepareHeader,
  storeImage,
  type WorkDocument,
  type WorkFields,
  workDocument,
  workHeader,
} from '../../src/features/works/index.js';
import { testApp } from '../support/app.js';
import { makePerson, type TestPerson } from '../support/factories.js';
import { everyElement, nasty } from './markup.js';
import { pictures } from './pictures.js';

const EXPORTED = new Date('2025-06-01T10:00:00Z');
const IMPORTED = new Date('2025-08-15T21:30:00Z');

const site = await testApp({ at: EXPORTED, jobs: false });
const { app } = site;
const words = wordsFor('en');
const writer = await makePerson(app, { pseud: 'Ansel Vane' });
const other = await makePerson(app, { pseud: 'Petra' });

interface Given {
  fields?: Partial<WorkFields>;
  chapters: (Partial<ChapterInput> & { html: string })[];
  mediaIds?: string[];
  anonymous?: boolean;
  state?: 'draft' | 'posted';
}

async function keptWork(given: Given): Promise<string> {
  const header = await prepareHeader(app.sanitiser, {
    ...emptyFields('en'),
    title: 'The Keeper of Small Lights',
    rating: 'General Audiences',
    warnings: ['No Archive Warnings Apply'],
    fandoms: ['Lighthouse Tales (Invented)'],
    ...given.fields,
  });
  const chapters = await prepareChapters(
    app.sanitiser,
    given.chapters.map((chapter) => ({ title: null, summary: '', startNotes: '', endNotes: '', ...chapter })),
    words,
  );
  const work = await app.db.transaction().execute((trx) =>
    insertWork(
      trx,
      {
        header,
        chapters,
        accountId: writer.viewer.accountId,
        pseudIds: [writer.pseudId],
        state: given.state ?? 'posted',
        mediaIds: given.mediaIds ?? [],
        anonymous: given.anonymous ?? false,
      },
      EXPORTED,
    ),
  );
  return work.id;
}

async function documentOf(id: string): Promise<WorkDocument> {
  const settings = await app.settings.get();
  const work = await workHeader(app.db, writer.viewer, id);
  assert.ok(work && settings);
  return workDocument(app.db, work, { settings, origin: site.origin });
}

/** Downloads the work as its writer does, and brings the file in later. */
async function throughEpub(
  id: string,
  wish: 'draft' | 'posted' = 'posted',
  person: TestPerson = writer,
): Promise<FileDone> {
  site.clock.set(EXPORTED);
  const answer = await fetch(`${site.origin}/works/${id}/download.epub`, {
    headers: { cookie: writer.cookie },
  });
  assert.equal(answer.headers.get('content-type'), 'application/epub+zip');
  const bytes = Buffer.from(await answer.arrayBuffer());
  site.clock.set(IMPORTED);
  return importFile(
    app,
    { viewer: person.viewer, pseudId: person.pseudId, words },
    { name: 'work.epub', stream: Readable.from([bytes]) },
    {},
    wish,
    'new',
  );
}

/** Without ids, and so without the addresses that are made of them; an image is named by its place in the list. */
function withoutIds(document: WorkDocument): unknown {
  let text = JSON.stringify(document);
  document.images.forEach(({ id }, i) => {
    text = text.replaceAll(id, `image-${i + 1}`);
  });
  const { id: _id, url: _url, creators, series, chapters, ...rest } = JSON.parse(text) as WorkDocument;
  return {
    ...rest,
    creators: creators.map(({ name }) => name),
    series: series.map(({ title, position }) => ({ title, position })),
    chapters: chapters.map(({ id: _chapter, ...chapter }) => chapter),
  };
}

/** @returns both documents. */
async function assertEqualWork(given: Given): Promise<[before: WorkDocument, after: WorkDocument]> {
  const id = await keptWork(given);
  const done = await throughEpub(id);
  assert.deepEqual({ state: done.state, message: done.message }, { state: 'posted', message: null });
  const [before, after] = [await documentOf(id), await documentOf(done.id)];
  assert.notEqual(before.id, after.id);
  assert.deepEqual(withoutIds(after), withoutIds(before));
  return [before, after];
}

async function storedPicture(name: 'lamp01' | 'photo01', type: 'image/png' | 'image/jpeg'): Promise<string> {
  const bytes = await pictures(name);
  assert.ok(bytes);
  const image = { type, width: 40, height: 30, bytes };
  return storeImage(app.db, app.config.dataDir, writer.viewer.accountId, image, EXPORTED);
}

const NOTES =
  '<h3>Thanks</h3><p>To <a href="https://example.org/beta">my beta</a>, and to:</p><ul><li>Ilse</li><li><em>Corin</em></li></ul><p align="center">A line in the middle</p><blockquote><p>She said so.</p></blockquote><hr><p>See you <strong>soon</strong>.<br>Bye.</p>';

test('everything that a work can hold', async () => {
  const lamp = await storedPicture('lamp01', 'image/png');
  const photo = await storedPicture('photo01', 'image/jpeg');
  const [before, after] = await assertEqualWork({
    mediaIds: [lamp, photo],
    fields: {
      title: '“A” Lamp & <Other> Lights',
      language: 'pt-BR',
      rating: 'Mature',
      warnings: ['Major Character Death', 'Graphic Depictions Of Violence'],
      categories: ['Multi', 'F/F', 'Gen'],
      fandoms: ['Zebra Tales', 'Apple & Tales', '灯台物語'],
      relationships: ['Zoe/Amy', 'Amy & Bob'],
      characters: ['Zoe', 'Amy', 'Bob'],
      freeforms: ['Slow Burn', 'Angst', 'a lower case tag'],
      summary: '<p>One paragraph.</p><p>And <em>another</em>.</p>',
      startNotes: NOTES,
      endNotes: `${NOTES}<p>The end.</p>`,
      restricted: true,
      chaptersExpected: 7,
      publishedOn: '2019-02-03',
      updatedOn: '2021-11-30',
      series: [
        { title: 'Lights of the Coast', position: 3 },
        { title: 'Another & Series', position: 1 },
      ],
      sourceUrl: 'https://old.example/story.php?sid=1&chapter=2',
    },
    chapters: [
      {
        title: 'The First & Only',
        summary: '<p>A storm.</p><p>A stair.</p>',
        startNotes: NOTES,
        endNotes: NOTES,
        html: `<h2>Part One</h2><p>It was night.</p><hr><p>* * *</p><p><img src="/media/${lamp}" alt="A lamp"></p><h4>Later</h4><p>It was <em>day</em>, <strong>nearly</strong>.</p>`,
      },
      {
        startNotes: '<p>A single line.</p>',
        publishedOn: '2019-12-24',
        html: '<table><thead><tr><th>Ship</th><th>Hour</th></tr></thead><tbody><tr><td>Aske</td><td>4</td></tr></tbody></table><p align="right">To the right.</p><ol start="3"><li>Three</li></ol>',
      },
      {
        title: 'Chapter 3: <Three>',
        endNotes: '<ul><li>only a list</li></ul>',
        publishedOn: '2020-05-05',
        html: `<blockquote><p>Quoted.</p></blockquote><pre>  kept  as\n it is</pre><figure><img src="/media/${photo}" alt="A photograph"><figcaption>Unlit</figcaption></figure><p>Notes: this is no note.</p>`,
      },
      { title: '4', publishedOn: '2021-11-30', html: '<hr><p>Breaks at both ends.</p><hr>' },
    ],
  });
  assert.deepEqual(
    [before.published, before.updated, ...before.chapters.map(({ published }) => published)],
    ['2019-02-03', '2021-11-30', '2019-02-03', '2019-12-24', '2020-05-05', '2021-11-30'],
  );
  assert.deepEqual(before.images.length, 2);
  assert.deepEqual([before.restricted, before.chaptersExpected, before.complete], [true, 7, false]);
  assert.notEqual(before.images[0]?.id, after.images[0]?.id);
  assert.ok(before.chapters[0]?.startNotes && before.chapters[0].endNotes && before.startNotes);
});

/** As the form of the header and the page of gifts do it. */
async function credit(id: string, parentId: string): Promise<void> {
  const work = await workHeader(app.db, writer.viewer, id);
  const parent = await workHeader(app.db, writer.viewer, parentId);
  assert.ok(work && parent);
  const at = EXPORTED;
  const links = [
    { parent_id: parent.key, translation: true },
    {
      url: 'https://old.example/a?b&c',
      title: 'Far & Away',
      author: 'Corin <x>',
      language: 'fr',
      translation: false,
    },
  ];
  for (const [i, link] of links.entries())
    await app.db
      .insertInto('related_works')
      .values({ ...link, public_id: `${id}${i}`, work_id: work.key, created_at: at })
      .execute();
  for (const name of ['Aunt & Uncle', 'Zoe'])
    await app.db
      .insertInto('gifts')
      .values({
        public_id: `${id}${name}`,
        work_id: work.key,
        name,
        name_key: name.toLowerCase(),
        created_at: at,
      })
      .execute();
}

test('for whom it is, what it was made after, what it is mainly about and what its chapters warn of', async () => {
  const parent = await keptWork({ fields: { title: 'The Original' }, chapters: [{ html: '<p>First.</p>' }] });
  const id = await keptWork({
    fields: { relationships: ['Zoe/Amy', 'Amy & Bob'], emphasis: { 'zoe/amy': 'primary' } },
    chapters: [
      { html: '<p>One.</p>', tags: [{ type: 'warning', name: 'Graphic Depictions Of Violence' }] },
      { html: '<p>Two.</p>', tags: [{ type: 'freeform', name: 'Storms' }] },
    ],
  });
  await credit(id, parent);
  const before = await documentOf(id);
  const done = await throughEpub(id);
  const after = await documentOf(done.id);
  assert.deepEqual(withoutIds(after), withoutIds(before));
  assert.deepEqual(before.gifts, ['Aunt & Uncle', 'Zoe']);
  assert.deepEqual(before.emphasis, { 'Zoe/Amy': 'primary' });
  assert.deepEqual(
    before.related.map(({ title, translation, url }) => [title, translation, url]),
    [
      ['The Original', true, `${site.origin}/works/${parent}`],
      ['Far & Away', false, 'https://old.example/a?b&c'],
    ],
  );
  assert.deepEqual(
    after.chapters.map(({ tags }) => tags.map(({ name }) => name)),
    [['Graphic Depictions Of Violence'], ['Storms']],
  );
  const parents = await app.db
    .selectFrom('related_works')
    .innerJoin('works', 'works.id', 'related_works.work_id')
    .where('works.public_id', '=', done.id)
    .where('parent_id', 'is not', null)
    .select('related_works.approved_at')
    .execute();
  assert.equal(parents.length, 1, 'within the archive it is a link again');
});

test('a file gives nothing to members who do not allow it, and finds works here by where they came from', async () => {
  const source = 'https://archiveofourown.org/works/4242';
  const here = await keptWork({
    fields: { title: 'Came From There', sourceUrl: source },
    chapters: [{ html: '<p>Here.</p>' }],
  });
  const id = await keptWork({ chapters: [{ html: '<p>Two.</p>' }] });
  const { key = 0 } = (await workHeader(app.db, writer.viewer, id)) ?? {};
  const gift = { work_id: key, created_at: EXPORTED };
  for (const name of ['Petra', 'Nobody Here'])
    await app.db
      .insertInto('gifts')
      .values({ ...gift, public_id: `${id}${name}`, name, name_key: name.toLowerCase() })
      .execute();
  const link = { url: `${source}/chapters/7`, title: 'X', author: '', language: '', translation: false };
  await app.db
    .insertInto('related_works')
    .values({ ...link, public_id: `${id}x`, work_id: key, created_at: EXPORTED })
    .execute();
  const after = await documentOf((await throughEpub(id)).id);
  assert.deepEqual(after.gifts, ['Nobody Here']);
  assert.deepEqual(
    after.related.map(({ title, url }) => [title, url]),
    [['Came From There', `${site.origin}/works/${here}`]],
  );
});

test('a work that was posted and changed on the day of its download keeps that day', async () => {
  const [, after] = await assertEqualWork({ chapters: [{ html: '<p>Short.</p>' }] });
  assert.deepEqual([after.published, after.updated, after.sourceUrl], ['2025-06-01', '2025-06-01', null]);
});

test('an unknown number of chapters, and a work that is finished', async () => {
  const chapters = [{ html: '<p>One.</p>' }, { html: '<p>Two.</p>' }];
  const [open] = await assertEqualWork({ fields: { chaptersExpected: null }, chapters });
  assert.deepEqual([open.chaptersExpected, open.complete], [null, false]);
  const [whole] = await assertEqualWork({
    fields: { chaptersExpected: 2, publishedOn: '2010-01-01', updatedOn: '2010-07-01' },
    chapters,
  });
  assert.deepEqual([whole.complete, whole.chapters[1]?.published], [true, '2010-07-01']);
});

test('languages that run from right to left, ruby, and pieces in another language', async () => {
  const [arabic] = await assertEqualWork({
    fields: {
      title: 'ليلة طويلة قبل الفجر',
      language: 'ar',
      summary: '<p>قصة.</p>',
      fandoms: ['شرلوك هولمز'],
    },
    chapters: [
      {
        title: 'البداية',
        startNotes: '<p dir="ltr" lang="en">A note in English.</p>',
        html: '<p>أضيء المصباح <em>الدرج</em>.</p><p dir="ltr" lang="en">Nobody had lit it.</p>',
      },
    ],
  });
  assert.equal(arabic.direction, 'rtl');
  const [japanese] = await assertEqualWork({
    fields: { title: '灯台守の夜', language: 'ja' },
    chapters: [
      {
        startNotes: '<p><ruby>灯台<rt>とうだい</rt></ruby></p>',
        html: '<p><ruby>灯台<rp>（</rp><rt>とうだい</rt><rp>）</rp></ruby>の明かり。</p>',
      },
    ],
  });
  assert.match(japanese.chapters[0]?.html ?? '', /<rt>/);
});

test('pictures in notes and summaries come along', async () => {
  const lamp = await storedPicture('lamp01', 'image/png');
  const img = `<p><img src="/media/${lamp}" alt="A lamp"></p>`;
  const [before] = await assertEqualWork({
    mediaIds: [lamp],
    fields: { endNotes: img },
    chapters: [{ html: '<p>Look below.</p>', startNotes: img, summary: img }],
  });
  assert.match(before.endNotes ?? '', /<img/);
});

test('every element, and markup that is as broken as can be, in the text and in all notes', async () => {
  for (const html of [everyElement(), nasty]) {
    const notes = html.replaceAll(/<img[^>]*>/g, '');
    await assertEqualWork({
      fields: { summary: notes.slice(0, 900), startNotes: notes.slice(0, 5000), endNotes: nasty },
      chapters: [
        { html, summary: notes, startNotes: notes, endNotes: notes },
        { html: '<p>One more.</p>', startNotes: notes },
      ],
    });
  }
});

test('notes as long as they may be are not too long as HTML', async () => {
  const notes = '“Fish & chips” <3\n\n'.repeat(300).slice(0, 5000);
  const [before] = await assertEqualWork({
    fields: { startNotes: notes, summary: notes.slice(0, 1250) },
    chapters: [{ html: '<p>Short.</p>' }],
  });
  assert.ok((before.startNotes ?? '').length > 5000);
});

test('an anonymous work stays anonymous', async () => {
  const [before, after] = await assertEqualWork({
    anonymous: true,
    fields: { series: [{ title: 'Would tell', position: 1 }], sourceUrl: 'https://old.example/ansel' },
    chapters: [{ html: '<p>Nobody wrote this.</p>' }],
  });
  assert.deepEqual([before.anonymous, before.series, before.sourceUrl], [true, [], null]);
  assert.deepEqual(after.creators, []);
});

test('brought in by somebody else, the work and its series are theirs', async () => {
  const id = await keptWork({
    fields: { series: [{ title: 'Shared Name', position: 2 }] },
    chapters: [{ html: '<p>Mine, then yours.</p>' }],
  });
  const done = await throughEpub(id, 'posted', other);
  const [before, after] = [await documentOf(id), await documentOf(done.id)];
  assert.deepEqual(
    after.creators.map(({ name }) => name),
    ['Petra'],
  );
  assert.deepEqual(withoutIds({ ...after, creators: [] }), withoutIds({ ...before, creators: [] }));
  assert.notEqual(after.series[0]?.url, before.series[0]?.url);
  const again = await throughEpub(id, 'posted', other);
  assert.equal((await documentOf(again.id)).series[0]?.url, after.series[0]?.url);
});

test('a work without a rating comes as a draft without one', async () => {
  const id = await keptWork({
    fields: { rating: '', warnings: [] },
    chapters: [{ html: '<p>Unrated.</p>' }],
  });
  const done = await throughEpub(id, 'draft');
  assert.equal(done.state, 'draft');
  assert.match(done.message ?? '', /rating/i);
  const row = await app.db
    .selectFrom('works')
    .leftJoin('work_tags', 'work_tags.work_id', 'works.id')
    .leftJoin('tags', 'tags.id', 'work_tags.tag_id')
    .select(['posted_at', 'tags.type'])
    .where('works.public_id', '=', done.id)
    .execute();
  assert.deepEqual(row, [{ posted_at: null, type: 'fandom' }]);
});
