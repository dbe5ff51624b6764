/** What a question finds, part by part: who may see it and what they hide are settled before anything is counted. */
import type { Question } from '../query/condition.js';
import { andNotInto, type BitPool, countBits, countBoth, isEmpty, wordsFor } from './bits.js';
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

/**
 * What readers hide, as bitmaps: their filters come with every question they ask. Those of the newest askers are kept.
 * They hold for a segment whatever is struck out of it, for they know nothing of who may see what.
 */
export class HideCache {
  readonly #most: number;
  readonly #kept = new Map<string, WeakMap<Segment, Int32Array>>();

  constructor(most = HIDE_BYTES_PER_WORK * 8) {
    this.#most = most;
  }

  /** The bitmaps of one set of filters by segment, empty at first. */
  of(name: string): WeakMap<Segment, Int32Array> {
    const found = this.#kept.get(name) ?? new WeakMap<Segment, Int32Array>();
    this.#kept.delete(name);
    this.#kept.set(name, found);
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
  hide: { plan: Plan; known: WeakMap<Segment, Int32Array> } | null;
  guest: boolean;
}

function compileQuestion(question: Question, tools: Tools): Compiled {
  return {
    where: compile(question.where),
    hide:
      question.hide === null
        ? null
        : { plan: compile(question.hide), known: tools.hides.of(JSON.stringify(question.hide)) },
    guest: question.audience === 'public',
  };
}

function hiddenIn(evaluator: Evaluator, { plan, known }: NonNullable<Compiled['hide']>): Int32Array {
  const { segment } = evaluator;
  const found = known.get(segment) ?? new Int32Array(wordsFor(sizeOf(segment)));
  if (known.has(segment)) return found;
  evaluator.add(plan, found);
  known.set(segment, found);
  return found;
}

function hitOf(part: Part, compiled: Compiled, tools: Tools): { hit: Hit; hidden: number } {
  const { segment } = part;
  const evaluator = new Evaluator(segment, tools.pool, tools.beat);
  const bits = tools.pool.copy(part.live);
  if (compiled.guest) {
    const term = termOf(segment.flags, MEMBERS);
    if (term !== -1) takeTerm(segment.flags, term, bits);
  }
  evaluator.keep(compiled.where, bits);
  let hidden = 0;
  if (compiled.hide !== null && !isEmpty(bits)) {
    const hide = hiddenIn(evaluator, compiled.hide);
    hidden = countBoth(bits, hide);
    if (hidden > 0) andNotInto(bits, hide);
  }
  return { hit: { part, bits, count: countBits(bits) }, hidden };
}

export interface Hits {
  hits: readonly Hit[];
  total: number;
  hidden: number;
}

/** Finds, pausing after each part. Whoever asked gives the bitmaps back to the pool. */
export function* findHits(
  parts: readonly Part[],
  question: Question,
  tools: Tools,
): Generator<undefined, Hits> {
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
