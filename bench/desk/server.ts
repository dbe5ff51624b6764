/** The archive as `npm start` runs it, with a host who is logged in, and requests to it over connections that stay. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openArchive } from '../../src/archive.js';
import { readConfig } from '../../src/core/config.js';
import { createLog } from '../../src/core/log.js';
import { wordsFor } from '../../src/core/messages/index.js';
import { writeSettings } from '../../src/core/settings.js';
import { demoWorks } from '../../src/demo/generator.js';
import { deriveAll } from '../../src/features/find/index.js';
import { createAccount, startSession } from '../../src/features/people/index.js';
import { insertWork, prepareChapters, prepareHeader } from '../../src/features/works/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A name and password that stand in the archive: the flood knocks with it too. */
export const HOST = {
  login: 'bench',
  email: 'bench@example.org',
  password: 'a bench password',
  pseud: 'Bench',
};

/** A data folder with works to read and one account. @returns the cookie of its session. */
export async function fill(dataDir: string, works: number): Promise<string> {
  const archive = await openArchive(
    readConfig({ FANLIGHT_DATA: dataDir }, '/nonexistent.json'),
    createLog('error'),
  );
  const { db, sanitiser } = archive.app;
  const at = new Date();
  const words = wordsFor('en');
  try {
    await writeSettings(
      db,
      { name: 'Bench', address: '', language: 'en', timeZone: 'UTC', joining: 'closed' },
      at,
    );
    const { accountId, pseudId } = await createAccount(db, HOST, { roles: ['host'], at, words });
    for (const work of demoWorks(works, 1, at)) {
      const header = await prepareHeader(sanitiser, { ...work.fields, restricted: false });
      const texts = work.chapters.slice(0, 1);
      const chapters = await prepareChapters(
        sanitiser,
        texts.map((chapter) => ({ ...chapter, summary: '', startNotes: '', endNotes: '' })),
        words,
      );
      const made = {
        header,
        chapters,
        accountId,
        pseudIds: [pseudId],
        state: 'posted',
        mediaIds: [],
      } as const;
      await db.transaction().execute((trx) => insertWork(trx, made, at));
    }
    // So that the lists are full when the server starts.
    await deriveAll(db, () => at);
    const { token } = await startSession(db, accountId, at, false);
    return `fanlight_session=${token}`;
  } finally {
    await archive.close();
  }
}

export interface Server {
  /** Of the process that answers. */
  pid: number;
  port: number;
  stop(): Promise<void>;
}

/** @param settings of its environment, beside those that every bench wants */
export async function startServer(dataDir: string, settings: NodeJS.ProcessEnv = {}): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      FANLIGHT_DATA: dataDir,
      PORT: '0',
      LOG_LEVEL: 'warn',
      FANLIGHT_PAGES_PER_MINUTE: '100000000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server ended before it listened.')));
    child.stdout?.on('data', (data: Buffer) => {
      const found = /open at http:\/\/[^:]+:(\d+)/.exec(String(data));
      if (found) resolve(Number(found[1]));
    });
  });
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'fanlight.lock'), 'utf8')) as { pid: number };
  return {
    pid,
    port,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory of a process in MiB: now, or the most it ever had. */
export const memoryMiB = (pid: number, which: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** From the first byte sent to the last one received. */
  ms: number;
}

/** Sends one request; a form goes urlencoded, as a page of the archive sends it. */
export function ask(
  { port }: Pick<Server, 'port'>,
  path: string,
  more: { agent?: http.Agent; cookie?: string; form?: string; from?: string } = {},
): Promise<Answer> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        port,
        host: '127.0.0.1',
        path,
        method: more.form === undefined ? 'GET' : 'POST',
        ...(more.agent ? { agent: more.agent } : {}),
        headers: {
          ...(more.cookie ? { cookie: more.cookie } : {}),
          ...(more.from ? { 'x-forwarded-for': more.from } : {}),
          ...(more.form === undefined
            ? {}
            : {
                'sec-fetch-site': 'same-origin',
                'content-type': 'application/x-www-form-urlencoded',
                'content-length': Buffer.byteLength(more.form),
              }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - begun,
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(more.form);
  });
}
