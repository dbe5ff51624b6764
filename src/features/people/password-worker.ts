/**
 * The thread in which passwords are measured, one at a time and behind everything else: readers must not notice a flood
 * of log-ins. It imports nothing of ours, so that Node runs it as it stands.
 */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';

/** Argon2id is the library's default algorithm. */
const OPTIONS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** `stored` is the hash to measure against; without one the password is hashed. */
export interface PasswordTask {
  password: string;
  stored: string | null;
}

export type PasswordAnswer = { hash: string } | { right: boolean } | { failed: string };

const answer = ({ password, stored }: PasswordTask): PasswordAnswer => {
  try {
    return stored === null
      ? { hash: hashSync(password, OPTIONS) }
      : { right: verifySync(stored, password, OPTIONS) };
  } catch (error) {
    return { failed: String(error) };
  }
};

// Linux keeps a priority for each thread; elsewhere it would be the whole program's.
if (process.platform === 'linux') setPriority(10);
parentPort?.on('message', (task: PasswordTask) => parentPort?.postMessage(answer(task)));
