/** The link that an archivist hands on, and the address of the writer. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { notFound } from '../../core/errors.js';
import { hashToken, newToken } from '../../core/ids.js';
import { recordStaffAct } from '../../core/staff-log.js';
import type { Member } from '../../core/viewer.js';
import type { Scope } from './queries.js';

/** How long a link is good. Writers of old archives read their mail seldom. */
export const LINK_DAYS = 90;
const DAY_MS = 24 * 3600 * 1000;

export interface Link {
  token: string;
  until: Date;
}

/** A writer of this scope, to be changed. */
const owned = (scope: Scope) => (scope === 'all' ? null : scope.archivist.accountId);

async function changeWriter(
  db: Kysely<DB>,
  scope: Scope,
  publicId: string,
  by: Member,
  set: { token_hash: Buffer | null; token_expires_at: Date | null },
  act: 'claim-link-made' | 'claim-link-revoked',
  at: Date,
  then?: (trx: Transaction<DB>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const archivist = owned(scope);
    const row = await trx
      .updateTable('external_authors')
      .set(set)
      .where('public_id', '=', publicId)
      .$if(archivist !== null, (authors) => authors.where('archivist_id', '=', archivist))
      .returning('name')
      .executeTakeFirst();
    if (!row) throw notFound();
    await recordStaffAct(trx, by, { act, thing: 'external-writer', id: publicId, name: row.name }, at);
    await then?.(trx);
  });
}

/**
 * Makes the one link that counts; the one before is good for nothing any more. Only its hash is kept.
 * @param then what else is done in the same transaction, such as queueing the letter that holds it.
 */
export async function makeLink(
  db: Kysely<DB>,
  archivist: Member,
  publicId: string,
  at: Date,
  then?: (trx: Transaction<DB>, link: Link) => Promise<void>,
): Promise<Link> {
  const token = newToken();
  const until = new Date(at.getTime() + LINK_DAYS * DAY_MS);
  const set = { token_hash: hashToken(token), token_expires_at: until };
  const link = { token, until };
  await changeWriter(db, { archivist }, publicId, archivist, set, 'claim-link-made', at, (trx) =>
    then ? then(trx, link) : Promise.resolve(),
  );
  return link;
}

export const revokeLink = (
  db: Kysely<DB>,
  scope: Scope,
  publicId: string,
  by: Member,
  at: Date,
): Promise<void> =>
  changeWriter(
    db,
    scope,
    publicId,
    by,
    { token_hash: null, token_expires_at: null },
    'claim-link-revoked',
    at,
  );

export async function setEmail(
  db: Kysely<DB>,
  archivist: Member,
  publicId: string,
  email: string | null,
): Promise<void> {
  const row = await db
    .updateTable('external_authors')
    .set({ email })
    .where('public_id', '=', publicId)
    .where('archivist_id', '=', archivist.accountId)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw notFound();
}
