/** The database server's process: found, started, waited for, stopped. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../errors.js';
import { giveToOwnerOf } from '../lock.js';
import { processState, waitUntilGone } from '../processes.js';
import type { RunAs } from './account.js';
import { databaseEnvironment, type Installation } from './binaries.js';
import { socketName } from './socket.js';

export interface Postmaster {
  readonly pid: number;
  /** `starting`, `ready`, `stopping` or `standby`, from the last line of postmaster.pid. */
  readonly status: string;
}

export interface StartLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function readPidFile(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0
    ? { pid, status: (lines[7] ?? '').trim() || 'starting' }
    : undefined;
}

type Whose = 'ours' | 'foreign' | 'unknown';

function sameFolder(a: string, b: string): boolean {
  const x = statSync(a);
  const y = statSync(b);
  return x.dev === y.dev && x.ino === y.ino;
}

function commandOf(pid: number): string[] {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
}

/** Whether the living process is this folder's server: it works in the folder, or was started on it. */
function whose(pid: number, cluster: string): Whose {
  try {
    return sameFolder(`/proc/${pid}/cwd`, cluster) ? 'ours' : 'foreign';
  } catch {
    // Not Linux, or a process that does not show its folder to us.
  }
  try {
    const command = commandOf(pid);
    if (command.includes(cluster)) return 'ours';
    return basename(command[0] ?? '').startsWith('postgres') ? 'unknown' : 'foreign';
  } catch {
    return 'unknown';
  }
}

/** The living server of this folder, whoever started it. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const noted = readPidFile(cluster);
  if (!noted || processState(noted.pid) !== 'alive') return undefined;
  return whose(noted.pid, cluster) === 'ours' ? noted : undefined;
}

/** A dead server stays in the process table until its parent looks; Postgres would take it for alive. */
async function awaitBurial(cluster: string): Promise<void> {
  const noted = readPidFile(cluster);
  for (let tries = 0; noted && processState(noted.pid) === 'zombie' && tries < 100; tries++) await sleep(50);
}

/**
 * Removes lock files whose pid now belongs to something else, or to a zombie that nobody buries.
 * Postgres sees only that the pid exists, and would refuse for ever.
 */
function removeForeignLock(cluster: string): boolean {
  const noted = readPidFile(cluster);
  if (!noted) return false;
  const state = processState(noted.pid);
  if (state === 'gone' || (state === 'alive' && whose(noted.pid, cluster) !== 'foreign')) return false;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  rmSync(join(cluster, `${socketName}.lock`), { force: true });
  return true;
}

const LOG_LIMIT = 4 * 1024 * 1024;

function openLog(dataDir: string): { fd: number; from: number } {
  const path = join(dataDir, 'postgres.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.old`);
  const fd = openSync(path, 'a+', 0o600);
  giveToOwnerOf(dataDir, path);
  return { fd, from: fstatSync(fd).size };
}

function logSince(fd: number, from: number): string {
  const size = Math.min(Math.max(fstatSync(fd).size - from, 0), 64 * 1024);
  const buffer = Buffer.alloc(size);
  readSync(fd, buffer, 0, size, from);
  return buffer.toString('utf8');
}

/** What the earlier server may leave for a moment: its lock, and memory that its last processes still hold. */
const LEFTOVERS = /lock file "[^"]+" already exists|pre-existing shared memory block/;

function explain(output: string, cluster: string): AppError {
  const line =
    output.split('\n').findLast((text) => /FATAL|PANIC|error/.test(text)) ??
    output.trim().split('\n').at(-1) ??
    '';
  const why = line.replace(/^.*?(FATAL|PANIC):\s*/, '').trim() || 'it gave no reason';
  const hint = /could not bind Unix address/.test(output)
    ? ' This file system takes no sockets: put the data folder on another with FANLIGHT_DATA (under WSL, one inside Linux, not under /mnt).'
    : '';
  return new AppError(
    'database-start',
    500,
    `The database in ${cluster} did not start: ${why}.${hint} More stands in postgres.log in the data folder.`.replace(
      '..',
      '.',
    ),
    {
      cause: new Error(output),
    },
  );
}

type Started = { pid: number } | { failed: string };

const READY_LIMIT_MS = 10 * 60_000;

