/**
 * The change log: what anything derived (an index, a cache, a feed) follows.
 * A row is written in the transaction of the change itself.
 */
import type { Transaction } from 'kysely';
import type { DB } from './tables.js';

export type ChangedKind = 'work';

export async function recordChange(
  trx: Transaction<DB>,
  kind: ChangedKind,
  key: number,
  what: string,
  at: Date,
): Promise<void> {
  await trx.insertInto('changes').values({ kind, thing_id: key, what, at }).execute();
}
