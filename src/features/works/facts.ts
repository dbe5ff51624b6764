/** What searches are made from: works that stand in lists, by key, with what is hidden of them left out already. */
import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../core/db/tables.js';
import type { Viewer } from '../../core/viewer.js';
import { listed } from './visibility.js';

export interface ListedFacts {
  key: number;
  audience: 'public' | 'members';
  title: string;
  sortTitle: string;
  language: string;
  /** HTML. */
  summary: string | null;
  startNotes: string | null;
  endNotes: string | null;
  words: number;
  chapters: number;
  kudos: number;
  hits: number;
  comments: number;
  bookmarks: number;
  /** Whole seconds since 1970. */
  updated: number;
  published: number;
  complete: boolean;
  anonymous: boolean;
  textSearchable: boolean;
  /** Of the byline, in its order; empty when anonymous, like the two after it. */
  creators: { id: number; name: string }[];
  /** Names of writers who are not here. */
  elsewhere: string[];
  series: { id: number; title: string }[];
}

/** The facts of those of these works that stand in lists for anybody. */
export async function listedFacts(db: Kysely<DB>, keys: readonly number[]): Promise<ListedFacts[]> {
  const rows = await db
    .selectFrom('works')
    .innerJoin('work_counts', 'work_counts.work_id', 'works.id')
    .where('works.audience', 'in', ['public', 'members'])
    .where((eb) => eb('works.id', '=', eb.fn.any(eb.val(keys))))
    .select([
      'works.id as key',
      'works.audience',
      'works.title',
      'works.sort_title as sortTitle',
      'works.language',
      'works.summary',
      'works.start_notes as startNotes',
      'works.end_notes as endNotes',
      'works.words',
      'works.chapters_posted as chapters',
      'work_counts.kudos',
      'work_counts.hits',
      'work_counts.comments',
      'work_counts.bookmarks',
      sql<number>`floor(extract(epoch from works.revised_at))::bigint`.as('updated'),
      sql<number>`floor(extract(epoch from works.published_at))::bigint`.as('published'),
      'works.complete',
      'works.anonymous',
      'works.text_searchable as textSearchable',
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('creatorships')
          .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
          .whereRef('creatorships.work_id', '=', 'works.id')
          .where('works.anonymous', '=', false)
          .where('creatorships.accepted_at', 'is not', null)
          .where('creatorships.as_archivist', '=', false)
          .select(['pseuds.id', 'pseuds.name'])
          .orderBy('creatorships.position'),
      ).as('creators'),
      jsonArrayFrom(
        eb
          .selectFrom('external_creatorships')
          .whereRef('external_creatorships.work_id', '=', 'works.id')
          .where('works.anonymous', '=', false)
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
          .where('works.anonymous', '=', false)
          .select(['series.id', 'series.title'])
          .orderBy('series.id'),
      ).as('series'),
    ])
    .execute();
  return rows.map((row) => ({
    ...row,
    audience: row.audience === 'public' ? 'public' : 'members',
    complete: row.complete === true,
    elsewhere: row.elsewhere.map(({ name }) => name),
  }));
}

/** Everything of a chapter that has words of its own. */
export interface ChapterWords {
  chapter: number;
  work: number;
  title: string | null;
  /** HTML, like the three after it. */
  summary: string | null;
  startNotes: string | null;
  html: string;
  endNotes: string | null;
}

/**
 * Posted chapters of those works that stand in lists and whose text may be searched, each with a hash of its words and
 * how long it is.
 */
export const searchableChapters = (
  db: Kysely<DB>,
  workKeys: readonly number[],
): Promise<{ chapter: number; work: number; hash: string; length: number }[]> =>
  db
    .selectFrom('chapters')
    .innerJoin('works', 'works.id', 'chapters.work_id')
    .where('works.audience', 'in', ['public', 'members'])
    .where('works.text_searchable', '=', true)
    .where((eb) => eb('works.id', '=', eb.fn.any(eb.val(workKeys))))
    .where('chapters.posted_at', 'is not', null)
    .select([
      'chapters.id as chapter',
      'works.id as work',
      sql<string>`md5(concat_ws(chr(1), coalesce(chapters.title, ''), coalesce(chapters.summary, ''), coalesce(chapters.start_notes, ''), chapters.html, coalesce(chapters.end_notes, '')))`.as(
        'hash',
      ),
      sql<number>`length(chapters.html)`.as('length'),
    ])
    .orderBy('works.id')
    .orderBy('chapters.position')
    .execute();

/** The bodies of those of these chapters that stand in lists for the viewer and may be searched. */
export const searchableBodies = (
  db: Kysely<DB>,
  viewer: Viewer,
  chapters: readonly number[],
): Promise<{ chapter: number; work: number; html: string }[]> =>
  listed(db, viewer)
    .innerJoin('chapters', 'chapters.work_id', 'works.id')
    .where('works.text_searchable', '=', true)
    .where('chapters.posted_at', 'is not', null)
    .where((eb) => eb('chapters.id', '=', eb.fn.any(eb.val(chapters))))
    .select(['chapters.id as chapter', 'works.id as work', 'chapters.html'])
    .execute();

/** These chapters whole; without those that are none of them any more. */
export const chapterWords = (db: Kysely<DB>, chapters: readonly number[]): Promise<ChapterWords[]> =>
  db
    .selectFrom('chapters')
    .innerJoin('works', 'works.id', 'chapters.work_id')
    .where('works.audience', 'in', ['public', 'members'])
    .where('works.text_searchable', '=', true)
    .where('chapters.posted_at', 'is not', null)
    .where((eb) => eb('chapters.id', '=', eb.fn.any(eb.val(chapters))))
    .select([
      'chapters.id as chapter',
      'works.id as work',
      'chapters.title',
      'chapters.summary',
      'chapters.start_notes as startNotes',
      'chapters.html',
      'chapters.end_notes as endNotes',
    ])
    .execute();
