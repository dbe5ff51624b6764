/**
 * The judge of a gap: a linear model over hashed words, whose sum is one more column for boosted trees. Columns are
 * cut into steps, so that both halves work on small integers and say the same on every machine.
 */
import { SLOTS } from './gap-words.js';

export interface Model {
  /** Per column, the last being the sum of the words: where its steps meet, ascending. */
  cuts: readonly Float32Array[];
  /** A weight a slot, in units of `unit`. */
  words: Int8Array;
  unit: number;
  /** Log-odds before the first tree. */
  bias: number;
  /** Nodes of all trees, three bytes a node; see `walk`. */
  nodes: Uint8Array;
  /** Where each tree begins in `nodes`. */
  trees: Uint32Array;
}

/** In place of a column: the node is a leaf. */
export const LEAF = 255;
/** Leaves are kept as 16-bit integers in units of this. */
export const LEAF_UNIT = 1 / 16384;
/** Steps that the linear half sees of a column. */
const COARSE = 8;

/** The step of a value among ascending cuts: how many of them lie below it. */
export function stepOf(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > cuts[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The steps of a row. */
export const stepsOf = (cuts: readonly Float32Array[], values: Float32Array): Uint8Array =>
  Uint8Array.from(values, (value, column) => stepOf(cuts[column]!, value));

/** The step of a column with `count` steps, in no more than COARSE of them. */
export const coarseStep = (count: number, step: number): number =>
  count <= COARSE ? step : Math.floor((step * COARSE) / count);

/** The sum of the words' weights, as log-odds. */
export function sumWords({ words, unit }: Pick<Model, 'words' | 'unit'>, slots: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < slots.length; i++) sum += words[slots[i]!]!;
  return sum * unit;
}

/** The value of the tree that begins at `at`, in units of LEAF_UNIT. A node: column, step, bytes to the right child. */
export function walk(nodes: Uint8Array, start: number, steps: Uint8Array): number {
  let at = start;
  for (let column = nodes[at]!; column !== LEAF; column = nodes[at]!)
    at += steps[column]! <= nodes[at + 1]! ? 3 : 3 * nodes[at + 2]!;
  return leafValue(nodes, at);
}

/** The value of the leaf at `at`, in units of LEAF_UNIT. */
export const leafValue = (nodes: Uint8Array, at: number): number =>
  ((nodes[at + 1]! | (nodes[at + 2]! << 8)) << 16) >> 16;

/** A model as bytes: counts, cuts, words, trees; little-endian. */
export function packModel({ cuts, words, unit, bias, nodes, trees }: Model): Uint8Array {
  const floats = cuts.reduce((sum, column) => sum + column.length, 0);
  const bytes = new Uint8Array(
    20 + cuts.length + 4 * floats + words.length + 4 * trees.length + nodes.length,
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(0, cuts.length, true);
  view.setUint32(4, trees.length, true);
  view.setUint32(8, nodes.length, true);
  view.setFloat32(12, unit, true);
  view.setFloat32(16, bias, true);
  let at = 20;
  for (const column of cuts) bytes[at++] = column.length;
  for (const column of cuts)
    for (const cut of column) {
      view.setFloat32(at, cut, true);
      at += 4;
    }
  for (const tree of trees) {
    view.setUint32(at, tree, true);
    at += 4;
  }
  bytes.set(new Uint8Array(words.buffer, words.byteOffset, words.length), at);
  bytes.set(nodes, at + words.length);
  return bytes;
}

/** @throws RangeError when the bytes are not those of a model. */
export function unpackModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const columns = view.getUint32(0, true);
  let at = 20 + columns;
  const cuts = Array.from({ length: columns }, (_, column) => {
    const cut = new Float32Array(bytes[20 + column]!);
    for (let i = 0; i < cut.length; i++, at += 4) cut[i] = view.getFloat32(at, true);
    return cut;
  });
  const trees = new Uint32Array(view.getUint32(4, true));
  for (let i = 0; i < trees.length; i++, at += 4) trees[i] = view.getUint32(at, true);
  const words = new Int8Array(bytes.slice(at, at + SLOTS).buffer);
  const nodes = bytes.slice(at + SLOTS);
  if (nodes.length !== view.getUint32(8, true)) throw new RangeError('The weights are cut short.');
  return { cuts, words, unit: view.getFloat32(12, true), bias: view.getFloat32(16, true), nodes, trees };
}
