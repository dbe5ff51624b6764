import { z } from 'zod';
import type { App } from '../../core/app.js';
import type { Jobs } from '../../core/jobs/queue.js';
import { READ_JOB } from './actions.js';
import { batchJob } from './batches/job.js';
import { BATCH_JOB } from './batches/queue.js';
import { giveUp, readImport } from './read-import.js';
import { sweepJobs } from './sweep.js';

const Payload = z.object({ import: z.string() });

export const importJobs = (app: App): Jobs => ({
  [BATCH_JOB]: batchJob(app),
  async [READ_JOB](payload, { attempt, maxAttempts }) {
    const id = Payload.parse(payload).import;
    const settings = await app.settings.get();
    const tools = {
      db: app.db,
      sanitiser: app.sanitiser,
      dataDir: app.config.dataDir,
      language: settings?.language ?? 'en',
      origins: [app.config.FANLIGHT_URL ?? '', settings?.address ?? ''].filter(Boolean),
      now: () => app.clock.now(),
    };
    try {
      await readImport(tools, id);
    } catch (error) {
      if (attempt >= maxAttempts) await giveUp(tools, id);
      throw error;
    }
  },
  ...sweepJobs(app),
});
