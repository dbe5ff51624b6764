import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { lockDataFolder, tryLock, waitForLock } from './lock.js';
import { processState, stillRuns, thisProcess } from './processes.js';

const folder = mkdtempSync(join(tmpdir(), 'fanlight-lock-'));
after(() => rmSync(folder, { recursive: true }));

/** What a process that died long ago left behind. */
const STALE = JSON.stringify({ pid: 4_194_303, started: 'long ago', nonce: 'x' });

test('a lock is held until it is given back', () => {
  const path = join(folder, 'a');
  const first = tryLock(path);
  assert.ok('lock' in first);
  assert.deepEqual(tryLock(path), { heldBy: thisProcess() });
  first.lock.release();
  first.lock.release();
  const second = tryLock(path);
  assert.ok('lock' in second);
  first.lock.release();
  assert.ok('heldBy' in tryLock(path), 'who gave it back cannot give back the next one');
  second.lock.release();
});

test('a lock of a dead process, of a later process with its pid, or without sense is taken over', () => {
  const path = join(folder, 'b');
  for (const left of [
    STALE,
    JSON.stringify({ ...thisProcess(), started: 'earlier', nonce: 'x' }),
    '',
    '{"pid":',
    'null',
  ]) {
    writeFileSync(path, left);
    const result = tryLock(path);
    assert.ok('lock' in result, left);
    assert.equal(JSON.parse(readFileSync(path, 'utf8')).pid, process.pid);
    result.lock.release();
  }
});

test('a take-over that was itself cut short does not stand in the way', () => {
  const path = join(folder, 'c');
  for (const name of [path, `${path}.over`, `${path}.over.over`]) writeFileSync(name, STALE);
  const result = tryLock(path);
  assert.ok('lock' in result);
  result.lock.release();
  assert.deepEqual(readdirSync(folder), [], 'nothing is left lying about');
});

/** Runs `body` in threads, `rounds` times at the same moment, a stale lock lying there before each. */
async function inThreads(
  path: string,
  body: string,
  check: (counters: Int32Array, round: number) => void,
): Promise<void> {
  const threads = 6;
  const rounds = 40;
  // 0: the round; 1: threads that are through with it; 2, 3: for `body`.
  const counters = new Int32Array(new SharedArrayBuffer(4 * 4));
  const code = `
    import { workerData } from 'node:worker_threads';
    const { tryLock } = await import(workerData.module);
    const { counters, path, rounds } = workerData;
    for (let round = 1; round <= rounds; round++) {
      while (Atomics.load(counters, 0) < round);
      ${body}
      Atomics.add(counters, 1, 1);
    }`;
  const workerData = { module: new URL('./lock.ts', import.meta.url).href, counters, path, rounds };
  const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const pool = Array.from(
    { length: threads },
    () => new Worker(url, { workerData, execArgv: ['--import', 'tsx'] }),
  );
  const failed = new Promise<never>((_, reject) => {
    for (const worker of pool) worker.once('error', reject);
  });
  const play = async () => {
    for (let round = 1; round <= rounds; round++) {
      writeFileSync(path, STALE);
      for (const i of [1, 2, 3]) Atomics.store(counters, i, 0);
      Atomics.store(counters, 0, round);
      while (Atomics.load(counters, 1) < threads) await new Promise((resolve) => setTimeout(resolve, 1));
      check(counters, round);
    }
  };
  try {
    await Promise.race([play(), failed]);
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}

test('of many who take over one stale lock at once exactly one gets it', async () => {
  await inThreads(
    join(folder, 'd'),
    `if ('lock' in tryLock(path)) Atomics.add(counters, 2, 1);`,
    (counters, round) => assert.equal(counters[2], 1, `round ${round}`),
  );
});

test('never do two hold the lock at once, while others take it over and give it back', async () => {
  const body = `
    for (let got = 0; got < 3; ) {
      const result = tryLock(path);
      if (!('lock' in result)) continue;
      got++;
      if (Atomics.add(counters, 2, 1) !== 0) Atomics.add(counters, 3, 1);
      Atomics.sub(counters, 2, 1);
      result.lock.release();
    }`;
  await inThreads(join(folder, 'd2'), body, (counters, round) =>
    assert.equal(counters[3], 0, `round ${round}`),
  );
});

test('waiting ends when the holder lets go, or with its name', async () => {
  const path = join(folder, 'e');
  const held = tryLock(path);
  assert.ok('lock' in held);
  await assert.rejects(
    waitForLock(path, 60, () => {}),
    new RegExp(`Process ${process.pid} holds`),
  );
  setTimeout(() => held.lock.release(), 50);
  const mine = await waitForLock(path, 5_000, () => {});
  mine.release();
});

test('a data folder is made private and served by one', () => {
  const data = join(folder, 'deep', 'data');
  const lock = lockDataFolder(data);
  assert.throws(() => lockDataFolder(data), {
    code: 'data-folder-in-use',
    message: new RegExp(`it is process ${process.pid}`),
  });
  lock.release();
});

test('a process is told from a later one with its pid', () => {
  const me = thisProcess();
  assert.equal(stillRuns(me), true);
  assert.equal(stillRuns({ ...me, started: 'another time' }), false);
  assert.equal(processState(4_194_303), 'gone');
  assert.equal(processState(Number.NaN), 'gone');
});
