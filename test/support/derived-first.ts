/** A Finder for tests: what a test has just written is found by the next request, without a deriver beside it. */
import type { Kysely } from 'kysely';
import type { Clock } from '../../src/core/clock.js';
import type { DB } from '../../src/core/db/tables.js';
import { deriveAll, type ServingFinder, sqlFinder } from '../../src/features/find/index.js';

export function derivedFirst(db: Kysely<DB>, clock: Clock): ServingFinder {
  const finder = sqlFinder(db);
  const derive = () => deriveAll(db, () => clock.now());
  return {
    by: 'sql',
    // No test depends on how fast facets are.
    facetsWithin: 600_000,
    page: async (question, range) => {
      await derive();
      return finder.page(question, range);
    },
    facets: async (question, signal) => {
      await derive();
      return finder.facets(question, signal);
    },
    counts: async (questions) => {
      await derive();
      return finder.counts(questions);
    },
    pick: async (question, chance) => {
      await derive();
      return finder.pick(question, chance);
    },
  };
}
