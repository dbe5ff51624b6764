/** Writes of imports. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { AppError, notFound, spoken } from '../../core/errors.js';
import { rememberOnce } from '../../core/http/once.js';
import { newId } from '../../core/ids.js';
import { addJob } from '../../core/jobs/queue.js';
import type { Sanitiser } from '../../core/text/index.js';
import type { Member } from '../../core/viewer.js';
import type { ForOthers } from '../claims/index.js';
import { dropImages, type WorkFields } from '../works/index.js';
import { draftColumns } from './draft-columns.js';
import { Draft } from './review/draft.js';
import { type Act, type Change, edit, type SentAct } from './review/edit.js';
import { applyPatch, Patch } from './review/patch.js';
import type { Wishes } from './review/to-draft.js';
import { typedBlocks } from './review/typed.js';
import { unneededFiles } from './unneeded-files.js';

export const READ_JOB = 'imports.read';

export interface Arrival {
  /** What people call it: a file's name, or the words for a paste. */
  name: string;
  /** Where it was put, under the data folder. */
  file: string;
  bytes: number;
  sha256: string;
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
  if (row.state !== 'review' || !row.draft) throw spoken('bad-input', 422, (w) => w.upload.notInReview);
  return { ...row, draft: Draft.parse(row.draft), undo: Patch.array().parse(row.undo) };
}

const UNDO_STEPS = 200;

export interface Edited {
  draft: Draft;
  patch: Patch;
  did: string;
  /** The block to go on from, where the patch alone does not say it. */
  focus?: number | undefined;
  revision: number;
  canUndo: boolean;
}

/** Code of the answer to an act that was meant for an older state of the text. */
export const CHANGED = 'changed';

/** An act is done once, and to the text that its page showed: one sent again, or from an older page, is refused. */
function refuseStale(sent: number, current: number): void {
  if (sent === current) return;
  throw new AppError(
    CHANGED,
    409,
    'The text was changed since this page was opened: in another tab, or by this very change, sent twice. Nothing was done now. This is how it stands; look at it, then go on.',
  );
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
      ...draftColumns(draft),
      undo: JSON.stringify(undo.slice(-UNDO_STEPS)),
      revision,
      changed_at: at,
    })
    .where('id', '=', key)
    .execute();
}

/** Text that was typed is cleaned before the draft is locked. */
async function readAct(sanitiser: Sanitiser, act: SentAct): Promise<Act> {
  return act.act === 'text'
    ? { act: 'text', block: act.block, typed: await typedBlocks(sanitiser, act.text, act.as) }
    : act;
}

/**
 * Carries an act out and remembers how to take it back. `revision` is the one that the act's page showed.
 * @throws Refused when it can't be done there, 409 `changed` when the draft is another by now.
 */
export async function editDraft(
  deps: { db: Kysely<DB>; sanitiser: Sanitiser },
  viewer: Member,
  publicId: string,
  sent: { act: SentAct; revision: number },
  at: Date,
): Promise<Edited> {
  const act = await readAct(deps.sanitiser, sent.act);
  return changeDraft(deps.db, viewer, publicId, sent.revision, (draft) => edit(draft, act), at);
}

/**
 * Changes a draft and remembers how to take it back.
 * @throws what `change` throws, 409 `changed` when the draft is another by now.
 */
export async function changeDraft(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  sentRevision: number,
  change: (draft: Draft) => Change,
  at: Date,
): Promise<Edited> {
  return db.transaction().execute(async (trx) => {
    const row = await lockReview(trx, viewer, publicId);
    refuseStale(sentRevision, row.revision);
    const { draft, patch, undo, did, focus } = change(row.draft);
    const revision = row.revision + 1;
    await keep(trx, row.id, draft, [...row.undo, undo], revision, at);
    return { draft, patch, did, focus, revision, canUndo: true };
  });
}

/** Takes the last act back. @throws badInput when there is none, 409 `changed` when the draft is another by now. */
export async function undoEdit(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  revision: number,
  at: Date,
): Promise<Edited> {
  return db.transaction().execute(async (trx) => {
    const row = await lockReview(trx, viewer, publicId);
    refuseStale(revision, row.revision);
    const last = row.undo.at(-1);
    if (!last) throw spoken('bad-input', 422, (w) => w.upload.nothingToUndo);
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
  said: { fields: WorkFields; forOthers?: ForOthers },
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await lockReview(trx, viewer, publicId);
    // Whoever sends the form has seen the language that stands in it.
    const { languageGuessed: _seen, ...draft } = row.draft;
    await keep(trx, row.id, { ...draft, ...said }, row.undo, row.revision + 1, at);
  });
}

const DraftPictures = Draft.pick({ mediaIds: true });

/** Lets an import go, with the pictures that no work took and the files that it is made of. @returns files that nothing needs any more; the caller removes them. */
export async function discardImport(db: Kysely<DB>, viewer: Member, publicId: string): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const own = await trx
      .selectFrom('imports')
      .select('id')
      .where('public_id', '=', publicId)
      .where('account_id', '=', viewer.accountId)
      .executeTakeFirst();
    if (!own) throw notFound();
    const gone = await trx
      .deleteFrom('imports')
      .where((eb) => eb.or([eb('id', '=', own.id), eb('joined_into', '=', own.id)]))
      .returning(['file', 'draft'])
      .execute();
    for (const { draft } of gone) {
      // Nothing else of the draft is asked for: one that an older version wrote goes too.
      const pictures = DraftPictures.safeParse(draft);
      if (pictures.success) await dropImages(trx, viewer.accountId, pictures.data.mediaIds);
    }
    return unneededFiles(
      trx,
      gone.map(({ file }) => file),
    );
  });
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
