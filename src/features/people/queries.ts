import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { hashToken } from '../../core/ids.js';
import { GOOD, type Member, type Role, type Standing } from '../../core/viewer.js';
import { emailKey, logInKey, nameKey } from './schema.js';

export interface Pseud {
  id: number;
  publicId: string;
  accountId: number;
  name: string;
  isDefault: boolean;
}

const pseudColumns = [
  'id',
  'public_id as publicId',
  'account_id as accountId',
  'name',
  'is_default as isDefault',
] as const;

/** How exactly it is kept when somebody was last here. */
const SEEN_MS = 3600_000;

/** The member that a session's token stands for, or null. */
export async function readSession(db: Kysely<DB>, token: string, now: Date): Promise<Member | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .select((eb) => [
      'accounts.id',
      'sessions.id as session',
      'sessions.seen_at as seenAt',
      'accounts.login',
      'accounts.shows_adult',
      'accounts.whole_work',
      'accounts.hides_work_skins',
      'accounts.hides_warnings',
      'accounts.hides_freeforms',
      'accounts.shows_covers',
      'accounts.language',
      'accounts.time_zone',
      'accounts.suspended_until',
      'accounts.banned_at',
      eb
        .selectFrom('account_roles')
        .whereRef('account_roles.account_id', '=', 'accounts.id')
        .select((r) => r.fn.agg<string[] | null>('array_agg', ['account_roles.role']).as('roles'))
        .as('roles'),
      eb
        .exists(
          eb
            .selectFrom('account_notes')
            .whereRef('account_notes.account_id', '=', 'accounts.id')
            .where('account_notes.kind', '<>', 'note')
            .where('account_notes.read_at', 'is', null)
            .select('account_notes.id'),
        )
        .as('unread'),
      eb
        .or([
          eb.exists(
            eb
              .selectFrom('totp_secrets')
              .whereRef('totp_secrets.account_id', '=', 'accounts.id')
              .where('totp_secrets.confirmed_at', 'is not', null)
              .select('totp_secrets.account_id'),
          ),
          eb.exists(
            eb
              .selectFrom('passkeys')
              .whereRef('passkeys.account_id', '=', 'accounts.id')
              .select('passkeys.id'),
          ),
        ])
        .as('proved'),
    ])
    .where('sessions.token_hash', '=', hashToken(token))
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return null;
  if (now.getTime() - row.seenAt.getTime() > SEEN_MS)
    await db.updateTable('sessions').set({ seen_at: now }).where('id', '=', row.session).execute();
  return {
    kind: 'member',
    accountId: row.id,
    login: row.login,
    roles: (row.roles ?? []) as Role[],
    showsAdult: row.shows_adult,
    wholeWork: row.whole_work,
    display: {
      plain: row.hides_work_skins,
      hidesWarnings: row.hides_warnings,
      hidesFreeforms: row.hides_freeforms,
      showsCovers: row.shows_covers,
    },
    language: row.language,
    timeZone: row.time_zone,
    standing: standingOf(row, now),
    unread: Boolean(row.unread),
    hasSecondProof: Boolean(row.proved),
  };
}

/** A suspension is over when its end has come, without anybody doing anything. */
export function standingOf(
  account: { suspended_until: Date | null; banned_at: Date | null },
  now: Date,
): Standing {
  if (account.banned_at) return { kind: 'banned' };
  const until = account.suspended_until;
  return until && until > now ? { kind: 'suspended', until } : GOOD;
}

/** By name or mail, whatever the case. */
export function accountForLogin(db: Kysely<DB>, nameOrMail: string) {
  const key = logInKey(nameOrMail);
  return db
    .selectFrom('accounts')
    .select(['id', 'email', 'email_confirmed_at', 'password_hash', 'login_key'])
    .where(key.includes('@') ? 'email_key' : 'login_key', '=', key)
    .where('is_orphan', '=', false)
    .executeTakeFirst();
}

export async function countAccounts(db: Kysely<DB>): Promise<number> {
  const { n } = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('is_orphan', '=', false)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** A person's pseuds, the default first. */
export function pseudsOf(db: Kysely<DB>, accountId: number): Promise<Pseud[]> {
  return db
    .selectFrom('pseuds')
    .select(pseudColumns)
    .where('account_id', '=', accountId)
    .orderBy('is_default', 'desc')
    .orderBy('name')
    .execute();
}

/** By the random id that stands in its address. */
export function pseudByAddress(db: Kysely<DB>, publicId: string): Promise<Pseud | undefined> {
  return db.selectFrom('pseuds').select(pseudColumns).where('public_id', '=', publicId).executeTakeFirst();
}

/** Every pseud of that name; a name may belong to several people. */
export function pseudsNamed(db: Kysely<DB>, name: string): Promise<Pseud[]> {
  return db
    .selectFrom('pseuds')
    .select(pseudColumns)
    .where('name_key', '=', nameKey(name))
    .orderBy('id')
    .execute();
}

/** Keys of the pseuds of each of these names, by the name as given. */
export async function pseudsOfNames(
  db: Kysely<DB>,
  names: readonly string[],
): Promise<Map<string, readonly number[]>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom('pseuds')
    .select(['id', 'name_key'])
    .where('name_key', 'in', names.map(nameKey))
    .orderBy('id')
    .execute();
  return new Map(
    names.map((name) => [name, rows.filter((row) => row.name_key === nameKey(name)).map(({ id }) => id)]),
  );
}

/** The default pseud of the first host, as a list of one; empty before set-up. */
export function hostPseud(db: Kysely<DB>): Promise<Pseud[]> {
  return db
    .selectFrom('pseuds')
    .select(pseudColumns)
    .where('is_default', '=', true)
    .where((eb) =>
      eb('account_id', 'in', eb.selectFrom('account_roles').select('account_id').where('role', '=', 'host')),
    )
    .orderBy('account_id')
    .limit(1)
    .execute();
}

export async function takenFields(
  db: Kysely<DB>,
  login: string,
  email: string,
): Promise<{ login: boolean; email: boolean }> {
  const rows = await db
    .selectFrom('accounts')
    .select(['login_key', 'email_key'])
    .where((eb) => eb.or([eb('login_key', '=', nameKey(login)), eb('email_key', '=', emailKey(email))]))
    .execute();
  return {
    login: rows.some((r) => r.login_key === nameKey(login)),
    email: rows.some((r) => r.email_key === emailKey(email)),
  };
}
