import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { test } from 'node:test';
import { textsToLearn, weightsOf } from '../fit-gaps.js';
import { LEAF, packModel, unpackModel } from '../gap-model.js';
import { textOf } from '../html.js';
import { countLetters } from '../letters.js';
import { reshape } from '../reshape.js';
import { authorOf, flattenAgain, readUnit, readUnits } from './corpus.js';
import { cutsOf } from './cuts.js';
import { addText, emptyScore, f1 } from './score.js';
import { foldsByAuthor, samplesOf } from './train.js';

const units = readUnits([path.join(import.meta.dirname, '../../../../test/reshape/slice.jsonl')]);

/** Of the weights that the slice gives; another number means that the same corpus no longer gives the same weights. */
const SLICE_WEIGHTS = '8b7431bbdcc93999a3683bc56fb94fc8d0bdebc1b2c2b5a5a2e4a761480cb082';

test('the slice gives the same weights, byte for byte', () => {
  const weights = weightsOf(units);
  assert.equal(createHash('sha256').update(weights).digest('hex'), SLICE_WEIGHTS);
  const model = unpackModel(weights);
  assert.deepEqual(packModel(model), weights);
  assert.ok(model.cuts.length < LEAF);
});

test('weights that are cut short are refused', () => {
  assert.throws(() => unpackModel(weightsOf(units.slice(0, 2)).slice(0, -1)), RangeError);
});

test('the shipped weights find the paragraphs of the slice', () => {
  let hit = 0;
  let put = 0;
  let wanted = 0;
  for (const { flat, gold } of units) {
    const truth = offsetsOf(gold);
    const found = offsetsOf(reshape(flat).blocks);
    for (const at of found) if (truth.has(at)) hit++;
    put += found.size;
    wanted += truth.size;
  }
  assert.ok((2 * hit) / (put + wanted) > 0.79, `F1 ${(2 * hit) / (put + wanted)}`);
});

function offsetsOf(blocks: readonly { html: string; label?: string | undefined }[]): Set<number> {
  const offsets = new Set<number>();
  let letters = 0;
  for (const { html, label = '' } of blocks) {
    letters += countLetters(`${label} ${textOf(html)}`);
    offsets.add(letters);
  }
  offsets.delete(letters);
  return offsets;
}

test('the author is read from the source line', () => {
  const of = (source: string): string => authorOf({ id: 'x', source });
  assert.equal(
    of('github.com/standardebooks/jane-austen_pride-and-prejudice@8ec1ca8 c.xhtml'),
    'jane-austen',
  );
  assert.equal(of('The Mill by A. Person, https://example.org/mill'), 'A. Person');
  assert.equal(of(''), 'x');
});

test('an author stands in one fold only, and every fold has some', () => {
  const samples = samplesOf(textsToLearn(units));
  const dealt = foldsByAuthor(samples, 3);
  assert.deepEqual([...new Set(dealt.values())].sort(), [0, 1, 2]);
  assert.equal(dealt.size, new Set(units.map(authorOf)).size);
});

test('figures count breaks once, by class', () => {
  const unit = {
    id: 'a-1',
    source: '',
    flat: 'It rained. “Why?” “So.” He left. It was late.',
    gold: ['It rained.', '“Why?”', '“So.” He left.', 'It was late.'].map((html) => ({
      kind: 'paragraph',
      html,
    })),
  };
  const text = readUnit(unit);
  const all = emptyScore();
  addText(all, text, () => 1);
  assert.deepEqual(all.overall, { hit: 3, wrong: 1, missed: 0 });
  assert.deepEqual(all.dialogue, { hit: 3, wrong: 1, missed: 0 });
  const none = emptyScore();
  addText(none, text, () => 0);
  assert.deepEqual(none.overall, { hit: 1, wrong: 0, missed: 2 });
  assert.deepEqual([none.gaps, none.judged], [4, 3]);
  assert.equal(f1(none.overall), 50);
});

test('a text whose breaks show is flattened again', () => {
  const gold = ['One.', 'Two.'].map((html) => ({ kind: 'paragraph', html }));
  assert.equal(flattenAgain({ id: 'a', source: '', flat: 'One.  Two.', gold }).flat, 'One. Two.');
});

test('cuts lie between values, or at quantiles, and a text’s own columns get few', () => {
  assert.deepEqual([...cutsOf([3, 1, 1, 2], false)], [1.5, 2.5]);
  const many = Array.from({ length: 1000 }, (_, i) => i);
  assert.equal(cutsOf(many, false).length, 63);
  assert.equal(cutsOf(many, true).length, 9);
});
