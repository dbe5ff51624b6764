/** The thread in which a Sanitiser cleans texts: one message in, one answer out, nothing kept between. */
import { parentPort } from 'node:worker_threads';
import { TextError, type TextErrorCode, type TextLimits } from './limits.js';
import { type Sanitised, sanitiseNow } from './sanitise.js';

export interface WorkerTask {
  source: string;
  /** `import:KEY` → `/media/ID`; a function cannot be sent to a thread. */
  images: Map<string, string>;
  limits: Partial<TextLimits> | undefined;
}

export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'done'; result: Sanitised }
  | { kind: 'refused'; code: TextErrorCode; safe: string }
  | { kind: 'failed'; message: string };

function answer(task: WorkerTask): WorkerAnswer {
  try {
    const result = sanitiseNow(task.source, {
      images: (src) => task.images.get(src) ?? null,
      limits: task.limits,
    });
    return { kind: 'done', result };
  } catch (thrown) {
    if (thrown instanceof TextError) return { kind: 'refused', code: thrown.code, safe: thrown.safe };
    return {
      kind: 'failed',
      message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  }
}

parentPort?.on('message', (task: WorkerTask) => parentPort?.postMessage(answer(task)));
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
