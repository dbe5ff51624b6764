/** What FanFicFare can be set to write, and what it wrote before: tables, numbers, no title page, notes without a div. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeEpub, workOf } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';

const UID = 'fanficfare-uid:forums.example.org-unell.42-s77';
const OPF = `<dc:identifier id="u">${UID}</dc:identifier><dc:title>Tide</dc:title><dc:creator opf:role="aut">Nell</dc:creator><dc:contributor>FanFicFare [https://github.com/JimmXinu/FanFicFare]</dc:contributor><dc:language>en</dc:language><dc:date opf:event="publication">2020-01-02</dc:date><dc:date opf:event="modification">2020-02-03</dc:date><dc:source>https://forums.example.org/threads/tide.77/</dc:source>`;

const title = (entries: string): [string, string] => [
  'title_page.xhtml',
  `<h3><a href="https://forums.example.org/threads/tide.77/">Tide</a> by <a class='authorlink' href='https://forums.example.org/members/nell.42/'>Nell</a></h3>${entries}`,
];

const chapter = (number: number, heading: string, body: string): [string, string] => [
  `file${String(number).padStart(4, '0')}.xhtml`,
  `<h3>${heading}</h3><div class="story">${body}</div>`,
];

test('a table, wide rows, an entry of the site’s own, a summary with labels in it', async () => {
  const work = await workOf(
    'tide.epub',
    makeEpub({
      metadata: `${OPF}<dc:subject>Smith, John/Ada</dc:subject><dc:subject>Ada</dc:subject>`,
      pages: [
        title(
          `<table class="full"><tr><td><b>Category:</b></td><td>Salt Harbour</td></tr><tr><td><b>Relationships:</b></td><td>Ada/Nell, Smith, John/Ada</td></tr><tr><td><b>Kudos:</b></td><td>12</td></tr><tr><td><b>Status:</b></td><td>In-Progress</td></tr><tr><td><b>Published:</b></td><td>2020-01-02 09:10</td></tr><tr><td><b>Updated:</b></td><td>2020-02-03 11:12</td></tr><tr><td><b>Words:</b></td><td>12,345</td></tr><tr><td><b>Chapters:</b></td><td>2</td></tr><tr><td colspan="2"><b>Summary:</b> <p>One.</p><p><b>Note:</b> Two.</p></td></tr></table>`,
        ),
        [
          'log_page.xhtml',
          "<h3>Update Log</h3><p class='log_entry'><b>Updated:</b> <span>2020</span></p><hr/>",
        ],
        chapter(1, '1. Ebb', '<p>Water<br/>\nwent.</p>'),
        chapter(2, '2. (new) Chapter 2', '<div class="userstuff"><p>It came.</p></div>'),
      ],
    }),
  );
  assert.equal(work.format, 'fanficfare-epub');
  assert.deepEqual(work.relationships, ['Ada/Nell', 'Smith, John/Ada']);
  assert.deepEqual(work.authors, [
    { name: 'Nell', user: 'nell.42', url: 'https://forums.example.org/members/nell.42/' },
  ]);
  assert.deepEqual(
    [work.complete, work.published, work.updated, work.completed],
    [false, '2020-01-02', '2020-02-03', null],
  );
  assert.deepEqual([work.words, work.chapterTotal], [12345, null]);
  assert.match(work.summary ?? '', /<p>One\.<\/p><p><b>Note:<\/b> Two\.<\/p>/);
  assert.deepEqual(
    work.chapters.map(({ title: name }) => name),
    ['Ebb', null],
  );
  assert.equal(work.chapters[0]?.body, '<p>Water<br>went.</p>');
});

test('without a title page the package speaks', async () => {
  const work = await workOf(
    'tide.epub',
    makeEpub({
      metadata: `${OPF}<dc:description>Water &amp; salt.</dc:description><dc:subject>FanFiction</dc:subject><dc:subject>Gen</dc:subject><dc:subject>Hurt/Comfort</dc:subject><dc:subject>Ada</dc:subject><dc:subject>Nell</dc:subject><dc:subject>Ada/Nell</dc:subject><dc:subject>Last Update: 2020/02/03</dc:subject><dc:subject>Completed</dc:subject>`,
      pages: [chapter(1, 'Tide', '<p>It came.</p>')],
    }),
  );
  assert.deepEqual(
    [work.title, work.authors[0]?.user, work.sourceUrl],
    ['Tide', 'nell.42', 'https://forums.example.org/threads/tide.77/'],
  );
  assert.deepEqual(
    [work.relationships, work.characters, work.tags, work.categories],
    [['Ada/Nell'], ['Ada', 'Nell'], ['Hurt/Comfort'], ['Gen']],
  );
  assert.deepEqual(
    [work.complete, work.published, work.completed, work.chapterTotal],
    [true, '2020-01-02', '2020-02-03', 1],
  );
  assert.equal(work.summary, '<p>Water &amp; salt.</p>');
  assert.equal(work.chapters[0]?.title, null);
});

test('notes as they stood before 2019, later labels, associations, rules beside notes, a long chapter in two files', async () => {
  const quote = (text: string): string => `<blockquote class="userstuff"><p>${text}</p></blockquote>`;
  const work = await workOf(
    'tide.epub',
    makeEpub({
      metadata: OPF,
      pages: [
        title('<div><b>Status:</b> Completed<br /></div>'),
        chapter(
          1,
          'Ebb',
          `<b>Author's Note:</b><ul class="associations"><li>For <a href="https://x.example/users/ada">ada</a>.</li><li>Inspired by <a href="https://x.example/works/9">Sea</a> by <a href="https://x.example/users/q" rel="author">q</a></li></ul>${quote('Hello.')}<b>Summary for the Chapter:</b>${quote('Low.')}<div class="userstuff module"><p><b>Notes for the Chapter:</b> she read.</p></div><b>Notes for the Chapter:</b>${quote('Bye.')}`,
        ),
        ['file0001_split.xhtml', '<div class="story"><p>Still low.</p></div>'],
        chapter(
          2,
          'Flood',
          `<div class="fff_chapter_notes fff_head_notes"><b>Chapter Notes:</b>${quote('Up.')}</div><hr/><p>It came.</p><hr/><div class="fff_chapter_notes"><b>Chapter End Notes:</b>${quote('Down.')}<b>Author's Note:</b>${quote('Fin.')}</div>`,
        ),
      ],
    }),
  );
  const [first, second] = work.chapters;
  assert.match(work.startNotes ?? '', /For <a[^>]*>ada<\/a>\.<\/p>\n<p>Hello\.<\/p>/);
  assert.deepEqual(work.related, [
    { kind: 'inspired_by', author: 'q', title: 'Sea', url: 'https://x.example/works/9' },
  ]);
  assert.equal(first?.summary, '<p>Low.</p>');
  assert.match(first?.body ?? '', /she read\..*Still low\./s);
  assert.equal(first?.endNotes, '<p>Bye.</p>');
  assert.deepEqual(
    [second?.startNotes, second?.body, second?.endNotes, work.endNotes],
    ['<p>Up.</p>', '<p>It came.</p>', '<p>Down.</p>', '<p>Fin.</p>'],
  );
});

const HEAD =
  '\r\n\r\n\r\nTide\r\n\r\nby Nell\r\n\r\n\r\n\r\nCategory: Salt Harbour\r\nStatus: Completed\r\nPackaged: 2026-01-01 10:00:00\r\nStory URL: https://x.example/works/9\r\nAuthor URL: https://x.example/users/nell/pseuds/Nell\r\nSummary: Water, and\r\nsalt.\r\n\r\n\r\n\r\n';

test('text: quoted notes, lists, divided words, a title behind eight spaces, no table of contents', async () => {
  const work = await workOf(
    'tide.txt',
    `${HEAD}\r\n\r\n        Ebb\r\n\r\n\r\n**Notes for the Chapter:**\r\n\r\n> One.\r\n\r\n> Two.\r\n\r\nIt was a long, low and altogether unremarkable tide that came in beside the well-\r\nknown pier.\r\n\r\n  * salt\r\n  * sand\r\n\r\n1\\. It was not a list.\r\n\r\n\r\n\r\nEnd file.\r\n`,
  );
  assert.equal(work.format, 'fanficfare-txt');
  assert.equal(work.summary, '<p>Water, and salt.</p>');
  const [only] = work.chapters;
  assert.deepEqual([work.chapters.length, only?.title], [1, 'Ebb']);
  assert.match(only?.startNotes ?? '', /One\..*Two\./s);
  assert.match(only?.body ?? '', /^<p>It was a long.*the well-known pier\.<\/p>/);
  assert.match(only?.body ?? '', /<li>salt<\/li>/);
  assert.match(only?.body ?? '', /<p>1\. It was not a list\.<\/p>/);
});

test('a download with no chapter in it says so', async () => {
  await refuses(
    'tide.epub',
    makeEpub({ metadata: OPF, pages: [title('<div><b>Status:</b> Completed<br /></div>')] }),
    'no-text',
    /no chapter is in it/,
  );
  await refuses(
    'tide.txt',
    `${HEAD}TABLE OF CONTENTS\r\n\r\nEnd file.\r\n`,
    'no-text',
    /no chapter is in it/,
  );
});
