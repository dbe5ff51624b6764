import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMarkers, isMarkerLine } from './markers.js';

const inline = (text: string): string[] => findMarkers(text).map(({ start, end }) => text.slice(start, end));

test('lines that are scene break markers', () => {
  for (const line of [
    '***',
    '* * *',
    '~*~',
    '~',
    '-----',
    '- - -',
    '___',
    'xXx',
    'xxx',
    'oOo',
    '# # #',
    '⁂',
    '-x-',
    '~oOo~',
    '=====',
    '•',
    '  ***  ',
    '. * .',
  ]) {
    assert.ok(isMarkerLine(line), line);
  }
});

test('lines that are none', () => {
  for (const line of [
    '',
    'ox',
    'xx',
    '...',
    '…',
    '--',
    '-',
    'OO7',
    '*bold*',
    '- item',
    'xo',
    'a * b',
    '1.',
    '“—”',
  ])
    assert.ok(!isMarkerLine(line), line);
});

test('markers inside a flattened text', () => {
  for (const marker of [
    '***',
    '* * *',
    '~*~',
    '~',
    '~~~',
    '-----',
    '---',
    '___',
    'xXx',
    'xxx',
    'oOo',
    '*****',
    '# # #',
    '-*-',
  ]) {
    assert.deepEqual(inline(`She left. ${marker} The rain came.`), [marker], marker);
    assert.deepEqual(inline(`“She left.” ${marker} “Rain.”`), [marker], marker);
  }
});

test('markers in a text whose breaks vanished', () => {
  for (const marker of ['***', '~*~', '-----', 'xXx', 'oOo', '*****', '~~~', '___']) {
    assert.deepEqual(inline(`She left.${marker}The rain came.`), [marker], marker);
  }
});

test('what looks like a marker and is none', () => {
  for (const text of [
    'the number 000 and the word ooooh. Oooh! So',
    'He said--*that*--and left. *Then* he came.',
    'I mean --- well --- that one.',
    '“Stop.” *No.* “Why?” _Yes._ So.',
    'Chapter XXX It was so. Love, xx He left.',
    'two * three and a ~ b # 4',
    '***Stop*** he said. **Now** he meant.',
    'snake_case_name and kebab---case',
  ]) {
    assert.deepEqual(inline(text), [], text);
  }
});
