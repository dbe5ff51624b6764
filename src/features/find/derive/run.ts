/** Derives beside the pages, in every process: woken by what is written, looking by itself once a second. */
import type { App } from '../../../core/app.js';
import { deriveStep, type Step, settleIn } from './derive.js';

const LOOK_EVERY_MS = 1_000;
/** Another process derives; it may finish before it knows of what woke this one. */
const BUSY_MS = 100;
const AFTER_FAULT_MS = 5_000;

export interface Deriver {
  /** Something was written. */
  wake(): void;
  /** The step that runs is finished first. */
  stop(): Promise<void>;
}

export function startDeriver({ db, clock, log }: Pick<App, 'db' | 'clock' | 'log'>): Deriver {
  let stopped = false;
  let woken = false;
  let rouse: () => void = () => {};

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

  let settled = false;
  async function step(): Promise<Step> {
    if (!settled) {
      const moved = await settleIn(db, clock.now());
      if (moved) log.warn('this database comes from another cluster; all that searches ask is derived anew');
      settled = true;
    }
    return deriveStep(db, clock.now(), (work, err) =>
      log.error({ err, work }, 'a work could not be derived and was taken out of the lists'),
    );
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      const done = await step().catch((err: unknown) => {
        log.warn({ err }, 'works could not be derived; it is tried again');
        return 'fault' as const;
      });
      if (done === 'idle') await rest(LOOK_EVERY_MS);
      else if (done === 'busy') await rest(BUSY_MS);
      else if (done === 'fault') {
        woken = false;
        await rest(AFTER_FAULT_MS);
      }
    }
  }

  const running = run();
  return {
    wake() {
      woken = true;
      rouse();
    },
    async stop() {
      stopped = true;
      rouse();
      await running;
    },
  };
}
