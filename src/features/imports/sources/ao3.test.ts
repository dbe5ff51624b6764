/** The corners of AO3's downloads that its golden files do not show. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { ao3Html } from './ao3-html.js';
import { readFile } from './index.js';

interface Parts {
  lists?: string;
  stats?: string;
  byline?: string;
  preface?: string;
  chapters?: string;
  afterword?: string;
}

const page = ({
  lists = '',
  stats = 'Published: 2020-01-02 Words: 1,234 Chapters: 2/2',
  byline = 'by <a rel="author" href="https://archiveofourown.org/users/one/pseuds/one">one</a>',
  preface = '',
  chapters = chapter('Chapter 1', '<p>Text.</p>'),
  afterword = '',
}: Parts = {}): string => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>A Title - one - Fandom</title></head><body>
<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>A Title</b><br>Posted originally on the <a href="https://archiveofourown.org/">Archive of Our Own</a> at <a href="https://archiveofourown.org/works/990000999">https://archiveofourown.org/works/990000999</a>.</p>
<div class="meta"><dl class="tags">${lists}<dt>Stats:</dt><dd>${stats}</dd></dl><h1>A Title</h1><div class="byline">${byline}</div>${preface}</div></div>
<div id="chapters" class="userstuff">${chapters}</div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2>${afterword}<p class="message">Please comment</p></div>
</body></html>`;

const chapter = (heading: string, body: string, head = '', end = ''): string =>
  `<div class="meta group"><h2 class="heading">${heading}</h2>${head}</div>\n<!--chapter content--><div class="userstuff">${body}</div><!--/chapter content-->${end}`;

async function read(html: string): Promise<SourceWork> {
  const works: SourceWork[] = [];
  for await (const work of readFile(sourceFile('work.html', Buffer.from(html)))) works.push(work);
  assert.equal(works.length, 1);
  assert.equal(works[0]!.format, ao3Html.format);
  return works[0]!;
}

test('a text may hold the same divs and headings that AO3 builds its page of', async () => {
  const body =
    '<div class="meta group"><h2 class="heading">Chapter 9: Not one</h2><p>Chapter Summary</p><blockquote class="userstuff">no</blockquote></div><div class="userstuff"><p>inner</p></div><h2 class="heading">Chapter 8</h2><dl class="tags"><dt>Rating:</dt><dd><a href="/x">Explicit</a></dd></dl>';
  const work = await read(
    page({ chapters: chapter('Chapter 1: Real', body) + chapter('Chapter 2', '<p>two</p>') }),
  );
  assert.deepEqual(
    work.chapters.map(({ title }) => title),
    ['Real', null],
  );
  assert.match(work.chapters[0]!.body, /Not one[\s\S]*inner[\s\S]*Chapter 8[\s\S]*Explicit/);
  assert.equal(work.chapters[0]!.summary, null);
  assert.equal(work.rating, null);
});

test('the same without the comments that mark the text', async () => {
  const chapters =
    chapter('Chapter 1', '<h2 class="heading">Mine</h2><p>a</p>') +
    chapter('Chapter 2', '<div class="meta group"><h2 class="heading">Mine</h2></div><p>b</p>');
  const work = await read(page({ chapters: chapters.replace(/<!--[\s\S]*?-->/g, '') }));
  assert.equal(work.chapters.length, 2);
  assert.match(work.chapters[0]!.body, /Mine<\/h2><p>a/);
});

test('names are taken from links, so a comma in a tag parts nothing', async () => {
  const tag = (name: string): string => `<a href="https://archiveofourown.org/tags/x">${name}</a>`;
  const work = await read(
    page({
      lists: `<dt>Fandoms:</dt><dd>${tag('The Lion, the Witch')}, ${tag('Other')}</dd><dt>Archive Warning:</dt><dd>${tag('Creator Chose Not To Use Archive Warnings')}</dd><dt>Additional Tags:</dt><dd>${tag('first, second')}</dd><dt>Collections:</dt><dd>${tag('A, B')}, ${tag('C')}</dd><dt>Series:</dt><dd>Part 1,002 of ${tag('Part 3 of Nothing, Part 4 of All')}, Part 2 of ${tag('Last')}</dd><dt>Language:</dt><dd>Português brasileiro</dd>`,
    }),
  );
  assert.deepEqual(work.fandoms, ['The Lion, the Witch', 'Other']);
  assert.deepEqual(work.warnings, ['Choose Not To Use Archive Warnings']);
  assert.deepEqual(work.tags, ['first, second']);
  assert.deepEqual(
    work.collections.map(({ title }) => title),
    ['A, B', 'C'],
  );
  assert.deepEqual(
    work.series.map(({ title, position }) => [title, position]),
    [
      ['Part 3 of Nothing, Part 4 of All', 1002],
      ['Last', 2],
    ],
  );
  assert.deepEqual(work.language, { name: 'Português brasileiro', code: 'pt-BR' });
  assert.equal(work.words, 1234);
});

test('positions leave gaps where a draft stood', async () => {
  const work = await read(
    page({
      chapters:
        chapter('Chapter 1: One', '<p>1</p>') +
        chapter('Chapter 4', '<p>4</p>') +
        chapter('Chapter 7: Chapter 9', '<p>7</p>'),
    }),
  );
  assert.deepEqual(
    work.chapters.map(({ position, title }) => [position, title]),
    [
      [1, 'One'],
      [4, null],
      [7, 'Chapter 9'],
    ],
  );
});

test('bare titles of older files: positions by the end notes, and titles that look like numbers stay', async () => {
  const end = (n: number): string =>
    `<div class="meta" id="endnotes${n}"><p>Chapter End Notes</p><blockquote class="userstuff"><p>end ${n}</p></blockquote></div>`;
  const link =
    '<p>Chapter Notes</p><div class="endnote-link">See the end of the chapter for <a href="#endnotes5">notes</a></div>';
  const work = await read(
    page({
      chapters:
        chapter('Prologue', '<p>0</p>') +
        chapter('Chapter 1', '<p>1</p>') +
        chapter('Chapter 2: Twins', '<p>2</p>') +
        chapter('Late', '<p>3</p>', link, end(5)) +
        chapter('Chapter 6', '<p>6</p>'),
    }),
  );
  assert.deepEqual(
    work.chapters.map(({ position, title }) => [position, title]),
    [
      [1, 'Prologue'],
      [2, 'Chapter 1'],
      [3, 'Chapter 2: Twins'],
      [5, 'Late'],
      [6, null],
    ],
  );
  assert.equal(work.chapters[3]!.endNotes, '<p>end 5</p>');
  assert.equal(work.chapters[3]!.startNotes, null);
});

test('archived for somebody else, anonymous, and pseuds with a comma or parentheses', async () => {
  const link = (login: string, pseud: string, shown: string): string =>
    `<a rel="author" href="https://archiveofourown.org/users/${login}/pseuds/${pseud}">${shown}</a>`;
  const archived = await read(
    page({
      byline: `by Old Hand, Jr. [archived by ${link('keeper', 'keeper', 'keeper')}], Second [archived by ${link('keeper', 'keeper', 'keeper')}], ${link('b', 'B%2C%20C', 'B, C (b)')}, ${link('d_d', 'D%20%28x%29', 'D (x) (d_d)')}`,
    }),
  );
  assert.deepEqual(archived.authors, [
    { name: 'Old Hand, Jr.' },
    {
      name: 'keeper',
      user: 'keeper',
      url: 'https://archiveofourown.org/users/keeper/pseuds/keeper',
      archivist: true,
    },
    { name: 'Second' },
    { name: 'B, C', user: 'b', url: 'https://archiveofourown.org/users/b/pseuds/B%2C%20C' },
    { name: 'D (x)', user: 'd_d', url: 'https://archiveofourown.org/users/d_d/pseuds/D%20%28x%29' },
  ]);
  const anonymous = await read(page({ byline: 'by Anonymous' }));
  assert.equal(anonymous.anonymous, true);
  assert.deepEqual(anonymous.authors, []);
});

test('related works of every kind', async () => {
  const by = 'by <a rel="author" href="https://archiveofourown.org/users/x/pseuds/x">x</a>';
  const preface = `<p>Notes</p><div class="endnote-link">See the end of the work for <a href="#endnotes">notes</a></div><ul>
<li>Translation into <span lang="fr">Français</span> available: A work in an unrevealed collection</li>
<li>Inspired by a deleted work</li><li>Inspired by a work in an unrevealed collection</li>
<li>A translation of [Restricted Work] ${by}</li><li>A translation of <a href="https://archiveofourown.org/works/1">[Restricted Work] and I, by Y</a> ${by}</li>
<li>Inspired by <a href="https://archiveofourown.org/external_works/2">Elsewhere</a> by somebody</li></ul>`;
  const afterword = `<div class="meta"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><dl><dt>Works inspired by this one</dt><dd><a href="https://example.org/">mine</a></dd></dl></blockquote></div>
<dl><dt>Works inspired by this one</dt><dd>A work in an unrevealed collection</dd><dd>[Restricted Work] ${by}</dd><dd><a href="https://archiveofourown.org/works/3">Child</a> ${by}</dd></dl></div>`;
  const work = await read(page({ preface, afterword }));
  assert.deepEqual(work.related, [
    { kind: 'translated_to', unrevealed: true },
    { kind: 'inspired_by', deleted: true },
    { kind: 'inspired_by', unrevealed: true },
    { kind: 'translation_of', restricted: true },
    {
      kind: 'translation_of',
      title: '[Restricted Work] and I, by Y',
      url: 'https://archiveofourown.org/works/1',
      author: 'x',
    },
    { kind: 'inspired_by', title: 'Elsewhere', url: 'https://archiveofourown.org/external_works/2' },
    { kind: 'inspired', unrevealed: true },
    { kind: 'inspired', restricted: true },
    { kind: 'inspired', title: 'Child', url: 'https://archiveofourown.org/works/3', author: 'x' },
  ]);
  assert.equal(work.startNotes, null);
  assert.match(work.endNotes ?? '', /mine/);
});

test('figures: a plan without an end, a plan not reached, figures with separators, none at all', async () => {
  const figures = async (stats: string) => {
    const { published, updated, completed, complete, words, chapterTotal } = await read(page({ stats }));
    return { published, updated, completed, complete, words, chapterTotal };
  };
  const none = { updated: null, completed: null };
  assert.deepEqual(
    await figures('Published: 2020-01-02 Updated: 2021-03-04 Words: 1,234,567 Chapters: 3/?'),
    {
      published: '2020-01-02',
      updated: '2021-03-04',
      completed: null,
      complete: false,
      words: 1234567,
      chapterTotal: null,
    },
  );
  assert.deepEqual(await figures('Published: 2020-01-02 Chapters: 3/1,000 Words: 5'), {
    published: '2020-01-02',
    ...none,
    complete: false,
    words: 5,
    chapterTotal: 1000,
  });
  assert.deepEqual(await figures('Published: 2020-01-02 Words: 26'), {
    published: '2020-01-02',
    ...none,
    complete: true,
    words: 26,
    chapterTotal: 1,
  });
});

test('a single chapter of 2013: the text lies in #chapters itself', async () => {
  const work = await read(page({ chapters: '<p>One.</p><div class="letter"><p>Two.</p></div>three<hr>' }));
  assert.equal(work.chapters.length, 1);
  assert.equal(work.chapters[0]!.title, null);
  assert.equal(work.chapters[0]!.body, '<p>One.</p><div class="letter"><p>Two.</p></div>three<hr>');
});

test('a lone chapter with headings of its own in the text', async () => {
  const work = await read(
    page({
      chapters:
        '<h2 class="toc-heading">A Title</h2><div class="userstuff"><h2 class="heading">Chapter 1: Mine</h2><p>x</p><div class="userstuff"><p>y</p></div></div>',
    }),
  );
  assert.equal(work.chapters.length, 1);
  assert.match(work.chapters[0]!.body, /Mine[\s\S]*<p>y<\/p>/);
});

test('a summary that looks like a label, and notes that hold lists and quotations', async () => {
  const preface =
    '<p>Summary</p><blockquote class="userstuff"><p>Notes</p><p>by Nobody</p></blockquote><p>Notes</p><blockquote class="userstuff"><ul><li>Inspired by nothing</li></ul><blockquote><p>Summary</p></blockquote></blockquote>';
  const work = await read(page({ preface }));
  assert.equal(work.summary, '<p>Notes</p><p>by Nobody</p>');
  assert.equal(
    work.startNotes,
    '<ul><li>Inspired by nothing</li></ul><blockquote><p>Summary</p></blockquote>',
  );
  assert.deepEqual(work.related, []);
});

test('another archive on the same software', async () => {
  const html = page()
    .replaceAll('archiveofourown.org', 'squidge.example')
    .replace('Archive of Our Own', 'Squidge');
  assert.equal((await read(html)).sourceUrl, 'https://squidge.example/works/990000999');
});

test('pictures written into the page are taken out of it; others are left for the sanitiser', async () => {
  const png =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const svg = `data:image/svg+xml;base64,${Buffer.from('<svg onload="x()"/>').toString('base64')}`;
  const work = await read(
    page({
      chapters: chapter(
        'Chapter 1',
        `<p><img src="${png}" alt="a"><img src="${png}"><img src="${svg}" alt="drawing"><img src="https://example.org/x.jpg"></p>`,
      ),
    }),
  );
  assert.equal(work.images.length, 1);
  assert.equal(
    work.chapters[0]!.body,
    '<p><img src="import:1" alt="a"><img src="import:1"><img src="" alt="drawing"><img src="https://example.org/x.jpg"></p>',
  );
  assert.deepEqual(work.warningsForReader, [
    'The picture “drawing” was left out: it is not a JPEG, PNG, GIF or WebP picture.',
    'A picture lies on another server and is not fetched: a link stands in its place. Save the page with its pictures to bring them along.',
  ]);
});
