/** A database of somebody's own that lacks migrations is left alone, and its host is told what to run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openArchive } from '../../src/archive.js';
import { readConfig } from '../../src/core/config.js';
import type { ConnectionSettings } from '../../src/core/db/connect.js';
import { migrations } from '../../src/core/db/migrations/index.js';
import { AppError } from '../../src/core/errors.js';
import { createLog } from '../../src/core/log.js';
import { testDatabase } from '../support/db.js';

const { settings, pool } = await testDatabase();

function addressOf(at: ConnectionSettings): string {
  if ('connectionString' in at) return at.connectionString;
  return `postgres://${at.user}@/${at.database}?host=${encodeURIComponent(at.host)}&port=${at.port}`;
}

const openIt = () =>
  openArchive(readConfig({ DATABASE_URL: addressOf(settings) }, '/nonexistent.json'), createLog('silent'));

const tables = async (): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*) as n from information_schema.tables where table_schema = 'public'",
  );
  return rows[0]?.n ?? 0;
};

test('up to date: it opens', async () => {
  const archive = await openIt();
  assert.equal(archive.database.kind, 'external');
  assert.equal(await archive.app.settings.get(), null);
  await archive.close();
});

test('behind: refused with the command', async () => {
  const last = migrations.at(-1)?.name;
  await pool.query('delete from schema_migrations where name = $1', [last]);
  const before = await tables();
  await assert.rejects(openIt(), (error) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'migrations-pending');
    assert.match(error.safe, /lacks 1 migration.*Make a backup.*npm run -s fanlight -- migrate$/);
    return true;
  });
  assert.equal(await tables(), before);
});

test('newer: refused with what it holds', async () => {
  await pool.query("insert into schema_migrations values ('9999-of-tomorrow', now())");
  await assert.rejects(openIt(), (error) => error instanceof AppError && /9999-of-tomorrow/.test(error.safe));
});
