/**
 * Forms that a browser sent when its session had ended. They are kept for a day, for whoever logs in with that
 * browser, who gets the form back as it was sent.
 */
import type { FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../db/tables.js';
import { hashToken, newId, newToken } from '../ids.js';
import { LIMITS } from '../limits.js';
import type { Member } from '../viewer.js';
import { type Form, parseForm } from './forms.js';
import type { Cookie } from './route.js';
import { KEPT_COOKIE } from './session.js';

const DAY_SECONDS = 24 * 3600;
/** Several pages of one browser may be open when the session ends. */
const MOST_TOKENS = 5;
/** Whoever is not logged in must not fill the database. Bytes of all kept forms together. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Where whoever logged in gets their forms back. */
export const KEPT_PATH = '/kept';

type Cookies = Readonly<Record<string, string | undefined>>;

const tokensOf = (cookies: Cookies): string[] =>
  (cookies[KEPT_COOKIE] ?? '').split('.').filter(Boolean).slice(-MOST_TOKENS);

/** Whether this browser sent a form that waits for somebody to log in. */
export const hasKept = (cookies: Cookies): boolean => tokensOf(cookies).length > 0;

/** The browser has nothing that waits any more. */
export const noKept: Cookie = { name: KEPT_COOKIE, value: null };

/** Whether a guest's form can be kept, as its head says: a form of fields, sent by a page and not by a script, not too long. */
export function canBeKept({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const length = Number(headers['content-length'] ?? Number.NaN);
  return (
    length > 0 &&
    length <= LIMITS.keptFormBytes &&
    /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '') &&
    !/\bapplication\/json\b/.test(headers.accept ?? '')
  );
}

/** Forms that hold a secret are not written down. */
const holdsSecret = (form: Form): boolean =>
  form.names().some((name) => /password|^current|^code$|secret/i.test(name));

export interface Sent {
  /** Path and query that it was sent to. */
  path: string;
  body: Buffer;
  /** Whether the page at that path shows the form filled in. */
  refills: boolean;
}

/** Keeps a form. @returns the cookie that finds it again, or null when it holds a secret or there is no room */
export async function keepForm(
  db: Kysely<DB>,
  cookies: Cookies,
  { path, body, refills }: Sent,
  at: Date,
): Promise<Cookie | null> {
  const form = parseForm(body);
  if (form.names().length === 0 || holdsSecret(form)) return null;
  await purgeKept(db, at);
  const { bytes } = await db
    .selectFrom('kept_forms')
    .select(sql<number>`coalesce(sum(octet_length(body)), 0)::float8`.as('bytes'))
    .executeTakeFirstOrThrow();
  if (bytes + body.length > MOST_BYTES) return null;
  const token = newToken();
  await db
    .insertInto('kept_forms')
    .values({
      public_id: newId(),
      token_hash: hashToken(token),
      path,
      refills,
      body: body.toString('utf8').replaceAll('%00', '').replaceAll('\u0000', ''),
      kept_at: at,
    })
    .execute();
  const value = [...tokensOf(cookies), token].slice(-MOST_TOKENS).join('.');
  return { name: KEPT_COOKIE, value, maxAgeSeconds: DAY_SECONDS };
}

export interface KeptForm {
  id: string;
  path: string;
  refills: boolean;
  keptAt: Date;
  form: Form;
}

/** What waits for this member in this browser, the newest first. From now on it is theirs alone. */
export async function keptForms(
  db: Kysely<DB>,
  viewer: Member,
  cookies: Cookies,
  at: Date,
): Promise<KeptForm[]> {
  const hashes = tokensOf(cookies).map(hashToken);
  if (hashes.length === 0) return [];
  const rows = await db
    .updateTable('kept_forms')
    .set({ account_id: viewer.accountId })
    .where('token_hash', 'in', hashes)
    .where('kept_at', '>', new Date(at.getTime() - DAY_SECONDS * 1000))
    .where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', '=', viewer.accountId)]))
    .returning(['id', 'public_id', 'path', 'refills', 'kept_at', 'body'])
    .execute();
  return rows
    .sort((a, b) => b.id - a.id)
    .map((row) => ({
      id: row.public_id,
      path: row.path,
      refills: row.refills,
      keptAt: row.kept_at,
      form: parseForm(Buffer.from(row.body)),
    }));
}

/** One of them, for the page of `path` that shows it filled in. */
export async function keptForm(
  db: Kysely<DB>,
  viewer: Member,
  cookies: Cookies,
  { id, path }: { id: string; path: string },
  at: Date,
): Promise<KeptForm | undefined> {
  const found = await keptForms(db, viewer, cookies, at);
  return found.find((kept) => kept.id === id && kept.path.split('?')[0] === path);
}

/** Lets go of one, because its writer has it back or wants it no more. */
export async function dropKept(db: Kysely<DB>, viewer: Member, id: string): Promise<void> {
  await db
    .deleteFrom('kept_forms')
    .where('public_id', '=', id)
    .where('account_id', '=', viewer.accountId)
    .execute();
}

/** A log-out lets go of what waits in this browser. */
export async function forgetKept(db: Kysely<DB>, cookies: Cookies): Promise<void> {
  const hashes = tokensOf(cookies).map(hashToken);
  if (hashes.length > 0) await db.deleteFrom('kept_forms').where('token_hash', 'in', hashes).execute();
}

/** After a day nobody comes back for them. */
export async function purgeKept(db: Kysely<DB>, at: Date): Promise<void> {
  await db
    .deleteFrom('kept_forms')
    .where('kept_at', '<=', new Date(at.getTime() - DAY_SECONDS * 1000))
    .execute();
}
