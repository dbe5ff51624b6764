import type { Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import type { WorkFields } from './schema.js';

/** Puts a work into exactly these series of its creator; a series that is new is made, one that is left empty goes. */
export async function putInSeries(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  series: WorkFields['series'],
  at: Date,
): Promise<void> {
  const kept: { series_id: number; position: number }[] = [];
  for (const { title, position } of series) {
    const { id } = await trx
      .insertInto('series')
      .values({
        public_id: newId(),
        account_id: accountId,
        title,
        title_key: title.toLowerCase(),
        created_at: at,
      })
      .onConflict((c) => c.columns(['account_id', 'title_key']).doUpdateSet({ title }))
      .returning('id')
      .executeTakeFirstOrThrow();
    if (!kept.some((k) => k.series_id === id)) kept.push({ series_id: id, position });
  }
  const left = await trx
    .deleteFrom('series_works')
    .where('work_id', '=', workKey)
    .returning('series_id')
    .execute();
  if (kept.length > 0)
    await trx
      .insertInto('series_works')
      .values(kept.map((k) => ({ ...k, work_id: workKey })))
      .execute();
  const maybeEmpty = left.map((row) => row.series_id).filter((id) => !kept.some((k) => k.series_id === id));
  if (maybeEmpty.length > 0) {
    await trx
      .deleteFrom('series')
      .where('id', 'in', maybeEmpty)
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
  }
}
