import type { Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import type { WorkFields } from './schema.js';

/** The series that a work is in, by the key of their titles. A co-creator's series is among them. */
async function seriesOf(trx: Transaction<DB>, workKey: number): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('series_works')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .select(['series.id', 'series.title_key'])
    .where('series_works.work_id', '=', workKey)
    .orderBy('series.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.title_key, row.id]));
}

/** This person's series of that title, made now when there is none. Its title stays as it was first spelled: a draft must not rename what readers see. */
async function ownSeries(trx: Transaction<DB>, accountId: number, title: string, at: Date): Promise<number> {
  const key = titleKey(title);
  const { id } = await trx
    .insertInto('series')
    .values({ public_id: newId(), account_id: accountId, title, title_key: key, created_at: at })
    // Changes nothing, and so gives the id of the row that is there.
    .onConflict((c) => c.columns(['account_id', 'title_key']).doUpdateSet({ title_key: key }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const titleKey = (title: string): string => title.toLowerCase();

/** A series of that title which somebody else began and which holds a work of this person's, the oldest one. */
async function sharedSeries(
  trx: Transaction<DB>,
  accountId: number,
  title: string,
): Promise<number | undefined> {
  const row = await trx
    .selectFrom('series')
    .innerJoin('series_works', 'series_works.series_id', 'series.id')
    .innerJoin('creatorships', 'creatorships.work_id', 'series_works.work_id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where('series.title_key', '=', titleKey(title))
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is not', null)
    .select(['series.id', 'series.account_id'])
    // One's own first.
    .orderBy((eb) => eb('series.account_id', '=', accountId), 'desc')
    .orderBy('series.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Puts a work into exactly these series. One that it is in already stays, whoever of its creators it belongs to;
 * another is one that this creator has a work in, or their own, made if need be; `alone` leaves out what others began. A series that is left empty goes.
 */
export async function putInSeries(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  series: WorkFields['series'],
  at: Date,
  { alone = false } = {},
): Promise<void> {
  const kept: { series_id: number; position: number }[] = [];
  const before = await seriesOf(trx, workKey);
  for (const { title, position } of series) {
    const id =
      before.get(titleKey(title)) ??
      (alone ? undefined : await sharedSeries(trx, accountId, title)) ??
      (await ownSeries(trx, accountId, title, at));
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
  await removeIfEmpty(trx, maybeEmpty);
}

/** A series dies with its last work. */
export async function removeIfEmpty(trx: Transaction<DB>, seriesKeys: readonly number[]): Promise<void> {
  if (seriesKeys.length === 0) return;
  await trx
    .deleteFrom('series')
    .where('id', 'in', [...seriesKeys])
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
