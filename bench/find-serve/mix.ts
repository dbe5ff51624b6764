/** A mix of what readers and a wrangler ask, some at a time, for as long as wanted. */
import http from 'node:http';
import { dice } from '../../src/demo/dice.js';
import { ask, type Server } from '../desk/server.js';
import { nameOf } from './fill.js';

const READERS = 4;
/** Ids of the made-up archive: its largest fandom, character, relationship and free tags. */
const LARGEST = { fandom: 1_000, character: 100_000_000, relationship: 200_000_000, freeform: 300_000_000 };

const quoted = (type: keyof typeof LARGEST, rank: number): string =>
  `${type}:"${nameOf(LARGEST[type] + rank, type)}"`;
const listing = (query: string, more = ''): string => `/works?${new URLSearchParams({ q: query })}${more}`;

/** What the n-th question is. Suggestions are of the wranglers' desk and need its cookie. */
function pathOf(n: number): { path: string; desk?: true } {
  const d = dice(n + 1);
  const fandom = quoted('fandom', d.below(12));
  const freeform = quoted('freeform', d.below(20));
  switch (n % 10) {
    case 0:
      return { path: listing(fandom, '&facets=part') };
    case 1:
      return { path: '/works?facets=part' };
    case 2:
      return { path: listing(`${fandom} ${freeform}`) };
    case 3:
      return { path: listing(`${fandom} words:>5000 sort:kudos`) };
    // Finds nothing: what loosening each filter would give back is counted.
    case 4:
      return {
        path: listing(`${fandom} ${freeform} ${quoted('character', 3)} words:<10 complete:yes language:hr`),
      };
    case 5:
      return {
        path: `/tags/complete?${new URLSearchParams({ type: 'any', q: nameOf(d.below(50_000), 'fandom').slice(4, 6 + d.below(5)) })}`,
      };
    case 6:
      return { path: listing(`${freeform} -${quoted('relationship', d.below(9))}`, '&facets=part') };
    case 7:
      return {
        path: `/tags/${encodeURIComponent(nameOf(LARGEST.freeform + d.below(20), 'freeform'))}/works`,
      };
    case 8:
      return { path: `/works?page=${1 + d.below(40)}` };
    default:
      return n % 50 === 9
        ? {
            path: `/wrangling/suggestions?type=${d.pick(['freeform', 'relationship', 'character', 'fandom'])}`,
            desk: true,
          }
        : { path: '/works' };
  }
}

/** @returns milliseconds of each answer that was one, and how many were none; throws when a question is not understood */
export async function askMix(
  server: Server,
  cookie: string,
  questions: number,
): Promise<{ taken: number[]; refused: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: READERS });
  const taken: number[] = [];
  let refused = 0;
  let next = 0;
  const reader = async (): Promise<void> => {
    while (next < questions) {
      const n = next++;
      const { path, desk } = pathOf(n);
      const from = `2001:db8:${(n >> 8).toString(16)}:${(n & 255).toString(16)}::1`;
      const { status, body, ms } = await ask(server, path, { agent, from, ...(desk ? { cookie } : {}) });
      if (status === 200) taken.push(ms);
      else if (status === 503) refused += 1;
      else throw new Error(`${path} was answered with ${status}: ${body.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  agent.destroy();
  return { taken, refused };
}
