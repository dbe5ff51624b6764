/**
 * A batch goes on by one step: a file is read, chapters in files of their own are joined, a work is saved. Every step is
 * whole or not done at all, so that after a crash the next one goes on where it was, and nothing is done twice.
 */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { AppError } from '../../../core/errors.js';
import type { Logger } from '../../../core/log.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { pseudsOf, rolesOfPseud } from '../../people/index.js';
import { existingWork, ownerOf } from '../existing.js';
import { giveUp, type ReadingTools, readImport } from '../read-import.js';
import { saveImport, updateWithImport } from '../save.js';
import type { Existing } from './create.js';
import { joinBatch } from './join.js';

export interface StepTools extends ReadingTools {
  words: Messages;
  log: Logger;
}

/** A file that ended its reading so often is given up: by then it is the file. */
const MOST_ATTEMPTS = 3;

export type Step = 'read' | 'joined' | 'saved' | 'done';

interface Batch {
  key: number;
  accountId: number;
  pseudId: number | null;
  existing: Existing;
}

/** The next file to read: one whose reading a crash interrupted, before those that wait. */
async function takeNext(db: Kysely<DB>, batch: Batch): Promise<{ id: string; attempts: number } | undefined> {
  return db.transaction().execute(async (trx) => {
    const next = await trx
      .selectFrom('imports')
      .select('id')
      .where('batch_id', '=', batch.key)
      .where('state', 'in', ['waiting', 'reading'])
      .orderBy('position')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!next) return undefined;
    return trx
      .updateTable('imports')
      .set((eb) => ({ state: 'reading', attempts: eb('attempts', '+', 1) }))
      .where('id', '=', next.id)
      .returning(['public_id as id', 'attempts'])
      .executeTakeFirstOrThrow();
  });
}

async function readOne(tools: StepTools, file: { id: string; attempts: number }): Promise<void> {
  // Begun three times and never ended: it takes the whole process down.
  if (file.attempts > MOST_ATTEMPTS) return giveUp(tools, file.id);
  try {
    await readImport(tools, file.id);
  } catch (error) {
    tools.log.error({ err: error, import: file.id }, 'a file of a batch could not be read');
    if (file.attempts >= MOST_ATTEMPTS) await giveUp(tools, file.id);
  }
}

interface Wished {
  key: number;
  id: string;
  wish: 'draft' | 'posted' | 'update';
  asAnother: boolean;
  sourceKey: string | null;
  sha256: string | null;
  existingId: string | null;
}

async function nextWished(db: Kysely<DB>, batch: Batch): Promise<Wished | undefined> {
  const row = await db
    .selectFrom('imports')
    .leftJoin('works', 'works.id', 'imports.existing_work_id')
    .where('imports.batch_id', '=', batch.key)
    .where('imports.state', '=', 'review')
    .where('imports.wish', 'is not', null)
    .select([
      'imports.id as key',
      'imports.public_id as id',
      'imports.wish',
      'imports.as_another as asAnother',
      'imports.source_key as sourceKey',
      'imports.sha256',
      'works.public_id as existingId',
    ])
    .orderBy('imports.position')
    .orderBy('imports.id')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, wish: row.wish as Wished['wish'] };
}

/** What becomes of an import whose work is here already, as was said of the whole batch. */
async function meetExisting(
  db: Kysely<DB>,
  batch: Batch,
  row: Wished,
  existing: { key: number },
  at: Date,
): Promise<'go on' | 'settled'> {
  if (batch.existing === 'new') return 'go on';
  const become = {
    ask: { wish: null },
    skip: { wish: null, state: 'skipped' },
    update: { wish: 'update' },
  }[batch.existing];
  await db
    .updateTable('imports')
    .set({ ...become, existing_work_id: existing.key, changed_at: at })
    .where('id', '=', row.key)
    .where('state', '=', 'review')
    .execute();
  return 'settled';
}

/** The person with their roles: an archivist may bring what others wrote. */
async function personOf(db: Kysely<DB>, batch: Batch): Promise<Member> {
  const pseudId = batch.pseudId ?? (await pseudsOf(db, batch.accountId))[0]?.id;
  const roles = pseudId === undefined ? [] : await rolesOfPseud(db, pseudId);
  return { ...ownerOf(batch.accountId), roles };
}

async function carryOut(tools: StepTools, batch: Batch, row: Wished): Promise<void> {
  const { db } = tools;
  const [viewer, at] = [await personOf(db, batch), tools.now()];
  if (row.wish === 'update') {
    if (row.existingId)
      await updateWithImport(tools, viewer, row.id, { workId: row.existingId, replaceMine: false }, at);
    else await db.updateTable('imports').set({ wish: null }).where('id', '=', row.key).execute();
    return;
  }
  // Asked again: the work may have come from another file of this very batch.
  const existing = row.asAnother ? undefined : await existingWork(db, batch.accountId, row);
  if (existing && (await meetExisting(db, batch, row, existing, at)) === 'settled') return;
  await saveImport(tools, viewer, row.id, row.wish, at, batch.pseudId ?? undefined);
}

async function saveOne(tools: StepTools, batch: Batch, row: Wished): Promise<void> {
  try {
    await carryOut(tools, batch, row);
  } catch (thrown) {
    const isTheirs = thrown instanceof AppError && thrown.status < 500;
    if (!isTheirs) tools.log.error({ err: thrown, import: row.id }, 'a file of a batch could not be saved');
    const why = isTheirs
      ? [thrown.said(tools.words), ...Object.values(thrown.fields)]
      : [tools.words.batches.notSaved];
    await tools.db
      .updateTable('imports')
      .set({ wish: null, error: [...new Set(why)].join(' '), changed_at: tools.now() })
      .where('id', '=', row.key)
      .where('state', '=', 'review')
      .execute();
  }
}

/** Does what is next of a batch. `done`: nothing is left to do by itself, or it was stopped or removed. */
export async function stepBatch(tools: StepTools, batchId: string): Promise<Step> {
  const { db } = tools;
  const row = await db
    .selectFrom('import_batches')
    .select(['id', 'account_id', 'pseud_id', 'existing', 'joined_at'])
    .where('public_id', '=', batchId)
    .where('going_since', 'is not', null)
    .executeTakeFirst();
  if (!row) return 'done';
  const batch = {
    key: row.id,
    accountId: row.account_id,
    pseudId: row.pseud_id,
    existing: row.existing as Existing,
  };
  const file = await takeNext(db, batch);
  if (file) {
    await readOne(tools, file);
    return 'read';
  }
  if (row.joined_at === null) {
    await joinBatch(db, batch, tools.now());
    return 'joined';
  }
  const wished = await nextWished(db, batch);
  if (!wished) return 'done';
  await saveOne(tools, batch, wished);
  return 'saved';
}
