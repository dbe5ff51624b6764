/**
 * Pools of connections. Every pool gets an error handler (without one, a server
 * that stops kills the process), limits on time, and bigints as numbers.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { StartLog } from './embedded/index.js';
import { NamingClient } from './named-statements.js';
import { WatchedPool } from './watched-pool.js';

/** Where the database is: parts, or an address. Plain data that can be sent to a worker thread. */
export type ConnectionSettings =
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }
  | { readonly connectionString: string };

export interface PoolOptions {
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** Most connections at once; 10 if not given. The embedded server has 40 in all. */
  readonly max?: number;
  /** Milliseconds after which the server gives a statement up; 0 for never. 10,000 if not given. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds to wait for a connection, in the queue or from the server. 5,000 if not given. */
  readonly connectTimeoutMs?: number;
  /**
   * For a server: one more connection asks the database all the time, and when it falls silent, waiting
   * queries are given up and new ones refused within two seconds, until it answers again.
   */
  readonly watched?: boolean;
}

export interface Connection<DB> {
  readonly pool: pg.Pool;
  readonly db: Kysely<DB>;
  /** Waits for the queries that run, then closes every connection. Doing it twice does nothing. */
  close(): Promise<void>;
}

/** Type numbers of Postgres's catalogue. */
const INT8 = 20;
const INT8_ARRAY = 1016;
const TEXT_ARRAY: number = 1009;

/** @throws RangeError beyond 2^53, where a number would no longer be the number in the database. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${text} in the database is beyond what a number holds exactly.`);
  return value;
}

function parseInt8Array(text: string): (number | null)[] {
  const asText = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];
  return asText(text).map((item) => (item === null ? null : parseInt8(item)));
}

/** pg's own parsers but for int8, which pg gives as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && id === INT8) return parseInt8;
    if (format !== 'binary' && id === INT8_ARRAY) return parseInt8Array;
    return pg.types.getTypeParser(id, format as 'text');
  },
};

/** A pool on the database. It connects when first asked to. */
export function createPool(settings: ConnectionSettings, log: StartLog, options: PoolOptions = {}): pg.Pool {
  const config: pg.PoolConfig = {
    ...settings,
    Client: NamingClient,
    types,
    application_name: options.name ?? 'fanlight',
    max: options.max ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 10_000,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = options.watched ? new WatchedPool(config, log) : new pg.Pool(config);
  // A connection that breaks says so itself, idle or in somebody's hands; the pool repeats it when idle.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn(`A database connection was lost: ${error.message}`));
  });
  pool.on('error', () => {});
  return pool;
}

/** A pool and the query builder on it. `DB` is the type of the tables. */
export function connect<DB>(
  settings: ConnectionSettings,
  log: StartLog,
  options: PoolOptions = {},
): Connection<DB> {
  const pool = createPool(settings, log, options);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  return {
    pool,
    db,
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}
