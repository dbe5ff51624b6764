/** Servers as `npm start` runs them, and the moments from their start on. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Server, startServer } from '../desk/server.js';

const LOOP = new URL('loop.mjs', import.meta.url).href;
const LOOK_MS = 20;

export interface Started extends Server {
  dataDir: string;
  /** `performance.now()` when it was started. */
  begun: number;
}

/** @param databaseUrl of a database that another server runs; without it the folder's own */
export async function start(dataDir: string, databaseUrl?: string): Promise<Started> {
  const begun = performance.now();
  const server = await startServer(dataDir, {
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    METRICS_PORT: '0',
    FANLIGHT_PROXIES: '127.0.0.1',
    NODE_OPTIONS: `--import ${LOOP}`,
    BENCH_LOOP: join(dataDir, 'loop.json'),
  });
  return { ...server, dataDir, begun };
}

const health = async (server: Server): Promise<string> => (await ask(server, '/health/ready')).body;

export interface FirstAnswers {
  /** Seconds from its start until a list of all works was answered. */
  listing: number;
  /** Who said that it answers when the list came. */
  by: 'index' | 'sql';
  /** Seconds until searches were answered by the index. */
  index: number;
  /** Of lists asked for meanwhile, one after the other, the median in milliseconds, and those that were refused. */
  meanwhile: { medianMs: number; refused: number; asked: number };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Asks for lists until the index answers them. */
export async function firstAnswers(server: Started): Promise<FirstAnswers> {
  const since = (): number => (performance.now() - server.begun) / 1_000;
  const taken: number[] = [];
  let listing = Number.NaN;
  let by: 'index' | 'sql' = 'sql';
  let refused = 0;
  for (;;) {
    const said = await health(server);
    const isIndex = said.includes('searches: index');
    if (!isIndex && !said.includes('searches: sql'))
      throw new Error(`The health page does not say who answers searches: ${said}`);
    const { status, body, ms } = await ask(server, '/works');
    if (status === 200 && /<h3[ >]/.test(body)) {
      taken.push(ms);
      if (Number.isNaN(listing)) {
        listing = since();
        by = isIndex ? 'index' : 'sql';
      }
      if (isIndex)
        return {
          listing,
          by,
          index: since(),
          meanwhile: { medianMs: median(taken), refused, asked: refused + taken.length },
        };
    } else if (status === 503) refused += 1;
    else throw new Error(`A list was answered with ${status}: ${body.slice(0, 300)}`);
    await sleep(LOOK_MS);
  }
}

export interface Held {
  /** Milliseconds on the clock, and of the thread's own time on the processor. */
  wall: { p99: number; max: number };
  cpu: { p99: number; max: number };
  /** How often the thread worked for more than 20 ms. */
  over: number;
}

/** How long the web thread held its loop since it was last asked. */
export async function loopHeld({ dataDir, pid }: Started): Promise<Held> {
  const file = join(dataDir, 'loop.json');
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Held;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await sleep(LOOK_MS);
  }
}
