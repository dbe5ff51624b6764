import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findCountingNumerals,
  findHeadings,
  headingAt,
  isHeadingLine,
  numeralValue,
  titleEnd,
} from './headings.js';

const inline = (text: string): string[] =>
  findHeadings(text)
    .filter(({ loose }) => !loose)
    .map(({ start, end }) => text.slice(start, end));
const first = (text: string): string | null => {
  const found = headingAt(text, 0);
  return found && text.slice(found.start, found.end);
};

test('numerals of all kinds', () => {
  const values = [
    '7',
    'IV',
    'XXIV',
    'XC',
    'twelve',
    'Twenty-One',
    'thirty',
    'Forty Two',
    'the first',
    'IIII',
    'ABC',
  ].map(numeralValue);
  assert.deepEqual(values, [7, 4, 24, 90, 12, 21, 30, 42, 1, 0, 0]);
});

test('heading lines', () => {
  for (const line of [
    'Chapter 1',
    'CHAPTER IV',
    'Chapter Twenty-One: The Door',
    'Part Two',
    '# Chapter 3',
    '**Chapter 3**',
    'Prologue',
    'Epilogue: After',
    'XII',
    '7.',
    'Chapter 3 The Door',
  ]) {
    assert.ok(isHeadingLine(line), line);
  }
  for (const line of [
    '',
    'Chapter and verse.',
    'Part of me knew.',
    'Chapter 3 was the worst of them.',
    'I',
    'He left.',
    'Part One of it was easy.',
  ].filter((line) => line !== 'I')) {
    assert.ok(!isHeadingLine(line), line);
  }
});

test('headings inside a flattened text, with the title in title case', () => {
  assert.deepEqual(inline('It was over. Chapter 2: The Long Way Home They walked all day.'), [
    'Chapter 2: The Long Way Home',
  ]);
  assert.deepEqual(inline('It was over. Chapter Two - In the Dark “Who?” said Ila.'), [
    'Chapter Two - In the Dark',
  ]);
  assert.deepEqual(inline('It was over. CHAPTER 3 She walked.'), ['CHAPTER 3']);
  assert.deepEqual(inline('It was over. Epilogue Years later he came back.'), ['Epilogue']);
});

test('chapters that are spoken of are no headings', () => {
  for (const text of [
    'I read Chapter 2 in bed.',
    'It was bad. Chapter 2 was worse.',
    'It was over. Part of it.',
    'So. Part one was done.',
  ])
    assert.deepEqual(inline(text), [], text);
});

test('a text may open with a numeral, a numbered title or a title before speech', () => {
  assert.equal(first('XII The sun rose.'), 'XII');
  assert.equal(
    first('10. The Fall of Low Farrow When the bell rang, it rang.'),
    '10. The Fall of Low Farrow',
  );
  assert.equal(first('IX: The Bell “Ring it,” she said.'), 'IX: The Bell');
  assert.equal(first('The Bell of Farrow “Ring it,” she said.'), 'The Bell of Farrow');
  assert.equal(first('I went home.'), null);
  assert.equal(first('Mabry went home.'), null);
});

test('bare numerals count on', () => {
  const filler = 'And so it was that nothing happened at all. '.repeat(12);
  const text = `Chapter 1 ${filler}II ${filler}He was number 7. V ${filler}3 ${filler}`;
  assert.deepEqual(
    findCountingNumerals(text, findHeadings(text)).map(({ number }) => number),
    [2, 3],
  );
});

test('a title ends where a label or a sentence begins', () => {
  const title = (text: string): string => text.slice(0, titleEnd(text, 0));
  assert.equal(title('The Winter at the Mill Notes: so'), 'The Winter at the Mill');
  assert.equal(
    title('Waterloo, Some Friends, and a Girl The rain came'),
    'Waterloo, Some Friends, and a Girl',
  );
  assert.equal(title('the lower case'), '');
  assert.equal(title(''), '');
});
