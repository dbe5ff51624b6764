/** What did not leave. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../db/tables.js';

export interface Undelivered {
  id: string;
  email: string;
  subject: string;
  fault: 'refused' | 'unreachable';
  failedAt: Date;
}

export const undeliveredLetters = (db: Kysely<DB>, limit: number): Promise<Undelivered[]> =>
  db
    .selectFrom('letters')
    .select([
      'public_id as id',
      'email',
      'subject',
      sql<Undelivered['fault']>`fault`.as('fault'),
      sql<Date>`failed_at`.as('failedAt'),
    ])
    .where('failed_at', 'is not', null)
    .orderBy('failed_at', 'desc')
    .limit(limit)
    .execute();

/** Not sent and not given up. */
export async function countWaiting(db: Kysely<DB>): Promise<number> {
  const { n } = await db
    .selectFrom('letters')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}
