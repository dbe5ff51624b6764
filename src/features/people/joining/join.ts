/** A stranger becomes a member: account, letter, confirmed mail. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { AppError } from '../../../core/errors.js';
import { queueLetter } from '../../../core/mail/index.js';
import { insertAccount } from '../actions.js';
import { choosePassword } from '../choose-password.js';
import { emailKey, type NewAccount, nameKey } from '../schema.js';
import { takeInvitation } from './invitations.js';
import { type Desk, linkLetter } from './letters.js';
import { LINK_HOURS, makeLink, takeLink } from './links.js';

export interface Joining {
  account: NewAccount;
  /** The code of an invitation, where the archive asks for one. */
  invitation: string | null;
}

async function writeConfirmLetter(
  trx: Transaction<DB>,
  desk: Desk,
  account: { id: number; email: string; login: string },
  at: Date,
): Promise<void> {
  const token = await makeLink(trx, account.id, 'confirm', account.email, at);
  const letter = linkLetter(desk, 'confirm', token, account.login);
  const { id: accountId, email } = account;
  await queueLetter(trx, { accountId, email, kind: 'confirm', letter }, desk.archiveName, at);
}

const loginTaken = async (db: Kysely<DB>, login: string): Promise<boolean> =>
  (await db
    .selectFrom('accounts')
    .select('id')
    .where('login_key', '=', nameKey(login))
    .executeTakeFirst()) !== undefined;

const accountOf = (db: Kysely<DB>, email: string) =>
  db
    .selectFrom('accounts')
    .select(['id', 'email', 'login'])
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();

/**
 * Whoever asks learns nothing about the mail: where there is an account with it, its owner gets a letter that says so,
 * and the page is the same.
 * @throws badInput when the name is taken, the password common or the invitation not good.
 */
export async function join(
  db: Kysely<DB>,
  desk: Desk,
  { account, invitation }: Joining,
  at: Date,
): Promise<void> {
  // Before anything is looked up, so that both ways take the same time.
  const passwordHash = await choosePassword(account, desk.words);
  await db.transaction().execute(async (trx) => {
    const owner = await accountOf(trx, account.email);
    if (owner && !(await loginTaken(trx, account.login))) {
      const { id: accountId, email } = owner;
      const letter = linkLetter(desk, 'already', '', owner.login);
      await queueLetter(trx, { accountId, email, kind: 'already', letter }, desk.archiveName, at);
      return;
    }
    const { accountId } = await insertAccount(trx, account, passwordHash, {
      roles: [],
      at,
      words: desk.words,
      joins: true,
    });
    if (invitation !== null) await takeInvitation(trx, invitation, accountId, at, desk.words);
    await writeConfirmLetter(trx, desk, { id: accountId, email: account.email, login: account.login }, at);
  });
}

/** Sends the letter anew to whoever gave the right name and password but has not confirmed. */
export async function confirmAgain(db: Kysely<DB>, desk: Desk, accountId: number, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('accounts')
      .select(['id', 'email', 'login'])
      .where('id', '=', accountId)
      .where('email_confirmed_at', 'is', null)
      .executeTakeFirst();
    if (account) await writeConfirmLetter(trx, desk, account, at);
  });
}

/** @throws AppError 410 when the link is not good. */
export async function confirmEmail(db: Kysely<DB>, desk: Desk, token: string, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const link = await takeLink(trx, 'confirm', token, at);
    if (!link) throw new AppError('link-gone', 410, desk.words.joining.confirm.gone);
    await trx
      .updateTable('accounts')
      .set({ email_confirmed_at: at })
      .where('id', '=', link.accountId)
      .where('email_confirmed_at', 'is', null)
      .execute();
  });
}

const UNCONFIRMED_MS = LINK_HOURS.confirm * 3600_000;

/** Accounts whose mail nobody confirmed go when their letter is good no longer; their invitation can be used again. @returns how many. */
export async function purgeUnconfirmed(db: Kysely<DB>, at: Date): Promise<number> {
  const oldest = new Date(at.getTime() - UNCONFIRMED_MS);
  return db.transaction().execute(async (trx) => {
    const old = await trx
      .selectFrom('accounts')
      .select('id')
      .where('email_confirmed_at', 'is', null)
      .where('created_at', '<=', oldest)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('account_links')
              .select('account_links.id')
              .whereRef('account_links.account_id', '=', 'accounts.id')
              .where('account_links.expires_at', '>', at),
          ),
        ),
      )
      .forUpdate()
      .execute();
    const ids = old.map((row) => row.id);
    if (ids.length === 0) return 0;
    await trx
      .updateTable('invitations')
      .set({ used_at: null, used_by: null })
      .where('used_by', 'in', ids)
      .execute();
    await trx.deleteFrom('accounts').where('id', 'in', ids).execute();
    return ids.length;
  });
}
