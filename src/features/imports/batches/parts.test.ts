import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseStories, commonFolder, naturalOrder } from './files.js';
import { findParts, type PartFile, partOfName } from './parts.js';

const file = (name: string, more: Partial<PartFile> = {}): PartFile => ({
  key: 0,
  name,
  title: '',
  authors: [],
  sourceKey: null,
  sourceChapter: null,
  chapters: 1,
  ...more,
});

const found = (...files: PartFile[]): [string, number[]][] =>
  findParts(files.map((one, i) => ({ ...one, key: i }))).map(({ title, parts }) => [
    title,
    parts.map(({ key }) => key),
  ]);

test('names that say which chapter they are', () => {
  const of = (name: string) => {
    const part = partOfName(name);
    return part && [part.stem, part.number, part.title];
  };
  assert.deepEqual(of('The Lamp - Chapter 3'), ['The Lamp', 3, null]);
  assert.deepEqual(of('The Lamp - Chapter 3 - A Stair'), ['The Lamp', 3, 'A Stair']);
  assert.deepEqual(of('lamp_ch03'), ['lamp', 3, null]);
  assert.deepEqual(of('lampch03'), ['lamp', 3, null]);
  assert.deepEqual(of('Chapter 12'), ['', 12, null]);
  assert.deepEqual(of('03 - A Stair'), ['', 3, 'A Stair']);
  assert.deepEqual(of('7'), ['', 7, null]);
  assert.deepEqual(of('lamp (2)'), ['lamp', 2, null]);
  assert.equal(of('The Lamp'), null);
});

test('chapters by their names are one work, in the order of their numbers', () => {
  assert.deepEqual(
    found(
      file('The Lamp - Chapter 10.html'),
      file('The Lamp - Chapter 2.html'),
      file('The Lamp - Chapter 1.html'),
      file('The Stair.html'),
    ),
    [['The Lamp', [2, 1, 0]]],
  );
  assert.deepEqual(found(file('a/lamp_ch01.txt'), file('a/lamp_ch02.txt'), file('b/lamp_ch03.txt')), [
    ['lamp', [0, 1]],
  ]);
});

test('a folder of numbered files is a work called after the folder', () => {
  assert.deepEqual(
    found(
      file('The Lamp/01 Begin.txt'),
      file('The Lamp/02 End.txt', { title: 'End' }),
      file('The Stair/1.txt'),
      file('The Stair/2.txt'),
    ),
    [
      ['The Lamp', [0, 1]],
      ['The Stair', [2, 3]],
    ],
  );
});

test('files that hold works of their own are not joined', () => {
  // Numbered in a series, each with its own title.
  assert.deepEqual(
    found(file('s/1 x.epub', { title: 'The Lamp' }), file('s/2 y.epub', { title: 'The Stair' })),
    [],
  );
  // Years, and gaps.
  assert.deepEqual(found(file('story 2019.txt'), file('story 2020.txt')), []);
  assert.deepEqual(found(file('a/1.txt'), file('a/3.txt')), []);
  // Several chapters in each.
  assert.deepEqual(found(file('lamp ch1.txt', { chapters: 3 }), file('lamp ch2.txt')), []);
  // Two copies of one chapter.
  assert.deepEqual(found(file('lamp ch1.txt'), file('lamp ch1.html')), []);
  // Of different addresses, or writers.
  assert.deepEqual(
    found(file('lamp ch1.txt', { sourceKey: 'ao3:1' }), file('lamp ch2.txt', { sourceKey: 'ao3:2' })),
    [],
  );
  assert.deepEqual(
    found(file('lamp ch1.txt', { authors: ['a'] }), file('lamp ch2.txt', { authors: ['b'] })),
    [],
  );
});

test('pages of one address, and titles that end in their chapter', () => {
  const page = (n: number, name: string) =>
    file(name, { title: `The Lamp Chapter ${n}`, sourceKey: 'ffnet:9', sourceChapter: n });
  assert.deepEqual(found(page(2, 'x.html'), page(1, 'elsewhere/y.html')), [['The Lamp', [1, 0]]]);
  const titled = findParts([
    file('q.html', { key: 1, title: 'The Lamp, Chapter 1: Begin', authors: ['Quire'] }),
    file('r.html', { key: 2, title: 'The Lamp, Chapter 2: End', authors: ['quire'] }),
  ]);
  assert.deepEqual(titled, [
    {
      title: 'The Lamp',
      parts: [
        { key: 1, number: 1, title: 'Begin' },
        { key: 2, number: 2, title: 'End' },
      ],
    },
  ]);
});

test('stories are told from what lies beside them, in the order that people count', () => {
  const names = [
    'b/10.txt',
    'b/2.txt',
    'a.epub',
    'cover.jpg',
    '__MACOSX/b/._2.txt',
    'b/.DS_Store',
    'x_files/s.css',
  ];
  const { stories, leftOut } = chooseStories(names.map((name) => ({ name })));
  assert.deepEqual(
    stories.map(({ name }) => name),
    ['a.epub', 'b/2.txt', 'b/10.txt'],
  );
  assert.equal(leftOut, 2);
  assert.ok(naturalOrder('Chapter 9', 'chapter 10') < 0);
  assert.equal(commonFolder(['mine/a', 'mine/b/c']), 'mine');
  assert.equal(commonFolder(['mine/a', 'b']), '');
});
