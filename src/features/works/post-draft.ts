import type { Kysely } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { lockOwn } from './lock-own.js';

/**
 * Posts a draft with all its chapters. Posting twice is posting once. A date that the writer chose stays; one that was
 * only the draft's first day becomes today.
 */
export async function postDraft(db: Kysely<DB>, viewer: Member, publicId: string, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
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
  });
}
