/** Two texts set against each other: what comes out of it is both of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromStore } from '../../../core/text/index.js';
import { type Comparison, compareTexts } from './compare.js';

const compare = (older: string, newer: string): Comparison =>
  compareTexts(fromStore(older), fromStore(newer));

/** One line a block: +added+, -taken out-, the rest as before. */
const shown = ({ blocks }: Comparison): string[] =>
  blocks.map((block) =>
    block.runs
      .map(({ change, text }) =>
        change === 'added' ? `+${text}+` : change === 'removed' ? `-${text}-` : text,
      )
      .join(''),
  );

test('words are marked where they changed, and nothing else', () => {
  const compared = compare(
    '<p>The lamp was lit.</p><p>She went home.</p>',
    '<p>The old lamp was out.</p><p>She went home.</p>',
  );
  assert.deepEqual(shown(compared), ['The +old +lamp was -lit.-+out.+', 'She went home.']);
  assert.deepEqual([compared.added, compared.removed], [2, 1]);
});

test('a paragraph that was added or taken out is marked as a whole', () => {
  const [a, b, c] = ['<p>One.</p>', '<p>Two words.</p>', '<p>Three.</p>'];
  assert.deepEqual(shown(compare(`${a}${c}`, `${a}${b}${c}`)), ['One.', '+Two words.+', 'Three.']);
  assert.deepEqual(shown(compare(`${a}${b}${c}`, `${a}${c}`)), ['One.', '-Two words.-', 'Three.']);
});

test('italics, a line end, a scene break and a picture are changes too', () => {
  assert.equal(compare('<p>So late.</p>', '<p>So <em>late</em>.</p>').added > 0, true);
  assert.equal(
    compare('<p>a b</p>', '<p>a<br>b</p>').blocks[0]?.runs.some(({ change }) => change !== 'same'),
    true,
  );
  assert.deepEqual(
    compare('<p>a</p><p>b</p>', '<p>a</p><hr><p>b</p>').blocks.map(({ tag, change }) => [tag, change]),
    [
      ['p', 'same'],
      ['hr', 'added'],
      ['p', 'same'],
    ],
  );
  assert.equal(compare('<p>x</p>', '<p>x <img src="/media/1" alt="a map"></p>').added, 2);
});

test('texts without spaces are compared sign by sign', () => {
  assert.deepEqual(shown(compare('<p>灯が消えた</p>', '<p>灯が点いた</p>')), ['灯が-消え-+点い+た']);
});

test('two that have nothing in common are set against each other by paragraphs, soon', () => {
  const text = (of: string) => `<p>${Array.from({ length: 12_000 }, (_, i) => `${of}${i}`).join(' ')}</p>`;
  const compared = compare(text('a'), text('b'));
  assert.equal(compared.rough, true);
  assert.deepEqual(
    compared.blocks.map(({ change }) => change),
    ['removed', 'added'],
  );
});

test('without what was added it is the older one, without what was taken out the newer one', () => {
  const word = fc.constantFrom('lamp', 'sea', 'the', '<em>so</em>', 'x');
  const paragraph = fc
    .array(word, { minLength: 1, maxLength: 8 })
    .map((words) => `<p>${words.join(' ')}</p>`);
  const text = fc.array(paragraph, { maxLength: 6 }).map((all) => all.join(''));
  const bare = (html: string) => html.replace(/<[^>]+>|\s+/g, '');
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const { blocks } = compare(older, newer);
      const without = (change: string) =>
        blocks
          .flatMap(({ runs }) => runs)
          .filter((run) => run.change !== change)
          .map(({ text: words }) => words)
          .join('')
          .replace(/\s+/g, '');
      assert.equal(without('added'), bare(older));
      assert.equal(without('removed'), bare(newer));
    }),
    { numRuns: 200 },
  );
});
