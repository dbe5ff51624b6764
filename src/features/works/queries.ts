import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { prepared, preparedFor } from '../../core/db/prepared.js';
import type { DB } from '../../core/db/tables.js';
import { fromStore, type SafeHtml } from '../../core/text/index.js';
import type { Viewer } from '../../core/viewer.js';
import type { TagType } from '../tags/index.js';
import { type Byline, type Creator, createdBy, listed, present, visible } from './visibility.js';

export interface WorkTag {
  type: TagType;
  name: string;
}

export interface SeriesPart {
  id: string;
  title: string;
  position: number;
}

/** What a blurb shows, and every other page of a work too. */
export interface BlurbWork {
  key: number;
  id: string;
  title: string;
  byline: Byline;
  language: string;
  summary: SafeHtml | null;
  /** In the writer's order within each type, types in their fixed order. */
  tags: WorkTag[];
  adult: boolean;
  restricted: boolean;
  audience: string;
  posted: boolean;
  published: Date;
  revised: Date;
  chaptersPosted: number;
  chaptersExpected: number | null;
  complete: boolean;
  words: number;
  hits: number;
  kudos: number;
  series: SeriesPart[];
}

/** What the work's page and its document hold besides. */
export interface WorkHeader extends BlurbWork {
  startNotes: SafeHtml | null;
  endNotes: SafeHtml | null;
  sourceUrl: string | null;
}

const safe = (html: string | null): SafeHtml | null => (html === null ? null : fromStore(html));

function withBlurb(works: SelectQueryBuilder<DB, 'works', object>, viewer: Viewer) {
  return works
    .innerJoin('work_counts', 'work_counts.work_id', 'works.id')
    .select([
      'works.id as key',
      'works.public_id as id',
      'works.title',
      'works.language',
      'works.summary',
      'works.adult',
      'works.anonymous',
      'works.restricted',
      'works.audience',
      'works.posted_at',
      'works.published_at',
      'works.revised_at',
      'works.chapters_posted',
      'works.chapters_expected',
      'works.complete',
      'works.words',
      'work_counts.hits',
      'work_counts.kudos',
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('work_tags')
          .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
          .whereRef('work_tags.work_id', '=', 'works.id')
          .select(['tags.type', 'tags.name'])
          .orderBy('work_tags.position'),
      ).as('tags'),
      jsonArrayFrom(
        eb
          .selectFrom('creatorships')
          .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
          .whereRef('creatorships.work_id', '=', 'works.id')
          .where('creatorships.accepted_at', 'is not', null)
          .select(['pseuds.public_id as id', 'pseuds.name'])
          .orderBy('creatorships.position'),
      ).as('creators'),
      jsonArrayFrom(
        eb
          .selectFrom('series_works')
          .innerJoin('series', 'series.id', 'series_works.series_id')
          .whereRef('series_works.work_id', '=', 'works.id')
          .select(['series.public_id as id', 'series.title', 'series_works.position'])
          .orderBy('series.id'),
      ).as('series'),
      (viewer.kind === 'member' ? createdBy(eb, viewer.accountId) : eb.lit(false)).as('own'),
    ]);
}

type BlurbColumns = Awaited<ReturnType<ReturnType<typeof withBlurb>['executeTakeFirstOrThrow']>>;

function toBlurbWork(row: BlurbColumns): BlurbWork {
  return {
    key: row.key,
    id: row.id,
    title: row.title,
    byline: present(row, row.creators as Creator[], Boolean(row.own)),
    language: row.language,
    summary: safe(row.summary),
    tags: row.tags as WorkTag[],
    adult: row.adult,
    restricted: row.restricted,
    audience: row.audience,
    posted: row.posted_at !== null,
    published: new Date(row.published_at),
    revised: new Date(row.revised_at),
    chaptersPosted: row.chapters_posted,
    chaptersExpected: row.chapters_expected,
    complete: Boolean(row.complete),
    words: row.words,
    hits: Number(row.hits),
    kudos: Number(row.kudos),
    // A series leads to its owner, so an anonymous work does not show it.
    series: row.anonymous ? [] : row.series,
  };
}

/** A work in a list as Postgres wrote it: one JSON text, the key under which its drawing is kept. */
export interface BlurbRow {
  key: number;
  row: string;
}

export const readBlurb = ({ row }: BlurbRow): BlurbWork => toBlurbWork(JSON.parse(row) as BlurbColumns);

/** Rows stay text until they have to be drawn: a list whose works are drawn already costs no parsing. */
const asRows = (db: Kysely<DB>, works: ReturnType<typeof withBlurb>) =>
  db.selectFrom(works.as('x')).select(['x.key', sql<string>`row_to_json(x)::text`.as('row')]);

const headerById = preparedFor((db, viewer, { id }: { id: string }) =>
  withBlurb(visible(db, viewer), viewer)
    .select(['works.start_notes', 'works.end_notes', 'works.source_url'])
    .where('works.public_id', '=', id),
);

/** The header of one work, or undefined when the viewer may not see it or it is not there. */
export async function workHeader(
  db: Kysely<DB>,
  viewer: Viewer,
  publicId: string,
): Promise<WorkHeader | undefined> {
  const [row] = await headerById(db, viewer, { id: publicId });
  return (
    row && {
      ...toBlurbWork(row),
      startNotes: safe(row.start_notes),
      endNotes: safe(row.end_notes),
      // Where an anonymous work came from would tell who made it.
      sourceUrl: row.anonymous ? null : row.source_url,
    }
  );
}

