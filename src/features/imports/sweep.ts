/** Pictures of imports that came to nothing are let go in time; those of a review that waits are not. */
import { type Kysely, sql } from 'kysely';
import type { App } from '../../core/app.js';
import type { DB } from '../../core/db/tables.js';
import type { Jobs, Schedule } from '../../core/jobs/queue.js';
import { sweepPictures } from '../works/index.js';

const SWEEP_JOB = 'imports.sweep-pictures';

/** Which of these pictures drafts hold that wait for their review. */
export async function heldByReviews(db: Kysely<DB>, publicIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct held.id
      from imports, jsonb_array_elements_text(imports.draft -> 'mediaIds') as held (id)
     where imports.draft is not null and held.id = any(${[...publicIds]})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export const sweepJobs = (app: App): Jobs => ({
  async [SWEEP_JOB]() {
    await sweepPictures(app.db, app.config.dataDir, [heldByReviews], app.clock.now());
  },
});

/** At an hour when few people read. */
export const sweepSchedule: Schedule = { [SWEEP_JOB]: '40 3 * * *' };
