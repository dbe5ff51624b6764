/** The index as the rest of the program has it: questions go to a thread, which is started again when it dies. */
import type { Worker } from 'node:worker_threads';
import { AppError, badInput, unavailable } from '../../../core/errors.js';
import { TAG_TYPES } from '../../tags/canon.js';
import type { Question } from '../query/condition.js';
import { checkQuestion, checkRange, notReady } from './check.js';
import { toSent } from './hits.js';
import { MOST_COUNTS } from './limits.js';
import { pack } from './pack.js';
import type { FromIndex, IndexRequest, IndexThreadData } from './protocol.js';
import { startThread } from './threads.js';
import type { Facets, IndexChange, IndexStats, IndexStore, Loaded, Page, TagKind } from './types.js';

export interface IndexSettings extends Partial<IndexThreadData> {
  /** Memory of the thread beside the arrays, in MiB. */
  heapMiB?: number;
  /** Told when something went wrong that no question's answer says. */
  warn(message: string, cause?: unknown): void;
}

/** Changes that are packed and sent at once: some milliseconds of the thread that sends. */
const SLICE = 400;

/** Questions that wait at most; more would not be answered in time. */
const MOST_WAITING = 500;

/** How long after a death the next thread starts, and at most after many. */
const RESTART_MS = 100;
const MOST_RESTART_MS = 10_000;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Starts an index: empty, not ready. See IndexStore. */
export function createIndexStore(given: IndexSettings): IndexStore {
  const { warn } = given;
  const data: IndexThreadData = { path: given.path ?? null, settings: given.settings ?? {} };
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<() => void>();
  let nextId = 1;
  let ready = false;
  let closed = false;
  let position: string | null = null;
  let deaths = 0;
  let timer: NodeJS.Timeout | null = null;
  let thread: Worker | null = start();

  function start(): Worker {
    const worker = startThread('index-worker', {
      workerData: data,
      // A small young generation costs little time here and saves tens of megabytes.
      resourceLimits: { maxOldGenerationSizeMb: given.heapMiB ?? 4_096, maxYoungGenerationSizeMb: 16 },
    });
    worker.on('message', receive);
    worker.on('error', (error) => warn('The thread of the index died.', error));
    worker.on('exit', (code) => ended(worker, code));
    return worker;
  }

  function receive(message: FromIndex): void {
    if ('trouble' in message) {
      warn(message.trouble);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('value' in message) asked?.resolve(message.value);
    else if ('refused' in message) {
      const { code, status, safe } = message.refused;
      const headers: Record<string, string> = status === 503 ? { 'retry-after': '5' } : {};
      asked?.reject(new AppError(code, status, safe, { headers }));
    } else asked?.reject(new Error(`The index failed: ${message.failed}`));
  }

  function ended(worker: Worker, code: number): void {
    if (thread !== worker) return;
    thread = null;
    ready = false;
    position = null;
    const lost = [...waiting.values()];
    waiting.clear();
    for (const { reject } of lost) reject(notReady());
    if (closed) return;
    warn(`The thread of the index ended with ${code}; another is started.`);
    deaths += 1;
    timer = setTimeout(restart, Math.min(MOST_RESTART_MS, RESTART_MS * 2 ** Math.min(deaths - 1, 10)));
  }

  function restart(): void {
    timer = null;
    if (closed) return;
    thread = start();
    for (const listener of listeners) listener();
  }

  function ask<T>(request: IndexRequest, transfer: ArrayBuffer[] = [], signal?: AbortSignal): Promise<T> {
    if (thread === null) return Promise.reject(notReady());
    const id = nextId++;
    const worker = thread;
    return new Promise<T>((resolve, reject) => {
      const drop = (): void => {
        waiting.delete(id);
        worker.postMessage({ op: 'drop', id });
        reject(signal?.reason);
      };
      const settle = (): void => signal?.removeEventListener('abort', drop);
      waiting.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as T);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', drop, { once: true });
      worker.postMessage({ id, ...request }, transfer);
    });
  }

  /** A question to an index that is ready, of a size that it takes. */
  async function question<T>(request: IndexRequest, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (!ready) throw notReady();
    if (waiting.size >= MOST_WAITING)
      throw unavailable('Too many people are searching right now. Try again in a moment.');
    const answer = await ask<T>(request, [], signal);
    deaths = 0;
    return answer;
  }

  async function apply(changes: readonly IndexChange[], to?: string): Promise<void> {
    for (const change of changes)
      if (!Number.isSafeInteger(change.key)) throw new Error(`No key: ${change.key}`);
    const gathering = !ready;
    for (let from = 0; from === 0 || from < changes.length; from += SLICE) {
      const packed = pack(changes.slice(from, from + SLICE));
      const last = from + SLICE >= changes.length;
      await ask({ op: 'apply', changes: packed, gathering, position: last ? (to ?? null) : null }, [
        packed.numbers.buffer as ArrayBuffer,
      ]);
      if (last && to !== undefined) position = to;
      // Whoever else wants this thread meanwhile comes between.
      if (!last) await pause();
    }
  }

  async function setTagKinds(kinds: readonly TagKind[]): Promise<void> {
    const ids = Float64Array.from(kinds, ({ id }) => id);
    const types = Uint8Array.from(kinds, ({ type }) => TAG_TYPES.indexOf(type));
    await ask({ op: 'kinds', ids, types }, [ids.buffer, types.buffer]);
  }

  return {
    get ready() {
      return ready;
    },
    get position() {
      return position;
    },
    async page(asked: Question, range) {
      checkQuestion(asked);
      checkRange(range);
      return question<Page>({ op: 'page', question: toSent(asked), range });
    },
    async facets(asked, signal) {
      checkQuestion(asked);
      return question<Facets>({ op: 'facets', question: toSent(asked) }, signal);
    },
    async counts(questions) {
      if (questions.length > MOST_COUNTS) throw badInput('That is more than can be counted at once.');
      for (const asked of questions) checkQuestion(asked);
      return question<number[]>({ op: 'counts', questions: questions.map(toSent) });
    },
    async pick(asked, chance) {
      checkQuestion(asked);
      return question<number | null>({ op: 'pick', question: toSent(asked), chance });
    },
    setTagKinds,
    apply,
    async clear() {
      ready = false;
      position = null;
      await ask({ op: 'clear' });
    },
    async load() {
      ready = false;
      const loaded = await ask<Loaded>({ op: 'load' });
      position = 'refused' in loaded ? null : loaded.position;
      return loaded;
    },
    async save() {
      await ask({ op: 'save' });
    },
    async open() {
      const opened = thread;
      await ask({ op: 'open' });
      // A thread that died meanwhile has refused this.
      ready = thread === opened;
    },
    onRestart(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stats: () => ask<IndexStats>({ op: 'stats' }),
    async close() {
      closed = true;
      ready = false;
      if (timer) clearTimeout(timer);
      await thread?.terminate();
    },
  };
}
