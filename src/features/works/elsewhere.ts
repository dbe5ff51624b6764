/**
 * Works of writers who are not here. Their names stand on the work as text, an archivist's pseud looks after it, and it
 * is for members only until every one of its writers has decided. Who those writers are is for the room of claims.
 */
import type { Transaction } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import { joinChapters } from './creators/credit.js';
import { removeWork } from './remove-work.js';
import { putInSeries } from './series.js';

/** A writer elsewhere, by the key that the room of claims gave. */
export interface WriterElsewhere {
  authorKey: number;
  name: string;
}

/** Puts names on a work that was just inserted. */
export async function nameWriters(
  trx: Transaction<DB>,
  workKey: number,
  writers: readonly WriterElsewhere[],
  at: Date,
): Promise<void> {
  if (writers.length === 0) return;
  await trx
    .insertInto('external_creatorships')
    .values(
      writers.map(({ authorKey, name }, position) => ({
        public_id: newId(),
        author_id: authorKey,
        work_id: workKey,
        name,
        position,
        created_at: at,
      })),
    )
    .execute();
}

/** A name on a work that waits for its writer, locked by the caller together with its work. */
export interface WaitingName {
  key: number;
  workKey: number;
  title: string;
  position: number;
}

export interface Decided {
  at: Date;
  /** The writer's account; null for one who has none here. */
  by: number | null;
}

async function settle(
  trx: Transaction<DB>,
  name: WaitingName,
  state: 'claimed' | 'left' | 'refused',
  { at, by }: Decided,
): Promise<void> {
  await trx
    .updateTable('external_creatorships')
    .set({ state, title: name.title, decided_at: at, decided_by: by })
    .where('id', '=', name.key)
    .execute();
}

/** Names of writers elsewhere that still stand on the work. */
async function namesLeft(trx: Transaction<DB>, workKey: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('external_creatorships')
    .select('state')
    .where('work_id', '=', workKey)
    .where('state', 'in', ['waiting', 'left'])
    .execute();
  return rows.map(({ state }) => state);
}

/** The series of an archivist are not the writer's: the work goes into the writer's own of the same titles. */
async function moveSeries(
  trx: Transaction<DB>,
  workKey: number,
  archivists: readonly number[],
  accountId: number,
  at: Date,
): Promise<void> {
  if (archivists.length === 0) return;
  const series = await trx
    .selectFrom('series_works')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .select(['series.title', 'series.account_id', 'series_works.position'])
    .where('series_works.work_id', '=', workKey)
    .execute();
  const ours = series.filter((one) => archivists.includes(one.account_id));
  if (ours.length === 0) return;
  // Out of all of them first, or those of the archivist would be kept as the work's own.
  const others = series.filter((one) => !ours.includes(one));
  await putInSeries(trx, workKey, accountId, others, at);
  await putInSeries(trx, workKey, accountId, [...others, ...ours], at, { alone: true });
}

/** When nobody is waited for, nobody needs to look after the work. @returns the accounts that did. */
async function releaseArchivists(trx: Transaction<DB>, workKey: number): Promise<number[]> {
  const rows = await trx
    .deleteFrom('creatorships')
    .using('pseuds')
    .whereRef('pseuds.id', '=', 'creatorships.pseud_id')
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.as_archivist', '=', true)
    .returning('pseuds.account_id')
    .execute();
  return rows.map((row) => row.account_id);
}

/**
 * The writer is here: their pseud takes the place of the name. `open` shows the work to everybody, unless another of its
 * writers was not found yet.
 */
export async function claimName(
  trx: Transaction<DB>,
  name: WaitingName,
  writer: { pseudId: number; accountId: number; open: boolean },
  at: Date,
): Promise<void> {
  await settle(trx, name, 'claimed', { at, by: writer.accountId });
  await trx
    .insertInto('creatorships')
    .values({
      work_id: name.workKey,
      pseud_id: writer.pseudId,
      position: name.position,
      accepted_at: at,
    })
    // An archivist who wrote it becomes its writer.
    .onConflict((c) =>
      c.columns(['work_id', 'pseud_id']).doUpdateSet({ as_archivist: false, accepted_at: at }),
    )
    .execute();
  await joinChapters(trx, name.workKey, writer.pseudId);
  const done = (await namesLeft(trx, name.workKey)).length === 0;
  if (done) {
    const archivists = await releaseArchivists(trx, name.workKey);
    await moveSeries(trx, name.workKey, archivists, writer.accountId, at);
  }
  await trx
    .updateTable('works')
    .set({ changed_at: at, ...(done && writer.open ? { restricted: false } : {}) })
    .where('id', '=', name.workKey)
    .execute();
  await recordChange(trx, 'work', name.workKey, 'edited', at);
}

/** The writer leaves the work as it is: the name stays, the archivist goes on to look after it, nobody asks again. */
export const leaveName = (trx: Transaction<DB>, name: WaitingName, decided: Decided): Promise<void> =>
  settle(trx, name, 'left', decided);

/**
 * The writer does not want it here. A work that nobody else wrote is deleted; from another the name goes.
 * @returns what became of it
 */
export async function refuseName(
  trx: Transaction<DB>,
  name: WaitingName,
  decided: Decided,
): Promise<'deleted' | 'unnamed'> {
  await settle(trx, name, 'refused', decided);
  const names = await namesLeft(trx, name.workKey);
  const writers = await trx
    .selectFrom('creatorships')
    .select('pseud_id')
    .where('work_id', '=', name.workKey)
    .where('as_archivist', '=', false)
    .where('accepted_at', 'is not', null)
    .execute();
  if (names.length === 0 && writers.length === 0) {
    await removeWork(trx, name.workKey, decided.at);
    return 'deleted';
  }
  if (names.length === 0) await releaseArchivists(trx, name.workKey);
  await trx.updateTable('works').set({ changed_at: decided.at }).where('id', '=', name.workKey).execute();
  await recordChange(trx, 'work', name.workKey, 'edited', decided.at);
  return 'unnamed';
}
