/** Tasks for the thread beside the index, one at a time; each thread ends with its task, and its memory with it. */
import type { BackgroundAnswer, BackgroundTask } from './protocol.js';
import { startThread } from './threads.js';

export class Background {
  #last: Promise<unknown> = Promise.resolve();

  /** Does a task after those before it. @throws Error when it failed or the thread died */
  run(task: () => BackgroundTask): Promise<BackgroundAnswer> {
    const next = this.#last.then(() => inThread(task()));
    this.#last = next.catch(() => undefined);
    return next;
  }
}

function inThread(task: BackgroundTask): Promise<BackgroundAnswer> {
  const handedOver =
    task.op === 'save' ? [task.snapshot.tags.ids.buffer, task.snapshot.tags.types.buffer] : [];
  const thread = startThread('background-worker', {
    workerData: task,
    transferList: handedOver as ArrayBuffer[],
  });
  return new Promise<BackgroundAnswer>((resolve, reject) => {
    thread.once('message', (answer: BackgroundAnswer) => {
      if ('failed' in answer) reject(new Error(answer.failed));
      else resolve(answer);
    });
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The background thread ended with ${code}`)));
  });
}
