import { openArchive } from '../archive.js';
import { readConfig } from '../core/config.js';
import { migrate } from '../core/db/migrate.js';
import { createLog } from '../core/log.js';
import { readArguments } from './arguments.js';

/** Prints the names of the migrations that were applied. */
export async function migrateVerb(args: string[]): Promise<number> {
  readArguments(args, {});
  const archive = await openArchive(readConfig(), createLog('warn', process.stderr), {
    assets: false,
    migrate: false,
  });
  try {
    const done = await migrate(archive.pool, archive.app.clock.now());
    process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `${done.join('\n')}\n`);
    return 0;
  } finally {
    await archive.close();
  }
}
