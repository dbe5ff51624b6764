/**
 * Work that outlives a request, in the same Postgres as everything else: a job is
 * added in the transaction that wants it, and taken up again after a crash.
 */
import { run, runMigrations, type TaskList } from 'graphile-worker';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { DB } from '../db/tables.js';
import type { Logger } from '../log.js';
import { quietLogger } from './logger.js';

export interface JobContext {
  /** How often this job was begun, this time included. */
  attempt: number;
  maxAttempts: number;
}

export type Job = (payload: unknown, context: JobContext) => Promise<void>;

/** A job's name and what does it; rooms give theirs to the composition root. */
export type Jobs = Readonly<Record<string, Job>>;

export interface JobOptions {
  /** Another job with this key that has not begun is replaced. */
  key?: string;
  maxAttempts?: number;
}

/** Adds a job; within a transaction it is there once that commits. */
export async function addJob(
  db: Kysely<DB>,
  name: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${options.key ?? null}, max_attempts => ${options.maxAttempts ?? 5})`.execute(
    db,
  );
}

/** Names the advisory lock that every process with a running queue shares. */
const TAKERS_LOCK = 7_305_311;

/**
 * Says that this process takes jobs, for as long as the connection lives, and gives back what processes that died had
 * taken: a lock of the queue outlives its process by hours. Only the first process can know that all others are dead.
 */
async function joinTakers(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  // The pool's own handler is for idle clients; a connection that breaks here only ends the sharing.
  client.on('error', () => {});
  try {
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
      TAKERS_LOCK,
    ]);
    await client.query('select pg_advisory_lock_shared($1)', [TAKERS_LOCK]);
    if (!rows[0]?.alone) return client;
    await client.query(
      'select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))',
    );
    await client.query('select pg_advisory_unlock($1)', [TAKERS_LOCK]);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

export interface JobRunner {
  /** Running jobs finish first. */
  stop(): Promise<void>;
}

/** Starts taking jobs, those first that a process which died had taken. */
export async function runJobs(pool: pg.Pool, jobs: Jobs, log: Logger, concurrency = 1): Promise<JobRunner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload, helpers) => {
        await job(payload, { attempt: helpers.job.attempts, maxAttempts: helpers.job.max_attempts });
      },
    ]),
  );
  const logger = quietLogger(log);
  await runMigrations({ pgPool: pool, logger });
  const taker = await joinTakers(pool);
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    // Else a file of that name in the working folder would be taken for ours.
    crontab: '',
    logger,
  });
  return {
    async stop() {
      await runner.stop();
      taker.release(true);
    },
  };
}
