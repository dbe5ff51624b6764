import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { workOf } from '../testing/files.js';
import { chapterLabel } from './chapter-label.js';
import { readText } from './text.js';

const headings = (source: string): [number, string | null, string][] =>
  readText(source).chapters.map(({ position, title, body }) => [position, title, body]);

test('labelled lines at the top become metadata, and leave the text', () => {
  const work = readText(`Title: The Long Table
Author: petra (petra@example.org)
Fandom: Orchard Street; Kettle Bay, and After
Rating: PG-13
Pairing: Joss/Wren, Bram & Tam
Characters: Joss, Wren
Warnings: Character Death, mild language
Category: slash, humour
Summary: Two people and a table
that nobody wanted.
Disclaimer: Not mine.
Archive: yes, ask first
URL: https://example.org/1
Series: Weather Reports (3)
Status: WIP
Language: Deutsch

It was a long table. Nobody sat at it.`);
  assert.equal(work.title, 'The Long Table');
  assert.deepEqual(work.authors, [{ name: 'petra' }]);
  assert.deepEqual(work.fandoms, ['Orchard Street', 'Kettle Bay, and After']);
  assert.equal(work.rating, 'Teen And Up Audiences');
  assert.deepEqual(work.relationships, ['Joss/Wren', 'Bram & Tam']);
  assert.deepEqual(work.characters, ['Joss', 'Wren']);
  assert.deepEqual(work.warnings, ['Major Character Death']);
  assert.deepEqual(work.tags, ['mild language', 'humour']);
  assert.deepEqual(work.categories, ['M/M']);
  assert.equal(work.summary, '<p>Two people and a table that nobody wanted.</p>');
  assert.equal(work.startNotes, '<p>Disclaimer: Not mine.</p>\n<p>Archive: yes, ask first</p>');
  assert.equal(work.sourceUrl, 'https://example.org/1');
  assert.deepEqual(work.series, [{ title: 'Weather Reports', position: 3 }]);
  assert.equal(work.complete, false);
  assert.deepEqual(work.language, { name: 'Deutsch', code: 'de' });
  assert.equal(work.chapters[0]!.body, 'It was a long table. Nobody sat at it.');
});

test('marks around labels, and a rating that is none of the five', () => {
  const work = readText('**Title:** Low Water\n*Author*: Zed\n__Rating__: twelve lemons\n\n-----\n\nText.');
  assert.equal(work.title, 'Low Water');
  assert.deepEqual(work.authors, [{ name: 'Zed' }]);
  assert.equal(work.rating, null);
  assert.equal(work.startNotes, '<p>Rating: twelve lemons</p>');
  assert.match(work.chapters[0]!.body, /Text\.$/);
});

test('a text that only begins like a head keeps every word', () => {
  for (const text of [
    'Summary: I am a fool, she thought.\n\nThen she left.',
    'Rating: that was what they called it.\nNobody laughed.',
    'Dear John: come home.\nNotes: none.',
    'The day was long\nby any measure they had of days, and it would be longer.',
    'He walked by Mara',
    '“Title: none,” said Joss.',
  ]) {
    const work = readText(text);
    assert.equal(work.chapters[0]!.body, text, text);
    assert.equal(work.title, null, text);
  }
});

test('title and byline above the text', () => {
  for (const head of [
    'Low Water\nby Zed',
    'Low Water\n\nBy: Zed\n',
    'LOW: A STORY\nwritten by Zed, Ann & petra',
  ]) {
    const work = readText(`${head}\n\nText.`);
    assert.ok(work.title?.toUpperCase().startsWith('LOW'), head);
    assert.equal(work.authors[0]?.name, 'Zed');
    assert.equal(work.chapters[0]!.body, 'Text.');
  }
  const anonymous = readText('Low Water\nby Anonymous\n\nText.');
  assert.equal(anonymous.anonymous, true);
  assert.deepEqual(anonymous.authors, []);
});