/**
 * Waits for a server that is starting, with a line now and then when it has to recover first.
 * @returns false when it ended instead.
 */
export async function awaitReady(
  cluster: string,
  pid: number,
  hasEnded: () => boolean,
  log: StartLog,
): Promise<boolean> {
  const begun = performance.now();
  for (let nextLine = 2_000; ; ) {
    const noted = readPidFile(cluster);
    if (noted?.pid === pid && noted.status === 'ready') return true;
    if (hasEnded()) return false;
    const waited = performance.now() - begun;
    if (waited > READY_LIMIT_MS) {
      throw new AppError(
        'database-slow',
        500,
        'The database is still recovering after ten minutes. It goes on by itself; start Fanlight again later.',
      );
    }
    if (waited > nextLine) {
      log.info(`The database is recovering from an unclean stop (${Math.round(waited / 1000)} s so far).`);
      nextLine += 5_000;
    }
    await sleep(10);
  }
}

async function tryStart(
  cluster: string,
  dataDir: string,
  installation: Installation,
  runAs: RunAs,
  log: StartLog,
): Promise<Started> {
  const command = runAs(installation.postgres, ['-D', cluster]);
  const { uid, gid } = command;
  const output = openLog(dataDir);
  try {
    // A session of its own: Ctrl-C in the terminal reaches every process of the group, and the
    // database must outlive the requests that are being finished. Its descriptors are files, so
    // that nobody waits for it to close a pipe.
    const child = spawn(command.file, command.args, {
      ...{ uid, gid, cwd: '/', env: databaseEnvironment(installation) },
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    child.once('error', () => {
      ended = true;
    });
    child.unref();
    const pid = child.pid;
    if (pid !== undefined && (await awaitReady(cluster, pid, () => ended, log))) return { pid };
    return { failed: logSince(output.fd, output.from) };
  } finally {
    closeSync(output.fd);
  }
}

const LEFTOVER_LIMIT_MS = 20_000;

/**
 * Starts the server and waits until it takes connections, through crash recovery if need be.
 * @returns its pid. @throws AppError `database-start` with Postgres's own reason.
 */
export async function startPostmaster(
  cluster: string,
  dataDir: string,
  installation: Installation,
  runAs: RunAs,
  log: StartLog,
): Promise<number> {
  await awaitBurial(cluster);
  removeForeignLock(cluster);
  const until = performance.now() + LEFTOVER_LIMIT_MS;
  for (;;) {
    const result = await tryStart(cluster, dataDir, installation, runAs, log);
    if ('pid' in result) return result.pid;
    if (!LEFTOVERS.test(result.failed) || performance.now() > until) throw explain(result.failed, cluster);
    await sleep(250);
  }
}

const STOP_LIMIT_MS = 60_000;

/**
 * Stops the folder's server, if it runs: sessions are ended, what is committed is written out. It may
 * take a while on a slow disk.
 */
export async function stopPostmaster(cluster: string, log: StartLog): Promise<void> {
  const running = findPostmaster(cluster);
  if (!running) return;
  const { pid } = running;
  if (!signalStop(cluster)) {
    log.error(`The database (process ${pid}) may not be stopped by this user. It runs on.`);
    return;
  }
  if (await waitUntilGone(pid, 5_000)) {
    // Our own child leaves the process table as soon as Node has looked after it.
    for (let tries = 0; processState(pid) === 'zombie' && tries < 10; tries++) await sleep(10);
    return;
  }
  log.info('The database is still writing out what it holds.');
  if (await waitUntilGone(pid, STOP_LIMIT_MS)) return;
  log.warn(`The database (process ${pid}) takes long to stop. It will end by itself.`);
}

/** Asks the folder's server to stop (Postgres's "fast" way), without waiting. @returns whether it was told. */
export function signalStop(cluster: string): boolean {
  const running = findPostmaster(cluster);
  if (!running) return false;
  try {
    process.kill(running.pid, 'SIGINT');
    return true;
  } catch {
    // Root without CAP_KILL, as in a container, sends no signals to others: their own user does.
    const { uid, gid } = statSync(cluster);
    return (
      spawnSync('/bin/sh', ['-c', `kill -INT ${running.pid}`], { uid, gid, cwd: '/', stdio: 'ignore' })
        .status === 0
    );
  }
}
