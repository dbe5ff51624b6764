/**
 * What a page costs: CPU of the server process per request, as a multiple of a bare node:http server that sends the
 * same bytes from a buffer. The real server as `npm start` runs it, with its database, sessions, limits, headers and
 * logs; a logged-out reader without compression. Then 60 s of load: the p99 under 64 connections, and the memory after.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openArchive } from '../src/archive.js';
import { readConfig } from '../src/core/config.js';
import { createLog } from '../src/core/log.js';
import { wordsFor } from '../src/core/messages/index.js';
import { writeSettings } from '../src/core/settings.js';
import { dice } from '../src/demo/dice.js';
import { demoWorks } from '../src/demo/generator.js';
import { inventedChapter } from '../src/demo/prose.js';
import { deriveAll } from '../src/features/find/index.js';
import { createAccount } from '../src/features/people/index.js';
import {
  emptyFields,
  insertWork,
  prepareChapters,
  prepareHeader,
  type WorkFields,
} from '../src/features/works/index.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const WORKS = 300;
const CHAPTER_WORDS = 5_000;
const CONNECTIONS = 64;
const ROUNDS = 5;
const REQUESTS = 6_000;
const SOAK_MS = Number(process.env.BENCH_SOAK_MS ?? 60_000);

/** CPU seconds of a process so far, all its threads together, as the scheduler counts them: in nanoseconds. */
function cpuOf(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce(
    (sum, thread) =>
      sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e9,
    0,
  );
}

const rssMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Fills a data folder. @returns the path of the long chapter's page. */
async function fill(dataDir: string): Promise<string> {
  const archive = await openArchive(
    readConfig({ FANLIGHT_DATA: dataDir }, '/nonexistent.json'),
    createLog('error'),
  );
  const { db, sanitiser } = archive.app;
  const words = wordsFor('en');
  const at = new Date();
  try {
    await writeSettings(
      db,
      { name: 'Bench', address: '', language: 'en', timeZone: 'UTC', joining: 'closed' },
      at,
    );
    const { accountId, pseudId } = await createAccount(
      db,
      { login: 'bench', email: 'bench@example.org', password: 'a bench password', pseud: 'Bench' },
      { roles: ['host'], at, words },
    );
    const add = async (fields: WorkFields, chapters: { title: string | null; html: string }[]) => {
      const header = await prepareHeader(sanitiser, fields);
      const prepared = await prepareChapters(
        sanitiser,
        chapters.map((c) => ({ ...c, summary: '', startNotes: '', endNotes: '' })),
        words,
      );
      return db
        .transaction()
        .execute((trx) =>
          insertWork(
            trx,
            { header, chapters: prepared, accountId, pseudIds: [pseudId], state: 'posted', mediaIds: [] },
            at,
          ),
        );
    };
    for (const work of demoWorks(WORKS, 1, at))
      await add({ ...work.fields, restricted: false }, work.chapters.slice(0, 1));
    const fields = {
      ...emptyFields('en'),
      title: 'A Long Chapter',
      rating: 'General Audiences',
      warnings: ['No Archive Warnings Apply'],
      fandoms: ['Bench'],
      chaptersExpected: 2,
    };
    const { id } = await add(fields, [
      { title: 'One', html: inventedChapter(dice(5), CHAPTER_WORDS) },
      { title: 'Two', html: '<p>The end.</p>' },
    ]);
    // So that the lists are full when the server starts.
    await deriveAll(db, () => at);
    return `/works/${id}`;
  } finally {
    await archive.close();
  }
}

async function startServer(dataDir: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, FANLIGHT_DATA: dataDir, PORT: '0', FANLIGHT_PAGES_PER_MINUTE: '100000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const log = createWriteStream(join(dataDir, 'bench.log'));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server ended before it listened.')));
    child.stdout!.on('data', (data: Buffer) => {
      log.write(data);
      const found = /open at http:\/\/[^:]+:(\d+)/.exec(String(data));
      if (found) resolve(Number(found[1]));
    });
  });
  return { child, port };
}

const BARE = `
const http = require('node:http');
const bodies = new Map();
process.on('message', ({ path, body }) => bodies.set(path, Buffer.from(body, 'base64')));
const server = http.createServer((request, response) => {
  const body = bodies.get(request.url);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
`;

async function startBare(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

function get(agent: http.Agent, port: number, path: string): Promise<{ body: Buffer; ms: number }> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get({ agent, port, host: '127.0.0.1', path }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
          else resolve({ body: Buffer.concat(parts), ms: performance.now() - begun });
        });
      })
      .on('error', reject);
  });
}

/** BENCH_OFF=1 asks for another address each time, so that no page is kept, to see that the budgets notice. */
const OFF = Boolean(process.env.BENCH_OFF);

/** Sends requests over many connections until `more` says no. @returns how long each took, in milliseconds. */
async function load(
  port: number,
  paths: readonly string[],
  more: (sent: number) => boolean,
  anew = false,
): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let sent = 0;
  const one = async (): Promise<void> => {
    while (more(sent)) {
      sent += 1;
      const path = paths[sent % paths.length]!;
      times.push((await get(agent, port, anew ? `${path}?anew=${sent}` : path)).ms);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  agent.destroy();
  return times;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const p99 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)]!;

async function cpuPerRequest(
  server: { child: ChildProcess; port: number },
  path: string,
  anew = false,
): Promise<number> {
  const before = cpuOf(server.child.pid!);
  await load(server.port, [path], (sent) => sent < REQUESTS, anew);
  return (cpuOf(server.child.pid!) - before) / REQUESTS;
}

async function ratio(
  real: { child: ChildProcess; port: number },
  bare: { child: ChildProcess; port: number },
  path: string,
  least: number,
): Promise<number> {
  const agent = new http.Agent();
  const { body } = await get(agent, real.port, path);
  agent.destroy();
  const words = body
    .toString()
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/).length;
  if (words < least)
    throw new Error(
      `${path} holds ${words} words; a page with less than ${least} is not the page to measure.`,
    );
  bare.child.send({ path, body: body.toString('base64') });
  await cpuPerRequest(real, path, OFF);
  await cpuPerRequest(bare, path);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    ratios.push((await cpuPerRequest(real, path, OFF)) / (await cpuPerRequest(bare, path)));
  return median(ratios);
}

export async function run(): Promise<Record<string, number>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fanlight-bench-'));
  const chapter = await fill(dataDir);
  const real = await startServer(dataDir);
  const bare = await startBare();
  try {
    const listing = await ratio(real, bare, '/works', 1_000);
    const text = await ratio(real, bare, chapter, CHAPTER_WORDS);
    const until = performance.now() + SOAK_MS;
    const times = await load(
      real.port,
      ['/works', chapter, '/works?page=2', '/'],
      () => performance.now() < until,
    );
    return {
      listing,
      chapter: text,
      p99Ms: p99(times),
      requestsPerSecond: (times.length / SOAK_MS) * 1000,
      rssMiB: rssMiB(real.child.pid!),
    };
  } finally {
    bare.child.kill();
    real.child.kill('SIGTERM');
    await once(real.child, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}
