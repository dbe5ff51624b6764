/** A folder is brought, and the process is killed in the middle: the same command goes on, nothing is there twice or lost. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createPool } from '../../src/core/db/connect.js';
import { openDatabase } from '../../src/core/db/open.js';
import { checkout, makeFolder, run, until } from './support.js';

const FILES = 40;
const folder = makeFolder();
const data = join(folder, 'data');
const stories = join(folder, 'stories');
const BIN = join(checkout, 'bin', 'fanlight');
const env = { FANLIGHT_DATA: data, FANLIGHT_URL: 'https://archive.example' };
const silent = { info() {}, warn() {}, error() {} };

const fanlight = (...args: string[]) => run(process.execPath, [BIN, ...args], { env, cwd: folder });

async function query<T>(sql: string): Promise<T[]> {
  const database = await openDatabase({ dataDir: data }, silent);
  const pool = createPool(database.settings, silent);
  try {
    return (await pool.query(sql)).rows as T[];
  } finally {
    await pool.end();
    await database.stop();
  }
}

const count = async (sql: string): Promise<number> =>
  Number((await query<{ n: string }>(`select count(*) as n from ${sql}`))[0]?.n);

test('killed while it reads and while it saves, the same command goes on; no file twice, none lost', async () => {
  mkdirSync(stories);
  for (let i = 0; i < FILES; i += 1)
    writeFileSync(
      join(stories, `A tale of ${i} lamps.html`),
      `<html><head><title>Tale ${i}</title></head><body><p>Lamp ${i} was lit before anybody came.</p><p>Nobody had lit it.</p></body></html>`,
    );
  const made = fanlight('demo', '--works', '1');
  assert.equal((await made.ended()).code, 0, made.output());
  const before = await count('works');

  for (const enough of [`imports where state = 'review'`, `imports where state = 'saved'`]) {
    const child = fanlight('import', stories, '--json');
    const ended = child.ended();
    // However fast it is: killed when some are through, or done by then.
    await Promise.race([
      until('some files are through', async () => (await count(enough)) >= 5, 30_000),
      ended,
    ]);
    try {
      child.kill('SIGKILL');
    } catch {
      // It was done by then.
    }
    await ended;
  }
  const last = fanlight('import', stories, '--json');
  assert.equal((await last.ended(60_000)).code, 0, last.output());
  assert.equal((await count('works')) - before, FILES);
  const titles = await query<{ title: string; n: string }>(
    `select title, count(*) as n from works where title like 'Tale %' group by title having count(*) > 1`,
  );
  assert.deepEqual(titles, []);
  const again = fanlight('import', stories, '--json', '--report', join(folder, 'report.csv'));
  assert.equal((await again.ended(60_000)).code, 0);
  assert.equal((await count('works')) - before, FILES);
  assert.equal((again.output().match(/"state":"here"/g) ?? []).length, FILES);
});
