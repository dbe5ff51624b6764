import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf } from './keys.js';
import { wordAt, wordsOf } from './words.js';

const pieces = (text: string, language = 'en') =>
  wordsOf(text, language).map(({ from, start, end }) => [text.slice(from, end), text.slice(start, end)]);

test('a word stands with its opening signs, and by itself', () => {
  assert.deepEqual(pieces('“Don’t,” she said—“(no)”.'), [
    ['“Don’t', 'Don’t'],
    ['she', 'she'],
    ['said', 'said'],
    ['“(no', 'no'],
  ]);
  assert.deepEqual(pieces('"Yes," he \'said\'. ¿Qué?'), [
    ['"Yes', 'Yes'],
    ['he', 'he'],
    ["'said", 'said'],
    ['¿Qué', 'Qué'],
  ]);
});

test('scripts without spaces have words too, and a language nobody knows is no hindrance', () => {
  assert.ok(pieces('今日は雨が降っている。', 'ja').length > 2);
  assert.equal(pieces('one two', 'not a language').length, 2);
  assert.deepEqual(pieces('* * *'), []);
});

test('the word at a cursor is the one it stands in or before', () => {
  const words = wordsOf('One two  three', 'en');
  assert.deepEqual(
    [0, 2, 3, 4, 7, 8, 13, 14, 99].map((at) => wordAt(words, at)),
    [0, 0, 1, 1, 2, 2, 2, 2, 2],
  );
  assert.equal(wordAt([], 3), -1);
});

test('keys: letters of any layout, never with other keys held down', () => {
  const key = (k: string, more: Partial<Parameters<typeof actOf>[0]> = {}) =>
    actOf({ key: k, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  assert.equal(key('s'), 'split');
  assert.equal(key('ы', { code: 'KeyS' }), 'split');
  assert.equal(key('s', { ctrlKey: true }), '');
  assert.equal(key('s', { altKey: true }), '');
  assert.equal(key('z', { ctrlKey: true }), 'undo');
  assert.equal(key('я', { metaKey: true, code: 'KeyZ' }), 'undo');
  assert.equal(key('z', { ctrlKey: true, shiftKey: true }), '');
  assert.equal(key('N', { shiftKey: true }), 'previous');
  assert.equal(key('S', { shiftKey: true }), '');
  assert.equal(key('Delete'), 'remove');
  assert.equal(key('5', { code: 'Digit5' }), '');
});
