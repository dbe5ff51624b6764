/** What staff do to accounts. Each is one transaction with its line in the staff log. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { badInput, notFound } from '../../core/errors.js';
import { newId } from '../../core/ids.js';
import type { Messages } from '../../core/messages/index.js';
import { type Actor, recordStaffAct, type StaffEntry } from '../../core/staff-log.js';
import type { Member, Role } from '../../core/viewer.js';
import { mayActOn, mayChangeRole, mayNote, type Person } from './policy.js';

const DAY_MS = 24 * 3600 * 1000;

/** Who acts, and when. The command line is the host's own and may do everything that anybody may. */
export interface StaffDeed {
  by: Member | 'command-line';
  at: Date;
  why: string;
  words: Messages;
}

const actorOf = ({ by }: StaffDeed): Actor => by;

interface Locked extends Person {
  publicId: string;
  bannedAt: Date | null;
  suspendedUntil: Date | null;
}

/**
 * An account with its roles, locked. Every row of the host's role is locked first and in one order, so that two hosts
 * who take each other's role at once are one after the other. @throws notFound
 */
async function lockPerson(trx: Transaction<DB>, publicId: string): Promise<Locked> {
  await trx
    .selectFrom('account_roles')
    .select('account_id')
    .where('role', '=', 'host')
    .orderBy('account_id')
    .forUpdate()
    .execute();
  const row = await trx
    .selectFrom('accounts')
    .select(['id', 'public_id', 'banned_at', 'suspended_until'])
    .where('public_id', '=', publicId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  const roles = await trx
    .selectFrom('account_roles')
    .select('role')
    .where('account_id', '=', row.id)
    .execute();
  return {
    accountId: row.id,
    publicId: row.public_id,
    bannedAt: row.banned_at,
    suspendedUntil: row.suspended_until,
    roles: roles.map(({ role }) => role as Role),
  };
}

/** Whoever may not do it learns nothing more than that. */
function allow(deed: StaffDeed, rule: (viewer: Member) => boolean): void {
  if (deed.by !== 'command-line' && !rule(deed.by)) throw notFound();
}

const log = (
  trx: Transaction<DB>,
  deed: StaffDeed,
  person: Locked,
  entry: Pick<StaffEntry, 'act' | 'details'>,
): Promise<void> =>
  recordStaffAct(
    trx,
    actorOf(deed),
    { ...entry, thing: 'account', id: person.publicId, why: deed.why },
    deed.at,
  );

/** Gives a role. One that is there already stays, and nothing is written. */
export async function giveRole(db: Kysely<DB>, publicId: string, role: Role, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayChangeRole(viewer, role, person));
    if (person.roles.includes(role)) return;
    if (person.bannedAt) throw badInput(deed.words.staff.faults.banned);
    await trx
      .insertInto('account_roles')
      .values({ account_id: person.accountId, role, granted_at: deed.at })
      .execute();
    await log(trx, deed, person, { act: 'role-given', details: role });
  });
}

/** @throws badInput when an archive would be left without a host. */
export async function takeRole(db: Kysely<DB>, publicId: string, role: Role, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayChangeRole(viewer, role, person));
    if (!person.roles.includes(role)) return;
    if (role === 'host') await refuseLastHost(trx, deed.words);
    await trx
      .deleteFrom('account_roles')
      .where('account_id', '=', person.accountId)
      .where('role', '=', role)
      .execute();
    await log(trx, deed, person, { act: 'role-taken', details: role });
  });
}

/** Asked while all hosts are locked. */
async function refuseLastHost(trx: Transaction<DB>, words: Messages): Promise<void> {
  const hosts = await trx
    .selectFrom('account_roles')
    .innerJoin('accounts', 'accounts.id', 'account_roles.account_id')
    .select('accounts.id')
    .where('role', '=', 'host')
    .where('accounts.banned_at', 'is', null)
    .execute();
  if (hosts.length < 2) throw badInput(words.staff.faults.lastHost);
}

