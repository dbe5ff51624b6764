/**
 * Many at once, on the real server as `npm start` runs it: a zip of 1,000 EPUBs of 5,000 words is sent, read and saved;
 * then a zip of 1 GB is sent and read while others ask for /works. And one file of each form by our command line against
 * calibre's ebook-convert to text, taken in turn. `--works=100 --mb=64` make it short. BENCH_OFF=1 stops the reading.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openArchive } from '../src/archive.js';
import { readConfig } from '../src/core/config.js';
import { createLog } from '../src/core/log.js';
import { wordsFor } from '../src/core/messages/index.js';
import { writeSettings } from '../src/core/settings.js';
import { createAccount, startSession } from '../src/features/people/index.js';
import { findTool } from '../test/support/tools.js';
import { book, noise, page, readBook, writeZip } from './import/books.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const given = (name: string, otherwise: number): number =>
  Number(
    new RegExp(`^--${name}=(\\d+)$`).exec(
      process.argv.find((arg) => arg.startsWith(`--${name}=`)) ?? '',
    )?.[1] ?? otherwise,
  );
const WORKS = given('works', 1_000);
const MEGABYTES = given('mb', 1_024);
const WORDS = 5_000;
const ROUNDS = 7;
const OFF = Boolean(process.env.BENCH_OFF);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const statusOf = (pid: number, field: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** An archive with a host who is logged in. @returns the host's cookie. */
async function setUp(dataDir: string): Promise<string> {
  const archive = await openArchive(
    readConfig({ FANLIGHT_DATA: dataDir }, '/nonexistent.json'),
    createLog('error'),
  );
  const { db } = archive.app;
  const at = new Date();
  try {
    await writeSettings(
      db,
      { name: 'Bench', address: '', language: 'en', timeZone: 'UTC', joining: 'closed' },
      at,
    );
    const account = {
      login: 'bench',
      email: 'bench@example.org',
      password: 'a bench password',
      pseud: 'Bench',
    };
    const { accountId } = await createAccount(db, account, { roles: ['host'], at, words: wordsFor('en') });
    const { token } = await startSession(db, accountId, at, false);
    return `fanlight_session=${token}`;
  } finally {
    await archive.close();
  }
}

interface Server {
  child: ChildProcess;
  /** Of the process that answers. */
  pid: number;
  port: number;
  cookie: string;
}

async function startServer(dataDir: string, cookie: string): Promise<Server> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      FANLIGHT_DATA: dataDir,
      PORT: '0',
      LOG_LEVEL: 'warn',
      FANLIGHT_PAGES_PER_MINUTE: '100000000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server ended before it listened.')));
    child.stdout!.on('data', (data: Buffer) => {
      const found = /open at http:\/\/[^:]+:(\d+)/.exec(String(data));
      if (found) resolve(Number(found[1]));
    });
  });
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'fanlight.lock'), 'utf8')) as { pid: number };
  return { child, pid, port, cookie };
}

interface Answer {
  status: number;
  location: string;
  body: string;
  ms: number;
}

function ask(
  server: Server,
  path: string,
  options: http.RequestOptions = {},
  send?: (to: http.ClientRequest) => void,
): Promise<Answer> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        port: server.port,
        host: '127.0.0.1',
        path,
        ...options,
        headers: { cookie: server.cookie, 'sec-fetch-site': 'same-origin', ...options.headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: String(response.headers.location ?? ''),
            body: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - begun,
          }),
        );
      },
    );
    request.on('error', reject);
    if (send) send(request);
    else request.end();
  });
}

/** Sends a zip by the form. @returns the address of its batch. */
async function sendZip(server: Server, path: string): Promise<string> {
  const [head, tail] = [
    `--bench\r\nContent-Disposition: form-data; name="files"; filename="many.zip"\r\nContent-Type: application/zip\r\n\r\n`,
    '\r\n--bench--\r\n',
  ];
  const headers = {
    'content-type': 'multipart/form-data; boundary=bench',
    'content-length': head.length + statSync(path).size + tail.length,
  };
  const answer = await ask(server, '/import', { method: 'POST', headers }, (to) => {
    to.write(head);
    createReadStream(path)
      .on('end', () => to.end(tail))
      .pipe(to, { end: false });
  });
  if (!answer.location.startsWith('/batches/'))
    throw new Error(`The zip was answered with ${answer.status}: ${answer.body.slice(0, 500)}`);
  return answer.location;
}

const act = (server: Server, batch: string, name: string): Promise<Answer> =>
  ask(
    server,
    batch,
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    (to) => to.end(`act=${name}`),
  );

async function untilQuiet(server: Server, batch: string): Promise<void> {
  for (;;) {
    const { body } = await ask(server, `${batch}/progress`);
    if (!(JSON.parse(body) as { going: boolean }).going) return;
    await sleep(250);
  }
}

async function report(
  server: Server,
  batch: string,
): Promise<{ state: string; file: string; why: string }[]> {
  return JSON.parse((await ask(server, `${batch}/report.json`)).body) as {
    state: string;
    file: string;
    why: string;
  }[];
}

/** A thousand books: sent, read, posted. */
async function manyBooks(server: Server, folder: string): Promise<Record<string, number>> {
  const model = await readBook(readFileSync(join(root, 'test/golden/import/ao3-epub/single-2026.epub')));
  const zip = join(folder, 'books.zip');
  await writeZip(zip, WORKS, async (i) => ({ name: `books/${i}.epub`, bytes: await book(model, i, WORDS) }));
  const begun = performance.now();
  const batch = await sendZip(server, zip);
  if (OFF) await act(server, batch, 'stop');
  await untilQuiet(server, batch);
  const read = performance.now();
  if (!OFF) await act(server, batch, 'posted');
  await untilQuiet(server, batch);
  const saved = (await report(server, batch)).filter(({ state }) => state === 'saved').length;
  if (!OFF && saved !== WORKS) throw new Error(`${saved} of ${WORKS} books were saved.`);
  const seconds = (performance.now() - begun) / 1000;
  rmSync(zip);
  return {
    works: saved,
    worksPerSecond: round(saved / seconds),
    readSeconds: round((read - begun) / 1000),
    saveSeconds: round((performance.now() - read) / 1000),
  };
}

