/** Whether a file is a work that its person has here already: by its address elsewhere, else by the very same bytes. */
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { GOOD, type Member } from '../../core/viewer.js';
import { ownBySource } from '../works/index.js';

/** The person as one who asks for their own things, where no request says who they are. */
export const ownerOf = (accountId: number): Member => ({
  kind: 'member',
  accountId,
  login: '',
  roles: [],
  showsAdult: true,
  standing: GOOD,
});

export interface Signs {
  sourceKey: string | null;
  sha256: string | null;
}

/** One's own work and nobody else's: that there is another's draft must not be told. */
export async function existingWork(
  db: Kysely<DB>,
  accountId: number,
  { sourceKey, sha256 }: Signs,
): Promise<{ key: number; id: string; title: string } | undefined> {
  const bySource = sourceKey
    ? (await ownBySource(db, ownerOf(accountId), [sourceKey])).get(sourceKey)
    : undefined;
  if (bySource || sha256 === null) return bySource;
  return db
    .selectFrom('imports')
    .innerJoin('works', 'works.id', 'imports.work_id')
    .where('imports.account_id', '=', accountId)
    .where('imports.sha256', '=', sha256)
    .where('works.deleted_at', 'is', null)
    .select(['works.id as key', 'works.public_id as id', 'works.title'])
    .orderBy('works.id')
    .executeTakeFirst();
}
