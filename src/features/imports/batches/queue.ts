import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { addJob } from '../../../core/jobs/queue.js';

export const BATCH_JOB = 'imports.batch';

/**
 * Asks for the next files of a batch. The job asks for itself again, behind whatever waits then: batches take turns, and
 * nobody's single import waits for a thousand files of somebody else.
 */
export const addBatchJob = (db: Kysely<DB>, batchId: string): Promise<void> =>
  addJob(
    db,
    BATCH_JOB,
    { batch: batchId },
    { key: `${BATCH_JOB}:${batchId}`, maxAttempts: 25, patient: true },
  );
