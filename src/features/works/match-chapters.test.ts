import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ComingChapter, type HereChapter, matchChapters } from './match-chapters.js';

const here = (hash: string, importHash: string | null = hash, title: string | null = null): HereChapter => ({
  hash,
  importHash,
  textHash: hash,
  title,
});
const coming = (hash: string, title: string | null = null): ComingChapter => ({
  hash,
  textHash: hash,
  title,
});

const shown = (h: HereChapter[], c: ComingChapter[]): string[] =>
  matchChapters(h, c).map((m) =>
    [m.kind, 'here' in m ? `h${m.here}` : '', 'coming' in m ? `c${m.coming}` : ''].filter(Boolean).join(' '),
  );

test('the same again, with one changed and two new', () => {
  assert.deepEqual(
    shown(
      [here('a'), here('b'), here('c'), here('d')],
      [coming('a'), coming('b2'), coming('c'), coming('d'), coming('e'), coming('f')],
    ),
    ['same h0 c0', 'changed h1 c1', 'same h2 c2', 'same h3 c3', 'new c4', 'new c5'],
  );
});

test('a chapter put in between is new, and its neighbour is told by its title', () => {
  assert.deepEqual(
    shown(
      [here('a'), here('b', 'b', 'The Stair'), here('c')],
      [coming('a'), coming('x', 'A Door'), coming('b2', 'The Stair'), coming('c')],
    ),
    ['same h0 c0', 'new c1', 'changed h1 c2', 'same h2 c3'],
  );
});

test('a text whose number moved on is told by itself', () => {
  const [two, between] = [here('two 1', 'two 1', 'Chapter 2'), coming('between', 'Chapter 2')];
  const moved = { hash: 'two 2', textHash: 'two', title: 'Chapter 3' };
  assert.deepEqual(shown([{ ...two, textHash: 'two' }], [between, moved]), ['new c0', 'changed h0 c1']);
});

test('what was changed here is told from what was changed there', () => {
  assert.deepEqual(shown([here('a2', 'a'), here('b2', 'b')], [coming('a'), coming('b3')]), [
    'mine h0 c0',
    'both h1 c1',
  ]);
  assert.deepEqual(shown([here('a', null)], [coming('a2')]), ['both h0 c0']);
});

test('a chapter that stands only here stays in its place', () => {
  assert.deepEqual(shown([here('a'), here('mine', null), here('b')], [coming('a'), coming('b')]), [
    'same h0 c0',
    'only-here h1',
    'same h2 c1',
  ]);
  assert.deepEqual(shown([], [coming('a')]), ['new c0']);
});

test('every chapter is in the answer once, and those that come stay in their order', () => {
  const letter = fc.constantFrom('a', 'b', 'c', 'd');
  const one = fc.record({
    hash: letter,
    textHash: letter,
    importHash: fc.option(letter),
    title: fc.option(letter),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.array(one, { maxLength: 8 }), (h, c) => {
      const matches = matchChapters(h, c);
      const of = (key: 'here' | 'coming') =>
        matches.flatMap((m) => (key in m ? [(m as Record<string, unknown>)[key] as number] : []));
      assert.deepEqual(of('here'), [...h.keys()]);
      assert.deepEqual(of('coming'), [...c.keys()]);
    }),
  );
});
