/** Invitations: given to members to give away, sent to strangers, used once. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import { queueLetter } from '../../../core/mail/index.js';
import type { Messages } from '../../../core/messages/index.js';
import { type Desk, linkLetter } from './letters.js';

export interface Invitation {
  id: string;
  code: string;
  email: string | null;
  sentAt: Date | null;
  usedAt: Date | null;
}

export const MOST_ASKED = 10;
const DAY_MS = 24 * 3600_000;

/** New invitations of a member, or of the host's desk where `accountId` is null. */
export async function makeInvitations(
  db: Kysely<DB>,
  accountId: number | null,
  count: number,
  at: Date,
): Promise<Invitation[]> {
  if (count < 1) return [];
  return db
    .insertInto('invitations')
    .values(
      Array.from({ length: count }, () => ({
        public_id: newId(),
        // Short enough to be typed from a letter: 20 characters of 5 bits.
        code: newId() + newId(),
        account_id: accountId,
        created_at: at,
      })),
    )
    .returning(['public_id as id', 'code', 'email', 'sent_at as sentAt', 'used_at as usedAt'])
    .execute();
}

/** A member's invitations, the unused first. */
export const invitationsOf = (db: Kysely<DB>, accountId: number): Promise<Invitation[]> =>
  db
    .selectFrom('invitations')
    .select(['public_id as id', 'code', 'email', 'sent_at as sentAt', 'used_at as usedAt'])
    .where('account_id', '=', accountId)
    .orderBy((eb) => eb('used_at', 'is not', null))
    .orderBy('id', 'desc')
    .limit(200)
    .execute();

export const isGoodInvitation = async (db: Kysely<DB>, code: string): Promise<boolean> =>
  (await db
    .selectFrom('invitations')
    .select('id')
    .where('code', '=', code)
    .where('used_at', 'is', null)
    .executeTakeFirst()) !== undefined;

/** The address that a good invitation was sent to; null when it was given by hand. */
export const addressInvited = async (db: Kysely<DB>, code: string): Promise<string | null> =>
  (
    await db
      .selectFrom('invitations')
      .select('email')
      .where('code', '=', code)
      .where('used_at', 'is', null)
      .executeTakeFirst()
  )?.email ?? null;

/** @throws badInput when it was used, or never was one. */
export async function takeInvitation(
  trx: Transaction<DB>,
  code: string,
  accountId: number,
  at: Date,
  words: Messages,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('invitations')
    .set({ used_at: at, used_by: accountId })
    .where('code', '=', code)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  const fault = words.joining.faults.invitation;
  if (numUpdatedRows === 0n) throw badInput(fault, { invitation: fault });
}

/** Sends an invitation of the desk to a stranger. */
export async function inviteByLetter(
  trx: Transaction<DB>,
  desk: Desk,
  email: string,
  at: Date,
): Promise<void> {
  const [made] = await makeInvitations(trx, null, 1, at);
  if (!made) return;
  await trx.updateTable('invitations').set({ email, sent_at: at }).where('code', '=', made.code).execute();
  const letter = linkLetter(desk, 'invited', made.code);
  await queueLetter(trx, { accountId: null, email, kind: 'invitation', letter }, desk.archiveName, at);
}

/**
 * A member has one of theirs sent. The same one goes out again a day later at the earliest.
 * @throws notFound when it is not theirs or was used; badInput when it went out within a day.
 */
export async function sendOwnInvitation(
  db: Kysely<DB>,
  desk: Desk,
  accountId: number,
  id: string,
  email: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const mine = await trx
      .selectFrom('invitations')
      .select(['code', 'sent_at as sentAt'])
      .where('public_id', '=', id)
      .where('account_id', '=', accountId)
      .where('used_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!mine) throw notFound();
    if (mine.sentAt && at.getTime() - mine.sentAt.getTime() < DAY_MS)
      throw badInput(desk.words.joining.invitations.again);
    await trx.updateTable('invitations').set({ email, sent_at: at }).where('public_id', '=', id).execute();
    const letter = linkLetter(desk, 'invited', mine.code);
    await queueLetter(trx, { accountId: null, email, kind: 'invitation', letter }, desk.archiveName, at);
  });
}

/** A member asks for more; asking anew replaces what was asked. */
export async function askForInvitations(
  db: Kysely<DB>,
  accountId: number,
  { wanted, reason }: { wanted: number; reason: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('invitation_requests')
    .values({ public_id: newId(), account_id: accountId, wanted, reason, created_at: at })
    .onConflict((c) => c.column('account_id').doUpdateSet({ wanted, reason, created_at: at }))
    .execute();
}

export const askedFor = (db: Kysely<DB>, accountId: number): Promise<{ wanted: number } | undefined> =>
  db
    .selectFrom('invitation_requests')
    .select('wanted')
    .where('account_id', '=', accountId)
    .executeTakeFirst();

export interface InvitationRequest {
  id: string;
  login: string;
  wanted: number;
  reason: string;
  createdAt: Date;
}

export const requestsForInvitations = (db: Kysely<DB>): Promise<InvitationRequest[]> =>
  db
    .selectFrom('invitation_requests as r')
    .innerJoin('accounts', 'accounts.id', 'r.account_id')
    .select(['r.public_id as id', 'accounts.login', 'r.wanted', 'r.reason', 'r.created_at as createdAt'])
    .orderBy('r.id')
    .limit(100)
    .execute();

/** The host's answer: `granted` invitations, or none. @throws notFound when it was answered meanwhile. */
export async function answerRequest(db: Kysely<DB>, id: string, granted: boolean, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('invitation_requests')
      .where('public_id', '=', id)
      .returning(['account_id', 'wanted'])
      .executeTakeFirst();
    if (!row) throw notFound();
    if (granted) await makeInvitations(trx, row.account_id, row.wanted, at);
  });
}
