/**
 * A database of its own for each test file, copied from a template that is migrated once. The server is an embedded
 * one that all test processes share, or the one in DATABASE_URL, whose role must be allowed to create databases.
 */
import { createHash, randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { type ConnectionSettings, connect } from '../../src/core/db/connect.js';
import { migrate } from '../../src/core/db/migrate.js';
import { migrations } from '../../src/core/db/migrations/index.js';
import { openDatabase } from '../../src/core/db/open.js';
import type { DB } from '../../src/core/db/tables.js';

const silent = { info() {}, warn() {}, error() {} };

const inDatabase = (settings: ConnectionSettings, database: string): ConnectionSettings => {
  if (!('connectionString' in settings)) return { ...settings, database };
  const url = new URL(settings.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
};

export interface TestServer {
  settings: ConnectionSettings;
  stop(): Promise<void>;
}

/** The server that tests share; the last process that uses it stops it. */
export const openTestServer = (): Promise<TestServer> =>
  openDatabase(
    {
      dataDir: fileURLToPath(new URL('../../.cache/test-db', import.meta.url)),
      databaseUrl: process.env.DATABASE_URL || undefined,
    },
    silent,
  );

async function once<T>(settings: ConnectionSettings, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const TEMPLATE_LOCK = 7_305_302;

async function ensureTemplate(settings: ConnectionSettings): Promise<string> {
  const shape = createHash('sha1').update(JSON.stringify(migrations)).digest('hex').slice(0, 10);
  const name = `fanlight_template_${shape}`;
  await once(settings, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    // A run that was killed while it made one left it half-made.
    await client.query(`drop database if exists ${name}_making with (force)`);
    await client.query(`create database ${name}_making`);
    const making = connect<DB>(inDatabase(settings, `${name}_making`), silent);
    await migrate(making.pool, new Date());
    await making.close();
    await client.query(`alter database ${name}_making rename to ${name}`);
  });
  return name;
}

export interface TestDatabase {
  db: Kysely<DB>;
  pool: pg.Pool;
  settings: ConnectionSettings;
  close(): Promise<void>;
}

/** A fresh database with every table and no rows. Close it, or call it as `testDatabase()` at the top of a file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await openTestServer();
  const template = await ensureTemplate(server.settings);
  const name = `fanlight_test_${randomBytes(6).toString('hex')}`;
  await once(server.settings, (client) => client.query(`create database ${name} template ${template}`));
  const settings = inDatabase(server.settings, name);
  const { db, pool, close } = connect<DB>(settings, silent);
  return {
    db,
    pool,
    settings,
    async close() {
      await close();
      await once(server.settings, (client) => client.query(`drop database if exists ${name} with (force)`));
      await server.stop();
    },
  };
}

/** For the top of a test file: the database goes when the file's tests are done. */
export async function testDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  after(() => database.close());
  return database;
}
