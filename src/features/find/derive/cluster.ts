/**
 * Which cluster of Postgres the numbers of transactions are from. A dump that is restored into another cluster brings
 * the old numbers along, where they would lie before or behind everything that is written from then on.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

/** The same for all databases of one cluster and for no other. */
export async function clusterId(db: Kysely<DB>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select system_identifier::text as id from pg_control_system()`.execute(db);
  return rows[0]?.id ?? '';
}

/** Numbers of transactions from elsewhere become those of now. @returns whether there were any */
export async function adoptDatabase(trx: Transaction<DB>): Promise<boolean> {
  const here = await clusterId(trx);
  const before = await trx.selectFrom('find_position').select('cluster').executeTakeFirst();
  if (before?.cluster === here) return false;
  await trx.updateTable('find_position').set({ cluster: here }).execute();
  if (!before || before.cluster === null) return false;
  await sql`set local statement_timeout = 0`.execute(trx);
  await sql`update changes set xid = pg_current_xact_id()`.execute(trx);
  await sql`update find_works set xid = pg_current_xact_id()`.execute(trx);
  await sql`update find_gone set xid = pg_current_xact_id()`.execute(trx);
  return true;
}
