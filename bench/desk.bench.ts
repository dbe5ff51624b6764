/** The desk and the door: what saving a long work costs beside its text, and what a flood of log-ins costs readers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPool } from '../src/core/db/connect.js';
import { openDatabase } from '../src/core/db/open.js';
import { logInFlood } from './desk/flood.js';
import { saving } from './desk/saving.js';
import { ask, fill, startServer } from './desk/server.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const WORKS = 60;
const silent = { info() {}, warn() {}, error() {} };

const round = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(2))]));

async function whileServing<T>(
  dataDir: string,
  settings: NodeJS.ProcessEnv,
  work: (server: Awaited<ReturnType<typeof startServer>>) => Promise<T>,
): Promise<T> {
  const server = await startServer(dataDir, settings);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

export async function run(): Promise<Record<string, number>> {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')]);
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-bench-desk-'));
  const dataDir = join(folder, 'data');
  try {
    const cookie = await fill(dataDir, WORKS);
    const saved = await whileServing(dataDir, {}, async (server) => {
      const database = await openDatabase({ dataDir }, silent);
      const pool = createPool(database.settings, silent);
      try {
        return await saving(server, cookie, pool);
      } finally {
        await pool.end();
        await database.stop();
      }
    });
    const flooded = await whileServing(dataDir, { FANLIGHT_PROXIES: '127.0.0.1' }, async (server) => {
      const { body } = await ask(server, '/works');
      const work = /href="(\/works\/\w{10})"/.exec(body)?.[1];
      if (!work) throw new Error('The listing has no work.');
      return logInFlood(server, ['/works', work, '/']);
    });
    return round({ ...saved, ...flooded });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
