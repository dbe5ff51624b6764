import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLetter } from '../../core/mail/letter.js';
import { wordsFor } from '../../core/messages/index.js';
import { claimLetter } from './letter.js';

test('the letter says who writes, what is asked, and holds the link once', () => {
  const letter = claimLetter(
    wordsFor('en'),
    'The Shelf',
    'https://shelf.example',
    { name: 'Old Wren', archive: 'The Old List' },
    { token: 'secret', until: new Date('2026-06-01T00:00:00Z') },
  );
  const { text } = drawLetter(letter, 'The Shelf');
  for (const said of [/Hello Old Wren/, /The Old List/, /good until Jun 1, 2026/]) assert.match(text, said);
  assert.equal(text.split('https://shelf.example/claim/secret').length, 2);
});
