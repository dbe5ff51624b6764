/**
 * What works are to the one who looks: made by them, hidden by them. Each mark is shown beside the works of a list, for
 * that one alone, and can be asked for. Rooms add theirs where everything is put together.
 */
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { hiddenAmong, hiddenWorks } from './personal/queries.js';
import type { MarkField } from './query/syntax.js';

/** Its words stand in the catalogue by its name. */
export interface Mark {
  name: MarkField;
  /** Which of these works (of one page) have it. */
  of(db: Kysely<DB>, viewer: Member, keys: readonly number[]): Promise<ReadonlySet<number>>;
  /** Works that have it, at most so many, in no order; also such as stand in no list. */
  all(db: Kysely<DB>, viewer: Member, most: number): Promise<number[]>;
}

/** Anonymous ones and drafts too; those that an archivist keeps for others are not the archivist's. */
const madeBy = (db: Kysely<DB>, { accountId }: Member) =>
  db
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is not', null)
    .where('creatorships.as_archivist', '=', false)
    .select('creatorships.work_id')
    .distinct();

export const mineMark: Mark = {
  name: 'mine',
  async of(db, viewer, keys) {
    const rows = await madeBy(db, viewer)
      .where('creatorships.work_id', 'in', [...keys])
      .execute();
    return new Set(rows.map(({ work_id }) => work_id));
  },
  async all(db, viewer, most) {
    const rows = await madeBy(db, viewer).limit(most).execute();
    return rows.map(({ work_id }) => work_id);
  },
};

export const hiddenMark: Mark = {
  name: 'hidden',
  of: (db, { accountId }, keys) => hiddenAmong(db, accountId, keys),
  all: (db, { accountId }, most) => hiddenWorks(db, accountId, most),
};
