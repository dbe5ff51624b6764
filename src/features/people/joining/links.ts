/** Links that letters hold: what stands in the letter is a secret, and only its hash is kept. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { hashToken, newToken } from '../../../core/ids.js';

export type LinkPurpose = 'confirm' | 'reset' | 'email';

const HOUR = 3600_000;
/** How long each is good for. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = {
  confirm: 14 * 24,
  reset: 24,
  email: 7 * 24,
};

/** A new link; earlier ones of the same purpose are good no longer. @returns what stands in the letter. */
export async function makeLink(
  trx: Transaction<DB>,
  accountId: number,
  purpose: LinkPurpose,
  email: string,
  at: Date,
): Promise<string> {
  const token = newToken();
  await trx
    .deleteFrom('account_links')
    .where((eb) =>
      eb.or([
        eb('expires_at', '<=', at),
        eb.and([eb('account_id', '=', accountId), eb('purpose', '=', purpose)]),
      ]),
    )
    .execute();
  await trx
    .insertInto('account_links')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      purpose,
      email,
      created_at: at,
      expires_at: new Date(at.getTime() + LINK_HOURS[purpose] * HOUR),
    })
    .execute();
  return token;
}

export interface Link {
  accountId: number;
  /** The address that the link was sent to. */
  email: string;
}

const live = (db: Kysely<DB>, purpose: LinkPurpose, token: string, at: Date) =>
  db
    .selectFrom('account_links')
    .select(['account_id as accountId', 'email'])
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', at);

export const findLink = (
  db: Kysely<DB>,
  purpose: LinkPurpose,
  token: string,
  at: Date,
): Promise<Link | undefined> => live(db, purpose, token, at).executeTakeFirst();

/** Takes the link, and every other of its purpose: it works once, whoever is quicker. */
export async function takeLink(
  trx: Transaction<DB>,
  purpose: LinkPurpose,
  token: string,
  at: Date,
): Promise<Link | undefined> {
  const link = await live(trx, purpose, token, at).forUpdate().executeTakeFirst();
  if (!link) return undefined;
  await trx
    .deleteFrom('account_links')
    .where('account_id', '=', link.accountId)
    .where('purpose', '=', purpose)
    .execute();
  return link;
}