test('chapters by headings that stand alone and count upwards', () => {
  assert.deepEqual(headings('Chapter 1: One\n\na\n\nChapter 2\n\nb\n\n\nEPILOGUE\n\nc'), [
    [1, 'One', 'a'],
    [2, null, 'b'],
    [3, 'EPILOGUE', 'c'],
  ]);
  assert.deepEqual(headings('CHAPTER ONE\nThe Ebb\n\na\n\nCHAPTER TWO\nThe Flood\n\nb'), [
    [1, 'The Ebb', 'a'],
    [2, 'The Flood', 'b'],
  ]);
  assert.deepEqual(
    headings('Part One\n\nChapter 1\n\na\n\nPart Two\n\nChapter 1\n\nb').map(([, title]) => title),
    [null, null],
  );
  assert.deepEqual(
    headings('第一章 潮\n\n一\n\n第十二章\n\n二').map(([, title]) => title),
    ['潮', null],
  );
  assert.deepEqual(
    headings('Глава 1. Море\n\nа\n\nГлава 2. Суша\n\nб').map(([, title]) => title),
    ['Море', 'Суша'],
  );
  assert.equal(
    headings('He read chapter 1.\n\nChapter 2 was his favourite, and he said so.\n\nChapter 3').length,
    1,
  );
  assert.equal(headings('It was Chapter 7\n\nChapter 9\n\nx').length, 1);
});

test('a table of contents is no chapter, and what stands before the first heading is kept', () => {
  const short = readText('A note.\n\nChapter 1: A\nChapter 2: B\n\nChapter 1: A\n\na\n\nChapter 2: B\n\nb');
  assert.deepEqual(
    short.chapters.map(({ body }) => body),
    ['a', 'b'],
  );
  assert.equal(short.startNotes, '<p>A note.</p>');
  const prologue = 'Long ago. '.repeat(40).trim();
  const long = readText(`${prologue}\n\nChapter 1\n\na`);
  assert.deepEqual(
    long.chapters.map(({ position, body }) => [position, body]),
    [
      [1, prologue],
      [2, 'a'],
    ],
  );
});

test('labels read and not read', () => {
  assert.deepEqual(chapterLabel('  ~ Chapter 12 — The Fall ~ '), {
    division: 'chapter',
    number: 12,
    title: 'The Fall',
  });
  assert.deepEqual(chapterLabel('Chapter Twenty-One'), { division: 'chapter', number: 21, title: null });
  assert.deepEqual(chapterLabel('CHAPTER XIV.'), { division: 'chapter', number: 14, title: null });
  assert.deepEqual(chapterLabel('Chapter 3 Of Lights'), {
    division: 'chapter',
    number: 3,
    title: 'Of Lights',
  });
  for (const line of [
    'Chapter',
    'Chapter 3 was good.',
    'Chapters 1 and 2',
    'Chapter one of the book lay open.',
    'Partly',
    'Prologues are hard',
    'Chapter ILL',
    '',
  ])
    assert.equal(chapterLabel(line), null, line);
});

test('no letter of a plain text is lost between the parts of a work', () => {
  const letters = (text: string): string => text.replace(/<[^>]*>|&(?:amp|lt|gt);|[^\p{L}\p{N}]/gu, '');
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '',
      'Chapter 1',
      'Chapter 2: Two',
      'Part 1',
      'Epilogue',
      '***',
      'by Zed',
      'Some words of a story.',
      'More words, and <more> & more',
    ),
    fc.string({ maxLength: 30 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const source = lines.join('\n').replace(/[:：\r\u2028\u2029\u0085]/g, ' ');
      const work = readText(source);
      const parts = [
        work.title,
        ...work.authors.map(({ name }) => name),
        work.startNotes,
        ...work.chapters.flatMap(({ title, body }) => [title, body]),
      ];
      const kept = parts.map((part) => letters(part ?? '')).join('').length;
      const heads =
        lines.filter((text) => chapterLabel(text) !== null).join('').length +
        lines.filter((text) => /^\W*(?:written |a \w+ )?by/i.test(text)).join('').length +
        20;
      assert.ok(kept >= letters(source).length - heads, source);
    }),
    { numRuns: 500 },
  );
});

test('line ends and encodings of old files', async () => {
  const work = await workOf('old.txt', Buffer.from('Low Water\rby Zed\r\rIt\x92s late.\rGo home.', 'latin1'));
  assert.equal(work.title, 'Low Water');
  assert.equal(work.chapters[0]!.body, 'It’s late.\nGo home.');
});
