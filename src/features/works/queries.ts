import type { Kysely } from 'kysely';
import { preparedFor } from '../../core/db/prepared.js';
import type { DB } from '../../core/db/tables.js';
import type { SafeHtml } from '../../core/text/index.js';
import type { Viewer } from '../../core/viewer.js';
import {
  asHashes,
  asRows,
  safe,
  type TextRow,
  toHeader,
  type WorkHeader,
  withBlurb,
  withHeader,
} from './header.js';
import { type Creator, createdBy, listed, visible } from './visibility.js';

const headerById = preparedFor((db, viewer, { id }: { id: string }) =>
  withHeader(visible(db, viewer), viewer).where('works.public_id', '=', id),
);

/** The header of one work, or undefined when the viewer may not see it or it is not there. */
export async function workHeader(
  db: Kysely<DB>,
  viewer: Viewer,
  publicId: string,
): Promise<WorkHeader | undefined> {
  const [row] = await headerById(db, viewer, { id: publicId });
  return row && toHeader(row);
}

const listedByKey = (db: Kysely<DB>, viewer: Viewer, keys: readonly number[]) =>
  withBlurb(listed(db, viewer), viewer).where((eb) => eb('works.id', '=', eb.fn.any(eb.val(keys))));

/** Hashes of works by key for a list, in no order; those that the viewer may not see in lists are left out. */
export const blurbHashes = preparedFor((db, viewer, { keys }: { keys: readonly number[] }) =>
  asHashes(db, listedByKey(db, viewer, keys)),
);

/** The works themselves, likewise. */
export const blurbRows = preparedFor((db, viewer, { keys }: { keys: readonly number[] }) =>
  asRows(db, listedByKey(db, viewer, keys)),
);

/** One's own works, hidden ones too: drafts before what is posted, in each the newest change first. */
export function ownBlurbRows(
  db: Kysely<DB>,
  viewer: Viewer & { kind: 'member' },
  page: { offset: number; limit: number },
): Promise<TextRow[]> {
  const works = withBlurb(visible(db, viewer), viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .orderBy((eb) => eb('works.posted_at', 'is', null), 'desc')
    .orderBy('works.changed_at', 'desc')
    .orderBy('works.id', 'desc')
    .offset(page.offset)
    .limit(page.limit);
  return asRows(db, works).execute();
}

export interface SeriesPage {
  id: string;
  title: string;
  description: SafeHtml | null;
  notes: SafeHtml | null;
  complete: boolean;
  /** Of all works in it that the viewer sees in lists. */
  creators: Creator[];
  total: number;
  words: number;
  /** The viewer has a work in it. */
  own: boolean;
  /** Of this page. */
  keys: number[];
}

/** Everybody who is named on these works, in their order. */
const creatorsOf = (db: Kysely<DB>, keys: readonly number[]): Promise<Creator[]> =>
  db
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where((eb) => eb('creatorships.work_id', '=', eb.fn.any(eb.val(keys))))
    .where('creatorships.accepted_at', 'is not', null)
    .where('creatorships.as_archivist', '=', false)
    .select(['pseuds.public_id as id', 'pseuds.name'])
    .groupBy('pseuds.id')
    .orderBy((eb) => eb.fn.min('creatorships.work_id'))
    .orderBy((eb) => eb.fn.min('creatorships.position'))
    .execute();

/** A series with the works of it that stand in lists for the viewer; undefined when there is none of them. */
export async function seriesPage(
  db: Kysely<DB>,
  viewer: Viewer,
  publicId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<SeriesPage | undefined> {
  const rows = await listed(db, viewer)
    .innerJoin('series_works', 'series_works.work_id', 'works.id')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .select((eb) => [
      'series.public_id as id',
      'series.title',
      'series.description',
      'series.notes',
      'series.complete',
      'works.id as key',
      'works.words',
      (viewer.kind === 'member' ? createdBy(eb, viewer.accountId) : eb.lit(false)).as('own'),
    ])
    .where('series.public_id', '=', publicId)
    .where('works.anonymous', '=', false)
    .orderBy('series_works.position')
    .orderBy('works.id')
    .execute();
  const first = rows[0];
  if (!first) return undefined;
  const keys = rows.map((row) => row.key);
  return {
    id: first.id,
    title: first.title,
    description: safe(first.description),
    notes: safe(first.notes),
    complete: first.complete,
    creators: await creatorsOf(db, keys),
    total: rows.length,
    words: rows.reduce((sum, row) => sum + row.words, 0),
    own: rows.some((row) => row.own),
    keys: keys.slice(offset, offset + limit),
  };
}

/** How many works stand in lists for anybody, and how many drafts there are; for the host's desk. */
export async function countWorks(db: Kysely<DB>): Promise<{ posted: number; drafts: number }> {
  const row = await db
    .selectFrom('works')
    .select((eb) => [eb.fn.count<number>('posted_at').as('posted'), eb.fn.countAll<number>().as('all')])
    .executeTakeFirstOrThrow();
  return { posted: Number(row.posted), drafts: Number(row.all) - Number(row.posted) };
}
