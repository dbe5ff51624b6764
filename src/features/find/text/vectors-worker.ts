/** The thread that cuts long texts into words, behind whatever else there is to do. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { textVectors } from './vector.js';
import type { VectorAnswer, VectorTask } from './vectors-of.js';

function answer(task: VectorTask): VectorAnswer {
  try {
    return task.map(textVectors);
  } catch (error) {
    return { failed: String(error) };
  }
}

// Linux keeps a priority for each thread; elsewhere it would be the whole program's.
if (process.platform === 'linux') setPriority(5);
parentPort?.on('message', (task: VectorTask) => parentPort?.postMessage(answer(task)));
