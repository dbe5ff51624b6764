/**
 * Keeps the index of this process as the database is: filled from its snapshot file or from find_works, then always
 * with what was written since. How far it came is a snapshot of the database, so no transaction is missed, however
 * long it took.
 */
import type { App } from '../../../core/app.js';
import type { IndexStore } from '../index/types.js';
import {
  canGoOnFrom,
  changesSince,
  everyTag,
  everyWork,
  isBehind,
  kindsOf,
  type Position,
  positionNow,
  readPosition,
  writePosition,
} from './read.js';

const LOOK_EVERY_MS = 1_000;
const AFTER_FAULT_MS = 5_000;
const SAVE_EVERY_MS = 10 * 60_000;
/** Of more, saving at the end would take longer than a server has to stop; the last regular snapshot has to do. */
const SAVED_AT_STOP = 3_000_000;

export interface Follower {
  /** Rows were written. */
  wake(): void;
  /** Saves the index where that is quick, and lets go of it. */
  stop(): Promise<void>;
}

export interface FollowerSettings {
  saveEveryMs?: number;
}

export function startFollower(
  { db, log }: Pick<App, 'db' | 'log'>,
  store: IndexStore,
  { saveEveryMs = SAVE_EVERY_MS }: FollowerSettings = {},
): Follower {
  let stopped = false;
  let woken = false;
  let rouse: () => void = () => {};
  /** Null before the index is filled, and after its thread died. */
  let at: Position | null = null;
  /** Counts the threads: what was begun with one is nothing to the next. */
  let life = 0;
  let saved = '';
  let savedAt = performance.now();

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken || stopped) return resolve();
      const timer = setTimeout(resolve, ms);
      timer.unref();
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function fillWhole(now: Position): Promise<void> {
    const begun = performance.now();
    await store.clear();
    for await (const kinds of everyTag(db)) {
      if (stopped) return;
      await store.setTagKinds(kinds);
    }
    let works = 0;
    for await (const batch of everyWork(db)) {
      if (stopped) return;
      await store.setTagKinds(await kindsOf(db, batch));
      await store.apply(batch.map((work) => ({ key: work.key, work })));
      works += batch.length;
    }
    await store.apply([], writePosition(now));
    log.info({ works, ms: Math.round(performance.now() - begun) }, 'the index was filled from the database');
  }

  /** @returns where the index then is; what was written since is not in it yet */
  async function fill(): Promise<Position> {
    const now = await positionNow(db);
    const loaded = await store.load();
    if ('refused' in loaded) log.info({ why: loaded.refused }, 'the index has no snapshot');
    else {
      const there = readPosition(loaded.position);
      if (canGoOnFrom(there, now)) {
        saved = writePosition(there);
        log.info({ works: loaded.works }, 'the index was loaded from its snapshot');
        return there;
      }
      log.warn('the snapshot of the index is of another database; the index is filled anew');
    }
    await fillWhole(now);
    return now;
  }

  /** All that was written since; the position counts once all of it is in. */
  async function catchUp(from: Position): Promise<Position> {
    if (!(await isBehind(db, from))) return from;
    const to = await changesSince(db, from, async (changes, kinds) => {
      if (kinds.length > 0) await store.setTagKinds(kinds);
      await store.apply(changes);
    });
    await store.apply([], writePosition(to));
    return to;
  }

  async function save(): Promise<void> {
    const position = store.position;
    savedAt = performance.now();
    if (position === null || position === saved) return;
    await store.save();
    saved = position;
  }

  async function step(): Promise<void> {
    const begun = life;
    const to = await catchUp(at ?? (await fill()));
    if (stopped || life !== begun) return;
    at = to;
    if (!store.ready) {
      await store.open();
      log.info('searches are answered by the index');
    }
    if (performance.now() - savedAt > saveEveryMs) await save();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      try {
        await step();
        await rest(LOOK_EVERY_MS);
      } catch (err) {
        if (stopped) return;
        log.warn({ err }, 'the index could not follow the database; it is tried again');
        woken = false;
        await rest(AFTER_FAULT_MS);
      }
    }
  }

  const wake = (): void => {
    woken = true;
    rouse();
  };
  const off = store.onRestart(() => {
    at = null;
    life += 1;
    log.warn('the index starts again; SQL answers searches meanwhile');
    wake();
  });
  const running = run();
  return {
    wake,
    async stop() {
      stopped = true;
      rouse();
      off();
      await running;
      try {
        if (store.ready && (await store.stats()).works <= SAVED_AT_STOP) await save();
      } catch (err) {
        log.warn({ err }, 'the index was not saved');
      }
      await store.close();
    },
  };
}
