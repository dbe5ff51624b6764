/**
 * The database server's settings. It serves one program on one machine beside
 * its Node processes, so it is kept small. What guards the data (fsync,
 * synchronous_commit, full_page_writes) stays at Postgres's defaults.
 */

/** The role that the program works as. It owns its database and is no superuser. */
export const APP_ROLE = 'fanlight';
export const APP_DATABASE = 'fanlight';
/** The role that initdb makes. Used once, to make the other. */
export const SUPERUSER = 'postgres';
/** Only part of the socket's name; no port is opened. */
export const SOCKET_PORT = 5432;

/** postgresql.conf. A host's own wishes go into host.conf beside it. */
export function serverSettings(): string {
  return `# Fanlight writes this file at every start. Your own settings belong in host.conf beside it.
shared_buffers = 64MB
max_connections = 40
max_worker_processes = 6
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
io_workers = 2
autovacuum_max_workers = 2
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 512MB
random_page_cost = 1.1
jit = off
min_wal_size = 80MB
max_wal_size = 512MB
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
log_line_prefix = '%m [%p] '
log_timezone = 'UTC'
timezone = 'UTC'
datestyle = 'iso, mdy'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
default_text_search_config = 'pg_catalog.english'

include 'host.conf'

# The program finds the database by these.
listen_addresses = ''
unix_socket_directories = '.'
unix_socket_permissions = 0700
port = ${SOCKET_PORT}
logging_collector = off
log_destination = 'stderr'
`;
}

/** What host.conf holds before a host writes in it. */
export const HOST_SETTINGS =
  '# Your own settings for the database, such as shared_buffers = 1GB. Fanlight never changes this file.\n';

/** pg_hba.conf: the kernel vouches for who is at the other end of the socket; there is no password to lose. */
export function hbaSettings(): string {
  return 'local all all peer map=fanlight\n';
}

/** pg_ident.conf: which of the system's users may work as which role. */
export function identSettings(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  return quoted
    .flatMap((name) => [`fanlight ${name} ${APP_ROLE}`, `fanlight ${name} ${SUPERUSER}`])
    .join('\n')
    .concat('\n');
}
