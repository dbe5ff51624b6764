import type { Transaction } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';

/** Takes a work out for good, with the series that were only its own. Who may is for the caller to know. */
export async function removeWork(trx: Transaction<DB>, workKey: number, at: Date): Promise<void> {
  await trx.deleteFrom('works').where('id', '=', workKey).execute();
  await trx
    .deleteFrom('series')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('series_works')
            .whereRef('series_works.series_id', '=', 'series.id')
            .select('series_id'),
        ),
      ),
    )
    .execute();
  await recordChange(trx, 'work', workKey, 'deleted', at);
}
