/** Who is on a work and who was asked, as its creators see it; and what was asked of oneself. */
import type { Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';

export interface CreatorRow {
  /** Random id of the pseud. */
  id: string;
  name: string;
  accepted: boolean;
  own: boolean;
  asArchivist: boolean;
}

/** Everybody on one's own work in the order of the byline, those who were asked too; empty when it is not theirs. */
export async function creatorsOf(db: Kysely<DB>, viewer: Member, workId: string): Promise<CreatorRow[]> {
  const rows = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select([
      'pseuds.public_id as id',
      'pseuds.name',
      'pseuds.account_id',
      'creatorships.accepted_at',
      'creatorships.as_archivist as asArchivist',
    ])
    .orderBy('creatorships.position')
    .execute();
  return rows.map(({ account_id, accepted_at, ...row }) => ({
    ...row,
    accepted: accepted_at !== null,
    own: account_id === viewer.accountId,
  }));
}

/** Random ids of the pseuds that a chapter of one's own work is by; empty where it is by everybody. */
export async function chapterCreators(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
): Promise<string[]> {
  const rows = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', ids.work)
    .innerJoin('chapters', 'chapters.work_id', 'works.id')
    .where('chapters.public_id', '=', ids.chapter)
    .innerJoin('chapter_creatorships', 'chapter_creatorships.chapter_id', 'chapters.id')
    .innerJoin('pseuds', 'pseuds.id', 'chapter_creatorships.pseud_id')
    .select('pseuds.public_id as id')
    .execute();
  return rows.map((row) => row.id);
}

export interface Request {
  workId: string;
  title: string;
  words: number;
  /** Names of those who made it so far. */
  by: string[];
  /** The pseud that was asked. */
  pseudId: string;
  pseud: string;
}

/**
 * What this person was asked to be named on. Whoever asks tells them the title, of a draft too; what staff took out of
 * sight is not told.
 */
export async function requestsTo(db: Kysely<DB>, accountId: number): Promise<Request[]> {
  const rows = await db
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .innerJoin('works', 'works.id', 'creatorships.work_id')
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is', null)
    .where('works.deleted_at', 'is', null)
    .where('works.hidden_at', 'is', null)
    .select((eb) => [
      'works.public_id as workId',
      'works.title',
      'works.words',
      'pseuds.public_id as pseudId',
      'pseuds.name as pseud',
      jsonArrayFrom(
        eb
          .selectFrom('creatorships as others')
          .innerJoin('pseuds as theirs', 'theirs.id', 'others.pseud_id')
          .whereRef('others.work_id', '=', 'works.id')
          .where('others.accepted_at', 'is not', null)
          .select('theirs.name')
          .orderBy('others.position'),
      ).as('by'),
    ])
    .orderBy('creatorships.invited_at', 'desc')
    .orderBy('works.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, by: row.by.map(({ name }) => name) }));
}
