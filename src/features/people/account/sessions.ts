/** Where somebody is logged in. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { hashToken } from '../../../core/ids.js';

export interface Session {
  id: string;
  device: string | null;
  createdAt: Date;
  seenAt: Date;
  /** The one that asks. */
  here: boolean;
}

/** The one that asks first, then by when they were last here. */
export async function sessionsOf(
  db: Kysely<DB>,
  accountId: number,
  token: string,
  now: Date,
): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['public_id as id', 'device', 'created_at as createdAt', 'seen_at as seenAt', 'token_hash'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  const own = hashToken(token);
  const sessions = rows.map(({ token_hash, ...row }) => ({ ...row, here: own.equals(token_hash) }));
  return [...sessions.filter(({ here }) => here), ...sessions.filter(({ here }) => !here)];
}

/** Ends one of a member's sessions; another's is left alone. */
export async function endSessionOf(db: Kysely<DB>, accountId: number, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('account_id', '=', accountId).where('public_id', '=', id).execute();
}

/** Ends all of a member's sessions but the one of this token. */
export async function endOtherSessions(db: Kysely<DB>, accountId: number, token: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .where('token_hash', '<>', hashToken(token))
    .execute();
}
