/** What the server and the command line have in common: a database that is open and up to date, and the App made on it. */

import type pg from 'pg';
import type { App } from './core/app.js';
import { systemClock } from './core/clock.js';
import type { Config } from './core/config.js';
import { connect } from './core/db/connect.js';
import { migrate, pendingMigrations } from './core/db/migrate.js';
import { type DatabaseHandle, openDatabase } from './core/db/open.js';
import type { DB } from './core/db/tables.js';
import { AppError } from './core/errors.js';
import { bundleAssets } from './core/http/assets.js';
import { createLimiter } from './core/http/rate-limit.js';
import type { Logger } from './core/log.js';
import { holdSettings } from './core/settings.js';
import { createSanitiser } from './core/text/index.js';

export interface OpenArchive {
  app: App;
  pool: pg.Pool;
  database: DatabaseHandle;
  close(): Promise<void>;
}

/** The embedded database is migrated; a server of somebody's is only looked at: its host decides when. */
async function bringUpToDate(database: DatabaseHandle, pool: pg.Pool, at: Date, log: Logger): Promise<void> {
  const pending = await pendingMigrations(pool);
  if (pending.length === 0) return;
  if (database.kind === 'external') {
    throw new AppError(
      'migrations-pending',
      500,
      `The database lacks ${pending.length} migration(s). Make a backup, then run: npm run -s fanlight -- migrate`,
    );
  }
  for (const name of await migrate(pool, at)) log.info({ migration: name }, 'migrated');
}

/** @throws AppError whose `safe` says what is wrong and what to do. `assets` are left out where no page is drawn. */
export async function openArchive(
  config: Config,
  log: Logger,
  options: { assets: boolean; migrate?: boolean; watched?: boolean } = { assets: false },
): Promise<OpenArchive> {
  const [database, assets] = await Promise.all([
    openDatabase({ dataDir: config.dataDir, databaseUrl: config.DATABASE_URL }, log),
    options.assets ? bundleAssets() : { files: new Map(), url: (name: string) => `/assets/${name}` },
  ]);
  const { pool, db, close } = connect<DB>(database.settings, log, { watched: options.watched ?? false });
  try {
    if (options.migrate !== false) await bringUpToDate(database, pool, systemClock.now(), log);
  } catch (error) {
    await close();
    await database.stop();
    throw error;
  }
  const app: App = {
    config,
    db,
    clock: systemClock,
    log,
    settings: holdSettings(db),
    sanitiser: createSanitiser(),
    assets,
    limiter: createLimiter(pool, config.FANLIGHT_PAGES_PER_MINUTE),
  };
  return {
    app,
    pool,
    database,
    async close() {
      await app.sanitiser.close();
      await close();
      await database.stop();
    },
  };
}
