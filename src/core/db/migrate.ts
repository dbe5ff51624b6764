/**
 * Brings a database up to this program's shape. Each migration is one
 * transaction; an advisory lock lets one process do it while others wait.
 */
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { AppError } from '../errors.js';
import { type Migration, migrations } from './migrations/index.js';

const LOCK = 7_305_301;

const TABLE = `create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null)`;

async function appliedNames(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('schema_migrations') is not null as there`,
  );
  if (!rows[0]?.there) return [];
  const names = await client.query<{ name: string }>('select name from schema_migrations order by name');
  return names.rows.map((row) => row.name);
}

/** The migrations that this database still lacks. @throws when the database is newer than the program. */
export async function pendingMigrations(
  client: pg.ClientBase | pg.Pool,
  known: readonly Migration[] = migrations,
): Promise<Migration[]> {
  const applied = await appliedNames(client);
  const unknown = applied.filter((name) => !known.some((m) => m.name === name));
  if (unknown.length > 0) {
    throw new AppError(
      'newer-database',
      500,
      `This database was written by a newer Fanlight (it holds ${unknown.join(', ')}). Run that version, or restore a backup made by this one.`,
    );
  }
  return known.filter((m) => !applied.includes(m.name));
}

/** @returns the names that were applied now. `at` is written beside each. */
export async function migrate(
  pool: pg.Pool,
  at: Date,
  known: readonly Migration[] = migrations,
): Promise<string[]> {
  const client = await pool.connect();
  const done: string[] = [];
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(TABLE);
    for (const migration of await pendingMigrations(client, known)) {
      await client.query('begin');
      try {
        await client.query(migration.up);
        await client.query('insert into schema_migrations (name, applied_at) values ($1, $2)', [
          migration.name,
          at,
        ]);
        await client.query('commit');
      } catch (cause) {
        await client.query('rollback');
        throw new AppError(
          'migration-failed',
          500,
          `The migration ${migration.name} failed; the database is as it was before it.`,
          { cause },
        );
      }
      done.push(migration.name);
    }
    await runMigrations({ pgPool: pool });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    client.release(true);
  }
  return done;
}
