/** Opens the archive for the time of a verb, beside a running server or without one. */
import { type OpenArchive, openArchive } from '../archive.js';
import { readConfig } from '../core/config.js';
import { AppError } from '../core/errors.js';
import { createLog } from '../core/log.js';
import type { Settings } from '../core/settings.js';

/** Warnings and worse go to stderr; stdout is the verb's alone. */
export async function withArchive<T>(work: (archive: OpenArchive) => Promise<T>): Promise<T> {
  const config = readConfig();
  const log = createLog(process.env.LOG_LEVEL ?? 'warn', process.stderr);
  const archive = await openArchive(config, log);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

/** @throws when nobody has set the archive up yet. */
export async function settingsOf({ app }: OpenArchive): Promise<Settings> {
  const settings = await app.settings.get();
  if (settings) return settings;
  throw new AppError(
    'not-set-up',
    500,
    'This archive is not set up yet. Start it with npm start and open the link that it prints.',
  );
}

/** Where the archive's pages are, for links in what a verb prints. */
export const originOf = ({ app }: OpenArchive, settings: Settings): string =>
  app.config.FANLIGHT_URL ?? (settings.address || `http://${app.config.HOST}:${app.config.PORT}`);
