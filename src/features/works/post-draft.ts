import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { askToTell } from './gifts/tell.js';
import { lockOwn } from './lock-own.js';

/** What is posted waits for no hour any more. */
export const NO_HOUR = {
  scheduled_for: null,
  scheduled_zone: null,
  scheduled_by: null,
  schedule_faults: null,
};

/**
 * Posts a draft with all its chapters. Posting twice is posting once. A date that the writer chose stays; one that was
 * only the draft's first day becomes today.
 */
export const postDraft = (db: Kysely<DB>, viewer: Member, publicId: string, at: Date): Promise<void> =>
  db.transaction().execute((trx) => postDraftIn(trx, viewer, publicId, at));

/** Within the caller's transaction. */
export async function postDraftIn(
  trx: Transaction<DB>,
  viewer: Member,
  publicId: string,
  at: Date,
): Promise<void> {
  const work = await lockOwn(trx, viewer, publicId);
  if (work.posted_at) return;
  await trx
    .updateTable('chapters')
    .set((eb) => ({
      posted_at: at,
      published_at: eb
        .case()
        .when('published_at', '=', eb.ref('created_at'))
        .then(at)
        .else(eb.ref('published_at'))
        .end(),
    }))
    .where('work_id', '=', work.key)
    .where('posted_at', 'is', null)
    .execute();
  const undated = work.published_at.getTime() === work.created_at.getTime();
  await trx
    .updateTable('works')
    .set((eb) => ({
      posted_at: at,
      changed_at: at,
      ...NO_HOUR,
      ...(undated ? { published_at: at, revised_at: at } : {}),
      chapters_posted: Number(work.chapters),
      words: eb
        .selectFrom('chapters')
        .whereRef('chapters.work_id', '=', 'works.id')
        .select((c) => c.fn.coalesce(c.fn.sum<number>('words'), eb.lit(0)).as('n')),
    }))
    .where('id', '=', work.key)
    .execute();
  await recordChange(trx, 'work', work.key, 'posted', at);
  await askToTell(trx, work.key);
}
