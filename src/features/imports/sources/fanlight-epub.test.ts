import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportError } from '../files/import-error.js';
import { makeEpub, PNG, workOf } from '../testing/files.js';

const DOCUMENT = {
  format: 'fanlight-work',
  version: 1,
  id: 'w1',
  url: 'https://a.example/works/w1',
  archive: 'A',
  title: 'T',
  anonymous: false,
  creators: [{ id: 'p1', name: 'N', url: 'https://a.example/people/p1' }],
  language: 'pt-BR',
  direction: 'ltr',
  rating: 'Mature',
  warnings: [],
  categories: [],
  fandoms: ['F'],
  relationships: [],
  characters: [],
  freeforms: ['x, y'],
  summary: null,
  startNotes: null,
  endNotes: null,
  published: '2024-01-01',
  updated: '2024-02-02',
  complete: false,
  chaptersExpected: null,
  words: 1,
  restricted: true,
  series: [],
  sourceUrl: null,
  chapters: [
    {
      id: 'c2',
      position: 2,
      title: 'Two',
      summary: null,
      startNotes: null,
      endNotes: null,
      published: '2024-01-02',
      words: 1,
      html: '<p><img src="/media/pic1" alt="p"><img src="/media/pic2" alt="q"></p>',
    },
    {
      id: 'c1',
      position: 1,
      title: null,
      summary: '<p>s</p>',
      startNotes: null,
      endNotes: null,
      published: '2024-01-01',
      words: 1,
      html: '<p>One.</p>',
    },
  ],
  images: [
    { id: 'pic1', type: 'image/png', width: 1, height: 1 },
    { id: 'pic2', type: 'image/jpeg', width: 1, height: 1 },
  ],
};

const book = (document: unknown): Buffer =>
  makeEpub({
    pages: [['1.xhtml', '<p>not this</p>']],
    items: [
      [
        'fanlight.json',
        'application/json',
        typeof document === 'string' ? document : JSON.stringify(document),
      ],
      ['images/pic1.png', 'image/png', PNG],
      ['images/pic2.jpg', 'image/jpeg', '<svg/>'],
    ],
  });

test('the document is the work; pictures lie beside it', async () => {
  const work = await workOf('w.epub', book(DOCUMENT));
  // A book of an earlier version lacks what was not kept then.
  const added = { gifts: [], emphasis: {}, related: [], cover: null, skin: null };
  const chapters = DOCUMENT.chapters.map((chapter) => ({ ...chapter, creators: [], tags: [] }));
  assert.deepEqual(work.document, { ...DOCUMENT, ...added, chapters });
  assert.deepEqual(
    work.chapters.map(({ position, title, body }) => [position, title, body]),
    [
      [1, null, '<p>One.</p>'],
      [2, 'Two', '<p><img src="import:pic1" alt="p"><img src="/media/pic2" alt="q"></p>'],
    ],
  );
  assert.deepEqual(
    work.images.map(({ key }) => key),
    ['pic1'],
  );
  assert.match(work.warningsForReader[0]!, /“pic2” was left out/);
  assert.deepEqual(
    [work.tags, work.language?.code, work.updated, work.completed, work.complete, work.chapterTotal],
    [['x, y'], 'pt-BR', '2024-02-02', null, false, null],
  );
});

test('a document that is broken, wrong or newer is refused with its place', async () => {
  for (const [document, message] of [
    ['{', /is not JSON/],
    [null, /the whole is not as it should be/],
    [{ ...DOCUMENT, title: 7 }, /title is not as it should be/],
    [{ ...DOCUMENT, chapters: [] }, /chapters/],
    [{ ...DOCUMENT, chapters: [{ ...DOCUMENT.chapters[0], html: null }] }, /chapters\.0\.html/],
    [{ ...DOCUMENT, version: 2 }, /newer Fanlight.*version 2/],
  ] as const) {
    await assert.rejects(
      workOf('w.epub', book(document)),
      (error: unknown) =>
        error instanceof ImportError && message.test(error.safe) && /“w\.epub”/.test(error.safe),
    );
  }
});
