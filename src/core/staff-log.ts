/**
 * What staff do is written down in the transaction that does it: who, what, on what, when, why.
 * A room that lets staff act on something of its own adds its acts here, and their words to the catalogue.
 */
import type { Transaction } from 'kysely';
import type { DB } from './db/tables.js';
import { LIMITS } from './limits.js';

export const STAFF_ACTS = [
  'role-given',
  'role-taken',
  'warned',
  'suspended',
  'suspension-lifted',
  'banned',
  'ban-lifted',
  'note-written',
  'settings-changed',
  'letter-read',
  'claim-link-made',
  'claim-link-revoked',
  'writer-decided',
] as const;
export type StaffAct = (typeof STAFF_ACTS)[number];

export const STAFF_THINGS = ['account', 'archive', 'work', 'external-writer'] as const;
export type StaffThing = (typeof STAFF_THINGS)[number];

/** Whoever acts: a member by their account, the host at the command line, or a writer by the link that was handed to them. */
export type Actor = { accountId: number } | 'command-line' | 'link';

export interface StaffEntry {
  act: StaffAct;
  thing: StaffThing;
  /** Outward id; '' for the archive itself. */
  id: string;
  /** What the thing was called. Of an account nothing is kept: its name is looked up when the log is read. */
  name?: string;
  why?: string;
  /** Such as a role, or the day on which a suspension ends. */
  details?: string;
}

export async function recordStaffAct(
  trx: Transaction<DB>,
  actor: Actor,
  entry: StaffEntry,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('staff_log')
    .values({
      at,
      account_id: typeof actor === 'string' ? null : actor.accountId,
      by_command_line: actor === 'command-line',
      act: entry.act,
      thing_kind: entry.thing,
      thing_id: entry.id,
      thing_name: entry.name ?? '',
      why: (entry.why ?? '').slice(0, LIMITS.notes),
      details: entry.details ?? '',
    })
    .execute();
}
