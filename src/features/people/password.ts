/** Argon2id, few at a time: each takes 19 MiB, and a flood of log-ins must not take the machine. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { answeringThreads } from '../../core/answering-threads.js';
import { awayFor } from '../../core/errors.js';
import type { PasswordAnswer, PasswordTask } from './password-worker.js';

/** One processor is left to the pages. */
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));
/** About two seconds of work: whoever waits longer than that gives up. */
const WAITING_AT_MOST = 50;

let running = 0;
const waiting: (() => void)[] = [];

/** Before anything is looked up for a password that will not be measured. @throws 503 with Retry-After */
export function refuseWhenBusy(): void {
  if (waiting.length >= WAITING_AT_MOST) throw awayFor((w) => w.busyDoor);
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running += 1;
  else {
    refuseWhenBusy();
    await new Promise<void>((go) => waiting.push(go));
  }
  try {
    return await work();
  } finally {
    // The place goes to whoever waits, without being free in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function startThread(): Worker {
  const name = import.meta.url.endsWith('.ts') ? './password-worker.ts' : './password-worker.js';
  return new Worker(new URL(name, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 },
  });
}

const ask = answeringThreads<PasswordTask, PasswordAnswer>(startThread);

async function measure(task: PasswordTask): Promise<PasswordAnswer> {
  const answer = await ask(task);
  if ('failed' in answer) throw new Error(answer.failed);
  return answer;
}

/** One keyboard writes é as one letter, another as two. */
const typed = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> =>
  inTurn(async () => {
    const answer = await measure({ password: typed(password), stored: null });
    if ('hash' in answer) return answer.hash;
    throw new Error('A password was asked to be hashed and was not.');
  });

/** Takes the same time whether or not there is an account: without one it is measured against a hash of nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await hashOfNothing());
  const answer = await inTurn(() => measure({ password: typed(password), stored: against }));
  return 'right' in answer && answer.right && stored !== null;
}

let nothing: Promise<string> | undefined;
const hashOfNothing = (): Promise<string> => {
  nothing ??= hashPassword('nobody has this password').catch((error: unknown) => {
    nothing = undefined;
    throw error;
  });
  return nothing;
};
