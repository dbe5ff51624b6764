/**
 * Makes what searches ask from what was written. One process does it at a time; whoever waits finds the work done.
 * Whatever is taken off the list of waiting works is derived in the same transaction, so nothing is lost when a
 * process dies, and nothing is done by halves.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { adoptDatabase } from './cluster.js';
import { isAnythingDue, rederiveEverything, takeChanges } from './take.js';
import { deriveTexts, dropNextTexts } from './texts.js';
import { deriveWorks, dropNext } from './works.js';

const LOCK = 7_305_303;
/** Rows of works in one transaction. */
const BATCH = 500;

/** Told when rows of find_works were written. */
export const FIND_CHANNEL = 'fanlight_find';
/** Told when something was written to the change log. */
export const CHANGES_CHANNEL = 'fanlight_changes';

export type Step = 'idle' | 'worked' | 'busy';

/** @returns 'busy' when another process derives. */
async function locked(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<boolean>): Promise<Step> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as got`.execute(
      trx,
    );
    if (!rows[0]?.got) return 'busy';
    return (await work(trx)) ? 'worked' : 'idle';
  });
}

/** Rederivations of which no work waits any more. */
const finishRederivations = (trx: Transaction<DB>, at: Date): Promise<unknown> =>
  sql`
    update find_rederivations set finished_at = ${at}
    where finished_at is null and not exists (select from find_due where rederivation_id = find_rederivations.id)`.execute(
    trx,
  );

/** Told of a work that can't be derived: it stands in no list, or has no words, until it changes. */
export type Aside = (work: number, error: unknown) => void;

/** Whether it is the work that is at fault, and not a database that is away, slow or busy. */
function isOfTheWork(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === undefined
    ? error instanceof TypeError || error instanceof RangeError
    : /^(0A|22|23|54)/.test(String(code));
}

/**
 * A batch; where that fails over a work in it the next work alone, and where that is the one, it is taken off. One bad
 * work must not keep all others out of the lists.
 */
async function carefully(
  work: (most: number | undefined) => Promise<Step>,
  drop: (trx: Transaction<DB>) => Promise<number | undefined>,
  db: Kysely<DB>,
  aside: Aside,
): Promise<Step> {
  try {
    return await work(undefined);
  } catch (error) {
    if (!isOfTheWork(error)) throw error;
  }
  try {
    return await work(1);
  } catch (error) {
    if (!isOfTheWork(error)) throw error;
    return locked(db, async (trx) => {
      const dropped = await drop(trx);
      if (dropped !== undefined) aside(dropped, error);
      return true;
    });
  }
}

const stepRows = (db: Kysely<DB>, at: Date, most = BATCH): Promise<Step> =>
  locked(db, async (trx) => {
    const derived = await deriveWorks(trx, most);
    if (derived > 0) await sql`select pg_notify(${FIND_CHANNEL}, '')`.execute(trx);
    await finishRederivations(trx, at);
    return true;
  });

const stepTexts = (db: Kysely<DB>, at: Date, most?: number): Promise<Step> =>
  locked(db, async (trx) => {
    const worked = await deriveTexts(trx, most);
    if (worked) await finishRederivations(trx, at);
    return worked;
  });

/** One batch of rows, then the words of a few chapters, each in a transaction of its own. */
export async function deriveStep(db: Kysely<DB>, at: Date, aside: Aside = () => {}): Promise<Step> {
  if (!(await isAnythingDue(db))) return 'idle';
  const taken = await locked(db, async (trx) => {
    await takeChanges(trx, at);
    return true;
  });
  if (taken === 'busy') return 'busy';
  const rows = await carefully((most) => stepRows(db, at, most), dropNext, db, aside);
  if (rows === 'busy') return 'busy';
  const texts = await carefully((most) => stepTexts(db, at, most), dropNextTexts, db, aside);
  return texts === 'busy' ? 'busy' : 'worked';
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const BUSY_MS = 20;

/** Until nothing waits, whoever does it. `look` is called after each step. */
export async function deriveAll(
  db: Kysely<DB>,
  now: () => Date,
  look: () => Promise<void> = async () => {},
): Promise<void> {
  for (;;) {
    const step = await deriveStep(db, now());
    if (step === 'idle') return;
    await look();
    if (step === 'busy') await pause(BUSY_MS);
  }
}

/** Puts everything down to be derived anew, waiting for whoever derives just now. @returns the rederivation's id */
export async function rebuild(db: Kysely<DB>, at: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    return rederiveEverything(trx, at);
  });
}

/**
 * To be called before anything is derived. A database that comes from another cluster is derived anew.
 * @returns whether it was one
 */
export async function settleIn(db: Kysely<DB>, at: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    if (!(await adoptDatabase(trx))) return false;
    await rederiveEverything(trx, at);
    return true;
  });
}

export interface Rederivation {
  id: number;
  /** Null: of every work. */
  tags: number[] | null;
  total: number;
  done: number;
  startedAt: Date;
  finishedAt: Date | null;
}

/** What is derived anew just now, and what was in the last days; the newest first. */
export async function rederivations(db: Kysely<DB>, most: number): Promise<Rederivation[]> {
  const rows = await db
    .selectFrom('find_rederivations')
    .select((eb) => [
      'id',
      'tag_ids',
      'total',
      'started_at',
      'finished_at',
      eb
        .selectFrom('find_due')
        .whereRef('find_due.rederivation_id', '=', 'find_rederivations.id')
        .select((due) => due.fn.countAll<number>().as('n'))
        .as('waiting'),
    ])
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    tags: row.tag_ids,
    total: row.total,
    done: row.total - Number(row.waiting ?? 0),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }));
}
