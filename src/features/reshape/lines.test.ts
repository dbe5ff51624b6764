import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paragraphsOf } from './lines.js';
import { profileOf } from './profile.js';
import { detectShape } from './shape.js';

function read(text: string): string[] {
  const lines = text.split('\n');
  return paragraphsOf(lines, detectShape(lines, profileOf(text))).map(
    ({ kind, text: body, label }) => `${kind}${label ? `[${label}]` : ''}: ${body}`,
  );
}

test('a line a paragraph', () => {
  assert.deepEqual(read('One came.\nTwo went.\n***\nThree stayed.'), [
    'prose: One came.',
    'prose: Two went.',
    'scene_break: ***',
    'prose: Three stayed.',
  ]);
});

test('a signature stays with its farewell', () => {
  assert.deepEqual(read('Dear Ann,\nI am well. So is the dog.\nYours truly,\nJ. Pell\nShe read it.'), [
    'prose: Dear Ann,',
    'prose: I am well. So is the dog.',
    'prose: Yours truly,\nJ. Pell',
    'prose: She read it.',
  ]);
});

test('blank lines part paragraphs, single line breaks stay inside them', () => {
  assert.deepEqual(read('One came.\n\nTwo went,\nand was gone.\n\n\nThree stayed.'), [
    'prose: One came.',
    'prose: Two went,\nand was gone.',
    'prose: Three stayed.',
  ]);
});

test('title, byline, headings, notes and labels by line', () => {
  assert.deepEqual(
    read(
      'The Mill\nby petra\n\nSummary: A flood.\n\nNotes:\n\nHi!\n\nI hope you like it.\n\nChapter Text\n\nChapter 1\n\nIt rained.\n\nIt stopped.\n\nEnd Notes:\n\nBye!',
    ),
    [
      'title: The Mill',
      'byline: by petra',
      'note[Summary:]: A flood.',
      'note[Notes:]: Hi!',
      'note: I hope you like it.',
      'label: Chapter Text',
      'heading: Chapter 1',
      'prose: It rained.',
      'prose: It stopped.',
      'note[End Notes:]: Bye!',
    ],
  );
});

test('lines broken at a margin are joined; an indented or a short line ends a paragraph', () => {
  const text = [
    'The harbour office had a lamp in it that',
    'nobody had lit, and yet it was burning on',
    'the sill--and had been since Tuesday, well-',
    'known as that was. So they said.',
    'Corin went in and looked at it. It was',
    'plainly a lamp and nothing else at all.',
  ].join('\n');
  assert.deepEqual(read(text), [
    'prose: The harbour office had a lamp in it that nobody had lit, and yet it was burning on the sill--and had been since Tuesday, well-known as that was. So they said.',
    'prose: Corin went in and looked at it. It was plainly a lamp and nothing else at all.',
  ]);
});
