import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow } from '../../../core/text/index.js';
import { makeEpub, PNG, workOf } from '../testing/files.js';

const META =
  '<dc:title>Low Water</dc:title><dc:creator opf:role="aut">A. Pell</dc:creator><dc:creator opf:role="ill">Somebody Else</dc:creator><dc:language>fr-FR</dc:language>';
const LONG = Array.from({ length: 80 }, (_, i) => `word${i}`).join(' ');

test('chapters by the table of contents, metadata by the package, heading and label once', async () => {
  const work = await workOf(
    'book.epub',
    makeEpub({
      metadata: `${META}<dc:subject>Sea</dc:subject><dc:subject>Sea</dc:subject><dc:description>&lt;p&gt;A &lt;i&gt;summary&lt;/i&gt;.&lt;/p&gt;</dc:description><dc:date>2020-02-03T10:00:00Z</dc:date><dc:source>https://example.org/1</dc:source><meta name="calibre:series" content="Tides"/><meta name="calibre:series_index" content="3"/>`,
      pages: [
        ['cover.xhtml', '<div epub:type="cover"><img src="cover.png" alt=""/></div>'],
        ['title.xhtml', '<h1>Low Water</h1><p>A. Pell</p>'],
        [
          'ch1.xhtml',
          '<h2>Chapter 1: Ebb</h2><p>One<a id="x"/> and <a href="ch2.xhtml#n">note</a>.</p><p><img src="pics/a%20b.png" alt="map"/><img src="pics/no.svg" alt="s"/></p>',
        ],
        ['ch1b.xhtml', '<p>goes on</p>'],
        ['ch2.xhtml', '<section><h1>Flood</h1><p id="n">Two.</p></section>'],
        ['ch3.xhtml', '<h2>3. After</h2><p>Three.</p>'],
      ],
      items: [
        ['pics/a b.png', 'image/png', PNG],
        ['pics/no.svg', 'image/svg+xml', '<svg onload="x()"/>'],
        ['cover.png', 'image/png', PNG],
      ],
      ncx: [
        ['Cover', 'cover.xhtml'],
        ['Chapter 1: Ebb', 'ch1.xhtml'],
        ['Chapter 2: Flood', 'ch2.xhtml'],
        ['3. After', 'ch3.xhtml'],
      ],
    }),
  );
  assert.equal(work.format, 'epub');
  assert.equal(work.title, 'Low Water');
  assert.deepEqual(work.authors, [{ name: 'A. Pell' }]);
  assert.deepEqual(work.language?.code, 'fr-FR');
  assert.deepEqual(work.tags, ['Sea']);
  assert.equal(work.summary, '<p>A <i>summary</i>.</p>');
  assert.equal(work.published, '2020-02-03');
  assert.equal(work.sourceUrl, 'https://example.org/1');
  assert.deepEqual(work.series, [{ title: 'Tides', position: 3 }]);
  assert.deepEqual(
    work.chapters.map(({ position, title }) => [position, title]),
    [
      [1, 'Ebb'],
      [2, 'Flood'],
      [3, 'After'],
    ],
  );
  assert.match(
    work.chapters[0]!.body,
    /^<p>One<a id="x"><\/a> and <a href="#n">note<\/a>\.<\/p>[\s\S]*src="import:2" alt="map"[\s\S]*goes on<\/p>$/,
  );
  assert.match(work.chapters[1]!.body, /<p id="n">Two\.<\/p>/);
  assert.doesNotMatch(work.chapters[1]!.body, /Flood/);
  assert.deepEqual(
    work.images.map(({ key }) => key),
    ['2'],
  );
  assert.match(work.warningsForReader.join('\n'), /no\.svg.*not a JPEG/);
  assert.match(work.warningsForReader.join('\n'), /names Somebody Else \(illustrator\)/);
  assert.match(
    work.warningsForReader.join('\n'),
    /Left out, because the archive makes its own: “Cover”, the title page/,
  );
});

test('several chapters in one file, by the targets of an EPUB 3 table of contents', async () => {
  const work = await workOf(
    'book.epub',
    makeEpub({
      metadata: META,
      pages: [
        [
          'all.xhtml',
          '<div><h2 id="a">Prologue</h2><p>0</p><h2 id="b">Chapter 1</h2><p>1</p></div><p id="c">2</p>',
        ],
      ],
      items: [
        [
          'nav.xhtml',
          'application/xhtml+xml',
          '<html xmlns:epub="x"><body><nav epub:type="landmarks"><a href="all.xhtml">Start</a></nav><nav epub:type="toc"><ol><li><a href="all.xhtml#a">Prologue</a></li><li><a href="all.xhtml#b">Chapter 1</a></li><li><a href="all.xhtml#c">Chapter 2: Last</a></li></ol></nav></body></html>',
          'nav',
        ],
      ],
    }),
  );
  assert.deepEqual(
    work.chapters.map(({ title, body }) => [title, body]),
    [
      ['Prologue', '<p>0</p>'],
      [null, '<p>1</p>'],
      ['Last', '<p id="c">2</p>'],
    ],
  );
});

