/** The types of the database's tables, made from a database that has just been migrated. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ConnectionSettings } from '../../src/core/db/connect.js';
import { createTestDatabase } from './db.js';

/** Where the types lie. */
export const TABLES = fileURLToPath(new URL('../../src/core/db/tables.ts', import.meta.url));

const CODEGEN = fileURLToPath(new URL('../../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url));

const urlOf = (settings: ConnectionSettings): string =>
  'connectionString' in settings
    ? settings.connectionString
    : `postgres://${settings.user}@/${settings.database}?host=${encodeURIComponent(settings.host)}&port=${settings.port}`;

/** @returns the text for `TABLES`. */
export async function generateTables(): Promise<string> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'fanlight-tables-'));
  const file = join(folder, 'tables.ts');
  try {
    await promisify(execFile)(process.execPath, [
      CODEGEN,
      '--out-file',
      file,
      '--dialect',
      'postgres',
      '--url',
      urlOf(database.settings),
      '--exclude-pattern',
      '{graphile_worker.*,schema_migrations}',
      '--type-mapping',
      '{"int8":"number"}',
    ]);
    return await readFile(file, 'utf8');
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
