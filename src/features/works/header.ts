/** What is read of a work for its pages and for lists: the columns, and what they become. */
import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../core/db/tables.js';
import { fromStore, type SafeHtml } from '../../core/text/index.js';
import type { Viewer } from '../../core/viewer.js';
import type { Emphasis, TagType } from '../tags/index.js';
import { coverColumn } from './cover/queries.js';
import { recipientsOf } from './gifts/queries.js';
import {
  childrenOf,
  parentsOf,
  type Related,
  type RelatedColumns,
  toRelatedList,
} from './related/queries.js';
import { skinPath, skinStampOf } from './skins/queries.js';
import { type Byline, createdBy, present } from './visibility.js';

export interface WorkTag {
  type: TagType;
  name: string;
  /** Of a relationship: what the work is mainly about, or only in its background. */
  emphasis: Emphasis | null;
}

/** The picture on a work's front: addresses below `/media/`. */
export interface Cover {
  media: string;
  small: string;
  width: number;
  height: number;
  alt: string;
}

export interface SeriesPart {
  id: string;
  title: string;
  position: number;
  /** Works beside it that the viewer sees in lists, by their ids; only where a work's own page is asked for. */
  previous?: string | null;
  next?: string | null;
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
  /** Whom it is for. */
  gifts: string[];
  cover: Cover | null;
}

/** What the work's page and its document hold besides. */
export interface WorkHeader extends BlurbWork {
  startNotes: SafeHtml | null;
  endNotes: SafeHtml | null;
  sourceUrl: string | null;
  /** What it was made after. */
  parents: Related[];
  /** What was made after it and is named here: one more than its page names where there is more. */
  children: Related[];
  /** Where the CSS is that it wears; null: none. */
  skin: string | null;
}

export const safe = (html: string | null): SafeHtml | null => (html === null ? null : fromStore(html));

export function withBlurb(works: SelectQueryBuilder<DB, 'works', object>, viewer: Viewer) {
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
          .select(['tags.type', 'tags.name', 'work_tags.emphasis'])
          .orderBy('work_tags.position'),
      ).as('tags'),
      jsonArrayFrom(
        eb
          .selectFrom('creatorships')
          .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
          .whereRef('creatorships.work_id', '=', 'works.id')
          .where('creatorships.accepted_at', 'is not', null)
          .select(['pseuds.public_id as id', 'pseuds.name', 'creatorships.as_archivist'])
          .orderBy('creatorships.position'),
      ).as('creators'),
      jsonArrayFrom(
        eb
          .selectFrom('external_creatorships')
          .whereRef('external_creatorships.work_id', '=', 'works.id')
          .where('external_creatorships.state', 'in', ['waiting', 'left'])
          .select('external_creatorships.name')
          .orderBy('external_creatorships.position')
          .orderBy('external_creatorships.id'),
      ).as('elsewhere'),
      jsonArrayFrom(
        eb
          .selectFrom('series_works')
          .innerJoin('series', 'series.id', 'series_works.series_id')
          .whereRef('series_works.work_id', '=', 'works.id')
          .select(['series.public_id as id', 'series.title', 'series_works.position'])
          .orderBy('series.id'),
      ).as('series'),
      recipientsOf(eb).as('gifts'),
      coverColumn(eb).as('cover'),
      (viewer.kind === 'member' ? createdBy(eb, viewer.accountId) : eb.lit(false)).as('own'),
    ]);
}

type BlurbColumns = Awaited<ReturnType<ReturnType<typeof withBlurb>['executeTakeFirstOrThrow']>>;

function toBlurbWork(row: BlurbColumns): BlurbWork {
  return {
    key: row.key,
    id: row.id,
    title: row.title,
    byline: present(row, row.creators, row.elsewhere, Boolean(row.own)),
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
    gifts: row.gifts.map(({ name }) => name),
    cover: row.cover,
  };
}

