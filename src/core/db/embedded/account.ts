/**
 * Under which user the database runs. An ordinary user runs it as themselves.
 * Postgres refuses root, so root runs it as somebody else, who often may not
 * enter the folders that root can: a home folder, a `mktemp -d`. Then setpriv
 * lends that user one capability to pass through folders. Postgres asks
 * access(2), which forgets capabilities of a user who is not root unless the
 * securebit no_setuid_fixup is set.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { AppError } from '../../errors.js';
import { databaseEnvironment, type Installation } from './binaries.js';

export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** As the operating system names it; the uid as text when it has no name. */
  readonly name: string;
}

export interface Command {
  readonly file: string;
  readonly args: string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** Turns a command into one that runs as the chosen account. */
export type RunAs = (file: string, args: string[]) => Command;

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(
      execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return undefined;
  }
}

function nameOf(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return String(uid);
  }
}

function accountNamed(name: string): Account | undefined {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid, name };
}

/** The user of this process. @throws AppError when the system does not know it: Postgres would not start. */
export function currentAccount(): Account {
  try {
    const { uid, gid, username } = userInfo();
    return { uid, gid, name: username };
  } catch (cause) {
    throw new AppError(
      'unknown-user',
      500,
      `The user with the number ${process.getuid?.()} has no entry in /etc/passwd, without which the built-in database does not start. Run Fanlight as a user who has one, or name a Postgres server in DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Whose the database is to be: this process's own user, or, for root, the owner of the database
 * that is there, else `postgres`, else `nobody`.
 * @param cluster the database's folder, which may not exist yet.
 */
export function chooseAccount(cluster: string): Account {
  const me = currentAccount();
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (me.uid !== 0) {
    if (!owner || owner.uid === me.uid) return me;
    const name = nameOf(owner.uid);
    throw new AppError(
      'foreign-database',
      500,
      `The database in ${cluster} belongs to the user ${name}. Start Fanlight as ${name}, or give it to yourself: sudo chown -R ${me.name} ${dirname(cluster)}`,
    );
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) };
  const other = accountNamed('postgres') ?? accountNamed('nobody');
  if (other) return other;
  throw new AppError(
    'no-account',
    500,
    'Postgres does not run as root, and this system has neither a user "postgres" nor "nobody". Start Fanlight as an ordinary user.',
  );
}

function lending(account: Account, capability: string): RunAs {
  const only = `-all,+${capability}`;
  const options = [
    ...['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'],
    ...['--inh-caps', only, '--ambient-caps', only, '--bounding-set', only],
    ...['--securebits', '+no_setuid_fixup', '--no-new-privs', '--'],
  ];
  return (file, args) => ({ file: 'setpriv', args: [...options, file, ...args] });
}

function works(runAs: RunAs, installation: Installation, folder: string): boolean {
  const command = runAs('/bin/sh', [
    '-c',
    'test -w "$2" && exec "$1" --version',
    'sh',
    installation.postgres,
    folder,
  ]);
  const { uid, gid } = command;
  const env = databaseEnvironment(installation);
  return spawnSync(command.file, command.args, { uid, gid, env, cwd: '/', stdio: 'ignore' }).status === 0;
}

function closedFolder(path: string): string | undefined {
  const closed: string[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) closed.push(at);
    if (at === dirname(at)) return closed.at(-1);
  }
}

function cannotEnter(account: Account, paths: string[]): AppError {
  const closed = paths.map(closedFolder).find((folder) => folder !== undefined);
  const safe = closed
    ? `Postgres does not run as root, and the user ${account.name} may not enter ${closed}. Let it pass through (chmod o+x ${closed}), or start Fanlight as an ordinary user.`
    : `The built-in database does not run here as the user ${account.name}. Start Fanlight as an ordinary user, or name a Postgres server in DATABASE_URL.`;
  return new AppError('no-entry', 500, safe);
}

/**
 * The way to run programs as `account`, tried out on this very folder.
 * @param folder exists and belongs to the account.
 * @throws AppError one line that says what to do.
 */
export function wayToRun(account: Account, installation: Installation, folder: string): RunAs {
  const asRoot = process.getuid?.() === 0;
  const plain: RunAs = (file, args) =>
    asRoot ? { file, args, uid: account.uid, gid: account.gid } : { file, args };
  const ways = asRoot
    ? [plain, lending(account, 'dac_read_search'), lending(account, 'dac_override')]
    : [plain];
  const way = ways.find((runAs) => works(runAs, installation, folder));
  if (way) return way;
  if (asRoot) throw cannotEnter(account, [installation.postgres, folder]);
  throw new AppError(
    'database-unfit',
    500,
    `The built-in database's programs do not run on this system (${installation.postgres}). It needs glibc on Linux. Name a Postgres server in DATABASE_URL instead.`,
  );
}

/** The operating system's names of all who may open the database. */
export function allowedNames(account: Account): string[] {
  return [...new Set(['root', currentAccount().name, account.name])];
}
