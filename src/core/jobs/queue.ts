/**
 * Work that outlives a request, in the same Postgres as everything else: a job is
 * added in the transaction that wants it, and taken up again after a crash.
 */
import { type Runner, run, type TaskList } from 'graphile-worker';
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

/** Starts taking jobs. Ends when stopped: running jobs finish first. */
export async function runJobs(pool: pg.Pool, jobs: Jobs, log: Logger, concurrency = 1): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload, helpers) => {
        await job(payload, { attempt: helpers.job.attempts, maxAttempts: helpers.job.max_attempts });
      },
    ]),
  );
  return run({
    pgPool: pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: quietLogger(log),
  });
}
