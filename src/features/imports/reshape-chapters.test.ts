import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsFor } from '../../core/messages/index.js';
import { reshapeChapters } from './reshape-chapters.js';

const FINNISH =
  '”Sinä olet myöhässä”, sanoi Mari. ”Lautta on myöhässä. Minä olen yhtä myöhässä kuin lautta.” ”Niin sanoi edellinenkin.” ”Kuka hän oli?”';
const ENGLISH =
  '“You are late,” said Mabry. “The ferry is late.” “That is what the last one said.” “Who was he?”';

test('a text in a language without cue words gets its sure breaks, and the person is told', () => {
  const { chapters, warnings } = reshapeChapters([FINNISH]);
  assert.deepEqual(
    chapters[0]!.map(({ html }) => html),
    [
      '”Sinä olet myöhässä”, sanoi Mari. ”Lautta on myöhässä. Minä olen yhtä myöhässä kuin lautta.”',
      '”Niin sanoi edellinenkin.”',
      '”Kuka hän oli?”',
    ],
  );
  assert.deepEqual(warnings, [wordsFor('en').imports.onlySure]);
  assert.deepEqual(reshapeChapters([FINNISH, FINNISH]).warnings, warnings, 'once for the whole file');
});

test('other texts, and paragraphs that are there, are nothing to warn of', () => {
  assert.deepEqual(reshapeChapters([ENGLISH]).warnings, []);
  assert.deepEqual(reshapeChapters([ENGLISH, ENGLISH]).warnings, []);
  assert.deepEqual(
    reshapeChapters([`${FINNISH}\n\n${FINNISH.slice(0, 40)}.\n\nHän lähti.\n\nTuli ilta.`]).warnings,
    [],
  );
});
