import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromStore } from './safe-html.js';
import { toXhtml } from './xhtml.js';

const levels = (html: string, under: number): string[] =>
  [...toXhtml(fromStore(html), { under }).matchAll(/<h([1-6])/g)].map((match) => match[1]!);
const headings = (...given: number[]): string => given.map((level) => `<h${level}>x</h${level}>`).join('');

describe('headings of a text in a book', () => {
  it('leave no level out', () => {
    assert.deepEqual(levels(headings(1, 4, 2), 2), ['3', '4', '4']);
    assert.deepEqual(levels(headings(3, 2, 1, 2), 2), ['3', '3', '3', '4']);
    assert.deepEqual(levels(headings(2, 3, 2, 3, 4), 3), ['4', '5', '4', '5', '6']);
  });

  it('stop at the last level', () => {
    assert.deepEqual(levels(headings(1, 2, 3, 4, 5, 6), 2), ['3', '4', '5', '6', '6', '6']);
  });

  it('count inside other blocks too', () => {
    assert.deepEqual(levels(`<blockquote>${headings(2)}</blockquote>${headings(6)}`, 2), ['3', '4']);
  });
});
