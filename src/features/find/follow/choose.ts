/** Who answers: the index where it is ready and the question is none for words, else SQL. Both give the same. */
import type { Finder, IndexStore } from '../index/types.js';
import { LIMITS } from '../limits.js';
import type { Question } from '../query/condition.js';
import { asksWords } from '../sql/compile.js';

/** A Finder that says who is behind it just now. */
export interface ServingFinder extends Finder {
  readonly by: 'index' | 'sql';
  /** So long a list waits for facets before it is sent without them, in ms. */
  readonly facetsWithin: number;
}

const isForSql = ({ where, hide }: Question): boolean =>
  asksWords(where) || (hide !== null && asksWords(hide));

export function chooseFinder(index: IndexStore, inSql: Finder): ServingFinder {
  async function answer<T>(questions: readonly Question[], ask: (finder: Finder) => Promise<T>): Promise<T> {
    if (!index.ready || questions.some(isForSql)) return ask(inSql);
    try {
      return await ask(index);
    } catch (error) {
      // Its thread died over this question or another one.
      if (!index.ready) return ask(inSql);
      throw error;
    }
  }
  return {
    get by() {
      return index.ready ? 'index' : 'sql';
    },
    facetsWithin: LIMITS.facetsWithin,
    page: (question, range) => answer([question], (finder) => finder.page(question, range)),
    facets: (question, signal) => answer([question], (finder) => finder.facets(question, signal)),
    counts: (questions) => answer(questions, (finder) => finder.counts(questions)),
    pick: (question, chance) => answer([question], (finder) => finder.pick(question, chance)),
  };
}
