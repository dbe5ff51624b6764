/**
 * The law of visibility: a reader must not be able to tell whether a thing they
 * may not see exists. `visibleTo` filters every set of works before it is counted,
 * sorted, paged or cached. `present` decides what of a work's makers is told.
 */
import type { Expression, ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { may } from '../../core/rights.js';
import type { Viewer } from '../../core/viewer.js';

type WorksExpressions = ExpressionBuilder<DB, 'works'>;

/** The viewer is a creator who has accepted. */
export const createdBy = (eb: WorksExpressions, accountId: number): ExpressionWrapper<DB, 'works', SqlBool> =>
  eb.exists(
    eb
      .selectFrom('creatorships')
      .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
      .select('creatorships.work_id')
      .whereRef('creatorships.work_id', '=', 'works.id')
      .where('pseuds.account_id', '=', accountId)
      .where('creatorships.accepted_at', 'is not', null),
  );

/** The condition under which a viewer may see a work at all. */
export function visibleTo(viewer: Viewer) {
  return (eb: WorksExpressions): Expression<SqlBool> => {
    if (viewer.kind === 'guest') return eb('works.audience', '=', 'public');
    if (may(viewer, 'see-hidden'))
      return eb('works.audience', 'in', ['public', 'members', 'creators', 'staff']);
    return eb.or([
      eb('works.audience', 'in', ['public', 'members']),
      eb.and([eb('works.audience', '=', 'creators'), createdBy(eb, viewer.accountId)]),
    ]);
  };
}

/** Works that a viewer may see, whatever their state: for a page of one work. */
export const visible = (db: Kysely<DB>, viewer: Viewer) => db.selectFrom('works').where(visibleTo(viewer));

/**
 * Works that stand in lists for a viewer: posted and not hidden. One's own drafts
 * are seen on their own pages, but a list and its count are the same for a creator as for others.
 */
export const listed = (db: Kysely<DB>, viewer: Viewer) =>
  db
    .selectFrom('works')
    .where('works.audience', 'in', viewer.kind === 'guest' ? ['public'] : ['public', 'members']);

export interface Creator {
  /** Random id of the pseud. */
  id: string;
  name: string;
}

export interface Byline {
  anonymous: boolean;
  /** The viewer made it and knows: "Anonymous (you)". */
  own: boolean;
  /** Empty when anonymous, whoever looks: what is not there can't be shown by mistake. */
  creators: Creator[];
  /** Names of writers who are not here: an archivist brought the work in. Empty when anonymous. */
  elsewhere: string[];
  /** Pseuds that look after the work for those. Empty when anonymous. */
  archivedBy: string[];
}

/** A creator as stored: those who look after a work for writers elsewhere did not write it. */
export interface StoredCreator extends Creator {
  as_archivist: boolean;
}

/** What a viewer is told of who made a work. */
export function present(
  work: { anonymous: boolean },
  creators: readonly StoredCreator[],
  elsewhere: readonly { name: string }[],
  own: boolean,
): Byline {
  if (work.anonymous) return { anonymous: true, own, creators: [], elsewhere: [], archivedBy: [] };
  return {
    anonymous: false,
    own,
    creators: creators.filter((one) => !one.as_archivist).map(({ id, name }) => ({ id, name })),
    elsewhere: elsewhere.map(({ name }) => name),
    archivedBy: creators.filter((one) => one.as_archivist).map(({ name }) => name),
  };
}
