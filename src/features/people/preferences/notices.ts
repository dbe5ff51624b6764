/** Letters that people can do without: who gets which, and the link that ends them. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { newToken } from '../../../core/ids.js';
import { type Letter, queueLetter } from '../../../core/mail/index.js';
import { type Messages, wordsFor } from '../../../core/messages/index.js';

/** Each has its words in the catalogue, `preferences.kinds`. */
export const NOTICE_KINDS = ['co-creation', 'gift', 'related', 'search'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const noticeKind = (text: string): NoticeKind | undefined =>
  NOTICE_KINDS.find((kind) => kind === text);

export interface Sender {
  archiveName: string;
  /** Scheme and host. */
  origin: string;
  /** The archive's, for people who chose none. */
  language: string;
}

/** The random word that stands for an account in letters; made when first needed. */
async function stopToken(trx: Transaction<DB>, accountId: number): Promise<string> {
  const token = newToken();
  const { stop_token } = await trx
    .updateTable('accounts')
    .set((eb) => ({ stop_token: eb.fn.coalesce('stop_token', eb.val(token)) }))
    .where('id', '=', accountId)
    .returning('stop_token')
    .executeTakeFirstOrThrow();
  return stop_token ?? token;
}

/**
 * Writes to a member, in their language, unless they want no letters of this kind. The letter goes out when the
 * transaction commits, and says how to get no more of its kind.
 * @returns whether a letter is on its way
 */
export async function writeTo(
  trx: Transaction<DB>,
  to: { accountId: number; kind: NoticeKind },
  letter: (words: Messages) => Omit<Letter, 'language' | 'stop'>,
  { archiveName, origin, language }: Sender,
  at: Date,
): Promise<boolean> {
  const { accountId, kind } = to;
  const account = await trx
    .selectFrom('accounts')
    .select(['email', 'language'])
    .where('id', '=', accountId)
    .where('is_orphan', '=', false)
    .where('email_confirmed_at', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_notices')
            .select('account_notices.kind')
            .whereRef('account_notices.account_id', '=', 'accounts.id')
            .where('account_notices.kind', '=', kind),
        ),
      ),
    )
    .executeTakeFirst();
  if (!account) return false;
  const words = wordsFor(account.language ?? language);
  const token = await stopToken(trx, accountId);
  const stop = { url: `${origin}/letters/stop/${token}/${kind}`, label: words.preferences.stop.label };
  const whole: Letter = { ...letter(words), language: words.locale, stop };
  await queueLetter(trx, { accountId, email: account.email, kind, letter: whole }, archiveName, at);
  return true;
}

/** Ends letters of a kind for whom the token stands. @returns false when it stands for nobody. */
export async function stopLetters(db: Kysely<DB>, token: string, kind: NoticeKind): Promise<boolean> {
  const account = await stoppedBy(db, token);
  if (account === undefined) return false;
  await db
    .insertInto('account_notices')
    .values({ account_id: account, kind })
    .onConflict((c) => c.doNothing())
    .execute();
  return true;
}

/** The account that a token stands for. */
export const stoppedBy = async (db: Kysely<DB>, token: string): Promise<number | undefined> =>
  (await db.selectFrom('accounts').select('id').where('stop_token', '=', token).executeTakeFirst())?.id;
