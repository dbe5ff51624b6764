/** The index itself, without threads: what a Finder answers, as work that pauses, over parts that do not change under it. */
import { BitPool, nthBit } from './bits.js';
import { tooSlow } from './check.js';
import { countFacets, Tally } from './facets.js';
import { findHits, giveBack, HideCache, type Sent, type Tools } from './hits.js';
import { FULL_FACETS } from './limits.js';
import { pageOf } from './pages.js';
import { Parts, type PartsSettings } from './parts.js';
import type { Facets, Page } from './types.js';

/** Work that pauses between its steps; what pauses may be dropped. */
export type Work<T> = Generator<undefined, T>;

export interface EngineSettings extends PartsSettings {
  /** Up to so many hits facets count all tags of each. */
  fullFacets?: number;
}

export class Engine {
  readonly parts: Parts;
  readonly #pool = new BitPool();
  readonly #hides = new HideCache();
  readonly #tally = new Tally();
  readonly #fullFacets: number;

  constructor(settings: EngineSettings = {}) {
    this.parts = new Parts(settings);
    this.#fullFacets = settings.fullFacets ?? FULL_FACETS;
  }

  /** @param until as performance.now() tells it: after that the question is stopped; without it, never */
  *page(question: Sent, range: { offset: number; limit: number }, until?: number): Work<Page> {
    const tools = this.#tools(until);
    const { hits, total, hidden } = yield* findHits(this.parts.view(), question, tools);
    try {
      return { keys: yield* pageOf(hits, question.order, range), total, hidden };
    } finally {
      giveBack(hits, this.#pool);
    }
  }

  /** No two of these at once: see Tally. */
  *facets(question: Sent, until?: number): Work<Facets> {
    const { hits } = yield* findHits(this.parts.view(), question, this.#tools(until));
    try {
      return yield* countFacets(hits, this.parts.tags, this.#tally, this.#fullFacets);
    } finally {
      giveBack(hits, this.#pool);
    }
  }

  *counts(questions: readonly Sent[], until?: number): Work<number[]> {
    const tools = this.#tools(until);
    const view = this.parts.view();
    const counts: number[] = [];
    for (const question of questions) {
      const { hits, total } = yield* findHits(view, question, tools);
      giveBack(hits, this.#pool);
      counts.push(total);
    }
    return counts;
  }

  *pick(question: Sent, chance: number, until?: number): Work<number | null> {
    const { hits, total } = yield* findHits(this.parts.view(), question, this.#tools(until));
    try {
      let skip = Math.min(total - 1, Math.floor(chance * total));
      for (const { part, bits, count } of hits) {
        if (skip < count) return part.segment.columns.key[nthBit(bits, skip)]!;
        skip -= count;
      }
      return null;
    } finally {
      giveBack(hits, this.#pool);
    }
  }

  #tools(until = Number.POSITIVE_INFINITY): Tools {
    return {
      pool: this.#pool,
      hides: this.#hides,
      beat: () => {
        if (performance.now() > until) throw tooSlow();
      },
    };
  }
}

/** Does work in one go. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
