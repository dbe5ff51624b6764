/** Where a text parts into chapters. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlOf, parsePage } from '../files/page.js';
import { divide } from './divide.js';

const parts = (html: string) => {
  const { title, opening, chapters } = divide(parsePage('a.html', html).body);
  return { title, opening: htmlOf(opening), chapters: chapters.map((c) => [c.title, htmlOf(c.nodes)]) };
};

const LONG = `<p>${'word '.repeat(200)}</p>`;
const BREAK = '<hr style="page-break-before:always;display:none;">';

test('headings and lines that say a number; a table of contents before them is none', () => {
  assert.deepEqual(
    parts(
      '<p>Chapter 1: A 3</p><p>Chapter 2: B 9</p><h1>Chapter 1: A</h1><p>x</p><p>Chapter 2: B</p><p>y</p>',
    ).chapters,
    [
      ['A', '<p>x</p>'],
      ['B', '<p>y</p>'],
    ],
  );
});

test('headings of the same level that say no number count too; a part belongs to what follows', () => {
  assert.deepEqual(
    parts(
      '<h1>The Book</h1><p>by N</p><h1>Part One</h1><h2>Chapter 1</h2><p>x</p><h2>Interlude by night</h2><p>y</p><h1>Part Two</h1><h2>Chapter 2</h2><h3>The Fall</h3><p>z</p>',
    ),
    {
      title: 'The Book',
      opening: '<p>by N</p>',
      chapters: [
        [null, '<h1>Part One</h1><p>x</p>'],
        ['Interlude by night', '<p>y</p>'],
        ['The Fall', '<h1>Part Two</h1><p>z</p>'],
      ],
    },
  );
});

test('without numbers, the topmost level that repeats', () => {
  assert.deepEqual(parts('<h1>Title</h1><h2>Morning</h2><p>x</p><h3>a</h3><p>y</p><h2>Noon</h2><p>z</p>'), {
    title: 'Title',
    opening: '',
    chapters: [
      ['Morning', '<p>x</p><h3>a</h3><p>y</p>'],
      ['Noon', '<p>z</p>'],
    ],
  });
});

test('without headings, new pages with enough text; a break inside of a chapter is a scene break', () => {
  const two = parts(`<p>For M.</p>${BREAK}<p align="center">Morning</p>${LONG}${BREAK}${LONG}`);
  assert.equal(two.opening, '<p>For M.</p>');
  assert.deepEqual(
    two.chapters.map(([title]) => title),
    ['Morning', null],
  );
  const short = parts(`<p>One.</p>${BREAK}<p>Two.</p>`);
  assert.deepEqual(short, { title: null, opening: '<p>One.</p><hr><p>Two.</p>', chapters: [] });
});
