/**
 * Work that outlives a request, in the same Postgres as everything else: a job is
 * added in the transaction that wants it, and taken up again after a crash.
 */
import { EventEmitter } from 'node:events';
import { parseCronItems, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { DB } from '../db/tables.js';
import type { Logger } from '../log.js';
import { quietLogger } from './logger.js';
import { joinTakers } from './takers.js';

export interface JobContext {
  /** How often this job was begun, this time included. */
  attempt: number;
  maxAttempts: number;
}

export type Job = (payload: unknown, context: JobContext) => Promise<void>;

/** A job's name and what does it; rooms give theirs to the composition root. */
export type Jobs = Readonly<Record<string, Job>>;

/** A job's name and when it is begun by itself, as cron writes it, in UTC. Over all processes it is begun once. */
export type Schedule = Readonly<Record<string, string>>;

export interface JobOptions {
  /** Another job with this key that has not begun is replaced. */
  key?: string;
  maxAttempts?: number;
  /** Not before; at once without it. */
  at?: Date;
  /** Begun when nothing else waits, such as one file of many. */
  patient?: boolean;
}

/** Graphile Worker begins jobs of lower numbers first. */
const PATIENT = 10;

/** Adds a job; within a transaction it is there once that commits. */
export async function addJob(
  db: Kysely<DB>,
  name: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${options.key ?? null}, max_attempts => ${options.maxAttempts ?? 5}, run_at => ${options.at ?? null}, priority => ${options.patient ? PATIENT : 0})`.execute(
    db,
  );
}

/** Takes a job back that has not begun. */
export async function dropJob(db: Kysely<DB>, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(db);
}

export interface JobRunner {
  /** Running jobs finish first. */
  stop(): Promise<void>;
}

export interface RunOptions {
  /** Jobs at a time in this process. */
  concurrency?: number;
  schedule?: Schedule;
}

const SWEEP_EVERY_MS = 60_000;

/** Starts taking jobs, those first that a process which died had taken. */
export async function runJobs(
  pool: pg.Pool,
  jobs: Jobs,
  log: Logger,
  { concurrency = 1, schedule = {} }: RunOptions = {},
): Promise<JobRunner> {
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
  const takers = await joinTakers(pool);
  const events: WorkerEvents = new EventEmitter();
  const unwell = (err: unknown): void => log.warn({ err }, 'dead workers could not be looked for');
  // Jobs are taken in the name of the pool that the workers belong to.
  events.on('pool:create', ({ workerPool }) => void takers.add(workerPool.id).catch(unwell));
  const runner = await run({
    pgPool: pool,
    taskList,
    events,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    // Given as items: else a file named crontab in the working folder would be taken for ours.
    parsedCronItems: parseCronItems(Object.entries(schedule).map(([task, match]) => ({ task, match }))),
    logger,
  });
  const sweeping = setInterval(() => void takers.sweep().catch(unwell), SWEEP_EVERY_MS);
  sweeping.unref();
  return {
    async stop() {
      clearInterval(sweeping);
      await runner.stop();
      takers.leave();
    },
  };
}
