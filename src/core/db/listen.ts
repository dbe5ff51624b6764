/** Hears what other connections tell with NOTIFY, on one connection of its own that is made anew whenever it breaks. */
import pg from 'pg';
import type { ConnectionSettings } from './connect.js';
import type { StartLog } from './embedded/index.js';

const AGAIN_MS = 1_000;

export interface Listening {
  close(): Promise<void>;
}

/**
 * `told` is called at each notice on one of the channels, and each time it is connected: what was told meanwhile is
 * lost, so whoever listens looks for itself then.
 */
export function listen(
  settings: ConnectionSettings,
  channels: readonly string[],
  told: (channel: string) => void,
  log: StartLog,
): Listening {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const again = (lost: pg.Client): void => {
    if (client !== lost || closed) return;
    client = undefined;
    void lost.end().catch(() => {});
    timer = setTimeout(() => void connect(), AGAIN_MS);
    timer.unref();
  };

  async function connect(): Promise<void> {
    const own = new pg.Client({
      ...settings,
      application_name: 'fanlight listens',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    client = own;
    own.on('error', (error) => {
      log.warn(`The connection that listens was lost: ${error.message}`);
      again(own);
    });
    own.on('end', () => again(own));
    own.on('notification', ({ channel }) => told(channel));
    try {
      await own.connect();
      for (const channel of channels) await own.query(`listen ${pg.escapeIdentifier(channel)}`);
      for (const channel of channels) told(channel);
    } catch {
      again(own);
    }
  }

  let connecting: Promise<void> | undefined = connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      connecting = undefined;
      await client?.end().catch(() => {});
    },
  };
}
