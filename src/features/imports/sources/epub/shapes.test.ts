/** How books are divided: parts, scenes, pages beside the story, notes, pictures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow, toText } from '../../../../core/text/index.js';
import { makeEpub, PNG, workOf } from '../../testing/files.js';

const META = '<dc:title>Low Water</dc:title><dc:creator>A. Pell</dc:creator>';
const words = (n: number): string => Array.from({ length: n }, (_, i) => `word${i}`).join(' ');
const P = `<p>${words(90)}</p>`;

const nav = (list: string): [string, string, string, string] => [
  'nav.xhtml',
  'application/xhtml+xml',
  `<html xmlns:epub="x"><body><nav epub:type="toc"><ol>${list}</ol></nav></body></html>`,
  'nav',
];
const li = (href: string, label: string, inner = ''): string =>
  `<li><a href="${href}">${label}</a>${inner ? `<ol>${inner}</ol>` : ''}</li>`;

const titles = (work: { chapters: { title: string | null }[] }) => work.chapters.map(({ title }) => title);

test('parts hold chapters, chapters hold scenes', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: META,
      pages: [
        ['p1.xhtml', '<h1>Part One: Ebb</h1><p><i>An epigraph.</i></p>'],
        ['1.xhtml', `<h2>Chapter 1</h2><h3>Salt</h3>${P}<h3 id="s">Later</h3>${P}`],
        ['2.xhtml', `<h2>2. Sand</h2>${P}`],
        ['p2.xhtml', '<h1>Part Two</h1>'],
        ['3.xhtml', `<h2>Chapter 3: Stone</h2>${P}`],
      ],
      items: [
        nav(
          li(
            'p1.xhtml',
            'Part One: Ebb',
            li('1.xhtml', 'Chapter 1', li('1.xhtml#s', 'Later')) + li('2.xhtml', '2. Sand'),
          ) + li('p2.xhtml', 'Part Two', li('3.xhtml', 'Chapter 3: Stone')),
        ),
      ],
    }),
  );
  assert.deepEqual(titles(work), ['Salt', 'Sand', 'Stone']);
  const [one, , three] = work.chapters.map(({ body }) => toText(body));
  assert.match(one!, /^Part One: Ebb\n\nAn epigraph\.\n\nword0[\s\S]*Later/);
  assert.match(three!, /^Part Two\n\nword0/);
});

test('several chapters in one file whose targets lie inside headings and wrappers', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: META,
      pages: [
        [
          'all.xhtml',
          `<div class="x"><h2><a id="c1"></a>Chapter 1: Ebb</h2>${P}</div><div><div><h2 id="c2">Chapter 2: Flood</h2></div>${P}</div><p><a name="c3"/></p><h2>Chapter 3: Slack</h2>${P}`,
        ],
      ],
      ncx: [
        ['Chapter 1: Ebb', 'all.xhtml#c1'],
        ['Chapter 2: Flood', 'all.xhtml#c2'],
        ['Chapter 3: Slack', 'all.xhtml#c3'],
      ],
    }),
  );
  assert.deepEqual(titles(work), ['Ebb', 'Flood', 'Slack']);
  for (const { body } of work.chapters) assert.equal(toText(body), words(90));
});

test('a table of contents that names next to nothing is passed over for the headings', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: META,
      pages: [
        ['a.xhtml', `<h1>Chapter One: Salt</h1>${P}`],
        ['a2.xhtml', P],
        ['b.xhtml', `<h1>Chapter Two: Sand</h1>${P}`],
      ],
      ncx: [['Start', 'a.xhtml']],
    }),
  );
  assert.deepEqual(titles(work), ['Salt', 'Sand']);
  assert.equal(toText(work.chapters[0]!.body), `${words(90)}\n\n${words(90)}`);
});

test('pages beside the story stand in the notes; nothing of them is lost', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: META,
      pages: [
        ['cover.xhtml', '<svg viewBox="0 0 1 1"><image xlink:href="c.png"/></svg>'],
        ['title.xhtml', '<h1>Low Water</h1><h2>A. Pell</h2>'],
        ['legal.xhtml', '<p>© 2020 A. Pell. All rights kept.</p>'],
        ['ded.xhtml', '<section epub:type="dedication"><p>For the gulls.</p></section>'],
        ['list.xhtml', '<h1>Contents</h1><p><a href="1.xhtml">One</a></p><p><a href="2.xhtml">Two</a></p>'],
        ['1.xhtml', `<h1>One</h1>${P}`],
        ['2.xhtml', `<h1>Two</h1>${P}`],
        ['me.xhtml', '<h1>About the Author</h1><p>Lives by the sea.</p>'],
        ['long.xhtml', `<h1>Acknowledgements</h1><p>${words(900)}</p>`],
      ],
      items: [['c.png', 'image/png', PNG]],
      ncx: [
        ['Cover', 'cover.xhtml'],
        ['Title Page', 'title.xhtml'],
        ['Copyright', 'legal.xhtml'],
        ['Contents', 'list.xhtml'],
        ['One', '1.xhtml'],
        ['Two', '2.xhtml'],
        ['About the Author', 'me.xhtml'],
        ['Acknowledgements', 'long.xhtml'],
      ],
    }),
  );
  assert.deepEqual(titles(work), ['One', 'Two', 'Acknowledgements']);
  assert.deepEqual(
    work.chapters.map(({ position }) => position),
    [1, 2, 3],
  );
  assert.match(toText(work.startNotes ?? ''), /^Copyright\n\n© 2020 A\. Pell[\s\S]*For the gulls\.$/);
  assert.match(toText(work.endNotes ?? ''), /Lives by the sea\./);
  assert.equal(work.images.length, 0);
  const said = work.warningsForReader.join('\n');
  assert.match(said, /Left out, because the archive makes its own: “Cover”, “Title Page”, “Contents”\./);
  assert.match(said, /No part of the story.*“Copyright”.*“About the Author”, “Acknowledgements”/);
});

test('footnotes stand at the end of their chapter with links both ways, also from other files', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: META,
      pages: [
        [
          '1.xhtml',
          `<h1>One</h1><p>Sea<a epub:type="noteref" href="#n1">1</a> and sand<sup><a id="r2" href="notes.xhtml#n2">2</a></sup>. See <a href="2.xhtml#top">later</a>.</p>${P}<aside epub:type="footnote" id="n1"><p>1. Salt <em>water</em>.</p></aside>`,
        ],
        [
          '2.xhtml',
          `<h1 id="top">Two</h1><p>Rock<a id="r3" href="notes.xhtml#n3">[*]</a>. In 1999 <a href="#top">up</a>.</p>${P}`,
        ],
        [
          'notes.xhtml',
          '<h1>Notes</h1><p id="n2"><a href="1.xhtml#r2">2</a> Grains.</p><p id="n3"><a href="2.xhtml#r3">[*]</a> Grey. <a href="2.xhtml#r3">↩</a></p>',
        ],
      ],
      ncx: [
        ['One', '1.xhtml'],
        ['Two', '2.xhtml'],
        ['Notes', 'notes.xhtml'],
      ],
    }),
  );
  assert.deepEqual(titles(work), ['One', 'Two']);
  const [one, two] = work.chapters.map(({ body }) => sanitiseNow(body).html);
  assert.match(one!, /Sea<sup><a href="#u-note-1" name="u-note-ref-1">1<\/a><\/sup>/);
  assert.match(
    one!,
    /<hr><ol><li><a href="#u-note-ref-1" name="u-note-1">↑<\/a> Salt <em>water<\/em>\.<\/li><li><a href="#u-note-ref-2" name="u-note-2">↑<\/a> Grains\.<\/li><\/ol>$/,
  );
  assert.match(one!, /See later\./);
  assert.match(two!, /Rock<sup><a href="#u-note-1" name="u-note-ref-1">1<\/a><\/sup>/);
  assert.match(two!, /<li><a href="#u-note-ref-1" name="u-note-1">↑<\/a> Grey\.\s*<\/li>/);
});

test('links that only look like notes stay links', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: META,
      pages: [
        [
          '1.xhtml',
          `<p>See <a href="#z">1</a> and <a href="https://example.org/">2</a>.</p>${P}<p id="z">A plain paragraph.</p>`,
        ],
      ],
    }),
  );
  const body = sanitiseNow(work.chapters[0]!.body).html;
  assert.match(body, /See <a href="#u-z">1<\/a>/);
  assert.match(body, /A plain paragraph\.<\/p>$/);
  assert.ok(!body.includes('<ol>'));
});

test('a comic keeps its pictures in order, cover and all', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: `${META}<meta property="rendition:layout">pre-paginated</meta>`,
      pages: [
        ['1.xhtml', '<img src="1.png" alt=""/>'],
        ['2.xhtml', '<div><svg><image xlink:href="2.png"/></svg></div>'],
        ['3.xhtml', '<img src="3.png" alt="The end"/>'],
      ],
      items: [
        ['1.png', 'image/png', PNG],
        ['2.png', 'image/png', Buffer.concat([PNG, Buffer.from([0])])],
        ['3.png', 'image/png', Buffer.concat([PNG, Buffer.from([1])])],
      ],
    }),
  );
  const shown = work.chapters.flatMap(({ body }) =>
    [...body.matchAll(/src="import:(\d)"/g)].map((m) => m[1]),
  );
  assert.deepEqual(shown, ['1', '2', '3']);
  assert.equal(work.images.length, 3);
  const said = work.warningsForReader.join('\n');
  assert.match(said, /made of pictures \(3\)/);
  assert.match(said, /fixed layout/);
});

test('metadata of EPUB 3: roles, order, subtitle, collections, dates', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata:
        '<dc:title id="t2">A Tide</dc:title><dc:title id="t1">Low Water</dc:title><meta refines="#t1" property="title-type">main</meta><meta refines="#t2" property="title-type">subtitle</meta>' +
        '<dc:creator id="b">Bea</dc:creator><dc:creator id="a">Ann</dc:creator><dc:creator id="c">Cal</dc:creator><meta refines="#a" property="display-seq">1</meta><meta refines="#b" property="display-seq">2</meta><meta refines="#c" property="role">trl</meta>' +
        '<meta id="s" property="belongs-to-collection">Tides</meta><meta refines="#s" property="group-position">2.5</meta>' +
        '<dc:date>0101-01-01T00:00:00+00:00</dc:date><dc:date opf:event="publication">2019-05-06</dc:date>' +
        '<dc:subject>Sea; Sand</dc:subject><dc:description>First.\n\nSecond &amp; last.</dc:description><dc:language>pt-BR</dc:language>',
      pages: [['1.xhtml', P]],
    }),
  );
  assert.equal(work.title, 'Low Water: A Tide');
  assert.deepEqual(work.authors, [{ name: 'Ann' }, { name: 'Bea' }]);
  assert.match(work.warningsForReader.join('\n'), /Cal \(translator\)/);
  assert.deepEqual(work.series, [{ title: 'Tides', position: 3 }]);
  assert.equal(work.published, '2019-05-06');
  assert.deepEqual(work.tags, ['Sea', 'Sand']);
  assert.equal(work.summary, '<p>First. Second &amp; last.</p>');
  assert.equal(work.language?.code, 'pt-BR');
});
