import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healStraySpaces, mendDashes, mendEllipses } from './typography.js';

const healed = (text: string, options = {}): string => healStraySpaces(text, options).text;

test('two or three hyphens are a dash, one or many are not', () => {
  assert.equal(mendDashes('so--he said---well-made ----- end'), 'so—he said—well-made ----- end');
  assert.equal(mendDashes('nothing to do'), 'nothing to do');
});

test('three dots are an ellipsis, four a full stop and an ellipsis, two and many stay', () => {
  assert.equal(
    mendEllipses('Well... No.... A . . . B. . . . Mister..? ........'),
    'Well… No.… A … B.… Mister..? ........',
  );
});

test('a space before a closing mark goes, and says where emphasis ended', () => {
  assert.deepEqual(healStraySpaces('It is mine .” He saw Name , and left !'), {
    text: 'It is mine.” He saw Name, and left!',
    traces: [
      { at: 10, side: 'end' },
      { at: 24, side: 'end' },
      { at: 34, side: 'end' },
    ],
  });
});

test('a space behind an opening mark goes, and says where emphasis began', () => {
  assert.deepEqual(healStraySpaces('“ That one? ( so )'), {
    text: '“That one? (so)',
    traces: [
      { at: 1, side: 'start' },
      { at: 12, side: 'start' },
      { at: 14, side: 'end' },
    ],
  });
});

test('straight quotes are followed so that one between two spaces can be told', () => {
  assert.equal(healed('He said. " Bien! " she said. "No ." End'), 'He said. "Bien!" she said. "No." End');
});

test('one-sided spaces at dashes go unless dashes are spaced on purpose', () => {
  assert.equal(healed('the Bank —and yes— john'), 'the Bank—and yes—john');
  assert.equal(healed('unless— A new idea'), 'unless— A new idea', 'a sentence that broke off');
  assert.equal(healed('the Bank — and so', {}), 'the Bank — and so');
  assert.equal(healed('the Bank —and', { spacedDashes: true }), 'the Bank —and');
});

test('a possessive joins its word again', () => {
  assert.equal(healed("the Jodrell Bank ’s and the s 's"), "the Jodrell Bank’s and the s's");
  assert.equal(healed("I don't know 's I care"), "I don't know 's I care", 'dialect');
});

test('quotes set the wrong way round, low quotes and Finnish ones are no traces', () => {
  for (const text of ['“I retire,“ Scud said. ”Not now.”', 'now. ”Redacted” Pagan'])
    assert.equal(healed(text), text);
  assert.equal(healed('„Ja.“ Sie ging.', { lowQuotes: true }), '„Ja.“ Sie ging.');
  assert.equal(healed('sanoi. ”Niin”', { oneMark: true }), 'sanoi. ”Niin”');
  assert.equal(healed('mine.“ Name , so', { gluedBreaks: true }), 'mine.“Name, so');
});

test('what a writer spaces on purpose stays', () => {
  for (const text of [
    'fun :) and ;D',
    'a .45 and . . . so',
    "rock 'n' roll",
    'go get ’em',
    'a ... b',
    '‘ ’',
    '” “',
    '',
  ]) {
    assert.equal(healed(text), text);
  }
  assert.equal(healed('Vraiment ? Oui !', { spacedMarks: true }), 'Vraiment ? Oui !');
});
