/** Writes of imports. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { badInput, notFound } from '../../core/errors.js';
import { rememberOnce } from '../../core/http/once.js';
import { newId } from '../../core/ids.js';
import { addJob } from '../../core/jobs/queue.js';
import type { Member } from '../../core/viewer.js';
import type { WorkFields } from '../works/index.js';
import { Draft } from './review/draft.js';
import { type Act, applyPatch, edit, Patch } from './review/edit.js';
import type { Wishes } from './review/to-draft.js';

export const READ_JOB = 'imports.read';

export interface Arrival {
  /** What people call it: a file's name, or the words for a paste. */
  name: string;
  /** Where it was put, under the data folder. */
  file: string;
  bytes: number;
}

export interface TakingIn {
  /** Without it the caller reads the files itself. */
  withJob: boolean;
  /** The form's key: the same form sent twice is carried out once. */
  once?: string;
}

/** Where a person goes after bringing files. */
export const placeOf = (ids: readonly string[]): string =>
  ids.length === 1 ? `/imports/${ids[0]}` : '/imports';

/**
 * Takes files in: one import each, with the job that reads it, all in one transaction. @returns their outward ids.
 * @throws when a form with the same key was carried out meanwhile.
 */
export async function takeIn(
  db: Kysely<DB>,
  accountId: number,
  arrivals: readonly Arrival[],
  wishes: Wishes,
  at: Date,
  options: TakingIn = { withJob: true },
): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const ids: string[] = [];
    for (const arrival of arrivals) {
      const id = newId();
      await trx
        .insertInto('imports')
        .values({
          public_id: id,
          account_id: accountId,
          state: 'waiting',
          ...arrival,
          wishes: JSON.stringify(wishes),
          created_at: at,
          changed_at: at,
        })
        .execute();
      if (options.withJob)
        await addJob(trx, READ_JOB, { import: id }, { key: `${READ_JOB}:${id}`, maxAttempts: 3 });
      ids.push(id);
    }
    if (options.once) await rememberOnce(trx, options.once, placeOf(ids), at);
    return ids;
  });
}

async function lockReview(trx: Transaction<DB>, viewer: Member, publicId: string) {
  const row = await trx
    .selectFrom('imports')
    .select(['id', 'draft', 'undo', 'revision', 'state', 'work_id'])
    .where('public_id', '=', publicId)
    .where('account_id', '=', viewer.accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.state !== 'review' || !row.draft)
    throw badInput('This import is not in review any more. Open your list of imports to see where it is.');
  return { ...row, draft: Draft.parse(row.draft), undo: Patch.array().parse(row.undo) };
}

const UNDO_STEPS = 200;

export interface Edited {
  draft: Draft;
  patch: Patch;
  did: string;
  revision: number;
  canUndo: boolean;
}

async function keep(
  trx: Transaction<DB>,
  key: number,
  draft: Draft,
  undo: Patch[],
  revision: number,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('imports')
    .set({
      draft: JSON.stringify(draft),
      undo: JSON.stringify(undo.slice(-UNDO_STEPS)),
      revision,
      changed_at: at,
    })
    .where('id', '=', key)
    .execute();
}

/** Carries an act out and remembers how to take it back. @throws badInput when it can't be done there. */
export async function editDraft(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  act: Act,
  at: Date,
): Promise<Edited> {
  return db.transaction().execute(async (trx) => {
    const row = await lockReview(trx, viewer, publicId);
    const change = edit(row.draft, act);
    const undo = [...row.undo, change.undo];
    await keep(trx, row.id, change.draft, undo, row.revision + 1, at);
    return {
      draft: change.draft,
      patch: change.patch,
      did: change.did,
      revision: row.revision + 1,
      canUndo: true,
    };
  });
}

/** Takes the last act back. */
export async function undoEdit(db: Kysely<DB>, viewer: Member, publicId: string, at: Date): Promise<Edited> {
  return db.transaction().execute(async (trx) => {
    const row = await lockReview(trx, viewer, publicId);
    const last = row.undo.at(-1);
    if (!last) throw badInput('There is nothing to take back.');
    const { draft } = applyPatch(row.draft, last);
    const undo = row.undo.slice(0, -1);
    await keep(trx, row.id, draft, undo, row.revision + 1, at);
    return { draft, patch: last, did: 'undone', revision: row.revision + 1, canUndo: undo.length > 0 };
  });
}

/** Keeps what was typed about the work, whether or not it is enough to post. */
export async function keepFields(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  fields: WorkFields,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await lockReview(trx, viewer, publicId);
    await keep(trx, row.id, { ...row.draft, fields }, row.undo, row.revision + 1, at);
  });
}

/** Lets an import go: its row and, by the caller, its file. @returns the file. */
export async function discardImport(db: Kysely<DB>, viewer: Member, publicId: string): Promise<string> {
  const row = await db
    .deleteFrom('imports')
    .where('public_id', '=', publicId)
    .where('account_id', '=', viewer.accountId)
    .returning('file')
    .executeTakeFirst();
  if (!row) throw notFound();
  return row.file;
}

/** Asks for another reading of a file that failed or was given up. */
export async function readAgain(db: Kysely<DB>, viewer: Member, publicId: string, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('imports')
      .set({ state: 'waiting', error: null, changed_at: at })
      .where('public_id', '=', publicId)
      .where('account_id', '=', viewer.accountId)
      .where('state', '=', 'failed')
      .returning('id')
      .executeTakeFirst();
    if (!row) throw notFound();
    await addJob(trx, READ_JOB, { import: publicId }, { key: `${READ_JOB}:${publicId}`, maxAttempts: 3 });
  });
}
