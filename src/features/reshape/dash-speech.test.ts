import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutCjk } from './cjk.js';
import { type CutPoint, cutDashSpeech } from './dash-speech.js';

const cut = (text: string, points: CutPoint[], least = 0.5): string[] => {
  const sure = points.filter(({ probability }) => probability >= least);
  return [...sure.map(({ end }) => end), text.length].map((end, i) =>
    text.slice(sure[i - 1]?.start ?? 0, end),
  );
};
const dashes = (text: string, language: string, glued = false): string[] =>
  cut(text, cutDashSpeech(text, language, glued));

test('French: every dash is a reply; narration is in the past and the third person', () => {
  assert.deepEqual(dashes('— Tu viens ? dit-elle. Vite. — Non. Il ferma la porte. — Bon.', 'fr'), [
    '— Tu viens ? dit-elle. Vite.',
    '— Non.',
    'Il ferma la porte.',
    '— Bon.',
  ]);
});

test('Spanish: a dash that is closed sets off a beat', () => {
  assert.deepEqual(dashes('—Sí —dijo Ana—. Ven. —Ya voy. —Cerró la puerta—. Espera. —No.', 'es'), [
    '—Sí —dijo Ana—. Ven.',
    '—Ya voy. —Cerró la puerta—. Espera.',
    '—No.',
  ]);
});

test('Russian: behind a tag or a beat a dash goes on', () => {
  assert.deepEqual(dashes('— Да, — сказала она. — Иди. — Нет. — Он встал. — Потом. — Почему?', 'ru'), [
    '— Да, — сказала она. — Иди.',
    '— Нет. — Он встал. — Потом.',
    '— Почему?',
  ]);
});

test('where breaks left no space, only these ends are breaks', () => {
  assert.deepEqual(dashes('— Oui. Viens.— Non.Il partit.', 'fr', true), [
    '— Oui. Viens.',
    '— Non.',
    'Il partit.',
  ]);
});

test('Japanese and Chinese: a space is a break, a tag goes on', () => {
  const cjk = (text: string): string[] => cut(text, cutCjk(text));
  assert.deepEqual(cjk('「はい」と言った。 「そう」「いいえ」 雨だ。夜だ。 朝だ。'), [
    '「はい」と言った。',
    '「そう」',
    '「いいえ」',
    '雨だ。夜だ。',
    '朝だ。',
  ]);
  assert.deepEqual(cjk('“谁？”他问。“我。”“进来。”'), ['“谁？”他问。', '“我。”', '“进来。”']);
});

test('nothing in, nothing out', () => {
  for (const language of ['fr', 'es', 'ru', ''])
    for (const text of ['', '—', '— ', '. — ']) assert.deepEqual(cutDashSpeech(text, language), []);
  assert.deepEqual(cutCjk('。'), []);
});
