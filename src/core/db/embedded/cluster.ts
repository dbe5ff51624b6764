/** The database's own folder ("cluster" in Postgres's words): made once, its settings written at every start. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../errors.js';
import { type Account, allowedNames, type RunAs } from './account.js';
import { databaseEnvironment, type Installation } from './binaries.js';
import { HOST_SETTINGS, hbaSettings, identSettings, serverSettings } from './settings.js';

/** The major version of the programs in the package. */
const MAJOR = '18';

/** Locales with the characters of all scripts, best first. "C" comes last: it cannot tell a dash from a letter. */
const CHARACTER_LOCALES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'C'];

/** Whether the folder holds a database. @throws AppError when it is another major version's. */
export function clusterExists(cluster: string): boolean {
  let version: string;
  try {
    version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (version === MAJOR) return true;
  throw new AppError(
    'database-version',
    500,
    `The database in ${cluster} was made by Postgres ${version}; this Fanlight brings Postgres ${MAJOR}. Make a backup with the Fanlight that ran before, and restore it here into an empty data folder.`,
  );
}

interface Ended {
  code: number | null;
  output: string;
}

function run(runAs: RunAs, installation: Installation, args: string[]): Promise<Ended> {
  const command = runAs(installation.initdb, args);
  const { uid, gid } = command;
  const child = spawn(command.file, command.args, {
    ...{ uid, gid, cwd: '/', env: databaseEnvironment(installation) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

async function initialise(folder: string, installation: Installation, runAs: RunAs): Promise<void> {
  let ended: Ended = { code: 1, output: '' };
  for (const locale of CHARACTER_LOCALES) {
    ended = await run(runAs, installation, [
      ...[`--pgdata=${folder}`, '--username=postgres', '--auth=peer', '--no-instructions'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--locale=C', `--lc-ctype=${locale}`],
    ]);
    if (ended.code === 0) return;
    if (!/locale/.test(ended.output)) break;
  }
  const lines = ended.output.trim().split('\n');
  const why = lines.findLast((line) => /error|fatal|denied|no space/i.test(line)) ?? lines.at(-1) ?? '';
  throw new AppError(
    'database-creation',
    500,
    `The database could not be made in ${dirname(folder)}: ${why.replace(/^initdb: (error: )?/, '')}`,
    {
      cause: new Error(ended.output),
    },
  );
}

/** An empty folder of the account's own, which no one else may enter. */
function makePrivateFolder(path: string, account: Account): void {
  mkdirSync(path, { mode: 0o700 });
  chmodSync(path, 0o700);
  if (process.getuid?.() !== 0) return;
  try {
    chownSync(path, account.uid, account.gid);
  } catch (cause) {
    const safe = `Postgres does not run as root, and root may not give folders to the user ${account.name} here. Start Fanlight as an ordinary user.`;
    throw new AppError('no-account', 500, safe, { cause });
  }
}

/** Halves that a killed or failed start left behind. One that cannot be removed stands in nobody's way. */
function removeDrafts(cluster: string): void {
  const folder = dirname(cluster);
  const drafts = readdirSync(folder).filter((name) => name.startsWith('postgres.new-'));
  for (const name of drafts) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Root without the capability to enter others' folders.
    }
  }
}

/**
 * Makes the database if there is none, whole or not at all: it is built beside and then renamed.
 * @param findWay tries out how to run programs on a folder of the account's.
 */
export async function ensureCluster(
  cluster: string,
  account: Account,
  installation: Installation,
  findWay: (folder: string) => RunAs,
): Promise<RunAs> {
  if (clusterExists(cluster)) {
    takeBackFromRoot(cluster, account);
    return findWay(cluster);
  }
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new AppError(
      'not-a-database',
      500,
      `${cluster} holds files but no database. Move it away, then start again.`,
    );
  }
  removeDrafts(cluster);
  const draft = `${cluster}.new-${process.pid}`;
  try {
    makePrivateFolder(draft, account);
    const way = findWay(draft);
    await initialise(draft, installation, way);
    renameSync(draft, cluster);
    return way;
  } catch (error) {
    removeDrafts(cluster);
    throw error;
  }
}

/** A data folder that root copied belongs to root, as whom Postgres does not run. */
function takeBackFromRoot(cluster: string, account: Account): void {
  if (process.getuid?.() !== 0 || statSync(cluster).uid !== 0) return;
  execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, cluster]);
}

function writeOwned(path: string, text: string, account: Account): void {
  writeFileSync(path, text, { mode: 0o600 });
  if (process.getuid?.() === 0) chownSync(path, account.uid, account.gid);
}

/** Writes the settings files anew, so that an upgrade of the program brings its settings along. */
export function writeSettings(cluster: string, account: Account): void {
  // Postgres refuses a folder that others may enter, which a copy or an unpacked archive easily is.
  chmodSync(cluster, 0o700);
  const files = {
    'postgresql.conf': serverSettings(),
    'pg_hba.conf': hbaSettings(),
    'pg_ident.conf': identSettings(allowedNames(account)),
  };
  for (const [name, text] of Object.entries(files)) writeOwned(join(cluster, name), text, account);
  const host = join(cluster, 'host.conf');
  if (!existsSync(host)) writeOwned(host, HOST_SETTINGS, account);
}
