import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutPieces } from '../pieces.js';
import { profileOf } from '../profile.js';
import { educateQuotes } from '../quotes.js';
import { type Person, plainly, RELATION, relate } from './person.js';
import { readScenes, type Scene } from './roles.js';

function sceneOf(raw: string): Scene {
  const profile = profileOf(raw, 'en');
  const { text, marks } = educateQuotes(raw, profile);
  return readScenes([{ text, marks, cut: cutPieces(text, marks, profile) }], null)[0]!;
}

const name = (key: string, gender: Person['gender'] = 'unknown'): Person => ({ kind: 'name', key, gender });
const he: Person = { kind: 'pronoun', key: 'he', gender: 'male' };
const she: Person = { kind: 'pronoun', key: 'she', gender: 'female' };
const i: Person = { kind: 'pronoun', key: 'i', gender: 'unknown' };

const MEETING =
  'When Ila met Old Corin she laughed. Then Mr. Corin shook his head at Ila. “Hush, Ila,” said Mr. Corin. “Why?” she asked. The old man sat down. “Corin, I am tired.”';

test('mentions relate from surely the same person to surely another', () => {
  assert.equal(relate(name('ila'), name('ila')), RELATION.sameName);
  assert.equal(relate(he, he), RELATION.samePronoun);
  assert.equal(relate(name('ila', 'female'), she), RELATION.fits);
  assert.equal(relate(name('wren'), she), RELATION.mayFit);
  assert.equal(relate(null, she), RELATION.unknown);
  assert.equal(relate(name('ila'), name('wren')), RELATION.otherName);
  assert.equal(relate(name('ila', 'female'), he), RELATION.other);
  assert.equal(relate(i, he), RELATION.other);
  assert.deepEqual([RELATION.sameName, RELATION.mayFit, RELATION.otherName].map(plainly), [-1, 0, 1]);
});

test('names are learned with what they are called', () => {
  const { cast } = sceneOf(MEETING);
  assert.ok(cast.has('ila') && cast.has('corin'));
  assert.ok(!cast.has('hush') && !cast.has('then'));
  assert.equal(cast.genderOf('corin'), 'male');
});

test('who acts, who speaks and who is spoken to', () => {
  const { roles } = sceneOf(MEETING);
  const speakers = roles.map(({ speaker }) => speaker?.key ?? null);
  assert.deepEqual(speakers, [null, null, 'corin', 'she', null, null]);
  assert.equal(roles[4]!.actor?.kind, 'noun');
  assert.equal(roles[4]!.actor?.key, 'man');
  assert.deepEqual(
    roles.map(({ addressed }) => addressed),
    [[], [], ['ila'], [], [], ['corin']],
  );
});

test('words know where they were met before', () => {
  const { tokens } = sceneOf('The mill stood. “The mill?” he said. The end.');
  assert.deepEqual([...tokens.previous.slice(0, tokens.words.length)], [-1, -1, -1, 0, 1, -1, -1, 3, -1]);
  assert.deepEqual([...tokens.quoted.slice(0, 5)], [0, 0, 0, 1, 1]);
});
