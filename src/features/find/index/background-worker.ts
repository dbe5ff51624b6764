/** The thread beside the index: makes one segment of several, writes the snapshot. One task, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildSegment } from './build.js';
import type { BackgroundAnswer, BackgroundTask } from './protocol.js';
import { writeSnapshot } from './snapshot.js';
import { rowsOf } from './unbuild.js';

function work(task: BackgroundTask): BackgroundAnswer {
  if (task.op === 'save') {
    writeSnapshot(task.path, task.snapshot);
    return { saved: true };
  }
  const rows = rowsOf(task.sources);
  return { segment: rows.count === 0 ? null : buildSegment(rows, task.headTags) };
}

function answer(task: BackgroundTask): BackgroundAnswer {
  try {
    return work(task);
  } catch (thrown) {
    return { failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}

parentPort?.postMessage(answer(workerData as BackgroundTask));
