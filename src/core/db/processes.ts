/**
 * What the operating system says about a process. A pid alone proves nothing,
 * because pids are used again; a pid with its start time does.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque: equal for the same process, different for a later one with the same pid. */
  readonly started: string;
}

export type ProcessState = 'alive' | 'zombie' | 'gone';

interface Seen {
  state: ProcessState;
  started: string;
}

/** Start time of a process that exists but hides it (hidepid): counted as equal to any. */
const HIDDEN = 'hidden';
const GONE: Seen = { state: 'gone', started: '' };

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

let bootId: string | undefined;

function linuxBootId(): string {
  bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return bootId;
}

function seeOnLinux(pid: number): Seen {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return exists(pid) ? { state: 'alive', started: HIDDEN } : GONE;
  }
  // "pid (name, which may hold spaces and brackets) state ppid … starttime …"
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0] === 'Z' || fields[0] === 'X' ? 'zombie' : 'alive';
  return { state, started: `${linuxBootId()}:${fields[19] ?? ''}` };
}

function seeByPs(pid: number): Seen {
  if (!exists(pid)) return GONE;
  try {
    const options = { encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } } as const;
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options).trim();
    const [stat = '', ...lstart] = line.split(/\s+/);
    if (stat === '') return GONE;
    return { state: stat.startsWith('Z') ? 'zombie' : 'alive', started: lstart.join(' ') };
  } catch {
    return { state: 'alive', started: HIDDEN };
  }
}

function see(pid: number): Seen {
  if (!Number.isSafeInteger(pid) || pid <= 0) return GONE;
  return process.platform === 'linux' ? seeOnLinux(pid) : seeByPs(pid);
}

/** Whether a process with this pid runs, lingers as a zombie, or is not there. */
export function processState(pid: number): ProcessState {
  return see(pid).state;
}

/** This very process. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, started: see(process.pid).started };
}

/** Whether that process, and not a later one with its pid, still runs. A zombie no longer runs. */
export function stillRuns(identity: ProcessIdentity): boolean {
  const seen = see(identity.pid);
  if (seen.state !== 'alive') return false;
  return seen.started === identity.started || seen.started === HIDDEN || identity.started === HIDDEN;
}

/** Waits until the process has gone or is a zombie. @returns false when it still runs after `limitMs`. */
export async function waitUntilGone(pid: number, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (processState(pid) === 'alive') {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
