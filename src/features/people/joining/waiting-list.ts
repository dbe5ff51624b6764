/** Strangers who wait for an invitation. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { hashToken, newToken } from '../../../core/ids.js';
import { queueLetter } from '../../../core/mail/index.js';
import { emailKey } from '../schema.js';
import { inviteByLetter } from './invitations.js';
import { type Desk, linkLetter } from './letters.js';

/** Puts an address on the list and sends the letter. One that is on it, or has an account, stays as it is; the asker is not told. */
export async function waitForInvitation(
  db: Kysely<DB>,
  desk: Desk,
  { email, reason }: { email: string; reason: string },
  at: Date,
): Promise<void> {
  const token = newToken();
  await db.transaction().execute(async (trx) => {
    const key = emailKey(email);
    const known = await trx
      .selectFrom('accounts')
      .select('id')
      .where('email_key', '=', key)
      .executeTakeFirst();
    if (known) return;
    const row = await trx
      .insertInto('invitation_queue')
      .values({ token_hash: hashToken(token), email, email_key: key, reason, created_at: at })
      .onConflict((c) => c.column('email_key').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    const letter = linkLetter(desk, 'queued', token);
    await queueLetter(trx, { accountId: null, email, kind: 'queue', letter }, desk.archiveName, at);
  });
}

/** How manieth one is, from 1; undefined for whoever is not on the list. */
export async function placeOnList(db: Kysely<DB>, token: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('invitation_queue as mine')
    .select((eb) =>
      eb
        .selectFrom('invitation_queue as other')
        .select((o) => o.fn.countAll<number>().as('n'))
        .whereRef('other.id', '<=', 'mine.id')
        .as('place'),
    )
    .where('mine.token_hash', '=', hashToken(token))
    .executeTakeFirst();
  return row ? Number(row.place) : undefined;
}

export const leaveList = async (db: Kysely<DB>, token: string): Promise<void> => {
  await db.deleteFrom('invitation_queue').where('token_hash', '=', hashToken(token)).execute();
};

export interface Waiting {
  key: number;
  email: string;
  reason: string;
  createdAt: Date;
}

/** The first of those who wait, and how many there are. */
export async function waitingList(
  db: Kysely<DB>,
  limit: number,
): Promise<{ first: Waiting[]; total: number }> {
  const first = await db
    .selectFrom('invitation_queue')
    .select(['id as key', 'email', 'reason', 'created_at as createdAt'])
    .orderBy('id')
    .limit(limit)
    .execute();
  const { n } = await db
    .selectFrom('invitation_queue')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { first, total: Number(n) };
}

export const takeOffList = async (db: Kysely<DB>, key: number): Promise<void> => {
  await db.deleteFrom('invitation_queue').where('id', '=', key).execute();
};

/** Invites the first so many; two processes at once invite nobody twice. @returns how many. */
export async function inviteFirst(db: Kysely<DB>, desk: Desk, count: number, at: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const next = await trx
      .deleteFrom('invitation_queue')
      .where('id', 'in', (eb) =>
        eb.selectFrom('invitation_queue').select('id').orderBy('id').limit(count).forUpdate().skipLocked(),
      )
      .returning(['email'])
      .execute();
    for (const { email } of next) await inviteByLetter(trx, desk, email, at);
    return next.length;
  });
}
