import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liftStructure } from './structure.js';

const lifted = (text: string): string[] =>
  liftStructure(text).map(
    ({ kind, start, end, label }) => `${kind}${label ? ` [${label}]` : ''} ${text.slice(start, end)}`,
  );

test('notes, labels, headings, markers and prose, in order', () => {
  assert.deepEqual(
    lifted(
      'Summary: A flood. Notes: Hi! (See the end of the work for notes.) Chapter Text Chapter 1: The Mill The rain came. *** It went. End Notes: bye',
    ),
    [
      'note [Summary:] A flood.',
      'note [Notes:] Hi!',
      'label (See the end of the work for notes.)',
      'label Chapter Text',
      'heading Chapter 1: The Mill',
      'paragraph The rain came.',
      'scene_break ***',
      'paragraph It went.',
      'note [End Notes:] bye',
    ],
  );
});

test('labels that are prose stay prose in the middle of a text', () => {
  const text = 'He wrote it down. Description: tall, dark. Warning: bites. Story: none.';
  assert.deepEqual(lifted(text), [`paragraph ${text}`]);
});

test('a note at the head ends before the story, also without a mark', () => {
  assert.deepEqual(lifted('A/N: Not beta read. The rain came down on the mill.'), [
    'note [A/N:] Not beta read.',
    'paragraph The rain came down on the mill.',
  ]);
});

test('notes between chapters end at the next heading', () => {
  assert.deepEqual(
    lifted('Chapter 1 It rained. A/N: lol sorry Chapter 2 It stopped.').map((part) => part.split(' ')[0]),
    ['heading', 'paragraph', 'note', 'heading', 'paragraph'],
  );
});

test('nothing in, nothing out; structure alone', () => {
  assert.deepEqual(lifted(''), []);
  assert.deepEqual(lifted('   '), []);
  assert.deepEqual(lifted('Notes:'), ['note [Notes:] ']);
});