test('without a table of contents a page begins a chapter when its heading says so, or when none does', async () => {
  const titles = async (...bodies: string[]) => {
    const pages = bodies.map((body, i): [string, string] => [`${i}.xhtml`, body]);
    return (await workOf('book.epub', makeEpub({ metadata: META, pages }))).chapters.map(
      ({ title }) => title,
    );
  };
  assert.deepEqual(
    await titles(
      `<h1>Chapter One: Salt</h1><p>${LONG}</p>`,
      `<p>${LONG}</p>`,
      '',
      '<h2>Chapter Two</h2><p>x</p>',
    ),
    ['Salt', null],
  );
  assert.deepEqual(await titles(`<p>${LONG}</p>`, `<p>${LONG}</p>`), [null, null]);
});

test('italics that a style sheet gives reach the text as tags', async () => {
  const work = await workOf(
    'book.epub',
    makeEpub({
      metadata: META,
      pages: [
        [
          '1.xhtml',
          '<p class="c"><span class="i">so</span> it <span class="b calibre7">is</span> <em class="n">not</em></p>',
        ],
      ],
      items: [
        [
          's.css',
          'text/css',
          '.i{font-style:italic} .b { font-weight: 700 } p.c { text-align : center } .n {font-style:normal}',
        ],
      ],
    }),
  );
  assert.equal(
    sanitiseNow(work.chapters[0]!.body).html,
    '<p align="center"><em>so</em> it <strong>is</strong> not</p>',
  );
});

test('an AO3 book whose chapter was cut in two, with .xhtml names', async () => {
  const frame = (inner: string): string => `<div id="chapters" class="userstuff1">${inner}</div>`;
  const work = await workOf(
    'ao3.epub',
    makeEpub({
      pages: [
        [
          'T_split_000.xhtml',
          '<div id="preface" class="calibre1"><h2 class="toc-heading">Preface</h2><p class="message"><b>T</b><br/>Posted originally on the <a href="https://archiveofourown.org/">Archive of Our Own</a> at <a href="https://archiveofourown.org/works/1">x</a>.</p><div class="calibre1"><dl class="tags"><dt>Rating:</dt><dd><a href="x">Mature</a></dd><dt>Stats:</dt><dd>Published: 2026-01-01 Words: 3 Chapters: 2/2</dd></dl></div></div>',
        ],
        [
          'T_split_001.xhtml',
          `<div id="preface"><div class="calibre1"><h1 id="calibre_pb_1">T</h1><div class="calibre1">by <a rel="author" href="https://archiveofourown.org/users/u/pseuds/u">u</a></div><p>Summary</p><blockquote class="userstuff"><p>sum</p></blockquote></div></div>${frame('<div class="calibre1"><div id="calibre_pb_2"></div></div>')}`,
        ],
        [
          'T_split_002.xhtml',
          frame(
            '<div class="calibre1"><h2 class="heading" id="calibre_toc_3">Chapter 1: Long</h2><p>Chapter Notes</p><blockquote class="userstuff"><p>n</p></blockquote></div><!--chapter content--><div class="userstuff1"><p>first</p></div>',
          ),
        ],
        [
          'T_split_003.xhtml',
          frame(
            '<div class="userstuff1"><h2 class="heading">Not a chapter</h2><p>second</p></div><!--/chapter content--><div class="calibre1" id="endnotes1"><p>Chapter End Notes</p><blockquote class="userstuff"><p>e</p></blockquote></div>',
          ),
        ],
        [
          'T_split_004.xhtml',
          `${frame('<div class="calibre1"><h2 class="heading">Chapter 2</h2></div><!--chapter content--><div class="userstuff1"><p>third</p></div><!--/chapter content-->')}<div id="afterword"><h2 class="toc-heading">Afterword</h2><div class="calibre1"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><p>bye</p></blockquote></div></div></div>`,
        ],
      ],
    }),
  );
  assert.equal(work.format, 'ao3-epub');
  assert.equal(work.rating, 'Mature');
  assert.deepEqual(
    work.authors.map(({ user }) => user),
    ['u'],
  );
  assert.equal(work.summary, '<p>sum</p>');
  assert.deepEqual(
    work.chapters.map(({ position, title, startNotes, endNotes }) => [position, title, startNotes, endNotes]),
    [
      [1, 'Long', '<p>n</p>', '<p>e</p>'],
      [2, null, null, null],
    ],
  );
  assert.match(work.chapters[0]!.body, /first<\/p>\s*<h2 class="heading">Not a chapter<\/h2><p>second/);
  assert.equal(work.endNotes, '<p>bye</p>');
});
