/**
 * The change log: what anything derived (an index, a cache, a feed) follows.
 * A row is written in the transaction of the change itself.
 */
import type { Transaction } from 'kysely';
import type { DB } from './tables.js';

/** Of kind 'tag' every tag is named whose own works may be found or called otherwise now: works that have the tag itself. */
export type ChangedKind = 'work' | 'tag' | 'pseud';

export async function recordChange(
  trx: Transaction<DB>,
  kind: ChangedKind,
  key: number,
  what: string,
  at: Date,
): Promise<void> {
  await trx.insertInto('changes').values({ kind, thing_id: key, what, at }).execute();
}
