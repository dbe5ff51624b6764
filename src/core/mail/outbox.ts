/** The outbox: a letter is queued in the transaction that has a reason for it, and sent by a job afterwards. */
import type { Kysely, Updateable } from 'kysely';
import type { App } from '../app.js';
import type { DB } from '../db/tables.js';
import { newId } from '../ids.js';
import { addJob, type Jobs } from '../jobs/queue.js';
import { drawLetter, type Letter, type LetterAttachment } from './letter.js';
import { LetterRefused, type Mailer, openMailer } from './mailer.js';

export interface Addressed {
  /** Whose letter it is; null when it goes to somebody without an account. */
  accountId: number | null;
  email: string;
  /** What kind of notice it is; the room that writes it names its own. */
  kind: string;
  letter: Letter;
}

/** About nine hours of trying: the queue waits e^n seconds after the nth time. */
const ATTEMPTS = 11;
const SEND = 'send-letter';

/** Kind of the letter to an account that is gone: nothing of it is kept, whether it could be sent or not. */
export const LAST_LETTER = 'account-gone';

/** Puts a letter out to be sent once the transaction commits. @returns its outward id. */
export async function queueLetter(
  trx: Kysely<DB>,
  { accountId, email, kind, letter }: Addressed,
  archiveName: string,
  at: Date,
): Promise<string> {
  const { text, html } = drawLetter(letter, archiveName);
  const { id, public_id } = await trx
    .insertInto('letters')
    .values({
      public_id: newId(),
      account_id: accountId,
      email,
      kind,
      from_name: archiveName,
      subject: letter.subject,
      text,
      html,
      attachments: JSON.stringify(letter.attachments ?? []),
      stop_url: letter.stop?.url ?? null,
      created_at: at,
    })
    .returning(['id', 'public_id'])
    .executeTakeFirstOrThrow();
  await addJob(trx, SEND, { id }, { maxAttempts: ATTEMPTS });
  return public_id;
}

/** Tries a letter again that did not leave. */
export async function sendAgain(db: Kysely<DB>, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('letters')
      .set({ failed_at: null, fault: null })
      .where('public_id', '=', id)
      .where('failed_at', 'is not', null)
      .returning('id')
      .executeTakeFirst();
    if (row) await addJob(trx, SEND, { id: row.id }, { maxAttempts: ATTEMPTS });
  });
}

/** Gives a letter up that did not leave. */
export async function forgetLetter(db: Kysely<DB>, id: string): Promise<void> {
  await db.deleteFrom('letters').where('public_id', '=', id).where('failed_at', 'is not', null).execute();
}

/** Where letters come from: what is set, else a name at the archive's own host. */
export function senderAddress(app: Pick<App, 'config'>, archiveAddress: string): string {
  if (app.config.FANLIGHT_MAIL_FROM) return app.config.FANLIGHT_MAIL_FROM;
  const address = app.config.FANLIGHT_URL ?? archiveAddress;
  const host = address ? new URL(address).hostname : 'localhost';
  return `archive@${/^[\d.]+$|^\[/.test(host) ? 'localhost' : host}`;
}

/** What was sent holds links that open accounts; its words go as soon as it has left. */
const EMPTIED = { text: '', html: '', attachments: '[]', stop_url: null };

/** Sends one letter. One that was sent, or is gone, is left alone. Throws when another attempt may help. */
async function sendLetter(app: App, mailer: Mailer, id: number, isLast: boolean): Promise<void> {
  const row = await app.db
    .selectFrom('letters')
    .selectAll()
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .executeTakeFirst();
  if (!row) return;
  const settings = await app.settings.get();
  const end = (set: Updateable<DB['letters']>) =>
    row.kind === LAST_LETTER
      ? app.db.deleteFrom('letters').where('id', '=', id).execute()
      : app.db.updateTable('letters').set(set).where('id', '=', id).execute();
  try {
    await mailer.send({
      id: row.public_id,
      from: { name: row.from_name, address: senderAddress(app, settings?.address ?? '') },
      to: row.email,
      subject: row.subject,
      text: row.text,
      html: row.html,
      attachments: row.attachments as unknown as LetterAttachment[],
      stopUrl: row.stop_url,
      at: row.created_at,
    });
  } catch (error) {
    const refused = error instanceof LetterRefused;
    if (!refused && !isLast) throw error;
    app.log.warn({ err: error, kind: row.kind }, 'a letter could not be sent');
    await end({ failed_at: app.clock.now(), fault: refused ? 'refused' : 'unreachable' });
    return;
  }
  await end({ ...EMPTIED, sent_at: app.clock.now(), failed_at: null, fault: null });
}

export function mailJobs(app: App, mailer = openMailer(app.config.SMTP_URL, app.config.dataDir)): Jobs {
  return {
    [SEND]: (payload, { attempt, maxAttempts }) =>
      sendLetter(app, mailer, (payload as { id: number }).id, attempt >= maxAttempts),
  };
}
