/** Logistic regression over hashed words by AdaGrad with a lazy L2 penalty; the weights come out as small integers. */
import type { Model } from '../gap-model.js';
import { SLOTS } from '../gap-words.js';
import { dice, sigmoid } from './chance.js';

const ROUNDS = 8;
const RATE = 0.05;
const PENALTY = 60;
const FIRST_SQUARE = 0.01;
const MOST_SHRINK = 0.5;

/** Fits the samples of `chosen`; `slots[i]` are those of sample `i`, `truth[i]` is 1 for a break. */
export function fitWords(
  slots: readonly Int32Array[],
  truth: Uint8Array,
  chosen: Int32Array,
): Pick<Model, 'words' | 'unit'> {
  const weights = new Float64Array(SLOTS);
  const squares = new Float64Array(SLOTS).fill(FIRST_SQUARE);
  const touched = new Int32Array(SLOTS);
  const order = Int32Array.from(chosen);
  const roll = dice(7);
  let time = 0;
  const shrink = (slot: number): void => {
    const rate = Math.min(MOST_SHRINK, (PENALTY * RATE) / (Math.sqrt(squares[slot]!) * order.length));
    weights[slot]! *= (1 - rate) ** (time - touched[slot]!);
    touched[slot] = time;
  };
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, roll);
    for (const sample of order) {
      time++;
      const mine = slots[sample]!;
      let sum = 0;
      for (const slot of mine) {
        shrink(slot);
        sum += weights[slot]!;
      }
      const error = sigmoid(sum) - truth[sample]!;
      for (const slot of mine) {
        squares[slot]! += error * error;
        weights[slot]! -= (RATE / Math.sqrt(squares[slot]!)) * error;
      }
    }
  }
  for (let slot = 0; slot < SLOTS; slot++) shrink(slot);
  return quantise(weights);
}

function shuffle(order: Int32Array, roll: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(roll() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}

function quantise(weights: Float64Array): Pick<Model, 'words' | 'unit'> {
  let most = 1e-6;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const unit = Math.fround(most / 127);
  return { words: Int8Array.from(weights, (weight) => Math.round(weight / unit)), unit };
}
