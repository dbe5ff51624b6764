import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTagList, tagFaults, tagPath } from './index.js';
import { tagKey } from './names.js';

test('commas part tags, the full-width and the ideographic one too', () => {
  assert.deepEqual(readTagList('a, b，c、d\ne,,，  ,f'), ['a', 'b', 'c', 'd', 'e', 'f']);
  assert.deepEqual(readTagList(''), []);
  assert.deepEqual(readTagList(' , ，\n、'), []);
});

test('as given, in the order given; twice the same is once, as first spelled', () => {
  assert.deepEqual(readTagList('Zebra, apple, ZEBRA, Apple, mango'), ['Zebra', 'apple', 'mango']);
  assert.deepEqual(readTagList('  Slow   Burn ,\tFluff'), ['Slow Burn', 'Fluff']);
  assert.deepEqual(readTagList('Wr\u202een, a\u0000b'), ['Wren', 'ab']);
});

test('case, accents over Latin and Greek letters and forms of a letter do not count', () => {
  for (const [a = '', b] of [
    ['Café', 'cafe'],
    ['Ångström', 'angstrom'],
    ['Άλφα', 'αλφα'],
    ['ＡＢＣ', 'abc'],
    ['ﬁne', 'fine'],
    ['Zoe\u0308', 'zoë'],
    ['SLOW  burn', 'Slow Burn'],
    ['Việt Nam', 'viet nam'],
  ])
    assert.equal(tagKey(a), tagKey(b ?? ''), `${a} ${b}`);
});

test('marks that are letters count', () => {
  for (const [a = '', b] of [
    ['ハリー', 'バリー'],
    ['は', 'ば'],
    ['की', 'का'],
    ['กา', 'กี'],
    ['й', 'и'],
    ['שָׁלוֹם', 'שלום'],
    ['🌙', '🌞'],
    ['夢', '梦'],
  ])
    assert.notEqual(tagKey(a), tagKey(b ?? ''), `${a} ${b}`);
  for (const name of ['夢', '🌙', '\u0301', '…', '!']) assert.notEqual(tagKey(name), '', name);
});

test('75 tags and 150 characters, and not one more', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => `Tag ${i}`);
  assert.equal(tagFaults({ freeform: many(75) }), null);
  assert.deepEqual(tagFaults({ freeform: many(76) }), { kind: 'many', given: 76 });
  assert.equal(
    tagFaults({ fandom: many(20), relationship: many(20), character: many(20), freeform: many(15) }),
    null,
  );
  assert.deepEqual(tagFaults({ fandom: many(40), freeform: many(36) }), { kind: 'many', given: 76 });
  // Ratings, warnings and categories are chosen from lists, and are beside the count.
  assert.equal(tagFaults({ freeform: many(75), warning: many(6), category: many(6) }), null);
  assert.equal(tagFaults({ freeform: ['x'.repeat(150)] }), null);
  assert.deepEqual(tagFaults({ freeform: ['x'.repeat(151)] }), {
    kind: 'long',
    type: 'freeform',
    name: 'x'.repeat(40),
    given: 151,
  });
});

test('signs that no tag can hold', () => {
  for (const sign of '<>^{}=`\\%')
    assert.deepEqual(tagFaults({ character: [`a${sign}b`] }), {
      kind: 'bad',
      type: 'character',
      name: `a${sign}b`,
    });
  for (const name of [
    'AC/DC',
    'Q&A',
    'Mr. Fox',
    'What?',
    '#1',
    "O'Brien",
    '"x"',
    '(x)',
    'a*b',
    'שלום',
    '🌙',
    '夢',
  ])
    assert.equal(tagFaults({ character: [name] }), null, name);
});

test('addresses', () => {
  assert.equal(tagPath('AC/DC & Co. #1?'), '/tags/AC*s*DC%20*a*%20Co*d*%20*h*1*q*/works');
  assert.equal(tagPath('夢'), '/tags/%E5%A4%A2/works');
  // A path of dots would be resolved away by browsers.
  assert.equal(tagPath('..'), '/tags/*d**d*/works');
});
