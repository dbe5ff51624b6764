/** Migrations: once, one at a time, each whole or not at all, and never back. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import pg from 'pg';
import { openTestServer } from '../../../test/support/db.js';
import { AppError } from '../errors.js';
import { type ConnectionSettings, createPool } from './connect.js';
import { migrate, pendingMigrations } from './migrate.js';
import { type Migration, migrations } from './migrations/index.js';

const silent = { info() {}, warn() {}, error() {} };
const server = await openTestServer();
const databases: { name: string; pools: pg.Pool[] }[] = [];

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(server.settings);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

after(async () => {
  for (const { name, pools } of databases) {
    for (const pool of pools) await pool.end();
    await asAdmin(`drop database if exists ${name} with (force)`);
  }
  await server.stop();
});

function settingsOf(database: string): ConnectionSettings {
  if (!('connectionString' in server.settings)) return { ...server.settings, database };
  const url = new URL(server.settings.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

/** A database without a table, and so many pools on it, as processes would have. */
async function emptyDatabase(pools = 1): Promise<pg.Pool[]> {
  const name = `fanlight_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name}`);
  const made = Array.from({ length: pools }, () => createPool(settingsOf(name), silent));
  databases.push({ name, pools: made });
  return made;
}

const at = new Date('2026-03-01T10:00:00Z');
const STEPS: readonly Migration[] = [
  { name: '0001-a', up: 'create table a (id int); insert into a values (1)' },
  { name: '0002-b', up: 'create table b (id int); insert into a values (2)' },
];
const applied = async (pool: pg.Pool): Promise<string[]> =>
  (await pool.query<{ name: string }>('select name from schema_migrations order by name')).rows.map(
    ({ name }) => name,
  );
const rowsOfA = async (pool: pg.Pool): Promise<number[]> =>
  (await pool.query<{ id: number }>('select id from a order by id')).rows.map(({ id }) => id);

test('in order; twice does nothing; the time stands beside each', async () => {
  const [pool] = await emptyDatabase();
  assert.ok(pool);
  assert.deepEqual(
    (await pendingMigrations(pool, STEPS)).map(({ name }) => name),
    ['0001-a', '0002-b'],
  );
  assert.deepEqual(await migrate(pool, at, STEPS), ['0001-a', '0002-b']);
  assert.deepEqual(await migrate(pool, new Date(), STEPS), []);
  assert.deepEqual(await pendingMigrations(pool, STEPS), []);
  assert.deepEqual(await rowsOfA(pool), [1, 2]);
  const { rows } = await pool.query<{ applied_at: Date }>('select applied_at from schema_migrations');
  assert.deepEqual(
    rows.map((row) => row.applied_at.getTime()),
    [at.getTime(), at.getTime()],
  );
});

test('two processes at once: one does it, the other waits and finds it done', async () => {
  const pools = await emptyDatabase(3);
  const slow = STEPS.map(({ name, up }) => ({ name, up: `${up}; select pg_sleep(0.1)` }));
  const done = await Promise.all(pools.map((pool) => migrate(pool, at, slow)));
  assert.deepEqual(done.flat().sort(), ['0001-a', '0002-b']);
  assert.deepEqual(await rowsOfA(pools[0]!), [1, 2]);
});

test('one that fails is as if it had not begun, those before it stand, and it is named', async () => {
  const [pool] = await emptyDatabase();
  assert.ok(pool);
  const bad = { name: '0003-c', up: 'create table c (id int); insert into a values (3); select 1 / 0' };
  await assert.rejects(
    migrate(pool, at, [...STEPS, bad, { name: '0004-d', up: 'create table d ()' }]),
    (error) => {
      assert.ok(error instanceof AppError);
      assert.match(error.safe, /^The migration 0003-c failed; the database is as it was before it\.$/);
      assert.match(String(error.cause), /division by zero/);
      return true;
    },
  );
  assert.deepEqual(await applied(pool), ['0001-a', '0002-b']);
  assert.deepEqual(await rowsOfA(pool), [1, 2]);
  const { rows } = await pool.query("select to_regclass('c') as c, to_regclass('d') as d");
  assert.deepEqual(rows, [{ c: null, d: null }]);
  // The lock is free again, and the mended one goes through.
  const mended = { name: '0003-c', up: 'create table c (id int); insert into a values (3)' };
  assert.deepEqual(await migrate(pool, at, [...STEPS, mended]), ['0003-c']);
  assert.deepEqual(await rowsOfA(pool), [1, 2, 3]);
});

test('a process that is killed in the midst of one leaves nothing of it', async () => {
  const [pool, other] = await emptyDatabase(2);
  assert.ok(pool && other);
  await migrate(pool, at, STEPS.slice(0, 1));
  const hanging = {
    name: '0002-b',
    up: 'create table b (id int); insert into a values (2); select pg_sleep(30)',
  };
  const running = assert.rejects(migrate(pool, at, [STEPS[0]!, hanging]));
  const killed = async () =>
    (
      await other.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid() and datname = current_database()",
      )
    ).rowCount;
  while ((await killed()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await running;
  assert.deepEqual(await rowsOfA(other), [1]);
  assert.deepEqual(await migrate(other, at, STEPS), ['0002-b']);
});

test('a database of a newer program is refused, and left alone', async () => {
  const [pool] = await emptyDatabase();
  assert.ok(pool);
  await migrate(pool, at, STEPS);
  for (const attempt of [pendingMigrations(pool, STEPS.slice(0, 1)), migrate(pool, at, STEPS.slice(0, 1))])
    await assert.rejects(attempt, (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.code, 'newer-database');
      assert.match(error.safe, /newer Fanlight \(it holds 0002-b\)\. Run that version, or restore a backup/);
      return true;
    });
  assert.deepEqual(await rowsOfA(pool), [1, 2]);
});

test('ours: numbered in order, each one name, each opening without a transaction of its own', () => {
  migrations.forEach(({ name, up }, i) => {
    assert.match(name, /^\d{4}-[a-z0-9-]+$/);
    assert.ok(i === 0 || name.slice(0, 4) > migrations[i - 1]!.name.slice(0, 4), name);
    assert.doesNotMatch(up, /\b(begin|commit|rollback)\s*;/i, name);
    assert.doesNotMatch(up, /\bconcurrently\b/i, name);
  });
});
