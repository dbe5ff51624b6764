/** A forgotten password is chosen anew, by a link that goes to the account's own address. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { AppError } from '../../../core/errors.js';
import { queueLetter } from '../../../core/mail/index.js';
import { choosePassword } from '../choose-password.js';
import { logInKey } from '../schema.js';
import { type Desk, linkLetter } from './letters.js';
import { findLink, makeLink, takeLink } from './links.js';

/** Sends the letter, if there is such an account. Says nothing of whether there is. */
export async function askForReset(db: Kysely<DB>, desk: Desk, nameOrMail: string, at: Date): Promise<void> {
  const key = logInKey(nameOrMail);
  await db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('accounts')
      .select(['id', 'email', 'login'])
      .where(key.includes('@') ? 'email_key' : 'login_key', '=', key)
      .where('is_orphan', '=', false)
      .executeTakeFirst();
    if (!account) return;
    const token = await makeLink(trx, account.id, 'reset', account.email, at);
    const letter = linkLetter(desk, 'reset', token, account.login);
    const { id: accountId, email } = account;
    await queueLetter(trx, { accountId, email, kind: 'reset', letter }, desk.archiveName, at);
  });
}

const gone = (desk: Desk): AppError => new AppError('link-gone', 410, desk.words.joining.reset.gone);

/** @throws AppError 410 when the link is not good. */
export async function checkResetLink(db: Kysely<DB>, desk: Desk, token: string, at: Date): Promise<void> {
  if (!(await findLink(db, 'reset', token, at))) throw gone(desk);
}

/**
 * The new password; every session ends. Whoever follows the link reads the account's mail, so that is confirmed too.
 * @throws AppError 410 when the link is not good, badInput when the password is common.
 */
export async function resetPassword(
  db: Kysely<DB>,
  desk: Desk,
  token: string,
  password: string,
  at: Date,
): Promise<void> {
  const link = await findLink(db, 'reset', token, at);
  if (!link) throw gone(desk);
  const { login, email } = await db
    .selectFrom('accounts')
    .select(['login', 'email'])
    .where('id', '=', link.accountId)
    .executeTakeFirstOrThrow();
  const passwordHash = await choosePassword({ password, login, email }, desk.words);
  await db.transaction().execute(async (trx) => {
    const taken = await takeLink(trx, 'reset', token, at);
    if (!taken) throw gone(desk);
    await trx
      .updateTable('accounts')
      .set((eb) => ({
        password_hash: passwordHash,
        email_confirmed_at: eb.fn.coalesce('email_confirmed_at', eb.val(at)),
      }))
      .where('id', '=', taken.accountId)
      .execute();
    await trx.deleteFrom('sessions').where('account_id', '=', taken.accountId).execute();
    const letter = linkLetter(desk, 'passwordChanged', '', login);
    await queueLetter(
      trx,
      { accountId: taken.accountId, email, kind: 'password', letter },
      desk.archiveName,
      at,
    );
  });
}
