/** What rooms do when an account goes. The list of them stands in rooms.ts. */
import type { Transaction } from 'kysely';
import type { DB } from './db/tables.js';

export interface Leaver {
  accountId: number;
  publicId: string;
  email: string;
  /** What e-mails are compared by. */
  emailKey: string;
}

/**
 * Takes out what a room holds of an account and no foreign key takes along, in the transaction that deletes it.
 * @returns what is to be done once that has committed, such as deleting files
 */
export type LetGo = (trx: Transaction<DB>, leaver: Leaver) => Promise<(() => Promise<void>) | undefined>;
