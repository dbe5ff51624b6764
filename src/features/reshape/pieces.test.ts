import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutPieces } from './pieces.js';
import { profileOf } from './profile.js';
import { educateQuotes } from './quotes.js';

function cut(raw: string): {
  kinds: string[];
  pieces: ReturnType<typeof cutPieces>['pieces'];
  texts: string[];
} {
  const profile = profileOf(raw, 'en');
  const { text, marks } = educateQuotes(raw, profile);
  const { pieces, gaps } = cutPieces(text, marks, profile);
  return {
    kinds: gaps.slice(1).map(({ kind, joint }) => (joint === 'space' ? kind : `${kind}/${joint}`)),
    pieces,
    texts: pieces.map(({ start, end }) => text.slice(start, end)),
  };
}

test('each kind of gap', () => {
  assert.deepEqual(cut('“Why?” “So.” He left. “Oh,” said Ann. “Go.” She sat. It rained.').kinds, [
    'turn',
    'speechEnd',
    'speechStart',
    'tagSpeech',
    'speechEnd',
    'narration',
  ]);
  assert.deepEqual(cut('“Oh,” said Ann. It rained.').kinds, ['tagNarration']);
  assert.deepEqual(cut('“One. Two. “Three.” So.').kinds, ['reopen', 'speechEnd']);
});

test('no gap inside speech, after an abbreviation, before a tag or a small letter', () => {
  for (const text of [
    '“One. Two? Three!”',
    'He saw Mr. Pell and Dr. Ann A. Sorts.',
    '“Why?” he said',
    '“So,” Ann said',
    'It is 4.50 p.m. or so',
  ])
    assert.deepEqual(cut(text).kinds, [], text);
});

test('breaks that vanished', () => {
  assert.deepEqual(cut('It ended.“So?”“So.”He left.It rained.').kinds, [
    'speechStart/none',
    'turn/none',
    'speechEnd/none',
    'narration/none',
  ]);
  assert.deepEqual(cut('See Archive.org and McCoy and U.S.A. or e.g.this.').kinds, []);
});

test('what a piece is', () => {
  const [first, second] = cut('“Why not?” asked Ann, and sat down. He did, “Because.”').pieces;
  assert.deepEqual(
    [
      first!.opensWithQuote,
      first!.tag,
      first!.subject,
      first!.quoteEnd,
      first!.quoteFirst,
      first!.words,
      first!.narrated,
    ],
    [true, true, 'ann', '?', 'why', 7, 5],
  );
  assert.deepEqual(
    [second!.opensWithQuote, second!.leadIn, second!.first, second!.subject],
    [false, true, 'he', 'he'],
  );
});

test('pieces cover the text but for the spaces between them', () => {
  const text = '“A.” “B.” C d. *E* f. “G *h.*” I';
  assert.equal(cut(text).texts.join(' '), text);
});
