/** Gives works and chapters an hour at which a job posts them, and takes it back. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import { addJob, dropJob } from '../../../core/jobs/queue.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { lockOwn } from '../lock-own.js';
import { lacking, type Thing } from './due.js';

export const POST_AT_HOUR = 'post-at-hour';

const keyOf = ({ kind, key }: Thing): string => `${POST_AT_HOUR}-${kind}-${key}`;

export interface Hour {
  at: Date;
  /** The zone in which its writer gave it. */
  zone: string;
}

/** The thing of one's own that these ids name, its work locked. @throws notFound, badInput for what is posted */
async function lockThing(
  trx: Transaction<DB>,
  viewer: Member,
  ids: { work: string; chapter?: string },
  words: Messages,
): Promise<Thing> {
  const f = words.schedule.faults;
  const work = await lockOwn(trx, viewer, ids.work);
  if (ids.chapter === undefined) {
    if (work.posted_at) throw new AppError('posted', 409, f.posted);
    return { kind: 'work', key: work.key };
  }
  const chapter = await trx
    .selectFrom('chapters')
    .select(['id', 'posted_at'])
    .where('work_id', '=', work.key)
    .where('public_id', '=', ids.chapter)
    .forUpdate()
    .executeTakeFirst();
  if (!chapter) throw notFound();
  if (chapter.posted_at) throw new AppError('posted', 409, f.posted);
  if (!work.posted_at) throw new AppError('draft-work', 409, f.draftWork);
  return { kind: 'chapter', key: chapter.id };
}

const tableOf = ({ kind }: Thing) => (kind === 'work' ? ('works' as const) : ('chapters' as const));

/**
 * Sets the hour, or another one. `silent` is asked of chapters only.
 * @throws badInput for an hour that is over or what a posted work would lack; AppError 409 for what is posted
 */
export async function setHour(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter?: string },
  { hour, silent }: { hour: Hour; silent: boolean },
  words: Messages,
  now: Date,
): Promise<void> {
  const { past } = words.schedule.faults;
  if (hour.at <= now) throw badInput(past, { day: past });
  await db.transaction().execute(async (trx) => {
    const thing = await lockThing(trx, viewer, ids, words);
    if (thing.kind === 'work') {
      const faults = await lacking(trx, viewer, ids.work, words, now);
      if (Object.keys(faults).length > 0) throw badInput(words.schedule.needs, faults);
    }
    await trx
      .updateTable(tableOf(thing))
      .set({
        scheduled_for: hour.at,
        scheduled_zone: hour.zone,
        scheduled_by: viewer.accountId,
        schedule_faults: null,
        ...(thing.kind === 'chapter' ? { silent } : {}),
      })
      .where('id', '=', thing.key)
      .execute();
    await addJob(trx, POST_AT_HOUR, thing, { key: keyOf(thing), at: hour.at });
  });
}

/** It stays a draft until it is posted by hand. */
export async function takeHourBack(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter?: string },
  words: Messages,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const thing = await lockThing(trx, viewer, ids, words);
    await trx
      .updateTable(tableOf(thing))
      .set({ scheduled_for: null, scheduled_zone: null, scheduled_by: null, schedule_faults: null })
      .where('id', '=', thing.key)
      .execute();
    await dropJob(trx, keyOf(thing));
  });
}
