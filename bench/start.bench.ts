/**
 * How long `npm start` takes, the first time and later, and how much memory the
 * whole program has when it idles with 1,000 works: Node with its threads and
 * every process of the database, each shared page counted once (PSS). npm
 * itself, which waits beside them, is not the program and not counted.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCheckout, npmStart } from '../test/start/checkout.js';
import { cleanUp, makeFolder, postmasterPid, run as runProgram, sleep } from '../test/start/processes.js';

const WORKS = 1_000;
const LATER_STARTS = 3;
/** Until caches have settled and freed memory has gone back. */
const IDLE_MS = 15_000;

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function pssMiB(pid: number): number {
  const line = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  if (!line) throw new Error(`/proc/${pid}/smaps_rollup has no Pss.`);
  return Number(line[1]) / 1024;
}

const withDescendants = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(withDescendants)];

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** @returns seconds from the command to the first ready answer, and MiB. Linux only. */
export async function run(): Promise<Record<string, number>> {
  try {
    const copy = makeFolder();
    copyCheckout(copy, 'symbolic link');
    const data = join(copy, 'data');
    const first = await npmStart(copy);
    first.kill('SIGTERM');
    await first.ended();

    const demo = runProgram('node', ['bin/fanlight', 'demo', '--works', String(WORKS)], { cwd: copy });
    const { code } = await demo.ended(10 * 60_000);
    if (code !== 0) throw new Error(`The demo works could not be made:\n${demo.output()}`);

    const later: number[] = [];
    for (let i = 0; i < LATER_STARTS; i++) {
      const again = await npmStart(copy);
      later.push(again.startSeconds);
      again.kill('SIGTERM');
      await again.ended();
    }
    const idle = await npmStart(copy);
    await sleep(IDLE_MS);
    const programs = new Set([...withDescendants(idle.serverPid), ...withDescendants(postmasterPid(data))]);
    const idlePssMiB = [...programs].reduce((sum, pid) => sum + pssMiB(pid), 0);
    idle.kill('SIGTERM');
    await idle.ended();
    return { firstStartSeconds: first.startSeconds, laterStartSeconds: median(later), idlePssMiB };
  } finally {
    await cleanUp();
  }
}
