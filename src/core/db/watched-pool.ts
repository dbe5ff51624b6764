/**
 * A pool that notices when the database has fallen silent. A server that is
 * gone refuses at once; one that is frozen, or behind a network that swallows
 * everything, would let each request wait for as long as it lasts. So one
 * connection asks all the time, and while it gets no answer every query that
 * waits is given up and every new one is refused at once.
 */
import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { StartLog } from './embedded/index.js';

const PAUSE_MS = 500;
const SILENCE_MS = 1_200;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

type GetClient = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: pg.PoolClient['release'],
) => void;

/** SQLSTATE "connection failure", which is answered with 503. */
function awayError(): Error {
  return Object.assign(new Error('The database does not answer.'), { code: '08006' });
}

/** Ends the connection without the farewell that the other side would not read. */
function cut(client: pg.ClientBase): void {
  (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
}

export class WatchedPool extends pg.Pool {
  #away = new AbortController();
  readonly #clients = new Set<pg.ClientBase>();
  readonly #log: StartLog;
  readonly #config: pg.PoolConfig;
  #asker: pg.Client | undefined;
  #ended = false;

  constructor(config: pg.PoolConfig, log: StartLog) {
    super(config);
    this.#config = config;
    this.#log = log;
    this.on('connect', (client) => void this.#clients.add(client));
    this.on('remove', (client) => void this.#clients.delete(client));
    void this.#watch();
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: GetClient): void;
  override connect(callback?: GetClient): Promise<pg.PoolClient> | undefined {
    const taken = this.#take();
    if (callback === undefined) return taken;
    taken.then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => {}),
    );
    return undefined;
  }

  override async end(): Promise<void> {
    this.#ended = true;
    if (this.#asker) cut(this.#asker);
    await super.end();
  }

  /** A connection, or a refusal as soon as the database is silent. One that comes too late goes back. */
  #take(): Promise<pg.PoolClient> {
    const { signal } = this.#away;
    if (signal.aborted) return Promise.reject(awayError());
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(awayError());
      signal.addEventListener('abort', giveUp, { once: true });
      super.connect().then(
        (client) => {
          signal.removeEventListener('abort', giveUp);
          if (signal.aborted) client.release(true);
          else resolve(client);
        },
        (error: Error) => {
          signal.removeEventListener('abort', giveUp);
          reject(error);
        },
      );
    });
  }

  async #watch(): Promise<void> {
    while (!this.#ended) {
      const answered = await this.#ask();
      if (this.#ended) return;
      if (answered && this.#away.signal.aborted) {
        this.#away = new AbortController();
        this.#log.info('The database answers again.');
      } else if (!answered && !this.#away.signal.aborted) {
        this.#log.error('The database does not answer; requests are refused until it does.');
        this.#away.abort();
        for (const client of this.#clients) cut(client);
      }
      await sleep(PAUSE_MS);
    }
  }

  /** One question on a connection of its own, which is made anew after a failure. */
  async #ask(): Promise<boolean> {
    const asker = this.#asker ?? this.#makeAsker();
    const question = (this.#asker ? Promise.resolve() : asker.connect()).then(() => asker.query('select 1'));
    this.#asker = asker;
    let answered: boolean | undefined;
    const answer = question.then(
      () => {
        answered = true;
      },
      () => {
        answered = false;
      },
    );
    await Promise.race([answer, sleep(SILENCE_MS)]);
    // This process may have been the one that slept: what came in meanwhile is read before it is judged.
    for (let turn = 0; answered === undefined && turn < 3; turn++)
      await new Promise((resolve) => setImmediate(resolve));
    if (answered !== true) {
      cut(asker);
      this.#asker = undefined;
    }
    return answered === true;
  }

  #makeAsker(): pg.Client {
    const asker = new pg.Client({
      ...this.#config,
      application_name: `${this.#config.application_name ?? ''} watch`,
    });
    asker.on('error', () => {});
    return asker;
  }
}
