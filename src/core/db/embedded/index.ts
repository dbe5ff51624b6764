/**
 * The embedded database: a real Postgres under the data folder, reached by a
 * Unix socket alone. It is booted by whoever comes first, attached to by those
 * who come while it runs (also when its first user was killed), restarted when
 * it dies under a running program, and stopped by the last one out.
 */
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock, waitForLock } from '../lock.js';
import { processState, waitUntilGone } from '../processes.js';
import { chooseAccount, wayToRun } from './account.js';
import { findInstallation } from './binaries.js';
import { ensureDatabase, type SocketSettings } from './bootstrap.js';
import { ensureCluster, writeSettings } from './cluster.js';
import {
  awaitReady,
  findPostmaster,
  type StartLog,
  signalStop,
  startPostmaster,
  stopPostmaster,
} from './postmaster.js';
import { APP_DATABASE, APP_ROLE, SOCKET_PORT } from './settings.js';
import { socketFolder } from './socket.js';
import { joinUsers, leaveUsers } from './users.js';

export type { SocketSettings } from './bootstrap.js';
export type { StartLog } from './postmaster.js';

export interface EmbeddedDatabase {
  readonly settings: SocketSettings;
  /** Postgres's version, such as "18.4". */
  readonly version: string;
  /** Gives up this use; the database stops when nobody else uses it. Close every pool before. */
  stop(): Promise<void>;
}

interface Place {
  readonly dataDir: string;
  readonly cluster: string;
  readonly lockPath: string;
}

const LOCK_LIMIT_MS = 15 * 60_000;

/** One process at a time starts, stops, joins or leaves. */
async function underLock<T>(place: Place, log: StartLog, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(place.lockPath, LOCK_LIMIT_MS, (holder) =>
    log.info(`Process ${holder.pid} is starting or stopping the database; waiting for it.`),
  );
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Boots the server, or attaches to the one that runs. @returns its pid. */
async function ensureRunning({ dataDir, cluster }: Place, log: StartLog): Promise<number> {
  for (let found = findPostmaster(cluster); found; found = findPostmaster(cluster)) {
    const { pid, status } = found;
    if (status === 'stopping') {
      await waitUntilGone(pid, 60_000);
    } else if (await awaitReady(cluster, pid, () => processState(pid) !== 'alive', log)) {
      log.info(`The database already runs (process ${pid}); attached to it.`);
      return pid;
    }
  }
  const installation = findInstallation(dataDir);
  const account = chooseAccount(cluster);
  const runAs = await ensureCluster(cluster, account, installation, (folder) =>
    wayToRun(account, installation, folder),
  );
  writeSettings(cluster, account);
  return await startPostmaster(cluster, dataDir, installation, runAs, log);
}

const WATCH_MS = 500;
const MAX_PAUSE_MS = 30_000;

/**
 * Looks after the server's process while the program runs.
 * @param restart may throw; it is tried again after a pause that grows.
 * @returns a function that ends the watch.
 */
function watch(currentPid: () => number, restart: () => Promise<void>, log: StartLog): () => void {
  let timer: NodeJS.Timeout;
  const look = async (pause: number): Promise<void> => {
    let next = WATCH_MS;
    if (processState(currentPid()) !== 'alive') {
      try {
        await restart();
      } catch (error) {
        next = Math.min(pause * 2, MAX_PAUSE_MS);
        log.error(`The database could not be started again: ${(error as Error).message}`);
      }
    }
    if (!ended) schedule(next);
  };
  let ended = false;
  const schedule = (pause: number): void => {
    timer = setTimeout(() => void look(pause), pause);
    timer.unref();
  };
  schedule(WATCH_MS);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** The program ends without having stopped: ask the server to, if nobody else needs it. Cannot wait. */
function leaveAtExit(place: Place, mine: string): void {
  const result = tryLock(place.lockPath);
  if ('heldBy' in result && result.heldBy.pid !== process.pid) return;
  if (leaveUsers(place.dataDir, mine) === 0) signalStop(place.cluster);
  if ('lock' in result) result.lock.release();
}

/**
 * Opens the embedded database of a data folder, which is made if it is missing. For servers and
 * command-line verbs alike: several processes may have it open at once.
 * @throws AppError whose `safe` says in one line what is wrong and what to do.
 */
export async function openEmbedded(dataFolder: string, log: StartLog): Promise<EmbeddedDatabase> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(dataFolder);
  const place = { dataDir, cluster: join(dataDir, 'postgres'), lockPath: join(dataDir, 'postgres.lock') };
  let pid = 0;
  let mine = '';
  let left = false;
  const atExit = () => leaveAtExit(place, mine);

  const leave = async (): Promise<void> => {
    left = true;
    process.removeListener('exit', atExit);
    if (leaveUsers(dataDir, mine) === 0) await stopPostmaster(place.cluster, log);
  };

  const opened = await underLock(place, log, async () => {
    mine = joinUsers(dataDir);
    process.once('exit', atExit);
    try {
      pid = await ensureRunning(place, log);
      const settings = {
        host: socketFolder(place.cluster),
        port: SOCKET_PORT,
        user: APP_ROLE,
        database: APP_DATABASE,
      };
      return { settings, version: await ensureDatabase(settings) };
    } catch (error) {
      await leave();
      throw error;
    }
  });

  const restart = () =>
    underLock(place, log, async () => {
      if (left) return;
      log.error('The database has died; starting it again.');
      pid = await ensureRunning(place, log);
      log.info('The database is back.');
    });
  const endWatch = watch(() => pid, restart, log);

  return {
    ...opened,
    async stop() {
      if (left) return;
      endWatch();
      await underLock(place, log, leave);
    },
  };
}
