/** What is not brought in again, because its writer said so. Only hashes are kept: the list tells nobody who that was. */
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { emailKey } from '../people/index.js';
import { keyOf, type WriterName } from './schema.js';

const hashed = (...parts: string[]): Buffer => createHash('sha256').update(parts.join('\n')).digest();

/** A work by the key of the address that it came from. */
export const sourceRefusal = (sourceKey: string): Buffer => hashed('source', sourceKey);

/** A work of a writer by its title, for those that came from no address. */
export const titleRefusal = (authorKey: number, title: string): Buffer =>
  hashed('title', String(authorKey), keyOf(title));

/** Everything of a writer: by e-mail, and by name in the archive that it comes from. */
export const writerRefusals = (archive: string, { name, email }: WriterName): Buffer[] => [
  hashed('writer', keyOf(archive), keyOf(name)),
  ...(email ? [hashed('email', emailKey(email))] : []),
];

export async function refuse(trx: Transaction<DB>, keys: readonly Buffer[], at: Date): Promise<void> {
  if (keys.length === 0) return;
  await trx
    .insertInto('import_refusals')
    .values(keys.map((key) => ({ key, created_at: at })))
    .onConflict((c) => c.column('key').doNothing())
    .execute();
}

export async function isRefused(db: Kysely<DB>, keys: readonly Buffer[]): Promise<boolean> {
  if (keys.length === 0) return false;
  const row = await db
    .selectFrom('import_refusals')
    .select('key')
    .where('key', 'in', [...keys])
    .executeTakeFirst();
  return row !== undefined;
}
