/** Accounts as staff find and see them. Nothing of this is shown to anybody else. */
import type { Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../core/db/tables.js';
import { may } from '../../core/rights.js';
import { type Member, ROLES, type Role, type Standing } from '../../core/viewer.js';
import type { Person } from './policy.js';
import { standingOf } from './queries.js';
import { nameKey } from './schema.js';

export interface PeopleQuery {
  /** Part of a login, of a pseud, or, for those who may see them, of an e-mail. */
  text: string;
  role: Role | '';
  standing: Standing['kind'] | '';
}

export interface FoundPerson extends Person {
  publicId: string;
  login: string;
  /** null for those who may not see it. */
  email: string | null;
  pseuds: { id: string; name: string }[];
  standing: Standing;
  joined: Date;
}

/** A pattern for LIKE that means these very letters, anywhere. */
const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function people(db: Kysely<DB>) {
  return db
    .selectFrom('accounts')
    .where('accounts.is_orphan', '=', false)
    .select((eb) => [
      'accounts.id as accountId',
      'accounts.public_id as publicId',
      'accounts.login',
      'accounts.email',
      'accounts.suspended_until',
      'accounts.banned_at',
      'accounts.created_at as joined',
      jsonArrayFrom(
        eb
          .selectFrom('pseuds')
          .whereRef('pseuds.account_id', '=', 'accounts.id')
          .select(['pseuds.public_id as id', 'pseuds.name'])
          .orderBy('is_default', 'desc')
          .orderBy('name'),
      ).as('pseuds'),
      jsonArrayFrom(
        eb
          .selectFrom('account_roles')
          .whereRef('account_roles.account_id', '=', 'accounts.id')
          .select('account_roles.role'),
      ).as('roles'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>;

function toFound(
  { roles, email, banned_at, suspended_until, ...row }: Row,
  viewer: Member,
  now: Date,
): FoundPerson {
  return {
    ...row,
    email: may(viewer, 'see-emails') ? email : null,
    roles: roles.map(({ role }) => role as Role),
    standing: standingOf({ banned_at, suspended_until }, now),
  };
}

/** Newest first. Whoever may not see e-mails does not find by them either. */
export async function findPeople(
  db: Kysely<DB>,
  viewer: Member,
  query: PeopleQuery,
  page: { offset: number; limit: number },
  now: Date,
): Promise<FoundPerson[]> {
  const { text, role, standing } = query;
  const like = anywhere(nameKey(text));
  let found = people(db);
  if (text !== '')
    found = found.where((eb) =>
      eb.or([
        eb('accounts.login_key', 'like', like),
        eb(
          'accounts.id',
          'in',
          eb.selectFrom('pseuds').select('pseuds.account_id').where('pseuds.name_key', 'like', like),
        ),
        ...(may(viewer, 'see-emails') ? [eb(eb.fn('lower', ['accounts.email']), 'like', like)] : []),
      ]),
    );
  if (role !== '')
    found = found.where((eb) =>
      eb(
        'accounts.id',
        'in',
        eb
          .selectFrom('account_roles')
          .select('account_roles.account_id')
          .where('account_roles.role', '=', role),
      ),
    );
  if (standing === 'banned') found = found.where('accounts.banned_at', 'is not', null);
  if (standing === 'suspended')
    found = found.where('accounts.banned_at', 'is', null).where('accounts.suspended_until', '>', now);
  if (standing === 'good')
    found = found
      .where('accounts.banned_at', 'is', null)
      .where((eb) =>
        eb.or([eb('accounts.suspended_until', 'is', null), eb('accounts.suspended_until', '<=', now)]),
      );
  const rows = await found
    .orderBy('accounts.created_at', 'desc')
    .orderBy('accounts.id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return rows.map((row) => toFound(row, viewer, now));
}

/** One account by its outward id. */
export async function personById(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  now: Date,
): Promise<FoundPerson | undefined> {
  const row = await people(db).where('accounts.public_id', '=', publicId).executeTakeFirst();
  return row && toFound(row, viewer, now);
}

export interface AccountNote {
  id: string;
  kind: 'note' | 'warning' | 'suspension' | 'ban';
  text: string;
  /** Login of whoever wrote it; null for the command line and for accounts that are gone. */
  author: string | null;
  at: Date;
  readAt: Date | null;
}

function notes(db: Kysely<DB>, accountId: number) {
  return db
    .selectFrom('account_notes')
    .leftJoin('accounts as author', 'author.id', 'account_notes.author_id')
    .select([
      'account_notes.public_id as id',
      'account_notes.kind',
      'account_notes.text',
      'author.login as author',
      'account_notes.created_at as at',
      'account_notes.read_at as readAt',
    ])
    .where('account_notes.account_id', '=', accountId)
    .orderBy('account_notes.id', 'desc')
    .limit(NOTES_SHOWN);
}

/** The newest of an account's notes; more than that the staff log holds. */
const NOTES_SHOWN = 100;

/** What staff wrote about an account, the newest first. */
export const notesAbout = async (db: Kysely<DB>, accountId: number): Promise<AccountNote[]> =>
  (await notes(db, accountId).execute()) as AccountNote[];

/** What a person was told by staff: no notes, and not by whom. */
export async function noticesFor(db: Kysely<DB>, accountId: number): Promise<AccountNote[]> {
  const rows = await notes(db, accountId).where('account_notes.kind', '<>', 'note').execute();
  return (rows as AccountNote[]).map((row) => ({ ...row, author: null }));
}

/** The roles of an account by its outward id. */
export async function rolesOf(db: Kysely<DB>, publicId: string): Promise<Role[]> {
  const rows = await db
    .selectFrom('account_roles')
    .innerJoin('accounts', 'accounts.id', 'account_roles.account_id')
    .select('account_roles.role')
    .where('accounts.public_id', '=', publicId)
    .execute();
  return ROLES.filter((role) => rows.some((row) => row.role === role));
}

/** The roles of the person whose pseud this is. */
export async function rolesOfPseud(db: Kysely<DB>, pseudId: number): Promise<Role[]> {
  const rows = await db
    .selectFrom('account_roles')
    .innerJoin('pseuds', 'pseuds.account_id', 'account_roles.account_id')
    .select('account_roles.role')
    .where('pseuds.id', '=', pseudId)
    .execute();
  return ROLES.filter((role) => rows.some((row) => row.role === role));
}

/** The outward id of an account by its login, for the command line. */
export async function accountNamed(db: Kysely<DB>, login: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('public_id')
    .where('login_key', '=', nameKey(login.trim()))
    .executeTakeFirst();
  return row?.public_id;
}
