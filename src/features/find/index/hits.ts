/** What a question finds, part by part: who may see it and what they hide are settled before anything is counted. */
import type { Condition, Question } from '../query/condition.js';
import { type BitPool, countBits, isEmpty, splitOff, wordsFor } from './bits.js';
import { compile, type Plan } from './compile.js';
import { Evaluator } from './evaluate.js';
import { HIDE_BYTES_PER_WORK } from './limits.js';
import { takeTerm, termOf } from './postings.js';
import { MEMBERS } from './rows.js';
import { type Part, type Segment, sizeOf } from './segment.js';

export interface Hit {
  part: Part;
  /** What is found and not hidden. */
  bits: Int32Array;
  count: number;
}

/** A question on its way: what is hidden is text, for it is long, always the same, and seldom has to be read. */
export interface Sent extends Omit<Question, 'hide'> {
  hide: string | null;
}

export const toSent = (question: Question): Sent => ({
  ...question,
  hide: question.hide === null ? null : JSON.stringify(question.hide),
});

interface Hide {
  plan: Plan;
  /** What is hidden in each segment, once that has been asked for. It knows nothing of who may see what. */
  bySegment: WeakMap<Segment, Int32Array>;
}

/** What readers hide, as bitmaps: their filters come with every question they ask. Those of the newest askers are kept. */
export class HideCache {
  readonly #most: number;
  readonly #kept = new Map<string, Hide>();

  constructor(most = HIDE_BYTES_PER_WORK * 8) {
    this.#most = most;
  }

  of(text: string): Hide {
    const known = this.#kept.get(text);
    const found = known ?? { plan: compile(JSON.parse(text) as Condition), bySegment: new WeakMap() };
    this.#kept.delete(text);
    this.#kept.set(text, found);
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
    return found;
  }
}

export interface Tools {
  pool: BitPool;
  hides: HideCache;
  /** Throws when the time of the question is over. */
  beat(): void;
}

interface Compiled {
  where: Plan;
  hide: Hide | null;
  guest: boolean;
}

const compileQuestion = ({ where, hide, audience }: Sent, tools: Tools): Compiled => ({
  where: compile(where),
  hide: hide === null ? null : tools.hides.of(hide),
  guest: audience === 'public',
});

function hiddenIn(evaluator: Evaluator, { plan, bySegment }: Hide): Int32Array {
  const { segment } = evaluator;
  const known = bySegment.get(segment);
  if (known) return known;
  const found = new Int32Array(wordsFor(sizeOf(segment)));
  evaluator.add(plan, found);
  bySegment.set(segment, found);
  return found;
}

const publicOf = new WeakMap<Int32Array, Int32Array>();

/** The works of a part that this audience may see. */
function seenBy(guest: boolean, { segment, live }: Part): Int32Array {
  if (!guest) return live;
  const known = publicOf.get(live);
  if (known) return known;
  const seen = live.slice();
  const term = termOf(segment.flags, MEMBERS);
  if (term !== -1) takeTerm(segment.flags, term, seen);
  publicOf.set(live, seen);
  return seen;
}

function hitOf(part: Part, { where, hide, guest }: Compiled, tools: Tools): { hit: Hit; hidden: number } {
  const evaluator = new Evaluator(part.segment, tools.pool, tools.beat);
  const bits = tools.pool.copy(seenBy(guest, part));
  evaluator.keep(where, bits);
  if (hide === null || isEmpty(bits)) return { hit: { part, bits, count: countBits(bits) }, hidden: 0 };
  const { taken, left } = splitOff(bits, hiddenIn(evaluator, hide));
  return { hit: { part, bits, count: left }, hidden: taken };
}

export interface Hits {
  hits: readonly Hit[];
  total: number;
  hidden: number;
}

/** Finds, pausing after each part. Whoever asked gives the bitmaps back to the pool. */
export function* findHits(parts: readonly Part[], question: Sent, tools: Tools): Generator<undefined, Hits> {
  const compiled = compileQuestion(question, tools);
  const hits: Hit[] = [];
  let total = 0;
  let hidden = 0;
  for (const part of parts) {
    const found = hitOf(part, compiled, tools);
    hidden += found.hidden;
    total += found.hit.count;
    if (found.hit.count > 0) hits.push(found.hit);
    else tools.pool.give(found.hit.bits);
    yield;
  }
  return { hits, total, hidden };
}

export function giveBack(hits: readonly Hit[], pool: BitPool): void {
  for (const { bits } of hits) pool.give(bits);
}
