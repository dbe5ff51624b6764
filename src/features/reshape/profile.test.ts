import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileOf } from './profile.js';

test('quote styles', () => {
  assert.equal(profileOf('“Yes,” he said. "No."').quotes, 'double');
  assert.equal(profileOf("'Yes,' he said. 'No,' she said.").quotes, 'single');
  assert.equal(profileOf('« Oui. » « Non. »').quotes, 'guillemet');
  assert.equal(profileOf('»Ja.« »Nein.«').reversedGuillemets, true);
  assert.equal(profileOf('„Ja“, sagte sie.').quotes, 'low');
  assert.equal(profileOf('「はい」').quotes, 'corner');
  assert.equal(profileOf("It's the dogs' bowl.").quotes, 'none');
  assert.equal(profileOf('"a" “b”').straightQuotes, 0.5);
});

test('dashes, marks and breaks', () => {
  assert.equal(profileOf('He said — no — so. A—b.').spacedDashes, true);
  assert.equal(profileOf('He said—no--so. A — b.').spacedDashes, false);
  assert.equal(profileOf('« Oui ! »').spacedMarks, true);
  assert.equal(profileOf('It ended.“So?”“So.”He left.').gluedBreaks, true);
  assert.equal(profileOf('One. Two.  Three. Four. Five.  Six. Seven.').wideBreaks, true);
  assert.equal(profileOf('One.  Two.  Three.  Four.  Five.').wideBreaks, false);
  const spaced = 'It rained on the mill. Nobody minded. '.repeat(20);
  assert.equal(profileOf(`He used files.Zip and node.Js once. ${spaced}`).gluedBreaks, false);
});

test('English is heard, or told', () => {
  assert.equal(profileOf('She said that it was not the end of the road, and he knew.').english, true);
  assert.equal(profileOf('Elle posa la lampe sur la table et regarda la mer.').english, false);
  assert.equal(profileOf('Elle posa la lampe.', 'en-GB').english, true);
  assert.equal(profileOf('She said that it was not the end.', 'fr').english, false);
});
