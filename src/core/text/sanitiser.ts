/** Cleaning in threads of its own, each job with a time-out: what people send can be made to take for ever. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { importedImages } from './imported-images.js';
import { TEXT_LIMITS, TextError, tooLargeText, tooSlow } from './limits.js';
import type { Prose, ProseOptions, Sanitised, SanitiseOptions } from './sanitise.js';
import type { WorkerAnswer, WorkerTask } from './sanitise-worker.js';

export interface Sanitiser {
  /** As `sanitiseNow`, in a thread. @throws TextError, `too-slow` among its codes */
  sanitise(source: string, options?: SanitiseOptions): Promise<Sanitised>;
  /** As `proseNow`, in a thread. @throws TextError, `too-slow` among its codes */
  prose(source: string, options?: ProseOptions): Promise<Prose>;
  /** Cleans many; the answers stand in the order of the sources. Fails as a whole with the first refusal. */
  sanitiseAll(sources: readonly string[], options?: SanitiseOptions): Promise<Sanitised[]>;
  /** Ends the threads; what still waits is refused. */
  close(): Promise<void>;
}

export interface SanitiserSettings {
  /** Threads at most; they start when there is work. Default: the processors less one, 1 to 4. */
  workers?: number;
  /**
   * Processor time for one text, so that a busy machine refuses nobody; ten times as much by the clock ends it anyway.
   */
  timeoutMs?: number;
  /** After which a thread without work is ended. */
  idleMs?: number;
}

interface Job {
  task: WorkerTask;
  resolve: (result: Sanitised | Prose) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  ready: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | null;
  /** Ends a job whose thread does not even answer how long it has worked. */
  deadline: NodeJS.Timeout | null;
}

/** A thread that has not said that it is ready by then will not. */
const START_MS = 30_000;

function startWorker(): Worker {
  // Under tsx this file is TypeScript and so is the worker, which then needs tsx itself; built, both are JavaScript.
  const fromSource = import.meta.url.endsWith('.ts');
  const address = new URL(fromSource ? './sanitise-worker.ts' : './sanitise-worker.js', import.meta.url);
  const execArgv = fromSource ? ['--import', import.meta.resolve('tsx')] : [];
  // A small young generation costs little time here, and each thread tens of megabytes less.
  return new Worker(address, {
    execArgv,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 },
  });
}

