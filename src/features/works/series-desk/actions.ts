/** Writes of series by those who have a work in them. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import { SANITISER_VERSION } from '../../../core/text/index.js';
import type { Member } from '../../../core/viewer.js';
import { lockOwn } from '../lock-own.js';
import type { Written } from '../prepare.js';
import { removeIfEmpty, titleKey } from '../series.js';
import { stepped } from './order.js';
import { type DeskSeries, deskSeries, type PlacedWork, placedWorks } from './queries.js';

export const MOST_PLACE = 999_999;

async function lockSeries(trx: Transaction<DB>, viewer: Member, publicId: string): Promise<DeskSeries> {
  await trx.selectFrom('series').select('id').where('public_id', '=', publicId).forUpdate().execute();
  const series = await deskSeries(trx, viewer, publicId);
  if (!series) throw notFound();
  return series;
}

async function changed(trx: Transaction<DB>, works: readonly { key: number }[], at: Date): Promise<void> {
  for (const { key } of works) await recordChange(trx, 'work', key, 'edited', at);
}

export interface PreparedSeries {
  title: string;
  description: Written | null;
  notes: Written | null;
  complete: boolean;
}

/** @throws badInput when whoever began it has another series of that title; notFound */
export async function saveSeries(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  series: PreparedSeries,
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { key } = await lockSeries(trx, viewer, publicId);
    const same = await trx
      .selectFrom('series')
      .innerJoin('series as other', 'other.account_id', 'series.account_id')
      .where('series.id', '=', key)
      .where('other.id', '<>', key)
      .where('other.title_key', '=', titleKey(series.title))
      .select('other.id')
      .executeTakeFirst();
    const taken = words.series.faults.titleTaken;
    if (same) throw badInput(taken, { title: taken });
    await trx
      .updateTable('series')
      .set({
        title: series.title,
        title_key: titleKey(series.title),
        description: series.description?.html ?? null,
        description_source: series.description?.source ?? null,
        notes: series.notes?.html ?? null,
        notes_source: series.notes?.source ?? null,
        sanitiser_version: SANITISER_VERSION,
        complete: series.complete,
      })
      .where('id', '=', key)
      .execute();
    const works = await trx
      .selectFrom('series_works')
      .select('work_id as key')
      .where('series_id', '=', key)
      .execute();
    await changed(trx, works, at);
  });
}

const setPlace = (trx: Transaction<DB>, seriesKey: number, work: { key: number; position: number }) =>
  trx
    .updateTable('series_works')
    .set({ position: work.position })
    .where('series_id', '=', seriesKey)
    .where('work_id', '=', work.key)
    .execute();

/** Moves a work by one place, or to a number. Works that this person may not see keep theirs. @throws notFound */
export async function placeWork(
  db: Kysely<DB>,
  viewer: Member,
  ids: { series: string; work: string },
  to: 1 | -1 | { position: number },
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { key } = await lockSeries(trx, viewer, ids.series);
    const works = await placedWorks(trx, viewer, key);
    const index = works.findIndex((work) => work.id === ids.work);
    const work = works[index];
    if (!work) throw notFound();
    const after: PlacedWork[] =
      typeof to === 'number' ? stepped(works, index, to) : [{ ...work, position: to.position }];
    const moved = after.filter(
      (one) => works.find((before) => before.key === one.key)?.position !== one.position,
    );
    for (const one of moved) await setPlace(trx, key, one);
    await changed(trx, moved, at);
  });
}

/** Puts one's own work behind the last of the series. Doing it twice is doing it once. @throws notFound */
export async function addWork(
  db: Kysely<DB>,
  viewer: Member,
  ids: { series: string; work: string },
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const { key } = await lockSeries(trx, viewer, ids.series);
    const last = Math.max(0, ...(await placedWorks(trx, viewer, key)).map((one) => one.position));
    await trx
      .insertInto('series_works')
      .values({ series_id: key, work_id: work.key, position: Math.min(last + 1, MOST_PLACE) })
      .onConflict((c) => c.doNothing())
      .execute();
    await changed(trx, [work], at);
  });
}

/** Takes one's own work out; a series without works goes. @returns whether the series is still this person's */
export async function takeOut(
  db: Kysely<DB>,
  viewer: Member,
  ids: { series: string; work: string },
  at: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const { key } = await lockSeries(trx, viewer, ids.series);
    await trx
      .deleteFrom('series_works')
      .where('series_id', '=', key)
      .where('work_id', '=', work.key)
      .execute();
    await removeIfEmpty(trx, [key]);
    await changed(trx, [work], at);
    return (await deskSeries(trx, viewer, ids.series)) !== undefined;
  });
}
