/** What a person does with a whole batch. Everything is asked with the person; another's batch is not found. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import type { Member } from '../../../core/viewer.js';
import { languageCode } from '../../works/index.js';
import type { Missable } from '../draft-columns.js';
import { unneededFiles } from '../unneeded-files.js';
import { isToReview, isUndecided, isWhole } from './queries.js';
import { addBatchJob } from './queue.js';

async function lockBatch(trx: Transaction<DB>, viewer: Member, publicId: string) {
  const batch = await trx
    .selectFrom('import_batches')
    .select(['id as key', 'public_id as id', 'going_since as goingSince'])
    .where('public_id', '=', publicId)
    .where('account_id', '=', viewer.accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!batch) throw notFound();
  return batch;
}

type Locked = Awaited<ReturnType<typeof lockBatch>>;

const inBatch = <T>(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  work: (trx: Transaction<DB>, batch: Locked) => Promise<T>,
): Promise<T> => db.transaction().execute(async (trx) => work(trx, await lockBatch(trx, viewer, publicId)));

/** The file that is being read is read to its end. */
export const stopBatch = (db: Kysely<DB>, viewer: Member, id: string, at: Date): Promise<void> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    await trx
      .updateTable('import_batches')
      .set({ going_since: null, changed_at: at })
      .where('id', '=', batch.key)
      .execute();
  });

async function goOn(trx: Transaction<DB>, batch: Locked, at: Date, more = {}): Promise<void> {
  await trx
    .updateTable('import_batches')
    .set({ ...(batch.goingSince ? {} : { going_since: at }), changed_at: at, ...more })
    .where('id', '=', batch.key)
    .execute();
  await addBatchJob(trx, batch.id);
}

export const continueBatch = (db: Kysely<DB>, viewer: Member, id: string, at: Date): Promise<void> =>
  inBatch(db, viewer, id, (trx, batch) => goOn(trx, batch, at));

/** Lets the batch's step know what to save; it saves one by one. `posted` takes what is whole and leaves the rest. */
export const saveAll = (
  db: Kysely<DB>,
  viewer: Member,
  id: string,
  wish: 'draft' | 'posted',
  pseudId: number | undefined,
  at: Date,
): Promise<void> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    await trx
      .updateTable('imports')
      .set({ wish, error: null, changed_at: at })
      .where('batch_id', '=', batch.key)
      .where(wish === 'posted' ? isWhole : isToReview)
      .execute();
    await goOn(trx, batch, at, pseudId === undefined ? {} : { pseud_id: pseudId });
  });

/** What becomes of all that are here already and of which nothing was said yet. */
export const decideExisting = (
  db: Kysely<DB>,
  viewer: Member,
  id: string,
  choice: 'skip' | 'update' | 'new',
  at: Date,
): Promise<void> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    const become = {
      skip: { state: 'skipped' },
      update: { wish: 'update' },
      new: { as_another: true },
    }[choice];
    await trx
      .updateTable('imports')
      .set({ ...become, changed_at: at })
      .where('batch_id', '=', batch.key)
      .where(isUndecided)
      .execute();
    if (choice === 'update') await goOn(trx, batch, at);
  });

/** Reads again what failed. A file that could not even be taken out of its zip was never begun, and stays. */
export const againFailed = (db: Kysely<DB>, viewer: Member, id: string, at: Date): Promise<void> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    await trx
      .updateTable('imports')
      .set({ state: 'waiting', error: null, attempts: 0, changed_at: at })
      .where('batch_id', '=', batch.key)
      .where('state', '=', 'failed')
      .where('attempts', '>', 0)
      .execute();
    await goOn(trx, batch, at, { joined_at: null });
  });

/** @returns files that nothing needs any more; the caller removes them. */
export const removeFailed = (db: Kysely<DB>, viewer: Member, id: string): Promise<string[]> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    const gone = await trx
      .deleteFrom('imports')
      .where('batch_id', '=', batch.key)
      .where('state', '=', 'failed')
      .returning('file')
      .execute();
    return unneededFiles(
      trx,
      gone.map(({ file }) => file),
    );
  });

/** The batch and all that was not saved of it go; works stay. @returns files that nothing needs any more. */
export const removeBatch = (db: Kysely<DB>, viewer: Member, id: string): Promise<string[]> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    const files = await trx
      .deleteFrom('imports')
      .where('batch_id', '=', batch.key)
      .returning('file')
      .execute();
    await trx.deleteFrom('import_batches').where('id', '=', batch.key).execute();
    return unneededFiles(
      trx,
      files.map(({ file }) => file),
    );
  });

/** What a person says of all works that do not say it themselves; what is left out stays as it is. */
export interface Filling {
  fandoms?: string[];
  rating?: string;
  warnings?: string[];
  language?: string;
}

const CHUNK = 200;

async function fillOne(
  trx: Transaction<DB>,
  batch: Locked,
  name: Missable,
  value: unknown,
  at: Date,
): Promise<void> {
  const rows = await trx
    .selectFrom('imports')
    .select('id')
    .where('batch_id', '=', batch.key)
    .where(isToReview)
    .where(sql<boolean>`${name} = any(missing)`)
    .execute();
  for (let from = 0; from < rows.length; from += CHUNK)
    await trx
      .updateTable('imports')
      .set((eb) => ({
        draft: sql`jsonb_set(${name === 'language' ? sql`draft #- '{languageGuessed}'` : sql`draft`}, ${`{fields,${name}}`}::text[], ${JSON.stringify(value)}::jsonb)`,
        missing: sql<string[]>`array_remove(missing, ${name})`,
        revision: eb('revision', '+', 1),
        changed_at: at,
      }))
      .where(
        'id',
        'in',
        rows.slice(from, from + CHUNK).map(({ id }) => id),
      )
      .execute();
}

/** @throws badInput when nothing is said. */
export const fillMissing = (
  db: Kysely<DB>,
  viewer: Member,
  id: string,
  filling: Filling,
  at: Date,
  nothing: string,
): Promise<void> =>
  inBatch(db, viewer, id, async (trx, batch) => {
    const said = (['fandoms', 'rating', 'warnings', 'language'] as const).flatMap((name) => {
      const value = name === 'language' ? languageCode(filling.language ?? '') : filling[name];
      return value && value.length > 0 ? [{ name, value }] : [];
    });
    if (said.length === 0) throw badInput(nothing);
    for (const { name, value } of said) await fillOne(trx, batch, name, value, at);
  });
