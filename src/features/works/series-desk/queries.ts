/** Series as those see them who have a work of theirs in them. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';

/** Series that hold a work of this person's. Co-creators share them. */
const ownSeries = (db: Kysely<DB>, viewer: Member) =>
  visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .innerJoin('series_works', 'series_works.work_id', 'works.id')
    .innerJoin('series', 'series.id', 'series_works.series_id');

export interface SeriesFields {
  title: string;
  description: string;
  notes: string;
  complete: boolean;
}

export interface DeskSeries {
  key: number;
  id: string;
  fields: SeriesFields;
}

/** undefined when there is none of theirs with that id. */
export async function deskSeries(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
): Promise<DeskSeries | undefined> {
  const row = await ownSeries(db, viewer)
    .where('series.public_id', '=', publicId)
    .select([
      'series.id as key',
      'series.public_id as id',
      'series.title',
      'series.description_source',
      'series.notes_source',
      'series.complete',
    ])
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      key: row.key,
      id: row.id,
      fields: {
        title: row.title,
        description: row.description_source ?? '',
        notes: row.notes_source ?? '',
        complete: row.complete,
      },
    }
  );
}

/** One's own series by their titles, at most 500. */
export const mySeries = (db: Kysely<DB>, viewer: Member): Promise<{ id: string; title: string }[]> =>
  ownSeries(db, viewer)
    .select(['series.public_id as id', 'series.title'])
    .distinct()
    .orderBy('series.title')
    .limit(500)
    .execute();

export interface PlacedWork {
  key: number;
  id: string;
  title: string;
  position: number;
  own: boolean;
}

/**
 * The works of a series that this person may see, in their order. Whose an anonymous work is can't be told from the
 * series that it is in, so those of others are left out.
 */
export async function placedWorks(db: Kysely<DB>, viewer: Member, seriesKey: number): Promise<PlacedWork[]> {
  const rows = await visible(db, viewer)
    .innerJoin('series_works', 'series_works.work_id', 'works.id')
    .where('series_works.series_id', '=', seriesKey)
    .where((eb) => eb.or([eb('works.anonymous', '=', false), createdBy(eb, viewer.accountId)]))
    .select((eb) => [
      'works.id as key',
      'works.public_id as id',
      'works.title',
      'series_works.position',
      createdBy(eb, viewer.accountId).as('own'),
    ])
    .orderBy('series_works.position')
    .orderBy('works.id')
    .execute();
  return rows.map((row) => ({ ...row, own: Boolean(row.own) }));
}

/** One's own works that are not in the series, the newest first, at most 200. */
export const worksToAdd = (
  db: Kysely<DB>,
  viewer: Member,
  seriesKey: number,
): Promise<{ id: string; title: string }[]> =>
  visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('series_works')
            .whereRef('series_works.work_id', '=', 'works.id')
            .where('series_works.series_id', '=', seriesKey)
            .select('series_works.work_id'),
        ),
      ),
    )
    .select(['works.public_id as id', 'works.title'])
    .orderBy('works.changed_at', 'desc')
    .limit(200)
    .execute();
