/** Which works of one segment a plan finds. Three ways to use a plan on a bitmap: keep, take away, add. */
import { andInto, andNotInto, type BitPool, fillFirst, isEmpty, orInto, setBit, wordsFor } from './bits.js';
import type { Plan } from './compile.js';
import { addTerm, keepTerm, takeTerm, termOf, useOf } from './postings.js';
import { type Segment, sizeOf } from './segment.js';
import { allStrings } from './strings.js';

const codesBySegment = new WeakMap<Segment, string[]>();

/** The codes of a segment's languages as byte strings; an id in `languages` is a place in this list. */
export function codesOf(segment: Segment): string[] {
  const known = codesBySegment.get(segment) ?? allStrings(segment.codes);
  codesBySegment.set(segment, known);
  return known;
}

/** Where a work with this key stands in a segment; -1 when it does not. */
export function placeOfKey({ orders, columns }: Segment, key: number): number {
  let low = 0;
  let high = orders.key.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const work = orders.key[middle]!;
    const found = columns.key[work]!;
    if (found === key) return work;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** What one evaluation goes by. `beat` is called at each step and throws when the time is over. */
export class Evaluator {
  readonly segment: Segment;
  readonly #pool: BitPool;
  readonly #beat: () => void;

  constructor(segment: Segment, pool: BitPool, beat: () => void) {
    this.segment = segment;
    this.#pool = pool;
    this.#beat = beat;
  }

  /** The term of a leaf: postings and place, or null when no work of the segment has it. */
  #leaf(plan: Extract<Plan, { op: 'term' | 'language' }>) {
    const { segment } = this;
    const postings = plan.op === 'language' ? segment.languages : segment[plan.space];
    const id = plan.op === 'language' ? codesOf(segment).indexOf(plan.code) : plan.id;
    const term = termOf(postings, id);
    return term === -1 ? null : { postings, term };
  }

  /** How dear a part is, to do first what leaves least: exact for terms, a guess for what is made of parts. */
  #cost(plan: Plan): number {
    const works = sizeOf(this.segment);
    switch (plan.op) {
      case 'works':
        return plan.keys.length;
      case 'range':
        return works * 3;
      case 'not':
        return works + 1;
      case 'and':
      case 'or':
        return works * 2;
      default: {
        const leaf = this.#leaf(plan);
        return leaf === null ? 0 : useOf(leaf.postings, leaf.term);
      }
    }
  }

  #works(keys: Float64Array): Int32Array {
    const found = this.#pool.zeros(this.#words());
    for (const key of keys) {
      const work = placeOfKey(this.segment, key);
      if (work !== -1) setBit(found, work);
    }
    return found;
  }

  #words(): number {
    return wordsFor(sizeOf(this.segment));
  }

  /** Leaves in a bitmap what a plan finds. */
  keep(plan: Plan, bits: Int32Array): void {
    this.#beat();
    switch (plan.op) {
      case 'and': {
        const parts = plan.of.map((part) => ({ part, cost: this.#cost(part) }));
        parts.sort((a, b) => a.cost - b.cost);
        for (const [at, { part }] of parts.entries()) {
          if (at > 0 && isEmpty(bits)) return;
          this.keep(part, bits);
        }
        return;
      }
      case 'or': {
        const found = this.#pool.zeros(bits.length);
        for (const part of plan.of) this.add(part, found);
        andInto(bits, found);
        this.#pool.give(found);
        return;
      }
      case 'not':
        this.take(plan.of, bits);
        return;
      case 'range':
        this.#range(plan, bits, true);
        return;
      case 'works': {
        const found = this.#works(plan.keys);
        andInto(bits, found);
        this.#pool.give(found);
        return;
      }
      default: {
        const leaf = this.#leaf(plan);
        if (leaf === null) bits.fill(0);
        else keepTerm(leaf.postings, leaf.term, bits);
      }
    }
  }

  /** Takes out of a bitmap what a plan finds. */
  take(plan: Plan, bits: Int32Array): void {
    this.#beat();
    switch (plan.op) {
      case 'or':
        for (const part of plan.of) this.take(part, bits);
        return;
      case 'and': {
        const found = this.#pool.copy(bits);
        this.keep(plan, found);
        andNotInto(bits, found);
        this.#pool.give(found);
        return;
      }
      case 'not':
        this.keep(plan.of, bits);
        return;
      case 'range':
        this.#range(plan, bits, false);
        return;
      case 'works': {
        const found = this.#works(plan.keys);
        andNotInto(bits, found);
        this.#pool.give(found);
        return;
      }
      default: {
        const leaf = this.#leaf(plan);
        if (leaf !== null) takeTerm(leaf.postings, leaf.term, bits);
      }
    }
  }

  /** Adds to a bitmap what a plan finds. */
  add(plan: Plan, bits: Int32Array): void {
    this.#beat();
    if (plan.op === 'or') {
      for (const part of plan.of) this.add(part, bits);
      return;
    }
    if (plan.op === 'term' || plan.op === 'language') {
      const leaf = this.#leaf(plan);
      if (leaf !== null) addTerm(leaf.postings, leaf.term, bits);
      return;
    }
    const found = this.#pool.zeros(bits.length);
    fillFirst(found, sizeOf(this.segment));
    this.keep(plan, found);
    orInto(bits, found);
    this.#pool.give(found);
  }

  /** Goes through the works of a bitmap and leaves those that are in the range, or those that are not. */
  #range(plan: Extract<Plan, { op: 'range' }>, bits: Int32Array, inside: boolean): void {
    const { from, to } = plan;
    const column = this.segment.columns[plan.field];
    for (let i = 0; i < bits.length; i++) {
      let word = bits[i]!;
      let left = word;
      while (word !== 0) {
        const low = word & -word;
        const value = column[(i << 5) + 31 - Math.clz32(low)]!;
        if ((value >= from && value <= to) !== inside) left ^= low;
        word ^= low;
      }
      bits[i] = left;
    }
  }
}
