/** Jobs that dead workers had taken are given back, and those of living ones never. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runMigrations } from 'graphile-worker';
import { createTestDatabase } from '../../../test/support/db.js';
import { createLog } from '../log.js';
import { quietLogger } from './logger.js';
import { addJob, dropJob } from './queue.js';
import { joinTakers } from './takers.js';

const database = await createTestDatabase();
const { pool, db } = database;
after(() => database.close());
await runMigrations({ pgPool: pool, logger: quietLogger(createLog('fatal')) });

async function takenBy(worker: string): Promise<void> {
  await addJob(db, 'nothing', {});
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now()
     where id = (select max(id) from graphile_worker._private_jobs)`,
    [worker],
  );
}

const holders = async (): Promise<string[]> =>
  (
    await pool.query('select locked_by from graphile_worker.jobs where locked_by is not null order by 1')
  ).rows.map((row: { locked_by: string }) => row.locked_by);

test('the first process gives back everything at once', async () => {
  await takenBy('worker-of-yesterday');
  const takers = await joinTakers(pool);
  assert.deepEqual(await holders(), []);
  takers.leave();
});

test('beside a living process, what a dead worker had taken comes back with the second sweep', async () => {
  const living = await joinTakers(pool);
  await living.add('worker-living');
  const sweeper = await joinTakers(pool);
  await takenBy('worker-living');
  await takenBy('worker-dead');
  await sweeper.sweep();
  assert.deepEqual(await holders(), ['worker-dead', 'worker-living']);
  await sweeper.sweep();
  assert.deepEqual(await holders(), ['worker-living']);
  await sweeper.sweep();
  await living.sweep();
  assert.deepEqual(await holders(), ['worker-living']);
  living.leave();
  // Postgres lets its locks go a moment after the connection ended.
  for (let tries = 0; tries < 200 && (await holders()).length > 0; tries += 1) {
    await sweeper.sweep();
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.deepEqual(await holders(), []);
  sweeper.leave();
});

test('a connection that breaks is made anew with its locks', async () => {
  const living = await joinTakers(pool);
  await living.add('worker-living');
  const sweeper = await joinTakers(pool);
  await takenBy('worker-living');
  await pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and classid = 730531
       and database = (select oid from pg_database where datname = current_database()) and granted`,
  );
  await sweeper.sweep();
  // The break is told to the client a moment after Postgres did it.
  for (let tries = 0; tries < 100; tries += 1) {
    const healed = await living.sweep().then(
      () => true,
      () => false,
    );
    const { rows } = await pool.query(
      `select 1 from pg_locks where locktype = 'advisory' and classid = 730531
       and database = (select oid from pg_database where datname = current_database())`,
    );
    if (healed && rows.length > 0) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  await sweeper.sweep();
  await sweeper.sweep();
  assert.deepEqual(await holders(), ['worker-living']);
  living.leave();
  sweeper.leave();
});

test('a job that waits for its hour can be taken back', async () => {
  await addJob(db, 'nothing', {}, { key: 'later', at: new Date('2100-01-01T00:00:00Z') });
  const waiting = async () =>
    (await pool.query("select run_at from graphile_worker.jobs where key = 'later'")).rows as {
      run_at: Date;
    }[];
  assert.equal((await waiting())[0]?.run_at.toISOString(), '2100-01-01T00:00:00.000Z');
  await dropJob(db, 'later');
  assert.deepEqual(await waiting(), []);
});
