/** The Postgres 15 of Debian, where it is installed: a throw-away server for the tests of DATABASE_URL. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isRoot, until } from './support.js';

const BIN = '/usr/lib/postgresql/15/bin';
export const hasPostgres15 = existsSync(join(BIN, 'postgres'));

export interface ForeignServer {
  readonly port: number;
  readonly socketFolder: string;
  /** Runs SQL as the superuser. */
  sql(text: string): Promise<void>;
  stop(): Promise<void>;
}

/** A TCP port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function account(): { uid?: number; gid?: number } {
  if (!isRoot) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts one: over TCP with passwords, over its socket without. The superuser is postgres with the password `top secret`. */
export async function startPostgres15(): Promise<ForeignServer> {
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-pg15-'));
  const user = account();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'top secret\n', { mode: 0o644 });
  const auth = ['--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${passwordFile}`];
  execFileSync(
    join(BIN, 'initdb'),
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-N', ...auth],
    {
      ...{ ...user, cwd: '/', stdio: 'ignore' },
    },
  );
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, fsync: 'off' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server: ChildProcess = spawn(join(BIN, 'postgres'), ['-D', data, ...flags], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  const sql = async (text: string): Promise<void> => {
    const client = new pg.Client({ host: folder, port, user: 'postgres', database: 'postgres' });
    await client.connect();
    try {
      for (const statement of text.split(';')) if (statement.trim()) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await until('Postgres 15 is up', () =>
    sql('select 1').then(
      () => true,
      () => false,
    ),
  );
  return {
    port,
    socketFolder: folder,
    sql,
    async stop() {
      server.kill('SIGQUIT');
      await until('Postgres 15 is down', () => server.exitCode !== null || server.signalCode !== null);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
