import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDocuments } from './documents.js';

const parts = (text: string): string[] =>
  findDocuments(text).map(({ start, end, lineAt }) =>
    (lineAt === undefined
      ? text.slice(start, end)
      : `${text.slice(start, lineAt)}|${text.slice(lineAt, end)}`
    ).trim(),
  );

test('messages: names that come again, times, angles; a title and first names belong to the label', () => {
  assert.deepEqual(parts('wren: you up tess: no wren: tess tess: what'), [
    'wren: you up',
    'tess: no',
    'wren: tess',
    'tess: what',
  ]);
  assert.deepEqual(parts('[12:03] Al: So? [12:04] Bo: Yes. [12:05] Al: Good.'), [
    '[12:03] Al: So?',
    '[12:04] Bo: Yes.',
    '[12:05] Al: Good.',
  ]);
  assert.deepEqual(parts('It rang. Dr. Al Pell: Yes? Bo: So. Dr. Al Pell: No. Bo: Well.').slice(0, 3), [
    'It rang.',
    'Dr. Al Pell: Yes?',
    'Bo: So.',
  ]);
  assert.deepEqual(parts('<al> so <bo> no <al> well <bo> bye'), [
    '<al> so',
    '<bo> no',
    '<al> well',
    '<bo> bye',
  ]);
});

test('colons in prose are no messages', () => {
  for (const text of [
    'He had one rule: never ask. She had another: never tell. There was one problem: the cat.',
    'She said: “No.” He said: “Why?” She said: “So.”',
    'It was 12:03 when he came, 12:04 when he left and 12:05 when it rained.',
    'Note: it rains. Warning: it pours.',
  ])
    assert.deepEqual(findDocuments(text), []);
});

test('letters open and close; an address inside speech is none', () => {
  assert.deepEqual(parts('He read. Dear Ann, I am well. It rains. Yours always, Bo She sighed.'), [
    'He read.',
    'Dear Ann,',
    'I am well. It rains.',
    'Yours always, |Bo',
    'She sighed.',
  ]);
  assert.deepEqual(
    parts('To Whom It May Concern: It rains. Kind regards, Mrs. A. Pell P.S. Still.').slice(2),
    ['Kind regards, |Mrs. A. Pell', 'P.S. Still.'],
  );
  for (const text of [
    '“Dear Ann, I am late,” he said.',
    'Oh dear, Ann, it rains.',
    'Love, Ann thought, is blind.',
  ])
    assert.deepEqual(findDocuments(text), []);
});
