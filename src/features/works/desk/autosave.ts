/** What stands in a form of the desk before it is saved: one row a form and account, stored as the browser sent it. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput, tooLarge } from '../../../core/errors.js';
import { Form, parseForm } from '../../../core/http/forms.js';
import { LIMITS } from '../../../core/limits.js';

const DAY_MS = 24 * 3600_000;
const KEPT_DAYS = 30;

const FORM = /^\/works\/(new|[0-9a-z]{10}\/chapters\/(new|[0-9a-z]{10}\/edit))$/;
const TAB = /^[0-9a-z]{1,32}$/;

const firstKept = (at: Date): Date => new Date(at.getTime() - KEPT_DAYS * DAY_MS);

export interface Autosave {
  /** Address of the form, such as /works/new. */
  form: string;
  /** The page that writes. */
  tab: string;
  /** The version of another page that this one has seen and replaces; 0 is none. */
  known: number;
  /** As a browser sends it, urlencoded. */
  body: Buffer;
}

export interface SavedAs {
  version: number;
  /** False: another page's text stands there, and nothing was replaced. */
  taken: boolean;
  at: Date;
}

/** @throws badInput for what is no form of the desk, 413 when it is too long */
function check({ form, tab, body }: Autosave): void {
  if (!FORM.test(form) || !TAB.test(tab)) throw badInput('This is no form that can be kept.');
  if (body.length > LIMITS.autosaveBytes) throw tooLarge('This text is longer than what is kept unsaved.');
}

/** Keeps a form's text, unless another page has written there since this one looked. */
export async function keepUnsaved(
  db: Kysely<DB>,
  accountId: number,
  autosave: Autosave,
  at: Date,
): Promise<SavedAs> {
  check(autosave);
  const { form, tab, known } = autosave;
  const body = autosave.body.toString('utf8').replaceAll('%00', '').replaceAll('\u0000', '');
  const row = await db
    .insertInto('desk_autosaves')
    .values({ account_id: accountId, form, tab, body, saved_at: at })
    .onConflict((oc) =>
      oc
        .columns(['account_id', 'form'])
        .doUpdateSet((eb) => ({
          tab,
          body,
          saved_at: at,
          version: eb('desk_autosaves.version', '+', 1),
        }))
        .where((eb) => eb.or([eb('desk_autosaves.tab', '=', tab), eb('desk_autosaves.version', '=', known)])),
    )
    .returning('version')
    .executeTakeFirst();
  if (row?.version === 1) await dropOldest(db, accountId, at);
  if (row) return { version: row.version, taken: true, at };
  const other = await db
    .selectFrom('desk_autosaves')
    .select(['version', 'saved_at'])
    .where('account_id', '=', accountId)
    .where('form', '=', form)
    .executeTakeFirst();
  return { version: other?.version ?? 0, taken: false, at: other?.saved_at ?? at };
}

async function dropOldest(db: Kysely<DB>, accountId: number, at: Date): Promise<void> {
  await purgeUnsaved(db, at);
  await db
    .deleteFrom('desk_autosaves')
    .where('account_id', '=', accountId)
    .where('form', 'not in', (eb) =>
      eb
        .selectFrom('desk_autosaves')
        .select('form')
        .where('account_id', '=', accountId)
        .orderBy('saved_at', 'desc')
        .limit(LIMITS.autosaves),
    )
    .execute();
}

export interface Unsaved {
  tab: string;
  version: number;
  at: Date;
  form: Form;
}

/** The unsaved text of a form, as fields; without the key that would carry it out only once. */
export async function findUnsaved(
  db: Kysely<DB>,
  accountId: number,
  form: string,
  at: Date,
): Promise<Unsaved | undefined> {
  const row = await db
    .selectFrom('desk_autosaves')
    .select(['tab', 'version', 'saved_at', 'body'])
    .where('account_id', '=', accountId)
    .where('form', '=', form)
    .where('saved_at', '>', firstKept(at))
    .executeTakeFirst();
  if (!row) return undefined;
  const fields = parseForm(Buffer.from(row.body));
  const entries = fields
    .names()
    .filter((name) => name !== 'once')
    .flatMap((name) => fields.all(name).map((value): [string, string] => [name, value]));
  return { tab: row.tab, version: row.version, at: row.saved_at, form: new Form(entries) };
}

/** Lets go of a form's unsaved text; with `tab`, only if that page wrote it. */
export async function dropUnsaved(
  db: Kysely<DB>,
  accountId: number,
  { form, tab }: { form: string; tab?: string },
): Promise<void> {
  let query = db.deleteFrom('desk_autosaves').where('account_id', '=', accountId).where('form', '=', form);
  if (tab !== undefined) query = query.where('tab', '=', tab);
  await query.execute();
}

/** @returns how many were older than they are kept */
export async function purgeUnsaved(db: Kysely<DB>, at: Date): Promise<number> {
  const gone = await db
    .deleteFrom('desk_autosaves')
    .where('saved_at', '<=', firstKept(at))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
