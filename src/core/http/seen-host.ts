/**
 * The host name by which the archive's own host last came, where it is not the one that is set: then links,
 * e-books and mails name the wrong place, and forms may be refused. Start, doctor and the host's desk say so.
 */
import type { Kysely } from 'kysely';
import type { DB } from '../db/tables.js';

const NAME = 'seen-host';

export async function seenHost(db: Kysely<DB>): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', NAME).executeTakeFirst();
  return typeof row?.value === 'string' ? row.value : null;
}

/** Call it for requests of the archive's host alone: anybody can send any Host header. */
export async function noteHost(db: Kysely<DB>, host: string, at: Date): Promise<void> {
  const value = JSON.stringify(host);
  await db
    .insertInto('settings')
    .values({ name: NAME, value, changed_at: at })
    .onConflict((c) => c.column('name').doUpdateSet({ value, changed_at: at }))
    .execute();
}
