/** Real processes, for the tests of start and stop and for measuring them: each with a data folder of its own, ended by their own pids. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processState } from '../../src/core/db/processes.js';

export const checkout = fileURLToPath(new URL('../../', import.meta.url));

export const isRoot = process.getuid?.() === 0;
/** An ordinary user who is on every system. */
export const NOBODY = { uid: 65534, gid: 65534 };

const folders: string[] = [];
const children: ChildProcess[] = [];

/** A folder for one test, removed by `cleanUp`, the database in it ended before. */
export function makeFolder(
  prefix = join(tmpdir(), 'fanlight-test-'),
  owner?: { uid: number; gid: number },
): string {
  const folder = mkdtempSync(prefix);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  folders.push(folder);
  return folder;
}

/** The pid in postmaster.pid, alive or not. */
export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Whether a database runs on the data folder. */
export function databaseRuns(dataDir: string): boolean {
  return (
    existsSync(join(dataDir, 'postgres', 'postmaster.pid')) &&
    processState(postmasterPid(dataDir)) === 'alive'
  );
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until `test` says yes. @throws with `what` after `limitMs`. */
export async function until(
  what: string,
  test: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await test())) {
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}`);
    await sleep(25);
  }
}

/** Under npm the server is a child of what we started, and may outlive it. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it runs any more.
  }
}

/** Ends what still runs and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) killGroup(child);
  for (const folder of folders) {
    for (const data of [folder, join(folder, 'data')].filter(databaseRuns)) {
      const pid = postmasterPid(data);
      process.kill(pid, 'SIGQUIT');
      await until('the database of a test ends', () => processState(pid) !== 'alive');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Program {
  readonly pid: number;
  /** Everything it printed, on both streams. */
  output(): string;
  /** Sends a signal to the process, or to its whole group. */
  kill(signal: NodeJS.Signals, group?: 'group'): void;
  /** How it ended. @throws after 30 s, or `limitMs`. */
  ended(limitMs?: number): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  user?: { uid: number; gid: number };
}

/** Starts a program in a process group of its own. Variables that lead a database astray are taken away. */
export function run(command: string, args: string[], options: RunOptions = {}): Program {
  const {
    DATABASE_URL: _1,
    FANLIGHT_DATA: _2,
    NODE_OPTIONS: _3,
    NODE_TEST_CONTEXT: _4,
    ...inherited
  } = process.env;
  const child = spawn(command, args, {
    cwd: options.cwd ?? checkout,
    env: { ...inherited, PORT: '0', ...options.env },
    ...options.user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    output: () => output,
    kill: (signal, group) => void process.kill(group ? -pid : pid, signal),
    async ended(limitMs = 30_000) {
      await until(
        `process ${pid} ends; it said:\n${output}`,
        () => child.exitCode !== null || child.signalCode !== null,
        limitMs,
      );
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}
