/** The thread that cuts long texts into words, behind whatever else there is to do. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { rowsOf, type VectorAnswer, type VectorTask } from './vectors-of.js';

function answer(task: VectorTask): void {
  try {
    const rows = rowsOf(task);
    say(rows, [rows.buffer]);
  } catch (error) {
    say({ failed: String(error) });
  }
}

const say = (message: VectorAnswer, handedOver: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, handedOver);

// Linux keeps a priority for each thread; elsewhere it would be the whole program's.
if (process.platform === 'linux') setPriority(5);
parentPort?.on('message', answer);