/** A row of a query as one JSON text, made by Postgres. */
export interface TextRow {
  key: number;
  /** Of everything in the row. */
  hash: string;
  row: string;
}

const hash = sql<string>`encode(sha256(convert_to(row_to_json(x)::text, 'UTF8')), 'base64')`.as('hash');
const text = sql<string>`row_to_json(x)::text`.as('row');

type Works = SelectQueryBuilder<DB, 'works', { key: number }>;

/** The hashes of rows: where what was drawn of a row is kept, the row itself need not be sent. */
export const asHashes = (db: Kysely<DB>, works: Works) =>
  db.selectFrom(works.as('x')).select(['x.key', hash]);

export const asRows = (db: Kysely<DB>, works: Works) =>
  db.selectFrom(works.as('x')).select(['x.key', hash, text]);

export const readBlurb = (row: string): BlurbWork => toBlurbWork(JSON.parse(row) as BlurbColumns);

export const withHeader = (works: SelectQueryBuilder<DB, 'works', object>, viewer: Viewer) =>
  withBlurb(works, viewer)
    .select(['works.start_notes', 'works.end_notes', 'works.source_url', 'works.archive_skin'])
    .select((eb) => [
      neighbours(eb, viewer).as('neighbours'),
      parentsOf(eb, viewer).as('parents'),
      childrenOf(eb, viewer).as('children'),
      skinStampOf(eb).as('skin'),
    ]);

/** The works before and after this one in each of its series, as a list of the series would show them. */
function neighbours(eb: ExpressionBuilder<DB, 'works'>, viewer: Viewer) {
  const beside = (from: ExpressionBuilder<DB & { here: DB['series_works'] }, 'here'>, side: '<' | '>') =>
    from
      .selectFrom('series_works as there')
      .innerJoin('works as beside', 'beside.id', 'there.work_id')
      .whereRef('there.series_id', '=', 'here.series_id')
      .where('beside.audience', 'in', viewer.kind === 'guest' ? ['public'] : ['public', 'members'])
      .where('beside.anonymous', '=', false)
      .where((w) =>
        w.or([
          w('there.position', side, w.ref('here.position')),
          w.and([
            w('there.position', '=', w.ref('here.position')),
            w('there.work_id', side, w.ref('here.work_id')),
          ]),
        ]),
      )
      .orderBy('there.position', side === '<' ? 'desc' : 'asc')
      .orderBy('there.work_id', side === '<' ? 'desc' : 'asc')
      .limit(1)
      .select('beside.public_id');
  return jsonArrayFrom(
    eb
      .selectFrom('series_works as here')
      .innerJoin('series', 'series.id', 'here.series_id')
      .whereRef('here.work_id', '=', 'works.id')
      .select((from) => [
        'series.public_id as id',
        beside(from, '<').as('previous'),
        beside(from, '>').as('next'),
      ]),
  );
}

export type HeaderColumns = BlurbColumns & {
  start_notes: string | null;
  end_notes: string | null;
  source_url: string | null;
  parents: RelatedColumns;
  children: RelatedColumns;
  archive_skin: string | null;
  skin: string | null;
  neighbours: { id: string; previous: string | null; next: string | null }[];
};

const withNeighbours = (part: SeriesPart, all: HeaderColumns['neighbours']): SeriesPart => ({
  ...part,
  ...all.find((one) => one.id === part.id),
});

export const toHeader = (row: HeaderColumns): WorkHeader => ({
  ...toBlurbWork(row),
  // A series leads to its owner, so an anonymous work does not show it.
  series: row.anonymous ? [] : row.series.map((part) => withNeighbours(part, row.neighbours)),
  startNotes: safe(row.start_notes),
  endNotes: safe(row.end_notes),
  // Where an anonymous work came from would tell who made it.
  sourceUrl: row.anonymous ? null : row.source_url,
  parents: toRelatedList(row.parents),
  children: toRelatedList(row.children),
  skin: skinPath(row),
});
