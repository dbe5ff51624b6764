/** The works of somebody who gives them away or leaves. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

export interface OwnWork {
  key: number;
  id: string;
  title: string;
  posted: boolean;
  /** Somebody else made it too. */
  shared: boolean;
  /** Looked after for writers who are not here. */
  asArchivist: boolean;
  /** Outward id of the pen name it stands under; of several, one. */
  pseud: string;
}

/** Every work that an account is on; what staff deleted is not there for its makers, so only where that is asked for. */
export async function ownWorks(
  db: Kysely<DB>,
  accountId: number,
  which: 'there' | 'deleted' = 'there',
): Promise<OwnWork[]> {
  const rows = await db
    .selectFrom('works')
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is not', null)
    .where('works.deleted_at', which === 'there' ? 'is' : 'is not', null)
    .distinctOn('works.id')
    .select((eb) => [
      'works.id as key',
      'works.public_id as id',
      'works.title',
      'works.posted_at',
      'creatorships.as_archivist as asArchivist',
      'pseuds.public_id as pseud',
      eb
        .exists(
          eb
            .selectFrom('creatorships as others')
            .innerJoin('pseuds as theirs', 'theirs.id', 'others.pseud_id')
            .whereRef('others.work_id', '=', 'works.id')
            .where('others.accepted_at', 'is not', null)
            .where('theirs.account_id', '<>', accountId)
            .select('others.work_id'),
        )
        .as('shared'),
    ])
    .orderBy('works.id')
    .execute();
  return rows.map(({ posted_at, shared, ...row }) => ({
    ...row,
    posted: posted_at !== null,
    shared: Boolean(shared),
  }));
}

/** Those that can be given away: posted, and one's own. */
export const givable = (works: readonly OwnWork[]): OwnWork[] =>
  works.filter((work) => work.posted && !work.asArchivist);
