/** Between the password and the second proof: a short-lived step that a cookie stands for. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { hashToken, newToken } from '../../../core/ids.js';

export const STEP_SECONDS = 600;

export interface LogInStep {
  accountId: number | null;
  remember: boolean;
  challenge: string | null;
}

/** @returns the token for the cookie. */
export async function startStep(db: Kysely<DB>, step: LogInStep, at: Date): Promise<string> {
  const token = newToken();
  await db.deleteFrom('log_in_steps').where('expires_at', '<=', at).execute();
  await db
    .insertInto('log_in_steps')
    .values({
      token_hash: hashToken(token),
      account_id: step.accountId,
      remember: step.remember,
      challenge: step.challenge,
      expires_at: new Date(at.getTime() + STEP_SECONDS * 1000),
    })
    .execute();
  return token;
}

export async function findStep(db: Kysely<DB>, token: string, at: Date): Promise<LogInStep | undefined> {
  return db
    .selectFrom('log_in_steps')
    .select(['account_id as accountId', 'remember', 'challenge'])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', at)
    .executeTakeFirst();
}

/** What a passkey has to sign next. */
export async function setChallenge(db: Kysely<DB>, token: string, challenge: string): Promise<void> {
  await db
    .updateTable('log_in_steps')
    .set({ challenge })
    .where('token_hash', '=', hashToken(token))
    .execute();
}

/** A challenge is answered once. */
export async function takeChallenge(db: Kysely<DB>, token: string, at: Date): Promise<LogInStep | undefined> {
  return db.transaction().execute(async (trx) => {
    const step = await trx
      .selectFrom('log_in_steps')
      .select(['account_id as accountId', 'remember', 'challenge'])
      .where('token_hash', '=', hashToken(token))
      .where('expires_at', '>', at)
      .where('challenge', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (step)
      await trx
        .updateTable('log_in_steps')
        .set({ challenge: null })
        .where('token_hash', '=', hashToken(token))
        .execute();
    return step;
  });
}

export async function endStep(db: Kysely<DB>, token: string): Promise<void> {
  await db.deleteFrom('log_in_steps').where('token_hash', '=', hashToken(token)).execute();
}