type NoteKind = 'note' | 'warning' | 'suspension' | 'ban';

async function note(trx: Transaction<DB>, deed: StaffDeed, person: Locked, kind: NoteKind): Promise<void> {
  if (deed.why === '') throw badInput(deed.words.staff.faults.why, { why: deed.words.staff.faults.why });
  await trx
    .insertInto('account_notes')
    .values({
      public_id: newId(),
      account_id: person.accountId,
      kind,
      text: deed.why,
      author_id: deed.by === 'command-line' ? null : deed.by.accountId,
      created_at: deed.at,
    })
    .execute();
}

/** Writes down what only staff read. The words are `why`. */
export async function noteAbout(db: Kysely<DB>, publicId: string, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, mayNote);
    await note(trx, deed, person, 'note');
    // The words are with the account: the log is read by others too.
    await log(trx, { ...deed, why: '' }, person, { act: 'note-written' });
  });
}

/** The person is told on every page until they say that they have read it. The words are `why`. */
export async function warn(db: Kysely<DB>, publicId: string, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayActOn(viewer, 'warn-people', person));
    await note(trx, deed, person, 'warning');
    await log(trx, deed, person, { act: 'warned' });
  });
}

/** Until then the person reads and writes nothing. Another suspension takes the place of one that runs. */
export async function suspend(
  db: Kysely<DB>,
  publicId: string,
  days: number,
  deed: StaffDeed,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayActOn(viewer, 'suspend-people', person));
    await note(trx, deed, person, 'suspension');
    const until = new Date(deed.at.getTime() + days * DAY_MS);
    await trx
      .updateTable('accounts')
      .set({ suspended_until: until })
      .where('id', '=', person.accountId)
      .execute();
    await log(trx, deed, person, { act: 'suspended', details: until.toISOString().slice(0, 10) });
  });
}

export async function liftSuspension(db: Kysely<DB>, publicId: string, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayActOn(viewer, 'suspend-people', person));
    if (!person.suspendedUntil || person.suspendedUntil <= deed.at) return;
    await trx
      .updateTable('accounts')
      .set({ suspended_until: null })
      .where('id', '=', person.accountId)
      .execute();
    await log(trx, deed, person, { act: 'suspension-lifted' });
  });
}

/**
 * Every session ends and every role goes. Whoever is banned may log in again, to read and to delete what is theirs.
 * @throws badInput for the last host.
 */
export async function ban(db: Kysely<DB>, publicId: string, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayActOn(viewer, 'ban-people', person));
    if (person.bannedAt) return;
    if (person.roles.includes('host')) await refuseLastHost(trx, deed.words);
    await note(trx, deed, person, 'ban');
    await trx
      .updateTable('accounts')
      .set({ banned_at: deed.at })
      .where('id', '=', person.accountId)
      .execute();
    await trx.deleteFrom('account_roles').where('account_id', '=', person.accountId).execute();
    await trx.deleteFrom('sessions').where('account_id', '=', person.accountId).execute();
    await log(trx, deed, person, { act: 'banned', details: person.roles.join(', ') });
  });
}

/** The roles that went with the ban do not come back by themselves. */
export async function liftBan(db: Kysely<DB>, publicId: string, deed: StaffDeed): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, publicId);
    allow(deed, (viewer) => mayActOn(viewer, 'ban-people', person));
    if (!person.bannedAt) return;
    await trx.updateTable('accounts').set({ banned_at: null }).where('id', '=', person.accountId).execute();
    await log(trx, deed, person, { act: 'ban-lifted' });
  });
}

/** The person says that what staff told them was read. */
export async function markNoticesRead(db: Kysely<DB>, accountId: number, at: Date): Promise<void> {
  await db
    .updateTable('account_notes')
    .set({ read_at: at })
    .where('account_id', '=', accountId)
    .where('kind', '<>', 'note')
    .where('read_at', 'is', null)
    .execute();
}
