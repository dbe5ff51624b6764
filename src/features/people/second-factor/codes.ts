/** Codes of an authenticator app (RFC 6238) and codes on paper for the day on which it is gone. */
import { randomInt } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { DB } from '../../../core/db/tables.js';
import { hashToken } from '../../../core/ids.js';

const PERIOD_S = 30;
export const RECOVERY_CODES = 10;
/** No vowels, so that no words come of it, and nothing that looks like another. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';

const totpOf = (secret: string, issuer: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6 });

export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code holds. */
export const addressOf = (secret: string, archiveName: string, login: string): string =>
  totpOf(secret, archiveName, login).toString();

/** The step of time whose code this is, one before and one after now; null when it is none. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret, '', '').validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/** Keeps a secret that still has to show itself by a first code. */
export async function keepSecret(db: Kysely<DB>, accountId: number, secret: string, at: Date): Promise<void> {
  await db
    .insertInto('totp_secrets')
    .values({ account_id: accountId, secret, created_at: at })
    .onConflict((c) =>
      c
        .column('account_id')
        .doUpdateSet({ secret, created_at: at })
        .where('totp_secrets.confirmed_at', 'is', null),
    )
    .execute();
}

/** The secret that waits for its first code. */
export const waitingSecret = async (db: Kysely<DB>, accountId: number): Promise<string | null> =>
  (
    await db
      .selectFrom('totp_secrets')
      .select('secret')
      .where('account_id', '=', accountId)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst()
  )?.secret ?? null;

const digits = (typed: string): string => typed.replace(/\s/g, '');

/** A code is good once: its step of time is kept. Two at once with the same code: one of them. */
async function takeStep(db: Kysely<DB>, accountId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('totp_secrets')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The first code of the app turns it on. @returns the codes for paper, shown once, or null when the code is wrong. */
export async function confirmApp(
  db: Kysely<DB>,
  accountId: number,
  typed: string,
  at: Date,
): Promise<string[] | null> {
  return db.transaction().execute(async (trx) => {
    const secret = await waitingSecret(trx, accountId);
    const step = secret === null ? null : stepOf(secret, digits(typed), at);
    if (step === null || !(await takeStep(trx, accountId, step))) return null;
    await trx
      .updateTable('totp_secrets')
      .set({ confirmed_at: at })
      .where('account_id', '=', accountId)
      .execute();
    return newRecoveryCodes(trx, accountId);
  });
}

/** Replaces the codes on paper. */
export async function newRecoveryCodes(trx: Transaction<DB>, accountId: number): Promise<string[]> {
  const letter = () => LETTERS[randomInt(LETTERS.length)];
  const codes = Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: 10 }, letter).join(''));
  await trx.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  await trx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ account_id: accountId, code_hash: hashToken(code) })))
    .execute();
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

export const recoveryCodesLeft = async (db: Kysely<DB>, accountId: number): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('recovery_codes')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow()
    ).n,
  );

/** Whether what was typed is a code of the app, or one on paper; either is used up by this. */
export async function takeCode(db: Kysely<DB>, accountId: number, typed: string, at: Date): Promise<boolean> {
  const app = await db
    .selectFrom('totp_secrets')
    .select('secret')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  const step = app && /^\d{6}$/.test(digits(typed)) ? stepOf(app.secret, digits(typed), at) : null;
  if (step !== null) return takeStep(db, accountId, step);
  const paper = typed.toLowerCase().replace(/[\s-]/g, '');
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hashToken(paper))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The app is asked no more. The codes on paper go with it, unless a passkey still needs them. */
export async function removeApp(db: Kysely<DB>, accountId: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('totp_secrets').where('account_id', '=', accountId).execute();
    await trx
      .deleteFrom('recovery_codes')
      .where('account_id', '=', accountId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom('passkeys').select('passkeys.id').where('passkeys.account_id', '=', accountId),
          ),
        ),
      )
      .execute();
  });
}
