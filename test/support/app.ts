/** The whole server on a free port, with a database, a data folder and a clock of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../src/core/clock.js';
import { readConfig } from '../../src/core/config.js';
import { type Assets, bundleAssets } from '../../src/core/http/assets.js';
import { createLimiter } from '../../src/core/http/rate-limit.js';
import type { Route } from '../../src/core/http/route.js';
import { createServer } from '../../src/core/http/server.js';
import { runJobs } from '../../src/core/jobs/queue.js';
import { createLog } from '../../src/core/log.js';
import { type GivenSettings, holdSettings, type Settings, writeSettings } from '../../src/core/settings.js';
import { createSanitiser } from '../../src/core/text/index.js';
import type { FindApp } from '../../src/features/find/index.js';
import { readSession } from '../../src/features/people/index.js';
import { allJobs, allRoutes } from '../../src/rooms.js';
import { createTestDatabase, type TestDatabase } from './db.js';
import { derivedFirst } from './derived-first.js';

export interface TestApp {
  app: FindApp;
  database: TestDatabase;
  server: FastifyInstance;
  routes: readonly Route[];
  /** `http://127.0.0.1:PORT` */
  origin: string;
  clock: { set(time: Date): void };
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** null leaves the archive as before set-up. */
  settings?: Partial<Settings> | null;
  /** Frozen at this time; else the system's clock. */
  at?: Date;
  jobs?: boolean;
  env?: Record<string, string>;
}

let assets: Promise<Assets> | undefined;

export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fanlight-test-'));
  const database = await createTestDatabase();
  const log = createLog(process.env.TEST_LOG ?? 'fatal');
  let time = options.at;
  const clock: Clock = { now: () => time ?? new Date() };
  const config = readConfig(
    { FANLIGHT_DATA: dataDir, PORT: '0', FANLIGHT_PAGES_PER_MINUTE: '100000', ...options.env },
    '/nonexistent.json',
  );
  assets ??= bundleAssets();
  const app: FindApp = {
    config,
    db: database.db,
    clock,
    log,
    settings: holdSettings(database.db, 0),
    sanitiser: createSanitiser({ workers: 1 }),
    assets: await assets,
    limiter: createLimiter(database.pool, config.FANLIGHT_PAGES_PER_MINUTE),
    find: derivedFirst(database.db, clock),
  };
  const routes = allRoutes(app);
  const server = await createServer({
    app,
    routes,
    readSession: (token, now) => readSession(database.db, token, now),
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.addresses()[0];
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`;
  if (options.settings !== null) {
    const settings: GivenSettings = {
      name: 'Test Archive',
      address: origin,
      language: 'en',
      timeZone: 'UTC',
      joining: 'closed',
      ...options.settings,
    };
    await writeSettings(database.db, settings, clock.now());
  }
  const runner = options.jobs === false ? undefined : await runJobs(database.pool, allJobs(app), log);
  return {
    app,
    database,
    server,
    routes,
    origin,
    clock: {
      set(at) {
        time = at;
      },
    },
    async close() {
      await runner?.stop();
      await server.close();
      await app.sanitiser.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** For the top of a test file: everything is closed when the file's tests are done. */
export async function testApp(options?: TestAppOptions): Promise<TestApp> {
  const made = await createTestApp(options);
  after(() => made.close());
  return made;
}
