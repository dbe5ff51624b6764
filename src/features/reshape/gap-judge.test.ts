import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { readUnit, readUnits } from './fit/corpus.js';
import { GapJudge } from './gap-judge.js';
import {
  coarseStep,
  LEAF_UNIT,
  type Model,
  stepOf,
  stepsOf,
  sumWords,
  unpackModel,
  walk,
} from './gap-model.js';
import type { GapReader } from './gap-reader.js';
import { GAP_WEIGHTS } from './gap-weights.js';

const model = unpackModel(Buffer.from(GAP_WEIGHTS, 'base64'));
const texts = readUnits([path.join(import.meta.dirname, '../../../test/reshape/slice.jsonl')]).map(readUnit);

/** What the model says when its trees are walked one by one. */
function walked({ cuts, words, unit, bias, nodes, trees }: Model, reader: GapReader, at: number): number {
  const steps = stepsOf(cuts, reader.rowAt(at));
  const coarse = steps.map((step, column) => coarseStep(cuts[column]!.length + 1, step));
  const sum = sumWords({ words, unit }, reader.slotsAt(at, coarse));
  const all = Uint8Array.of(...steps, stepOf(cuts.at(-1)!, Math.fround(sum)));
  const score = trees.reduce((total, tree) => total + walk(nodes, tree, all), 0);
  return 1 / (1 + Math.exp(-(bias + score * LEAF_UNIT)));
}

test('the judge says what walking the trees one by one gives, text after text', () => {
  const judge = new GapJudge(model);
  let gaps = 0;
  for (const { runs } of texts)
    for (const { reader, places } of runs)
      for (const { at } of places) {
        assert.equal(judge.chanceAt(reader, at), walked(model, reader, at));
        gaps++;
      }
  assert.ok(gaps > 200);
});

test('a tree that is one leaf counts; trees with more leaves than a mask has bits are refused', () => {
  const { reader, places } = texts[0]!.runs[0]!;
  const leaf = { ...model, nodes: Uint8Array.of(255, 7, 0), trees: Uint32Array.of(0) };
  assert.equal(new GapJudge(leaf).chanceAt(reader, places[0]!.at), walked(leaf, reader, places[0]!.at));
  const chain = [...Array.from({ length: 32 }, () => [0, 1, 2, 255, 0, 0]).flat(), 255, 0, 0];
  const tall = { ...model, nodes: Uint8Array.from(chain), trees: Uint32Array.of(0) };
  assert.throws(() => new GapJudge(tall), RangeError);
});