const rowsByKey = preparedFor((db, viewer, { keys }: { keys: readonly number[] }) =>
  asRows(
    db,
    withBlurb(listed(db, viewer), viewer).where((eb) => eb('works.id', '=', eb.fn.any(eb.val(keys)))),
  ),
);

/** Works by key for a list, in that order; those that the viewer may not see in lists are left out. */
export async function blurbRows(
  db: Kysely<DB>,
  viewer: Viewer,
  keys: readonly number[],
): Promise<BlurbRow[]> {
  if (keys.length === 0) return [];
  const byKey = new Map((await rowsByKey(db, viewer, { keys })).map((row) => [row.key, row]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** One's own works, drafts and hidden ones too, newest change first. */
export function ownBlurbRows(
  db: Kysely<DB>,
  viewer: Viewer & { kind: 'member' },
  page: { offset: number; limit: number },
): Promise<BlurbRow[]> {
  const works = withBlurb(visible(db, viewer), viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .orderBy('works.changed_at', 'desc')
    .orderBy('works.id', 'desc')
    .offset(page.offset)
    .limit(page.limit);
  return asRows(db, works).execute();
}

/** A link to a chapter: what a contents list needs. */
export interface ChapterLink {
  key: number;
  id: string;
  position: number;
  title: string | null;
  posted: boolean;
  published: Date;
}

const chaptersOf = prepared((db, { work, drafts }: { work: number; drafts: boolean }) =>
  db
    .selectFrom('chapters')
    .select(['id as key', 'public_id as id', 'position', 'title', 'posted_at', 'published_at'])
    .where('work_id', '=', work)
    .where((eb) => eb.or([eb('posted_at', 'is not', null), eb(eb.val(drafts), '=', eb.lit(true))]))
    .orderBy('position'),
);

/**
 * The chapters of a work that the asker may see. Ask for the header first: it says whether the work may be seen.
 * Draft chapters of a posted work are for its creators only; those of a draft are for whoever may see the draft.
 * `drafts: false` leaves all of them out, for what leaves the house.
 */
export async function chapterLinks(
  db: Kysely<DB>,
  work: WorkHeader,
  { drafts = work.byline.own || !work.posted } = {},
): Promise<ChapterLink[]> {
  const rows = await chaptersOf(db, { work: work.key, drafts });
  return rows.map((row) => ({
    key: row.key,
    id: row.id,
    position: row.position,
    title: row.title,
    posted: row.posted_at !== null,
    published: row.published_at,
  }));
}

export interface ChapterText {
  key: number;
  id: string;
  position: number;
  title: string | null;
  summary: SafeHtml | null;
  startNotes: SafeHtml | null;
  endNotes: SafeHtml | null;
  html: SafeHtml;
  words: number;
  published: Date;
}

const textsByKey = prepared((db, { keys }: { keys: readonly number[] }) =>
  db
    .selectFrom('chapters')
    .select([
      'id as key',
      'public_id as id',
      'position',
      'title',
      'summary',
      'start_notes',
      'end_notes',
      'html',
      'words',
      'published_at',
    ])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(keys))))
    .orderBy('position'),
);

/** The texts of chapters by key, in their order. Keys come from `chapterLinks`, which says what may be seen. */
export async function chapterTexts(db: Kysely<DB>, keys: readonly number[]): Promise<ChapterText[]> {
  if (keys.length === 0) return [];
  const rows = await textsByKey(db, { keys });
  return rows.map((row) => ({
    key: row.key,
    id: row.id,
    position: row.position,
    title: row.title,
    summary: safe(row.summary),
    startNotes: safe(row.start_notes),
    endNotes: safe(row.end_notes),
    html: fromStore(row.html),
    words: row.words,
    published: row.published_at,
  }));
}

export interface SeriesPage {
  id: string;
  title: string;
  keys: number[];
}

/** A series with the works of it that stand in lists for the viewer; undefined when there is none of them. */
export async function seriesPage(
  db: Kysely<DB>,
  viewer: Viewer,
  publicId: string,
): Promise<SeriesPage | undefined> {
  const rows = await listed(db, viewer)
    .innerJoin('series_works', 'series_works.work_id', 'works.id')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .select(['series.public_id as id', 'series.title', 'works.id as key'])
    .where('series.public_id', '=', publicId)
    .where('works.anonymous', '=', false)
    .orderBy('series_works.position')
    .orderBy('works.id')
    .execute();
  const first = rows[0];
  return first && { id: first.id, title: first.title, keys: rows.map((row) => row.key) };
}

/** How many works stand in lists for anybody, and how many drafts there are; for the host's desk. */
export async function countWorks(db: Kysely<DB>): Promise<{ posted: number; drafts: number }> {
  const row = await db
    .selectFrom('works')
    .select((eb) => [eb.fn.count<number>('posted_at').as('posted'), eb.fn.countAll<number>().as('all')])
    .executeTakeFirstOrThrow();
  return { posted: Number(row.posted), drafts: Number(row.all) - Number(row.posted) };
}