/** A pool of threads that clean texts. It costs nothing until used, and nothing again after `idleMs` without work. */
export function createSanitiser(settings: SanitiserSettings = {}): Sanitiser {
  const most = settings.workers ?? Math.min(4, Math.max(1, availableParallelism() - 1));
  const timeoutMs = settings.timeoutMs ?? 2000;
  const idleMs = settings.idleMs ?? 30_000;
  const threads = new Set<Thread>();
  const waiting: Job[] = [];
  let closed = false;

  function stopTimers(thread: Thread): void {
    if (thread.timer) clearTimeout(thread.timer);
    if (thread.deadline) clearTimeout(thread.deadline);
    thread.timer = null;
    thread.deadline = null;
  }

  function end(thread: Thread): Promise<number> {
    threads.delete(thread);
    stopTimers(thread);
    return thread.worker.terminate();
  }

  /** Ends a thread that failed; its job is refused and others go on elsewhere. */
  function fail(thread: Thread, error: Error): void {
    if (!threads.has(thread)) return;
    void end(thread);
    // Without a job of its own a thread that cannot start would be started again for ever: one waiting job pays for it.
    (thread.job ?? waiting.shift())?.reject(error);
    dispatch();
  }

  function start(): void {
    const thread: Thread = { worker: startWorker(), ready: false, job: null, timer: null, deadline: null };
    threads.add(thread);
    thread.timer = setTimeout(() => fail(thread, new Error('The sanitiser thread did not start')), START_MS);
    thread.worker.on('message', (answer: WorkerAnswer) => receive(thread, answer));
    thread.worker.on('error', (error) => fail(thread, asRefusal(error, timeoutMs)));
    thread.worker.on('exit', () => fail(thread, new Error('The sanitiser thread ended')));
  }

  function receive(thread: Thread, answer: WorkerAnswer): void {
    stopTimers(thread);
    const { job } = thread;
    thread.job = null;
    thread.ready = true;
    if (answer.kind === 'done') job?.resolve(answer.result);
    else if (answer.kind === 'refused') job?.reject(new TextError(answer.code, answer.limit));
    else if (answer.kind === 'failed') job?.reject(new Error(`The sanitiser failed: ${answer.message}`));
    dispatch();
    if (thread.job === null) rest(thread);
  }

  function rest(thread: Thread): void {
    // A resting thread keeps no process alive.
    thread.worker.unref();
    thread.timer = setTimeout(() => void end(thread), idleMs);
    thread.timer.unref();
  }

  function give(thread: Thread, job: Job): void {
    stopTimers(thread);
    thread.job = job;
    thread.worker.ref();
    // A thread that has just died answers with an error, which its exit reports too.
    const before = thread.worker.cpuUsage().catch(() => undefined);
    const watch = (wait: number): void => {
      thread.timer = setTimeout(async () => {
        const worked = await workedMs(thread.worker, before);
        if (thread.job !== job || !threads.has(thread)) return;
        if (worked >= timeoutMs) fail(thread, tooSlow(timeoutMs));
        else watch(Math.max(20, timeoutMs - worked));
      }, wait);
    };
    watch(timeoutMs);
    thread.deadline = setTimeout(() => fail(thread, tooSlow(timeoutMs)), timeoutMs * 10);
    thread.worker.postMessage(job.task);
  }

  function dispatch(): void {
    for (const thread of threads) {
      if (thread.ready && thread.job === null) {
        const job = waiting.shift();
        if (!job) return;
        give(thread, job);
      }
    }
    const starting = [...threads].filter((thread) => !thread.ready).length;
    for (let i = starting; i < waiting.length && threads.size < most; i += 1) start();
  }

  function queue<T extends Sanitised>(
    source: string,
    options: SanitiseOptions,
    prose: WorkerTask['prose'],
  ): Promise<T> {
    const bytes = options.limits?.bytes ?? TEXT_LIMITS.bytes;
    // Before it is copied to a thread.
    if (source.length > bytes) return Promise.reject(tooLargeText(bytes));
    if (closed) return Promise.reject(new Error('The sanitiser is closed'));
    const images = options.images ? importedImages(source, options.images) : new Map<string, string>();
    return new Promise<T>((resolve, reject) => {
      const task = { source, images, limits: options.limits, prose };
      // The thread answers what the task asks for.
      waiting.push({ task, resolve: (result) => resolve(result as T), reject });
      dispatch();
    });
  }

  const sanitise = (source: string, options: SanitiseOptions = {}): Promise<Sanitised> =>
    queue(source, options, null);

  return {
    sanitise,
    prose: (source, options = {}) => queue(source, options, { lineEnds: options.lineEnds ?? false }),
    sanitiseAll: (sources, options) => Promise.all(sources.map((source) => sanitise(source, options))),
    async close() {
      closed = true;
      const jobs = [
        ...waiting.splice(0),
        ...[...threads].flatMap((thread) => (thread.job ? [thread.job] : [])),
      ];
      await Promise.all([...threads].map(end));
      for (const job of jobs) job.reject(new Error('The sanitiser was closed'));
    },
  };
}

/** Milliseconds of processor time since `before`; 0 when the thread has just ended. */
async function workedMs(worker: Worker, before: Promise<NodeJS.CpuUsage | undefined>): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage(await before);
    return (user + system) / 1000;
  } catch {
    return 0;
  }
}

/** A thread that runs out of memory has met a text that is too much for it. */
function asRefusal(error: unknown, timeoutMs: number): Error {
  const fault = error instanceof Error ? error : new Error(String(error));
  return 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooSlow(timeoutMs) : fault;
}
