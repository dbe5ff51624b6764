/**
 * Judges gaps by a model, giving the same sums as walking its trees one by one, but quicker. The trees are read column
 * by column: each has a bit a leaf, every node whose question is answered by "more" takes out the leaves to its left,
 * and the lowest bit that is left is the leaf that a walk would have come to (QuickScorer, Lucchese et al. 2015).
 * What a text's style takes out is the same at all its gaps, and so done once a text.
 */
import { coarseStep, LEAF, LEAF_UNIT, leafValue, type Model, stepOf } from './gap-model.js';
import type { GapReader } from './gap-reader.js';
import { Row } from './gap-row.js';
import type { Style } from './gap-style.js';
import { KIND_COUNT, MOST_SLOTS, stepSlot } from './gap-words.js';

/** Bits of a mask: the most leaves that a tree may have. */
const MOST_LEAVES = 32;
/** Whole numbers from LEAST on, TABLED of them, have their steps in a table; others are looked for. */
const LEAST = -4;
const TABLED = 512;

interface Node {
  column: number;
  step: number;
  tree: number;
  mask: number;
}

/** The verdicts of one model. */
export class GapJudge {
  private readonly model: Model;
  private readonly last: number;
  /** Where the steps of each column begin in `ends` and `sums`. */
  private readonly base: Int32Array;
  private readonly tabled: Uint8Array;
  /** Per column where its nodes begin; per step of it where those end that a value of the step passes. */
  private readonly begins: Int32Array;
  private readonly ends: Int32Array;
  private readonly nodeTree: Uint16Array;
  private readonly nodeMask: Int32Array;
  private readonly leaves: Int16Array;
  /** Per kind of gap and step: the weight of the step in the words' sum. */
  private readonly sums: Int16Array;
  private readonly masks: Int32Array;
  private readonly styleMasks: Int32Array;
  private readonly styleSums = new Int32Array(KIND_COUNT);
  private style: Style | null = null;
  private readonly row: Row;
  private readonly slots = new Int32Array(MOST_SLOTS);

  constructor(model: Model) {
    const { cuts, trees } = model;
    this.model = model;
    this.last = cuts.length - 1;
    this.row = new Row(cuts.length);
    this.base = new Int32Array(cuts.length + 1);
    cuts.forEach((cut, column) => {
      this.base[column + 1] = this.base[column]! + cut.length + 1;
    });
    this.tabled = tableSteps(cuts);
    this.leaves = new Int16Array(trees.length * MOST_LEAVES);
    const nodes = this.readTrees().sort((a, b) => a.column - b.column || a.step - b.step);
    this.nodeTree = Uint16Array.from(nodes, ({ tree }) => tree);
    this.nodeMask = Int32Array.from(nodes, ({ mask }) => mask);
    this.begins = new Int32Array(cuts.length);
    this.ends = new Int32Array(this.base[cuts.length]!);
    let at = 0;
    for (let column = 0; column < cuts.length; column++) {
      this.begins[column] = at;
      for (let step = 0; step <= cuts[column]!.length; step++) {
        while (nodes[at]?.column === column && nodes[at]!.step < step) at++;
        this.ends[this.base[column]! + step] = at;
      }
    }
    this.sums = this.weighSteps();
    this.masks = new Int32Array(trees.length);
    this.styleMasks = new Int32Array(trees.length);
  }

  /** How likely a paragraph begins at the gap before piece `at`, 0..1. */
  chanceAt(reader: GapReader, at: number): number {
    if (reader.style !== this.style) this.takeStyle(reader.style);
    const { row, last, base, sums, slots, model, masks } = this;
    row.size = 0;
    reader.putNumbers(at, row);
    const kind = reader.kindAt(at);
    const kindSums = kind * base[last]!;
    let sum = this.styleSums[kind]!;
    masks.set(this.styleMasks);
    for (let column = 0; column < row.size; column++) {
      const place = base[column]! + this.stepAt(column, row.values[column]!);
      sum += sums[kindSums + place]!;
      this.takeOut(column, place, masks);
    }
    const count = reader.putWords(at, slots);
    for (let i = 0; i < count; i++) sum += model.words[slots[i]!]!;
    this.takeOut(last, base[last]! + stepOf(model.cuts[last]!, Math.fround(sum * model.unit)), masks);
    return 1 / (1 + Math.exp(-(model.bias + this.sumLeaves() * LEAF_UNIT)));
  }

  private stepAt(column: number, value: number): number {
    const place = value - LEAST;
    return place >= 0 && place < TABLED && place === (place | 0)
      ? this.tabled[column * TABLED + place]!
      : stepOf(this.model.cuts[column]!, value);
  }

  /** Takes out of `masks` the leaves that are to the left of the nodes that a value passes. */
  private takeOut(column: number, place: number, masks: Int32Array): void {
    const { nodeTree, nodeMask } = this;
    const end = this.ends[place]!;
    for (let node = this.begins[column]!; node < end; node++) masks[nodeTree[node]!]! &= nodeMask[node]!;
  }

  private sumLeaves(): number {
    const { masks, leaves } = this;
    let sum = 0;
    for (let tree = 0; tree < masks.length; tree++) {
      const mask = masks[tree]!;
      sum += leaves[tree * MOST_LEAVES + 31 - Math.clz32(mask & -mask)]!;
    }
    return sum;
  }

  private takeStyle(style: Style): void {
    const { base, last, sums } = this;
    const first = last - style.values.length;
    this.style = style;
    this.styleMasks.fill(-1);
    this.styleSums.fill(0);
    style.values.forEach((value, i) => {
      const place = base[first + i]! + this.stepAt(first + i, value);
      this.takeOut(first + i, place, this.styleMasks);
      for (let kind = 0; kind < KIND_COUNT; kind++)
        this.styleSums[kind]! += sums[kind * base[last]! + place]!;
    });
  }

  /** Fills `leaves`, in order from left to right a tree; returns all other nodes. */
  private readTrees(): Node[] {
    const { nodes: bytes, trees } = this.model;
    const found: Node[] = [];
    const read = (at: number, tree: number, leaf: number): number => {
      const column = bytes[at]!;
      if (column === LEAF) {
        this.leaves[tree * MOST_LEAVES + leaf] = leafValue(bytes, at);
        return leaf + 1;
      }
      const middle = read(at + 3, tree, leaf);
      const left = (2 ** middle - 2 ** leaf) | 0;
      found.push({ column, step: bytes[at + 1]!, tree, mask: ~left });
      return read(at + 3 * bytes[at + 2]!, tree, middle);
    };
    trees.forEach((start, tree) => {
      if (read(start, tree, 0) > MOST_LEAVES) throw new RangeError('A tree has too many leaves.');
    });
    return found;
  }

  private weighSteps(): Int16Array {
    const { model, base, last } = this;
    const size = base[last]!;
    const sums = new Int16Array(KIND_COUNT * size);
    for (let kind = 0; kind < KIND_COUNT; kind++)
      for (let column = 0; column < last; column++) {
        const count = model.cuts[column]!.length + 1;
        for (let step = 0; step < count; step++)
          sums[kind * size + base[column]! + step] =
            model.words[stepSlot(kind, column, coarseStep(count, step))]!;
      }
    return sums;
  }
}

/** The steps of whole numbers, TABLED a column. */
function tableSteps(cuts: readonly Float32Array[]): Uint8Array {
  const table = new Uint8Array(cuts.length * TABLED);
  cuts.forEach((cut, column) => {
    for (let i = 0; i < TABLED; i++) table[column * TABLED + i] = stepOf(cut, i + LEAST);
  });
  return table;
}
