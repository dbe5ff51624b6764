/** Threads that answer each message with one message, and are kept for the next. */
import type { Worker } from 'node:worker_threads';

/**
 * @param start makes one more thread when all others are busy: whoever asks bounds how many questions there are at once
 * @returns asks a thread that rests. Its promise fails when the thread dies, which is then not asked again.
 */
export function answeringThreads<Task, Answer>(start: () => Worker): (task: Task) => Promise<Answer> {
  const resting: Worker[] = [];
  /** Knows nothing of the task: a long one is not kept in memory while its answer is waited for. */
  const answerOf = (worker: Worker): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('A thread ended before it answered.'));
      worker.once('error', reject);
      worker.once('exit', ended);
      worker.once('message', (answer: Answer) => {
        worker.off('error', reject);
        worker.off('exit', ended);
        // One that rests keeps no process alive.
        worker.unref();
        resting.push(worker);
        resolve(answer);
      });
    });
  return (task) => {
    const worker = resting.pop() ?? start();
    worker.ref();
    const answer = answerOf(worker);
    worker.postMessage(task);
    return answer;
  };
}
