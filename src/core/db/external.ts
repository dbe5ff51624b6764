/** A Postgres server of the host's own, named by DATABASE_URL: tried out at start, and every refusal put in plain words. */
import pg from 'pg';
import { AppError } from '../errors.js';

/** The oldest Postgres that the program's SQL runs on, as server_version_num counts. */
const OLDEST = 150_000;

interface Facts {
  version: string;
  number: number;
  encoding: string;
  standby: boolean;
  role: string;
  database: string;
  schema: string | null;
  may_create_tables: boolean | null;
  may_create_schemas: boolean;
  has_job_schema: boolean;
}

const FACTS = `
  select current_setting('server_version') as version,
         current_setting('server_version_num')::int as number,
         current_setting('server_encoding') as encoding,
         pg_is_in_recovery() as standby,
         current_user::text as role,
         current_database()::text as database,
         current_schema()::text as schema,
         has_schema_privilege(current_schema(), 'create') as may_create_tables,
         has_database_privilege(current_database(), 'create') as may_create_schemas,
         exists (select from pg_namespace where nspname = 'graphile_worker') as has_job_schema`;

const refuse = (safe: string, cause?: unknown) =>
  new AppError('database-url', 500, `DATABASE_URL: ${safe}`, { cause });

const quoteName = (name: string) =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

interface Target {
  host: string;
  port: string;
  user: string;
  database: string;
}

/** What pg makes of the address, its defaults and PG… variables included. @throws AppError when it is no address. */
function targetOf(databaseUrl: string): Target {
  try {
    const client = new pg.Client({ connectionString: databaseUrl });
    return {
      host: client.host,
      port: String(client.port),
      user: client.user ?? '',
      database: client.database ?? '',
    };
  } catch (cause) {
    throw refuse(
      'this is no address of a Postgres server. It looks like postgres://user:password@host:5432/database; a special character in the password is written %-encoded.',
      cause,
    );
  }
}

function plainReason(code: string, message: string, target: Target): string | undefined {
  const at = target.host.startsWith('/')
    ? `${target.host}/.s.PGSQL.${target.port}`
    : `${target.host}:${target.port}`;
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing answers at ${at}. Is the Postgres server running, and is the port right?`;
    case 'ENOENT':
      return `there is no socket at ${at}. Is the Postgres server running, and is the folder right?`;
    case 'EACCES':
      return `this user may not open the socket at ${at}.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `no host is called ${target.host}.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${at} cannot be reached from here.`;
    case '28P01':
      return `the server refuses the password of the user ${target.user}.`;
    case '28000':
      return `the server does not let the user ${target.user} in: ${message}.`;
    case '3D000':
      return `the server has no database called ${target.database}. Make it: createdb${target.host.startsWith('/') || target.host ? ` -h ${target.host}` : ''} -p ${target.port} -U ${target.user} -E UTF8 -T template0 ${target.database}`;
    case '42501':
      return `the user ${target.user} may not connect to the database ${target.database}.`;
    case '53300':
      return 'the server has no connection left. Raise its max_connections, or end what uses them.';
    case '57P03':
      return 'the server is still starting up.';
    default:
      break;
  }
  if (/SASL.*password must be a/.test(message))
    return `the server asks for a password, and the address holds none for the user ${target.user}.`;
  if (/does not support SSL/.test(message))
    return 'the server does not speak TLS; take sslmode out of the address, or set TLS up on the server.';
  if (/self.signed|certificate/i.test(message))
    return `the server's certificate is not trusted (${message}). Name its authority with sslrootcert= in the address.`;
  if (/timeout/i.test(message)) return `${at} does not answer.`;
  if (/Connection terminated|ECONNRESET/.test(`${code} ${message}`))
    return `what answers at ${at} is not a Postgres server, or it hangs up.`;
  return undefined;
}

/** Several addresses of one host name fail as one AggregateError; the first says why. */
function rootOf(error: unknown): { code: string; message: string } {
  const first =
    error instanceof AggregateError && error.errors.length > 0 ? (error.errors[0] as unknown) : error;
  const { code, message } = first as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : String(first),
  };
}

async function readFacts(databaseUrl: string): Promise<Facts> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Facts>(FACTS);
    return rows[0]!;
  } finally {
    await client.end().catch(() => {});
  }
}

function check(facts: Facts): void {
  const role = quoteName(facts.role);
  if (facts.number < OLDEST)
    throw refuse(`the server is Postgres ${facts.version}; Fanlight needs 15 or later.`);
  if (facts.standby) throw refuse('the server is a standby that only reads. Name the primary.');
  if (facts.encoding !== 'UTF8') {
    throw refuse(
      `the database ${facts.database} is in ${facts.encoding}. Make one in UTF8: createdb -E UTF8 -T template0 NAME`,
    );
  }
  if (facts.schema === null || !facts.may_create_tables) {
    throw refuse(
      `the user ${facts.role} may not make tables in ${facts.database}. As its owner run: alter database ${quoteName(facts.database)} owner to ${role}`,
    );
  }
  if (!facts.may_create_schemas && !facts.has_job_schema) {
    throw refuse(
      `the user ${facts.role} may not make schemas in ${facts.database}. As its owner run: grant create on database ${quoteName(facts.database)} to ${role}`,
    );
  }
}

const STARTING_LIMIT_MS = 60_000;

/**
 * Tries the server out. One that is just starting up is waited for, up to a minute.
 * @returns its version. @throws AppError `database-url`: what is wrong and what to do, never with the password.
 */
export async function checkExternal(databaseUrl: string): Promise<{ version: string }> {
  const target = targetOf(databaseUrl);
  const until = performance.now() + STARTING_LIMIT_MS;
  for (;;) {
    try {
      const facts = await readFacts(databaseUrl);
      check(facts);
      return { version: facts.version };
    } catch (error) {
      if (error instanceof AppError) throw error;
      const { code, message } = rootOf(error);
      if (code === '57P03' && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        continue;
      }
      throw refuse(plainReason(code, message, target) ?? `the server refuses: ${message}`, error);
    }
  }
}
