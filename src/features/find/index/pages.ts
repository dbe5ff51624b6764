/** One page of what was found: each part gives its works in order, and the parts are merged work by work. */
import type { Order } from '../query/condition.js';
import { hasBit, listBits } from './bits.js';
import type { Hit } from './hits.js';
import { type OrderName, type Segment, sizeOf, TEXT_SORTS, type TextSort } from './segment.js';
import { StringReader } from './strings.js';

/** The order of a question; without words to fit, the best fit is the newest. */
const nameOf = ({ sort }: Order): OrderName => (sort === 'relevance' ? 'updated' : sort);

const isText = (name: OrderName): name is TextSort => (TEXT_SORTS as readonly string[]).includes(name);

/** About what one step costs, in nanoseconds: looking at the next work of an order, comparing two works in a sort. */
const STEP = 2;
const COMPARISON = 20;

/** The works of one part in order, of which `most` are wanted: picked out of the whole order, or sorted by themselves. */
function* inOrder({ part, bits, count }: Hit, order: Order, most: number): Generator<number, void> {
  const { segment } = part;
  const name = nameOf(order);
  const sorted = segment.orders[name];
  const steps = (Math.min(most, count) / count) * sorted.length * STEP;
  if (steps <= count * Math.log2(count + 1) * COMPARISON) {
    if (order.ascending) {
      for (let i = 0; i < sorted.length; i++) if (hasBit(bits, sorted[i]!)) yield sorted[i]!;
    } else {
      for (let i = sorted.length - 1; i >= 0; i--) if (hasBit(bits, sorted[i]!)) yield sorted[i]!;
    }
    return;
  }
  const column = segment.columns[name];
  const { key } = segment.columns;
  const works = listBits(bits, count).sort((a, b) => column[a]! - column[b]! || key[a]! - key[b]!);
  yield* order.ascending ? works : works.reverse();
}

/** The works of one part as they come, with what they are compared by. */
class Run {
  readonly #works: Generator<number, void>;
  readonly #segment: Segment;
  readonly #name: OrderName;
  readonly #texts: StringReader | null;
  value: number | string = 0;
  key = 0;

  constructor(hit: Hit, order: Order, most: number) {
    this.#works = inOrder(hit, order, most);
    this.#segment = hit.part.segment;
    this.#name = nameOf(order);
    this.#texts = isText(this.#name) ? new StringReader(this.#segment.texts[this.#name]) : null;
  }

  /** Goes to the next work; false when there is none. */
  next(): boolean {
    const { value: work, done } = this.#works.next();
    if (done) return false;
    const { columns } = this.#segment;
    const value = columns[this.#name][work]!;
    this.value = this.#texts === null ? value : this.#texts.at(value);
    this.key = columns.key[work]!;
    return true;
  }
}

const before = (a: Run, b: Run): boolean => a.value < b.value || (a.value === b.value && a.key < b.key);

/** A heap whose first run holds the next work. */
class Heap {
  readonly #runs: Run[] = [];
  readonly #first: (a: Run, b: Run) => boolean;

  constructor(runs: readonly Run[], ascending: boolean) {
    this.#first = ascending ? before : (a, b) => before(b, a);
    this.#runs.push(...runs);
    for (let at = (runs.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** The key of the next work. There must be one. */
  pop(): number {
    const run = this.#runs[0]!;
    const { key } = run;
    if (!run.next()) {
      const last = this.#runs.pop()!;
      if (this.#runs.length > 0) this.#runs[0] = last;
    }
    this.#sink(0);
    return key;
  }

  #sink(from: number): void {
    const runs = this.#runs;
    for (let at = from; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < runs.length && this.#first(runs[child]!, runs[least]!)) least = child;
      if (least === at) return;
      const moved = runs[at]!;
      runs[at] = runs[least]!;
      runs[least] = moved;
      at = least;
    }
  }
}

/** Works that are passed over or taken between two pauses. */
const PAUSE = 1_024;

/** The keys from `offset` on, at most `limit`. Pauses now and then. */
export function* pageOf(
  hits: readonly Hit[],
  order: Order,
  { offset, limit }: { offset: number; limit: number },
): Generator<undefined, number[]> {
  const total = hits.reduce((sum, { count }) => sum + count, 0);
  const end = Math.min(total, offset + limit);
  if (offset >= end) return [];
  const runs: Run[] = [];
  for (const hit of hits) {
    const run = new Run(hit, order, end);
    if (run.next()) runs.push(run);
    // The first step sorts, or goes far through an order.
    if (sizeOf(hit.part.segment) > PAUSE) yield;
  }
  const heap = new Heap(runs, order.ascending);
  const keys: number[] = [];
  for (let place = 0; place < end; place++) {
    const key = heap.pop();
    if (place >= offset) keys.push(key);
    if (place % PAUSE === PAUSE - 1) yield;
  }
  return keys;
}
