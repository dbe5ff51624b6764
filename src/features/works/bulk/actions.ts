/** Choosing works for a change, saying what the change is, and setting it going. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import { addJob } from '../../../core/jobs/queue.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import type { BulkChanges } from './changes.js';
import { type Bulk, type BulkAct, ownToChoose } from './queries.js';

export const BULK_LIMITS = {
  /** Works of one change. */
  works: 10_000,
  /** Up to so many are done while the page is asked for; more are a job. */
  atOnce: 50,
  /** Changes that were chosen or done so long ago are forgotten. */
  days: 30,
} as const;

export const BULK_JOB = 'change-many-works';

export type Chosen = { ids: readonly string[] } | { every: { fandom: string } };

/** @returns its outward id. @throws badInput when nothing was chosen, or too much */
export async function chooseWorks(
  db: Kysely<DB>,
  viewer: Member,
  chosen: Chosen,
  act: BulkAct,
  words: Messages,
  at: Date,
): Promise<string> {
  const { faults } = words.bulk.choose;
  return db.transaction().execute(async (trx) => {
    const works = await ownToChoose(trx, viewer, 'every' in chosen ? chosen.every.fandom : '')
      .$if('ids' in chosen, (all) =>
        all.where((eb) =>
          eb('works.public_id', '=', eb.fn.any(eb.val('ids' in chosen ? [...chosen.ids] : []))),
        ),
      )
      .select(['works.id', 'works.title'])
      .orderBy('works.sort_title')
      .orderBy('works.id')
      .limit(BULK_LIMITS.works + 1)
      .execute();
    if (works.length === 0) throw badInput(faults.none);
    if (works.length > BULK_LIMITS.works) throw badInput(faults.many(BULK_LIMITS.works));
    const old = new Date(at.getTime() - BULK_LIMITS.days * 86_400_000);
    await trx
      .deleteFrom('bulk_edits')
      .where('account_id', '=', viewer.accountId)
      .where('created_at', '<', old)
      .where('state', '<>', 'running')
      .execute();
    const { id, public_id } = await trx
      .insertInto('bulk_edits')
      .values({ public_id: newId(), account_id: viewer.accountId, act, created_at: at })
      .returning(['id', 'public_id'])
      .executeTakeFirstOrThrow();
    // In slices: Postgres takes 65,535 values in one statement.
    for (let from = 0; from < works.length; from += 1_000)
      await trx
        .insertInto('bulk_edit_works')
        .values(
          works.slice(from, from + 1_000).map((work, i) => ({
            bulk_edit_id: id,
            position: from + i,
            work_id: work.id,
            title: work.title,
          })),
        )
        .execute();
    return public_id;
  });
}

/** What was typed stays with the choice, so that it can be looked at, changed and carried out. */
export async function keepChanges(db: Kysely<DB>, bulk: Bulk, changes: BulkChanges): Promise<void> {
  await db
    .updateTable('bulk_edits')
    .set({ changes: JSON.stringify(changes) })
    .where('id', '=', bulk.key)
    .where('state', '=', 'open')
    .execute();
}

/** Sets a change going once; a second sending of the form finds it going. `keepName`: of works that are given away. */
export async function begin(
  db: Kysely<DB>,
  bulk: Bulk,
  { keepName }: { keepName: boolean },
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('bulk_edits')
      .set({
        state: 'running',
        begun_at: at,
        ...(bulk.act === 'orphan' ? { changes: JSON.stringify({ keepName }) } : {}),
      })
      .where('id', '=', bulk.key)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n && bulk.total > BULK_LIMITS.atOnce)
      await addJob(trx, BULK_JOB, { bulk: bulk.key }, { key: `${BULK_JOB}:${bulk.key}`, patient: true });
  });
}
