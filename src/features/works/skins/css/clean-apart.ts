/** Skins are cleaned here: small ones at once, large ones in a thread of their own, so that no page waits for one. */
import { Worker } from 'node:worker_threads';
import { type CleanSkin, cleanSkin } from './clean.js';
import type { CleanTask } from './clean-worker.js';

/** Characters up to which a skin takes less time than a thread takes to start. */
const SMALL = 20_000;
const MOST_MS = 60_000;

function startThread(task: CleanTask): Worker {
  // Under tsx this file is TypeScript and so is the thread's, which then needs tsx itself; built, both are JavaScript.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(fromSource ? './clean-worker.ts' : './clean-worker.js', import.meta.url), {
    workerData: task,
    execArgv: fromSource ? ['--import', import.meta.resolve('tsx')] : [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    env: {},
  });
}

/** What takes too much time or memory leaves nothing, and says so. */
async function inThread(task: CleanTask): Promise<CleanSkin> {
  const worker = startThread(task);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<CleanSkin>((resolve, reject) => {
      const nothing = (): void =>
        resolve({ css: '', faults: [{ line: 1, column: 1, kind: 'long', what: `${task.source.length}` }] });
      timer = setTimeout(nothing, MOST_MS);
      worker.once('message', resolve);
      worker.once('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? nothing() : reject(error),
      );
      worker.once('exit', () => reject(new Error('The thread that cleans a skin ended without an answer.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Large ones wait for each other: one thread at a time. */
let last: Promise<unknown> = Promise.resolve();

/** As `cleanSkin`, without keeping anybody waiting. */
export function cleanApart(source: string, { old = false } = {}): Promise<CleanSkin> {
  if (source.length <= SMALL) return cleanSkin(source, { old });
  const turn = last.then(() => inThread({ source, old }));
  last = turn.catch(() => undefined);
  return turn;
}
