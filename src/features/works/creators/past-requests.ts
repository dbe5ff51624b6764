/** Requests that ended without a yes: nobody is asked again and again. */
import type { Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

const DAY_MS = 24 * 3600 * 1000;
/** After a no: the same work, and whatever else the same person asks. */
const DECLINED_MS = 30 * DAY_MS;
const SAME_ASKER_MS = DAY_MS;
/** After a request that was taken back. */
const WITHDRAWN_MS = DAY_MS;

/** Notes that the requests of a work to this person ended. Call it before their rows go. */
export async function endRequest(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  declined: boolean,
  at: Date,
): Promise<void> {
  const asked = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select('creatorships.invited_by')
    .where('creatorships.work_id', '=', workKey)
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is', null)
    .executeTakeFirst();
  if (!asked) return;
  const ended = { asked_by: asked.invited_by, declined, ended_at: at };
  await trx
    .insertInto('past_requests')
    .values({ work_id: workKey, account_id: accountId, ...ended })
    .onConflict((c) => c.columns(['work_id', 'account_id']).doUpdateSet(ended))
    .execute();
}

/** Whether this person ended such a request so lately that they are left alone. */
export async function askedLately(
  trx: Transaction<DB>,
  workKey: number,
  asked: { of: number; by: number },
  at: Date,
): Promise<boolean> {
  const since = (ms: number): Date => new Date(at.getTime() - ms);
  const row = await trx
    .selectFrom('past_requests')
    .select('work_id')
    .where('account_id', '=', asked.of)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('work_id', '=', workKey),
          eb.or([
            eb.and([eb('declined', '=', true), eb('ended_at', '>', since(DECLINED_MS))]),
            eb('ended_at', '>', since(WITHDRAWN_MS)),
          ]),
        ]),
        eb.and([
          eb('asked_by', '=', asked.by),
          eb('declined', '=', true),
          eb('ended_at', '>', since(SAME_ASKER_MS)),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
