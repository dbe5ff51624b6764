import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cueOf, cuesOf, isUnderstood } from './cue-words.js';
import { languageOf } from './language.js';

test('languages by their commonest words and by their script', () => {
  const samples = {
    en: 'She said that it was not the end of the road, and he knew.',
    de: 'Sie sagte, dass es nicht das Ende der Straße war, und er wusste es.',
    fr: 'Elle posa la lampe sur la table et regarda la mer, qui ne disait rien.',
    es: 'Ella puso la lámpara en la mesa y miró el mar, que no decía nada.',
    ru: 'Она поставила лампу на стол и посмотрела на море, но оно молчало.',
    ja: '彼女はランプを机に置いて海を見た。',
    zh: '她把灯放在桌子上，看着大海。',
    it: 'Lei posò la lampada sul tavolo e guardò il mare, che non diceva nulla del viaggio.',
    pl: 'To nie jest koniec drogi, ale na razie tak się zdaje.',
  };
  for (const [language, text] of Object.entries(samples)) assert.equal(languageOf(text), language);
  for (const text of ['', '…', 'Mabry Corin Tess Wren Jonah Ila']) assert.equal(languageOf(text), '');
});

test('cue words stand for English ones', () => {
  assert.equal(cueOf(cuesOf('de'), 'sagte'), 'said');
  assert.equal(cueOf(cuesOf('fr'), 'elle'), 'she');
  assert.equal(cueOf(cuesOf('de'), 'sie'), 'she');
  assert.equal(cueOf(cuesOf('ru'), 'лампа'), 'лампа');
  assert.equal(cueOf(cuesOf('en'), 'said'), 'said');
  assert.deepEqual(['en', 'de', 'ja', 'fi', ''].map(isUnderstood), [true, true, true, false, false]);
});
