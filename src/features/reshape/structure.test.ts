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

const STORY = '“It is late,” said Tess. “Watch me.” The ladder shook, and nobody held it.';
const MORE = '“Run!” said Polly. They ran, and the wall went with them.';

test('notes inside the text end with their bracket or mark, or where speech begins', () => {
  for (const [note, label, text] of [
    ['(A/N: sorry!)', '(A/N:', 'sorry!)'],
    ['[A/N: (so) sorry!]', '[A/N:', '(so) sorry!]'],
    ['**A/N: sorry!**', 'A/N:', 'sorry!'],
    ['*A/N:* sorry!', 'A/N:', 'sorry!'],
    ['A/N 2: sorry!', 'A/N 2:', 'sorry!'],
    ["Author's note: hope you enjoy it xx", "Author's note:", 'hope you enjoy it xx'],
    ['A/N: Thanks for reading! Please review.', 'A/N:', 'Thanks for reading! Please review.'],
  ] as const)
    assert.deepEqual(lifted(`${STORY} ${note} ${MORE}`), [
      `paragraph ${STORY}`,
      `note [${label}] ${text}`,
      `paragraph ${MORE}`,
    ]);
});

test('headings and markers of many shapes', () => {
  for (const heading of [
    'Ch. 2',
    'CHAPTER TWO: THE SOUP',
    'Chapter Two: In Which It Rains',
    'Part II',
    'Afterword',
    'POV: Wren',
    "Wren's POV",
    '[WREN POV]',
  ])
    assert.deepEqual(lifted(`${STORY} ${heading} ${MORE}`)[1], `heading ${heading}`);
  for (const marker of ['~*~', 'xXx', 'oOo', '-x-', '°oOo°', '🌙✨🌙', '❄️ ❄️', '• • •', '=====', '¤¤¤'])
    assert.deepEqual(lifted(`${STORY} ${marker} ${MORE}`)[1], `scene_break ${marker}`);
  for (const said of ['😂😂', '❤️❤️']) assert.equal(lifted(`${STORY} ${said} ${MORE}`).length, 1);
});
