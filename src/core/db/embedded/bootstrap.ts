/** The program's own role and database inside the embedded server, made at the first start. */
import pg from 'pg';
import { AppError } from '../../errors.js';
import { APP_DATABASE, APP_ROLE, SUPERUSER } from './settings.js';

/** Where pg connects to. Plain data, to be handed to worker threads of the same process. */
export interface SocketSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

async function withClient<T>(settings: SocketSettings, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function makeRoleAndDatabase(settings: SocketSettings): Promise<void> {
  await withClient({ ...settings, user: SUPERUSER, database: 'postgres' }, async (client) => {
    const { rows } = await client.query<{ role: boolean; base: boolean }>(
      `select exists (select from pg_roles where rolname = '${APP_ROLE}') as role,
              exists (select from pg_database where datname = '${APP_DATABASE}') as base`,
    );
    if (!rows[0]?.role)
      await client.query(`create role ${APP_ROLE} login createdb in role pg_monitor, pg_checkpoint`);
    if (!rows[0]?.base) await client.query(`create database ${APP_DATABASE} owner ${APP_ROLE}`);
  });
}

const readVersion = (settings: SocketSettings) =>
  withClient(settings, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '';
  });

/** SQLSTATEs of "no such role, or not for you" and "no such database". */
const MISSING = ['28000', '3D000'];

/**
 * Connects as the program's role; makes role and database when they are missing.
 * @returns Postgres's version. @throws AppError when this user may not open the database.
 */
export async function ensureDatabase(settings: SocketSettings): Promise<string> {
  try {
    return await readVersion(settings);
  } catch (error) {
    if (!MISSING.includes((error as { code?: string }).code ?? '')) throw error;
  }
  try {
    await makeRoleAndDatabase(settings);
    return await readVersion(settings);
  } catch (cause) {
    if ((cause as { code?: string }).code !== '28000') throw cause;
    const safe =
      'The database runs, but another user of this system started it, who alone may use it. Stop it there, or work as that user.';
    throw new AppError('foreign-database', 500, safe, { cause });
  }
}
