import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countLetters, isLetter, LetterCheck, letterAt } from './letters.js';

test('letters are what Unicode calls letters and numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (char) => {
      assert.equal(isLetter(char.codePointAt(0)!), /^[\p{L}\p{N}]/u.test(char));
    }),
    { numRuns: 3000 },
  );
  assert.equal(countLetters('a1 é漢𝒜🙂½—“'), 6);
  assert.equal(letterAt('a', 1), false);
});

test('the check sees a lost, an added and a swapped letter, and nothing else', () => {
  const check = (text: string, ...pieces: string[]): boolean => {
    const run = new LetterCheck(text);
    for (const piece of pieces) run.take(piece);
    return run.complete();
  };
  assert.ok(check('“One,” two!', 'On', 'e', ' — two'));
  assert.ok(check('', '', '!'));
  assert.ok(!check('one', 'on'));
  assert.ok(!check('one', 'one', 's'));
  assert.ok(!check('one', 'noe'));
});
