import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { type AppError, badInput } from '../../core/errors.js';
import { hashToken, newId, newToken } from '../../core/ids.js';
import type { Messages } from '../../core/messages/index.js';
import type { Role } from '../../core/viewer.js';
import { choosePassword } from './choose-password.js';
import { takenFields } from './queries.js';
import { emailKey, type NewAccount, nameKey } from './schema.js';

const DAY = 24 * 3600;
const REMEMBERED_SECONDS = 90 * DAY;
const SESSION_SECONDS = 14 * DAY;

type Taken = Awaited<ReturnType<typeof takenFields>>;

function takenFault(taken: Taken, { faults }: Messages['people']): AppError {
  return badInput(taken.login ? faults.loginTaken : faults.emailTaken, {
    ...(taken.login ? { login: faults.loginTaken } : {}),
    ...(taken.email ? { email: faults.emailTaken } : {}),
  });
}

/** Which of them another transaction took in the same moment, if that is what the error says. */
function takenMeanwhile(error: unknown): Taken | null {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code !== '23505' || typeof constraint !== 'string') return null;
  const taken = { login: constraint.includes('login_key'), email: constraint.includes('email_key') };
  return taken.login || taken.email ? taken : null;
}

export interface AccountOptions {
  roles: readonly Role[];
  at: Date;
  words: Messages;
  /** Of people who join by themselves: their mail waits for its confirmation, and they have agreed to the terms. */
  joins?: boolean;
}

/**
 * An account with its default pseud. The mail counts as confirmed: this is for accounts
 * that the host makes; joining by oneself asks for a confirmation first.
 * @throws badInput when the name or the mail is taken.
 */
export async function createAccount(
  db: Kysely<DB>,
  account: NewAccount,
  options: AccountOptions,
): Promise<{ accountId: number; pseudId: number }> {
  const passwordHash = await choosePassword(account, options.words);
  return db.transaction().execute((trx) => insertAccount(trx, account, passwordHash, options));
}

/** `createAccount` within the caller's transaction; the password was hashed before it was opened. */
export async function insertAccount(
  trx: Transaction<DB>,
  account: NewAccount,
  passwordHash: string,
  { at, roles, words, joins = false }: AccountOptions,
): Promise<{ accountId: number; pseudId: number }> {
  const taken = await takenFields(trx, account.login, account.email);
  if (taken.login || taken.email) throw takenFault(taken, words.people);
  const { id: accountId } = await trx
    .insertInto('accounts')
    .values({
      public_id: newId(),
      login: account.login,
      login_key: nameKey(account.login),
      email: account.email,
      email_key: emailKey(account.email),
      email_confirmed_at: joins ? null : at,
      agreed_at: joins ? at : null,
      password_hash: passwordHash,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      const meanwhile = takenMeanwhile(error);
      throw meanwhile ? takenFault(meanwhile, words.people) : error;
    });
  const { id: pseudId } = await trx
    .insertInto('pseuds')
    .values({
      public_id: newId(),
      account_id: accountId,
      name: account.pseud,
      name_key: nameKey(account.pseud),
      is_default: true,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (roles.length > 0) {
    await trx
      .insertInto('account_roles')
      .values(roles.map((role) => ({ account_id: accountId, role, granted_at: at })))
      .execute();
  }
  return { accountId, pseudId };
}

/** @returns the token for the cookie, and for how long it is good. Expired sessions are swept on the way. */
export async function startSession(
  db: Kysely<DB>,
  accountId: number,
  at: Date,
  remember: boolean,
  device: string | null = null,
): Promise<{ token: string; seconds: number }> {
  const token = newToken();
  const seconds = remember ? REMEMBERED_SECONDS : SESSION_SECONDS;
  await db.deleteFrom('sessions').where('expires_at', '<=', at).execute();
  await db
    .insertInto('sessions')
    .values({
      public_id: newId(),
      token_hash: hashToken(token),
      account_id: accountId,
      remembered: remember,
      device,
      created_at: at,
      seen_at: at,
      expires_at: new Date(at.getTime() + seconds * 1000),
    })
    .execute();
  return { token, seconds };
}

export async function endSession(db: Kysely<DB>, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute();
}

/** The person has said that adult works may be shown without asking again. */
export async function rememberAdultChoice(db: Kysely<DB>, accountId: number): Promise<void> {
  await db.updateTable('accounts').set({ shows_adult: true }).where('id', '=', accountId).execute();
}
