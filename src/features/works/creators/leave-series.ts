import type { Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

/**
 * A series that somebody began and has no work of theirs in any more belongs to whoever stays on the work, unless they
 * have one of that title already.
 */
export async function leaveSeries(
  trx: Transaction<DB>,
  workKey: number,
  leaver: number,
  heir: number,
): Promise<void> {
  await trx
    .updateTable('series')
    .set({ account_id: heir })
    .where('account_id', '=', leaver)
    .where((eb) =>
      eb.and([
        eb.exists(
          eb
            .selectFrom('series_works')
            .whereRef('series_works.series_id', '=', 'series.id')
            .where('series_works.work_id', '=', workKey)
            .select('series_works.work_id'),
        ),
        eb.not(
          eb.exists(
            eb
              .selectFrom('series_works')
              .innerJoin('creatorships', 'creatorships.work_id', 'series_works.work_id')
              .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
              .whereRef('series_works.series_id', '=', 'series.id')
              .where('pseuds.account_id', '=', leaver)
              .where('creatorships.accepted_at', 'is not', null)
              .select('pseuds.id'),
          ),
        ),
        eb.not(
          eb.exists(
            eb
              .selectFrom('series as theirs')
              .where('theirs.account_id', '=', heir)
              .whereRef('theirs.title_key', '=', 'series.title_key')
              .select('theirs.id'),
          ),
        ),
      ]),
    )
    .execute();
}
