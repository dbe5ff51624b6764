/**
 * Lock files that name the process which holds them. They are created whole by
 * link(2), so that two processes cannot both succeed, and one left by a dead
 * process is taken over.
 *
 * The take-over is the delicate step: between seeing that a lock is stale and
 * replacing it, somebody else may have replaced it already. So whoever wants to
 * replace `x` first holds `x.over`, a lock of the same kind, and looks again.
 */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../errors.js';
import { type ProcessIdentity, stillRuns, thisProcess } from './processes.js';

export interface FileLock {
  readonly path: string;
  /** Gives the lock back. Doing it twice does nothing. */
  release(): void;
}

export type LockAttempt = { lock: FileLock } | { heldBy: ProcessIdentity };

interface Content extends ProcessIdentity {
  nonce: string;
}

/** Undefined when there is no lock file; `broken` when its text makes no sense, as after a power cut. */
function readContent(path: string): Content | 'broken' | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { pid, started, nonce } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof nonce !== 'string') return 'broken';
    return { pid, started, nonce };
  } catch {
    return 'broken';
  }
}

/** The living process that holds the lock, if one does. */
function livingHolder(content: Content | 'broken' | undefined): ProcessIdentity | undefined {
  if (content === undefined || content === 'broken' || !stillRuns(content)) return undefined;
  return { pid: content.pid, started: content.started };
}

/** As root, a file in somebody's folder is given to them, or they could not touch it later. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) chownSync(path, uid, gid);
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function heldLock(path: string, mine: Content): FileLock {
  let held = true;
  return {
    path,
    release() {
      if (!held) return;
      held = false;
      const now = readContent(path);
      if (now !== undefined && now !== 'broken' && now.nonce === mine.nonce) rmSync(path, { force: true });
    },
  };
}

/** Deeper than this only if as many processes died in the same few microseconds. */
const MAX_DEPTH = 8;

/**
 * Under the guard nobody else replaces a stale lock file. But a living holder may remove its own at
 * any moment and a third may then create one, so a file that is missing is created, never replaced.
 */
function replaceStale(path: string, draft: string, mine: Content): LockAttempt {
  for (;;) {
    if (linked(draft, path)) return { lock: heldLock(path, mine) };
    const now = readContent(path);
    const heldBy = livingHolder(now);
    if (heldBy) return { heldBy };
    if (now === undefined) continue;
    renameSync(draft, path);
    return { lock: heldLock(path, mine) };
  }
}

function attempt(path: string, depth: number): LockAttempt {
  if (depth > MAX_DEPTH) throw new Error(`Too many abandoned lock files beside ${path}.`);
  const mine: Content = { ...thisProcess(), nonce: randomBytes(8).toString('hex') };
  const draft = `${path}.${process.pid}.${mine.nonce}`;
  writeFileSync(draft, `${JSON.stringify(mine)}\n`, { mode: 0o644 });
  giveToOwnerOf(dirname(path), draft);
  try {
    if (linked(draft, path)) return { lock: heldLock(path, mine) };
    const heldBy = livingHolder(readContent(path));
    if (heldBy) return { heldBy };
    const guard = attempt(`${path}.over`, depth + 1);
    if ('heldBy' in guard) return guard;
    try {
      return replaceStale(path, draft, mine);
    } finally {
      guard.lock.release();
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes the lock, or says who holds it. The folder must exist. */
export function tryLock(path: string): LockAttempt {
  return attempt(path, 0);
}

/**
 * Takes the lock, waiting for its holder.
 * @param onWait called once, when it has to wait at all.
 * @throws AppError `lock-wait` after `limitMs`.
 */
export async function waitForLock(
  path: string,
  limitMs: number,
  onWait: (holder: ProcessIdentity) => void,
): Promise<FileLock> {
  const until = performance.now() + limitMs;
  for (let tries = 0; ; tries++) {
    const result = tryLock(path);
    if ('lock' in result) return result.lock;
    if (tries === 10) onWait(result.heldBy);
    if (performance.now() > until) {
      throw new AppError(
        'lock-wait',
        500,
        `Process ${result.heldBy.pid} holds ${path} and does not let go of it. End it, then try again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Makes the data folder if it is missing and locks it for one server.
 * @throws AppError `data-folder-in-use` that names the process which has it.
 */
export function lockDataFolder(dataDir: string): FileLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const result = tryLock(join(dataDir, 'fanlight.lock'));
  if ('lock' in result) return result.lock;
  throw new AppError(
    'data-folder-in-use',
    500,
    `Fanlight already serves ${dataDir}: it is process ${result.heldBy.pid}. Stop that one first, or give this one another folder with FANLIGHT_DATA.`,
  );
}
