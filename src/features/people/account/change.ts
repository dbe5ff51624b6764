/** Changes of one's own password, name and mail. Each asks for the password and writes a letter. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { AppError, badInput } from '../../../core/errors.js';
import { type Letter, queueLetter } from '../../../core/mail/index.js';
import { choosePassword } from '../choose-password.js';
import type { Desk } from '../joining/letters.js';
import { makeLink, takeLink } from '../joining/links.js';
import { verifyPassword } from '../password.js';
import { emailKey, nameKey } from '../schema.js';
import { endOtherSessions } from './sessions.js';

export interface OwnAccount {
  id: number;
  login: string;
  email: string;
  createdAt: Date;
  /** When the name may be changed next; null when at once. */
  nameFreeAt: Date | null;
  /** An address that waits for its confirmation. */
  waitingEmail: string | null;
}

const NAME_KEPT_MS = 7 * 24 * 3600_000;

export async function ownAccount(db: Kysely<DB>, accountId: number, now: Date): Promise<OwnAccount> {
  const row = await db
    .selectFrom('accounts')
    .select((eb) => [
      'id',
      'login',
      'email',
      'created_at as createdAt',
      eb
        .selectFrom('account_names')
        .whereRef('account_names.account_id', '=', 'accounts.id')
        .select((n) => n.fn.max('until').as('changed'))
        .as('changed'),
      eb
        .selectFrom('account_links')
        .whereRef('account_links.account_id', '=', 'accounts.id')
        .where('purpose', '=', 'email')
        .where('expires_at', '>', now)
        .select('account_links.email')
        .limit(1)
        .as('waitingEmail'),
    ])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const { changed, ...account } = row;
  const free = changed ? new Date(changed.getTime() + NAME_KEPT_MS) : null;
  return { ...account, nameFreeAt: free && free > now ? free : null };
}

/** @throws badInput with a fault of the field `current` when it is not the account's password. */
export async function checkPassword(
  db: Kysely<DB>,
  accountId: number,
  password: string,
  { words }: Pick<Desk, 'words'>,
): Promise<void> {
  const row = await db
    .selectFrom('accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirst();
  const fault = words.account.wrongPassword;
  if (!(await verifyPassword(row?.password_hash ?? null, password.slice(0, 1000))))
    throw badInput(fault, { current: fault });
}

function noticeLetter(
  desk: Desk,
  kind: 'passwordChanged' | 'nameChanged' | 'emailAsked',
  about: string,
): Letter {
  const { words, archiveName, origin } = desk;
  const { subject, text, link } = words.account.letters[kind];
  return {
    language: words.locale,
    subject: subject(archiveName),
    body: [typeof text === 'string' ? text : text(about), { link: `${origin}/reset`, label: link }],
    why: words.joining.letters.why(archiveName),
  };
}

/** Every other session ends, and links that were sent to change the mail are good no longer. @throws badInput */
export async function changePassword(
  db: Kysely<DB>,
  desk: Desk,
  account: OwnAccount,
  { password, token }: { password: string; token: string },
  at: Date,
): Promise<void> {
  const passwordHash = await choosePassword({ ...account, password }, desk.words);
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('accounts')
      .set({ password_hash: passwordHash })
      .where('id', '=', account.id)
      .execute();
    await trx.deleteFrom('account_links').where('account_id', '=', account.id).execute();
    await endOtherSessions(trx, account.id, token);
    const letter = noticeLetter(desk, 'passwordChanged', '');
    const { id: accountId, email } = account;
    await queueLetter(trx, { accountId, email, kind: 'password', letter }, desk.archiveName, at);
  });
}

