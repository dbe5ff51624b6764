/** The database that the configuration asks for: the embedded one, or the server in DATABASE_URL. */
import type { ConnectionSettings } from './connect.js';
import { openEmbedded, type StartLog } from './embedded/index.js';
import { checkExternal } from './external.js';

export interface DatabaseHandle {
  readonly kind: 'embedded' | 'external';
  /** For `connect` and `createPool`, in this process and its worker threads. */
  readonly settings: ConnectionSettings;
  /** Postgres's version, such as "18.4". */
  readonly version: string;
  /** Gives the database up, after every pool is closed. The embedded one stops when nobody else uses it. */
  stop(): Promise<void>;
}

/**
 * Opens the database, for the server and for command-line verbs: a verb attaches to the database
 * that a server runs, or boots it for its time and leaves it to a server that started meanwhile.
 * @throws AppError whose `safe` says in one line what is wrong and what to do.
 */
export async function openDatabase(
  config: { readonly dataDir: string; readonly databaseUrl?: string | undefined },
  log: StartLog,
): Promise<DatabaseHandle> {
  if (config.databaseUrl === undefined)
    return { kind: 'embedded', ...(await openEmbedded(config.dataDir, log)) };
  const { version } = await checkExternal(config.databaseUrl);
  return {
    kind: 'external',
    settings: { connectionString: config.databaseUrl },
    version,
    stop: async () => {},
  };
}
