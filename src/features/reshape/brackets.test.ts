import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Brackets } from './brackets.js';

test('a bracket closes behind those inside it; the other kind and smileys are no part of it', () => {
  const text = '(a [b) (c) d :) e)';
  const brackets = new Brackets(text);
  assert.equal(brackets.closeOf(0), text.indexOf(')'));
  assert.equal(brackets.closeOf(3), -1);
  assert.equal(new Brackets('(a (b) c :) d)').closeOf(0), 13);
});

test('what never closes, and what is no bracket, has no end', () => {
  const brackets = new Brackets('(a (b) c');
  assert.equal(brackets.closeOf(0), -1);
  assert.equal(brackets.closeOf(3), 5);
  assert.equal(brackets.closeOf(1), -1);
});