/** The pseud of the old name follows, unless there is one of the new name already. The old name is kept for staff. @throws badInput */
export async function changeLogin(
  db: Kysely<DB>,
  desk: Desk,
  account: OwnAccount,
  login: string,
  at: Date,
): Promise<void> {
  const { words } = desk;
  const refuse = (fault: string): never => {
    throw badInput(fault, { login: fault });
  };
  if (account.nameFreeAt) refuse(words.account.name.soon(words.day(account.nameFreeAt)));
  if (login === account.login) refuse(words.account.name.same);
  await db.transaction().execute(async (trx) => {
    const taken = await trx
      .selectFrom('accounts')
      .select('id')
      .where('login_key', '=', nameKey(login))
      .where('id', '<>', account.id)
      .executeTakeFirst();
    if (taken) refuse(words.people.faults.loginTaken);
    await trx
      .insertInto('account_names')
      .values({ account_id: account.id, login: account.login, until: at })
      .execute();
    await trx
      .updateTable('accounts')
      .set({ login, login_key: nameKey(login) })
      .where('id', '=', account.id)
      .execute()
      .catch((error: unknown) => {
        // Somebody took it in the same moment.
        if ((error as { code?: unknown }).code === '23505') refuse(words.people.faults.loginTaken);
        throw error;
      });
    await renamePseudOf(trx, account, login, at);
    const letter = noticeLetter(desk, 'nameChanged', login);
    const { id: accountId, email } = account;
    await queueLetter(trx, { accountId, email, kind: 'name', letter }, desk.archiveName, at);
  });
}

async function renamePseudOf(
  trx: Transaction<DB>,
  account: OwnAccount,
  login: string,
  at: Date,
): Promise<void> {
  const pseuds = await trx
    .selectFrom('pseuds')
    .select(['id', 'name_key'])
    .where('account_id', '=', account.id)
    .execute();
  const old = pseuds.find((pseud) => pseud.name_key === nameKey(account.login));
  const isThere = pseuds.some((pseud) => pseud.name_key === nameKey(login) && pseud.id !== old?.id);
  if (!old || isThere) return;
  await trx
    .updateTable('pseuds')
    .set({ name: login, name_key: nameKey(login) })
    .where('id', '=', old.id)
    .execute();
  await recordChange(trx, 'pseud', old.id, 'renamed', at);
}

/** Letters to both addresses. Where the new one has an account already, nothing goes there; the asker is not told. */
export async function askForEmail(
  db: Kysely<DB>,
  desk: Desk,
  account: OwnAccount,
  email: string,
  at: Date,
): Promise<void> {
  const { words, archiveName, origin } = desk;
  await db.transaction().execute(async (trx) => {
    const token = await makeLink(trx, account.id, 'email', email, at);
    const letter = noticeLetter(desk, 'emailAsked', email);
    const { id: accountId } = account;
    await queueLetter(trx, { accountId, email: account.email, kind: 'email', letter }, archiveName, at);
    const owner = await trx
      .selectFrom('accounts')
      .select('id')
      .where('email_key', '=', emailKey(email))
      .where('id', '<>', account.id)
      .executeTakeFirst();
    if (owner) return;
    const { subject, text, link } = words.account.letters.email;
    const toNew: Letter = {
      language: words.locale,
      subject: subject(archiveName),
      body: [text, { link: `${origin}/confirm-email/${token}`, label: link }, words.joining.letters.notYou],
      why: words.joining.letters.why(archiveName),
    };
    await queueLetter(trx, { accountId, email, kind: 'email', letter: toNew }, archiveName, at);
  });
}

export async function forgetWaitingEmail(db: Kysely<DB>, accountId: number): Promise<void> {
  await db
    .deleteFrom('account_links')
    .where('account_id', '=', accountId)
    .where('purpose', '=', 'email')
    .execute();
}

/** @throws AppError 410 when the link is not good, or another account took the address meanwhile. */
export async function confirmNewEmail(db: Kysely<DB>, desk: Desk, token: string, at: Date): Promise<void> {
  const gone = (text: string) => new AppError('link-gone', 410, text);
  await db.transaction().execute(async (trx) => {
    const link = await takeLink(trx, 'email', token, at);
    if (!link) throw gone(desk.words.joining.confirm.gone);
    await trx
      .updateTable('accounts')
      .set({ email: link.email, email_key: emailKey(link.email), email_confirmed_at: at })
      .where('id', '=', link.accountId)
      .execute()
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code === '23505') throw gone(desk.words.account.email.taken);
        throw error;
      });
  });
}
