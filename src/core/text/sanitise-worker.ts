/** The thread in which a Sanitiser cleans texts: one message in, one answer out, nothing kept between. */
import { parentPort } from 'node:worker_threads';
import { TextError, type TextErrorCode, type TextLimits } from './limits.js';
import { type Prose, proseNow, type Sanitised, sanitiseNow } from './sanitise.js';

export interface WorkerTask {
  source: string;
  /** `import:KEY` → `/media/ID`; a function cannot be sent to a thread. */
  images: Map<string, string>;
  limits: Partial<TextLimits> | undefined;
  /** Into paragraphs and counted, where it is to be prose. */
  prose: { lineEnds: boolean } | null;
}

export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'done'; result: Sanitised | Prose }
  | { kind: 'refused'; code: TextErrorCode; limit: number }
  | { kind: 'failed'; message: string };

function answer(task: WorkerTask): WorkerAnswer {
  try {
    const options = { images: (src: string) => task.images.get(src) ?? null, limits: task.limits };
    const result = task.prose
      ? proseNow(task.source, { ...options, ...task.prose })
      : sanitiseNow(task.source, options);
    return { kind: 'done', result };
  } catch (thrown) {
    if (thrown instanceof TextError) return { kind: 'refused', code: thrown.code, limit: thrown.limit };
    return {
      kind: 'failed',
      message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  }
}

parentPort?.on('message', (task: WorkerTask) => parentPort?.postMessage(answer(task)));
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
