/** The comparison's questions put to Postgres: each way, the faster counts, and the answers must be the index's. */
import { performance } from 'node:perf_hooks';
import type { Archive } from '../../../src/demo/archive-shape.js';
import type { Facets, IndexStore, Page } from '../../../src/features/find/index/types.js';
import { quantile } from '../engine.js';
import { type Asked, comparison } from '../questions.js';
import { ask, facetsSql, type PeerPage, pageSql, type Way } from './questions.js';
import type { Peer } from './tables.js';

const WAYS: readonly Way[] = ['gin', 'join'];
const TIMES = 7;

export interface Answers {
  asked: Asked;
  page: Page;
  facets: Facets;
}

/** What the index answers, to be held against Postgres. */
export async function answersOf(store: IndexStore, archive: Archive): Promise<Answers[]> {
  const answers: Answers[] = [];
  for (const asked of comparison(archive))
    answers.push({
      asked,
      page: await store.page(asked.question, asked.range),
      facets: await store.facets(asked.question),
    });
  return answers;
}

async function fastest(
  peer: Peer,
  statements: (string | null)[],
  check: (rows: never[]) => void,
): Promise<number> {
  const medians: number[] = [];
  for (const sql of statements) {
    if (sql === null) continue;
    check((await ask(peer.client, sql)) as never[]);
    const taken: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const begun = performance.now();
      await ask(peer.client, sql);
      taken.push(performance.now() - begun);
    }
    medians.push(quantile(taken, 0.5));
  }
  return Math.min(...medians);
}

/** Medians of Postgres in milliseconds, warm, under the names of the index's own. @throws when it answers otherwise */
export async function peerMedians(peer: Peer, answers: readonly Answers[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const { asked, page, facets } of answers) {
    const { name, question, range } = asked;
    figures[`${name}PageMs`] = await fastest(
      peer,
      WAYS.map((way) => pageSql(way, question, range)),
      ([row]: PeerPage[]) => {
        if (JSON.stringify(row?.keys) !== JSON.stringify(page.keys) || row?.total !== page.total)
          throw new Error(`Postgres gives another page of “${name}” than the index.`);
      },
    );
    const expected = Object.entries(facets.tags).flatMap(([type, counts]) =>
      counts.map(({ id, count }) => ({ type, id, count })),
    );
    const sorted = (rows: readonly { type: string }[]): string =>
      JSON.stringify([...rows].sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0)));
    figures[`${name}FacetsMs`] = await fastest(
      peer,
      WAYS.map((way) => facetsSql(way, question)),
      (rows: { type: string; id: number; count: number }[]) => {
        if (sorted(rows) !== sorted(expected))
          throw new Error(`Postgres gives other facets of “${name}” than the index.`);
      },
    );
  }
  return figures;
}
