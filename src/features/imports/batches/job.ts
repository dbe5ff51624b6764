import { z } from 'zod';
import type { App } from '../../../core/app.js';
import type { Job } from '../../../core/jobs/queue.js';
import { wordsFor } from '../../../core/messages/index.js';
import { addBatchJob } from './queue.js';
import { type StepTools, stepBatch } from './step.js';

const Payload = z.object({ batch: z.string() });

/** A batch has the queue for so long, and for one file more, before others have their turn. */
const TURN_MS = 200;

export async function stepTools(
  app: Pick<App, 'db' | 'sanitiser' | 'config' | 'clock' | 'settings' | 'log'>,
): Promise<StepTools> {
  const settings = await app.settings.get();
  const language = settings?.language ?? 'en';
  return {
    db: app.db,
    sanitiser: app.sanitiser,
    dataDir: app.config.dataDir,
    language,
    words: wordsFor(language),
    log: app.log,
    now: () => app.clock.now(),
  };
}

export const batchJob =
  (app: App): Job =>
  async (payload) => {
    const { batch } = Payload.parse(payload);
    const tools = await stepTools(app);
    const end = performance.now() + TURN_MS;
    do if ((await stepBatch(tools, batch)) === 'done') return;
    while (performance.now() < end);
    await addBatchJob(app.db, batch);
  };
