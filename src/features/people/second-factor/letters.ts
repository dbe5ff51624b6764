import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { queueLetter } from '../../../core/mail/index.js';
import type { Desk } from '../joining/letters.js';

/** Tells an account's address that a way in was added or removed. */
export async function writeProofLetter(
  db: Kysely<DB>,
  { words, archiveName, origin }: Desk,
  accountId: number,
  kind: 'on' | 'off',
  at: Date,
): Promise<void> {
  const { email } = await db
    .selectFrom('accounts')
    .select('email')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const { letters } = words.secondFactor;
  const letter = {
    language: words.locale,
    subject: letters[kind].subject(archiveName),
    body: [letters[kind].text, { link: `${origin}/reset`, label: letters.link }],
    why: words.joining.letters.why(archiveName),
  };
  await queueLetter(db, { accountId, email, kind: 'second-factor', letter }, archiveName, at);
}
