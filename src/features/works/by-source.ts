import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { createdBy, listed, visible } from './visibility.js';

export interface WorkHere {
  key: number;
  id: string;
  title: string;
  sourceKey: string;
}

/** One's own works that come from these addresses, by the keys of `sourceKey`; the first that was brought of each. */
export async function ownBySource(
  db: Kysely<DB>,
  viewer: Member,
  keys: readonly string[],
): Promise<Map<string, WorkHere>> {
  if (keys.length === 0) return new Map();
  const rows = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.deleted_at', 'is', null)
    .where('works.source_key', 'in', [...keys])
    .select(['works.id as key', 'works.public_id as id', 'works.title', 'works.source_key as sourceKey'])
    .orderBy('works.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.sourceKey!, { ...row, sourceKey: row.sourceKey! }]));
}

/**
 * Somebody else's work from this address. Only what stands in lists and bears its maker's name: whether there is a draft,
 * or where an anonymous work came from, is nobody's to know.
 */
export async function othersBySource(
  db: Kysely<DB>,
  viewer: Member,
  key: string,
): Promise<Pick<WorkHere, 'id' | 'title'> | undefined> {
  return listed(db, viewer)
    .where('works.source_key', '=', key)
    .where('works.anonymous', '=', false)
    .where((eb) => eb.not(createdBy(eb, viewer.accountId)))
    .select(['works.public_id as id', 'works.title'])
    .orderBy('works.id')
    .executeTakeFirst();
}
