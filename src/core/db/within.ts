import type { Kysely, Transaction } from 'kysely';
import type { DB } from './tables.js';

/** Does something in the caller's transaction, or in one of its own where there is none yet. */
export const within = <T>(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db as Transaction<DB>) : db.transaction().execute(work);
