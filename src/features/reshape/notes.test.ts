import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findBareLabels,
  findNoteLabels,
  isLabelLine,
  noteEnd,
  noteLabelOfLine,
  soundsLikeNote,
} from './notes.js';

test('labels of notes', () => {
  for (const label of [
    'Notes:',
    'A/N:',
    'AN:',
    "Author's Note:",
    'Author’s Notes:',
    'Chapter End Notes:',
    'Beginning Notes:',
    'Summary:',
    'Disclaimer:',
    'a/n:',
    'AUTHOR’S NOTE:',
  ]) {
    assert.equal(noteLabelOfLine(`${label} so it is`), label, label);
    assert.deepEqual(
      findNoteLabels(`It ended. ${label} so`).map(({ start, end }) =>
        `It ended. ${label} so`.slice(start, end),
      ),
      [label],
      label,
    );
  }
  for (const line of ['an: so', 'Another: so', 'He noted: so', 'footnotes: so', 'Chapter 2: so'])
    assert.equal(noteLabelOfLine(line), null, line);
});

test('bare labels', () => {
  for (const line of ['Chapter Text', 'Work Text:', '(See the end of the work for more notes.)'])
    assert.ok(isLabelLine(line), line);
  assert.ok(!isLabelLine('Chapter Texts'));
  assert.equal(findBareLabels('so (See the end of the chapter for notes.) Chapter Text The').length, 2);
});

test('sentences that sound like a note', () => {
  for (const sentence of [
    "I don't own any of them.",
    'Not beta read!',
    'Hope you enjoy it :)',
    'Takes place after the war.',
    'Slow burn AU.',
  ])
    assert.ok(soundsLikeNote(sentence), sentence);
  for (const sentence of ['The rain came down.', '“I hope you drown,” she said.', 'He read the song to her.'])
    assert.ok(!soundsLikeNote(sentence), sentence);
});

test('a note without an end mark ends where the story begins', () => {
  const cut = (text: string, summary = false): string =>
    text.slice(0, noteEnd(text, 0, text.length, summary));
  assert.equal(
    cut('Not beta read. Written for the exchange! The rain came down. He left.'),
    'Not beta read. Written for the exchange!',
  );
  assert.equal(
    cut(
      'They meet. They part. The rain came down on the roof of the mill and nobody minded it at all, for it had been dry for weeks and weeks.',
      true,
    ),
    'They meet. They part.',
  );
  assert.equal(cut('no end in sight'), 'no end in sight');
});