/** A gigabyte, while others read. */
async function oneLarge(server: Server, folder: string, idleMiB: number): Promise<Record<string, number>> {
  const zip = join(folder, 'large.zip');
  const model = await readBook(readFileSync(join(root, 'test/golden/import/ao3-epub/single-2026.epub')));
  const picture = await noise(1_320);
  // Of eight works seven are books with a picture of 5 MB, and one is a page of 45,000 words.
  const eight = (7 * picture.length) / 1024 / 1024 + 0.25;
  await writeZip(zip, Math.ceil((MEGABYTES / eight) * 8), async (i) =>
    i % 8 === 7
      ? { name: `pages/${i}.html`, bytes: Buffer.from(page(i, 256)) }
      : { name: `books/${i}.epub`, bytes: await book(model, WORKS + i, WORDS, picture) },
  );
  const times: number[] = [];
  let [going, peak] = [true, 0];
  const watch = (async () => {
    while (going) {
      peak = Math.max(peak, statusOf(server.pid, 'VmRSS'));
      await sleep(50);
    }
  })();
  const others = Array.from({ length: 4 }, async () => {
    while (going) {
      times.push((await ask(server, '/works', { headers: { cookie: '' } })).ms);
      await sleep(50);
    }
  });
  const begun = performance.now();
  const timed = async (): Promise<{ batch: string; sendSeconds: number }> => {
    const batch = await sendZip(server, zip);
    const sendSeconds = (performance.now() - begun) / 1000;
    if (OFF) await act(server, batch, 'stop');
    await untilQuiet(server, batch);
    return { batch, sendSeconds };
  };
  const { batch, sendSeconds } = await timed().finally(() => {
    going = false;
    return Promise.all([watch, ...others]);
  });
  const seconds = (performance.now() - begun) / 1000;
  const lines = await report(server, batch);
  const bad = lines.filter(({ state }) => state !== 'review');
  if (!OFF && bad.length > 0) throw new Error(`${bad.length} pages were not read: ${bad[0]?.why}`);
  const sorted = times.toSorted((a, b) => a - b);
  const bytes = statSync(zip).size / 1024 / 1024;
  rmSync(zip);
  return {
    largeMiB: round(bytes, 0),
    largeSeconds: round(seconds),
    sendSeconds: round(sendSeconds),
    largePeakOverIdleMiB: OFF ? Number.NaN : round(peak - idleMiB, 0),
    othersP99Ms: OFF ? Number.NaN : round(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN, 0),
    othersAsked: sorted.length,
  };
}

function secondsOf(command: readonly string[]): number {
  const begun = performance.now();
  const { status, stderr } = spawnSync(command[0]!, command.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return (performance.now() - begun) / 1000;
}

/** One file a form: from the file to its text, each in a process of its own. */
async function againstCalibre(folder: string): Promise<Record<string, number>> {
  const calibre = findTool('ebook-convert');
  if (!calibre || given('calibre', 1) === 0) return {};
  const model = await readBook(readFileSync(join(root, 'test/golden/import/ao3-epub/single-2026.epub')));
  const html = page(1, 32);
  const files: Record<string, string | Buffer> = {
    epub: await book(model, 1, WORDS),
    html,
    txt: html.replace(/<\/p>/g, '\n').replace(/<[^>]*>/g, ''),
    md: html.replace(/<\/p>/g, '\n').replace(/<[^>]*>/g, ''),
  };
  const figures: Record<string, number> = {};
  for (const [form, bytes] of Object.entries(files)) {
    const path = join(folder, `one.${form}`);
    writeFileSync(path, bytes);
    const own: number[] = [];
    const theirs: number[] = [];
    for (let turn = 0; turn <= ROUNDS; turn += 1) {
      const [a, b] = [
        secondsOf([process.execPath, join(root, 'bin/fanlight'), 'import', path, '--dry-run', '--json']),
        secondsOf([calibre, path, join(folder, `one-${form}.out.txt`)]),
      ];
      // The first round warms the disk's cache.
      if (turn > 0) {
        own.push(a);
        theirs.push(b);
      }
    }
    figures[`${form}VsCalibre`] = round(median(theirs) / median(own));
    figures[`${form}Seconds`] = round(median(own), 3);
  }
  return figures;
}

export async function run(): Promise<Record<string, number>> {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')]);
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-bench-import-'));
  const dataDir = join(folder, 'data');
  try {
    const compared = await againstCalibre(folder);
    const server = await startServer(dataDir, await setUp(dataDir));
    try {
      for (let i = 0; i < 200; i += 1) await ask(server, '/works', { headers: { cookie: '' } });
      const idleMiB = statusOf(server.pid, 'VmRSS');
      const books = await manyBooks(server, folder);
      const booksPeak = statusOf(server.pid, 'VmHWM');
      const large = await oneLarge(server, folder, idleMiB);
      return {
        ...books,
        idleMiB: round(idleMiB, 0),
        booksPeakOverIdleMiB: round(booksPeak - idleMiB, 0),
        ...large,
        ...compared,
      };
    } finally {
      server.child.kill('SIGTERM');
      await new Promise((resolve) => server.child.once('exit', resolve));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
