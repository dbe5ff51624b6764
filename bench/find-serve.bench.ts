/**
 * How soon an archive of a million works (BENCH_WORKS for another number, for which the budgets are not) serves lists
 * and shows what was posted. A server as `npm start` runs it starts without a snapshot of its index, stops, and starts
 * again with it; then a second process on the same database joins it, works are posted by the form in the first, and
 * questions of all kinds are asked while it is measured how long the web thread holds its loop.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from './desk/server.js';
import { fillMany } from './find-serve/fill.js';
import { askMix } from './find-serve/mix.js';
import { posted } from './find-serve/posting.js';
import { firstAnswers, loopHeld, type Started, start } from './find-serve/servers.js';

const WORKS = Number(process.env.BENCH_WORKS ?? 1_000_000);
const POSTS = Number(process.env.BENCH_POSTS ?? 20);
const QUESTIONS = 2_000;

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

const say = (figures: Record<string, number>): Record<string, number> => {
  process.stderr.write(`${JSON.stringify(figures)}\n`);
  return figures;
};

const snapshotIn = (dataDir: string): string => join(dataDir, 'cache', 'find.index');

/** Starts without a snapshot and stops, which leaves one. */
async function withoutSnapshot(dataDir: string): Promise<Record<string, number>> {
  rmSync(snapshotIn(dataDir), { force: true });
  const server = await start(dataDir);
  const first = await firstAnswers(server);
  const begun = performance.now();
  await server.stop();
  return {
    bareFirstListingSeconds: first.listing,
    bareSaysSql: first.by === 'sql' ? 1 : 0,
    bareListingMs: first.meanwhile.medianMs,
    bareRefused: first.meanwhile.refused,
    bareIndexSeconds: first.index,
    stopSeconds: (performance.now() - begun) / 1_000,
    savedAtStop: existsSync(snapshotIn(dataDir)) ? 1 : 0,
  };
}

async function posting(servers: readonly Started[], cookie: string): Promise<Record<string, number>> {
  // The first one loads what posting needs.
  await posted(servers, cookie, 1);
  const [here = [], there = []] = await posted(servers, cookie, POSTS);
  return {
    listedHereMs: at(here, 0.5),
    listedHereMaxMs: Math.max(...here),
    listedThereMs: at(there, 0.5),
    listedThereMaxMs: Math.max(...there),
  };
}

async function loop(server: Started, cookie: string): Promise<Record<string, number>> {
  await askMix(server, cookie, 200);
  await loopHeld(server);
  const { taken, refused } = await askMix(server, cookie, QUESTIONS);
  const held = await loopHeld(server);
  return {
    mixP50Ms: at(taken, 0.5),
    mixP99Ms: at(taken, 0.99),
    mixRefused: refused,
    loopP99Ms: held.cpu.p99,
    loopMaxMs: held.cpu.max,
    loopAbove20: held.over,
    loopWallP99Ms: held.wall.p99,
    loopWallMaxMs: held.wall.max,
  };
}

export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-bench-'));
  const dataDir = join(folder, 'first');
  const other = join(folder, 'second');
  const running: Started[] = [];
  try {
    // So that no start has to.
    execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'ignore' });
    mkdirSync(join(other, 'cache'), { recursive: true });
    const cookie = await fill(dataDir, 40);
    const begun = performance.now();
    const databaseUrl = await fillMany(dataDir, WORKS);
    const filled = say({ fillSeconds: (performance.now() - begun) / 1_000 });
    const bare = say(await withoutSnapshot(dataDir));
    const first = await start(dataDir);
    running.push(first);
    const again = await firstAnswers(first);
    const restart = say({ restartFirstListingSeconds: again.listing, restartIndexSeconds: again.index });
    // It is of this database, so the second process may begin with it too.
    copyFileSync(snapshotIn(dataDir), snapshotIn(other));
    const second = await start(other, databaseUrl);
    running.unshift(second);
    await firstAnswers(second);
    const shown = say(await posting([first, second], cookie));
    const held = say(await loop(first, cookie));
    return { ...filled, ...bare, ...restart, ...shown, ...held };
  } finally {
    for (const server of running) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
