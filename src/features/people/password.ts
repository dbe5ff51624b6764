/** Argon2id, few at a time: each takes 19 MiB, and a flood of log-ins must not take the machine. */
import { availableParallelism } from 'node:os';
import { hash, type Options, verify } from '@node-rs/argon2';
import { awayFor } from '../../core/errors.js';

/** Argon2id is the library's default algorithm. */
const OPTIONS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
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

/** One keyboard writes é as one letter, another as two. */
const typed = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(typed(password), OPTIONS));

/** Takes the same time whether or not there is an account: without one it is measured against a hash of nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await hashOfNothing());
  const right = await inTurn(() => verify(against, typed(password), OPTIONS));
  return right && stored !== null;
}

let nothing: Promise<string> | undefined;
const hashOfNothing = (): Promise<string> => {
  nothing ??= hashPassword('nobody has this password').catch((error: unknown) => {
    nothing = undefined;
    throw error;
  });
  return nothing;
};
