import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortTitle } from './prepare.js';

test('sort titles', () => {
  const pairs: Record<string, string> = {
    'The Long Road': 'long road, the',
    'A Study': 'study, a',
    'An Hour': 'hour, an',
    '"Quoted"': 'quoted"',
    '...and then': 'and then',
    '…and then': 'and then',
    '‘Tis': 'tis',
    '7 Days': '00007 days',
    '1984': '01984',
    'Another Day': 'another day',
    'THE END': 'end, the',
    The: 'the',
    A: 'a',
    '...': '...',
    'Ａ Ｄａｙ': 'day, a',
    夢: '夢',
    '🌙': '🌙',
    '"The Long Road"': 'long road", the',
  };
  for (const [title, sorted] of Object.entries(pairs)) assert.equal(sortTitle(title), sorted, title);
  const titles = ['10 Things', '9 Lives', 'The Zoo', 'A Bee', '“Ant”'];
  assert.deepEqual(
    titles.sort((a, b) => (sortTitle(a) < sortTitle(b) ? -1 : 1)),
    ['9 Lives', '10 Things', '“Ant”', 'A Bee', 'The Zoo'],
  );
});
