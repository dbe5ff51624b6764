/** A form that is sent twice is carried out once: its hidden key leads the second time to where the first one led. */
import type { Kysely } from 'kysely';
import type { DB } from '../db/tables.js';

const KEPT_MS = 24 * 3600 * 1000;

/** Where the first sending led, or undefined. */
export async function findOnce(db: Kysely<DB>, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('idempotency_keys')
    .select('location')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.location;
}

/** Remembers for a day; call it in the transaction that carries the form out. @throws when another sending was quicker. */
export async function rememberOnce(db: Kysely<DB>, key: string, location: string, at: Date): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(at.getTime() - KEPT_MS))
    .execute();
  await db.insertInto('idempotency_keys').values({ key, location, created_at: at }).execute();
}
