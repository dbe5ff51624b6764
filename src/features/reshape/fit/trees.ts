/** Gradient-boosted trees for a yes-or-no question, grown leaf by leaf on histograms of steps. */
import { LEAF, LEAF_UNIT, type Model, walk } from '../gap-model.js';
import { dice, sigmoid } from './chance.js';

const TREES = 200;
const RATE = 0.06;
const LEAVES = 24;
/** Share of the columns and of the samples that a tree sees. */
const COLUMNS = 0.2;
const SAMPLES = 0.7;
/** Least curvature in a leaf, and the L2 penalty of its value. */
const LEAST = 4;
const PENALTY = 4;
const STEPS = 64;

interface Grown {
  samples: Int32Array;
  histogram: Float64Array;
  gradient: number;
  curvature: number;
  split: { gain: number; place: number; step: number } | null;
  children: [Grown, Grown] | null;
}

/** Fits trees to the samples of `chosen`; `steps[column][sample]`, `cutCounts` how many cuts a column has. */
export function fitTrees(
  steps: readonly Uint8Array[],
  cutCounts: readonly number[],
  truth: Uint8Array,
  chosen: Int32Array,
): Pick<Model, 'bias' | 'nodes' | 'trees'> {
  return new Booster(steps, cutCounts, truth, chosen).fit();
}

class Booster {
  private readonly steps: readonly Uint8Array[];
  private readonly cutCounts: readonly number[];
  private readonly truth: Uint8Array;
  private readonly chosen: Int32Array;
  private readonly gradient: Float64Array;
  private readonly curvature: Float64Array;
  private columns: number[] = [];

  constructor(
    steps: readonly Uint8Array[],
    cutCounts: readonly number[],
    truth: Uint8Array,
    chosen: Int32Array,
  ) {
    this.steps = steps;
    this.cutCounts = cutCounts;
    this.truth = truth;
    this.chosen = chosen;
    this.gradient = new Float64Array(truth.length);
    this.curvature = new Float64Array(truth.length);
  }

  fit(): Pick<Model, 'bias' | 'nodes' | 'trees'> {
    const { chosen, truth } = this;
    const roll = dice(1);
    let breaks = 1;
    for (const sample of chosen) breaks += truth[sample]!;
    const bias = Math.fround(Math.log(breaks / (chosen.length + 2 - breaks)));
    const score = new Float64Array(truth.length).fill(bias);
    const nodes: number[] = [];
    const trees: number[] = [];
    const row = new Uint8Array(this.steps.length);
    for (let tree = 0; tree < TREES; tree++) {
      for (const sample of chosen) {
        const p = sigmoid(score[sample]!);
        this.gradient[sample] = p - truth[sample]!;
        this.curvature[sample] = p * (1 - p);
      }
      this.columns = [...this.steps.keys()].filter(() => roll() < COLUMNS);
      const root = this.grow(chosen.filter(() => roll() < SAMPLES));
      const bytes: number[] = [];
      this.write(root, bytes);
      const packed = Uint8Array.from(bytes);
      for (const sample of chosen) {
        for (const column of this.columns) row[column] = this.steps[column]![sample]!;
        score[sample]! += walk(packed, 0, row) * LEAF_UNIT;
      }
      trees.push(nodes.length);
      for (const byte of bytes) nodes.push(byte);
    }
    return { bias, nodes: Uint8Array.from(nodes), trees: Uint32Array.from(trees) };
  }

  /** Splits the leaf that gains most until there are enough. */
  private grow(samples: Int32Array): Grown {
    const root = this.leaf(samples, this.histogram(samples));
    const open = [root];
    for (let leaves = 1; leaves < LEAVES; leaves++) {
      let best = -1;
      for (let i = 0; i < open.length; i++)
        if (open[i]!.split && (best < 0 || open[i]!.split!.gain > open[best]!.split!.gain)) best = i;
      if (best < 0) break;
      const [leaf] = open.splice(best, 1);
      leaf!.children = this.divide(leaf!);
      open.push(...leaf!.children);
    }
    return root;
  }

  /** The larger child's histogram is what is left of its parent's. */
  private divide({ samples, histogram, split }: Grown): [Grown, Grown] {
    const column = this.steps[this.columns[split!.place]!]!;
    const low = samples.filter((sample) => column[sample]! <= split!.step);
    const high = samples.filter((sample) => column[sample]! > split!.step);
    const small = low.length <= high.length ? low : high;
    const counted = this.histogram(small);
    const rest = histogram.map((value, i) => value - counted[i]!);
    return small === low
      ? [this.leaf(low, counted), this.leaf(high, rest)]
      : [this.leaf(low, rest), this.leaf(high, counted)];
  }

  private histogram(samples: Int32Array): Float64Array {
    const histogram = new Float64Array(this.columns.length * STEPS * 2);
    this.columns.forEach((number, place) => {
      const column = this.steps[number]!;
      const base = place * STEPS;
      for (const sample of samples) {
        const at = (base + column[sample]!) * 2;
        histogram[at]! += this.gradient[sample]!;
        histogram[at + 1]! += this.curvature[sample]!;
      }
    });
    return histogram;
  }

  private leaf(samples: Int32Array, histogram: Float64Array): Grown {
    let gradient = 0;
    let curvature = 0;
    for (const sample of samples) {
      gradient += this.gradient[sample]!;
      curvature += this.curvature[sample]!;
    }
    const leaf: Grown = { samples, histogram, gradient, curvature, split: null, children: null };
    for (let place = 0; place < this.columns.length; place++) this.trySplits(leaf, place);
    return leaf;
  }

  private trySplits(leaf: Grown, place: number): void {
    const { histogram, gradient, curvature } = leaf;
    const whole = gradient ** 2 / (curvature + PENALTY);
    const cuts = this.cutCounts[this.columns[place]!]!;
    let low = 0;
    let lowCurvature = 0;
    for (let step = 0; step < cuts; step++) {
      const at = (place * STEPS + step) * 2;
      low += histogram[at]!;
      lowCurvature += histogram[at + 1]!;
      const highCurvature = curvature - lowCurvature;
      if (lowCurvature < LEAST || highCurvature < LEAST) continue;
      const gain =
        low ** 2 / (lowCurvature + PENALTY) + (gradient - low) ** 2 / (highCurvature + PENALTY) - whole;
      if (gain > 1e-6 && gain > (leaf.split?.gain ?? 0)) leaf.split = { gain, place, step };
    }
  }

  /** Writes a tree in the order in which `walk` reads it; returns how many nodes it wrote. */
  private write({ gradient, curvature, split, children }: Grown, bytes: number[]): number {
    if (!split || !children) {
      const value = Math.round((-RATE * gradient) / (curvature + PENALTY) / LEAF_UNIT);
      bytes.push(LEAF, value & 255, (value >> 8) & 255);
      return 1;
    }
    const at = bytes.length;
    bytes.push(this.columns[split.place]!, split.step, 0);
    const low = this.write(children[0], bytes);
    bytes[at + 2] = low + 1;
    return 1 + low + this.write(children[1], bytes);
  }
}
