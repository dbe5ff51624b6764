/** Starts the threads of the index: from source they are TypeScript and need tsx, built they are JavaScript. */
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** @param name of the file beside this one, without its ending */
export function startThread(name: 'index-worker' | 'background-worker', options: WorkerOptions = {}): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const address = new URL(`./${name}${fromSource ? '.ts' : '.js'}`, import.meta.url);
  const execArgv = fromSource ? ['--import', import.meta.resolve('tsx')] : [];
  return new Worker(address, { execArgv, ...options });
}
