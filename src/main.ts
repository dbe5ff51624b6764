/** The server: everything is opened here, in order, and stopped in order. */
import { openArchive } from './archive.js';
import { readConfig } from './core/config.js';
import { lockDataFolder } from './core/db/lock.js';
import { AppError, ConfigError } from './core/errors.js';
import { limitHeapGrowth } from './core/heap.js';
import { createMetrics, healthRoutes } from './core/http/health.js';
import { seenHost } from './core/http/seen-host.js';
import { createServer } from './core/http/server.js';
import { runJobs } from './core/jobs/queue.js';
import { createLog, serverOutput } from './core/log.js';
import { createStopper } from './core/stop.js';
import { setupToken } from './features/admin/index.js';
import { startFind } from './features/find/index.js';
import { readSession } from './features/people/index.js';
import { allJobs, allRoutes, schedule } from './rooms.js';

/** So that a letter goes out while a long import is read. */
const JOBS_AT_A_TIME = 2;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function serve(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL, serverOutput());
  const stopper = createStopper(log);
  try {
    const lock = lockDataFolder(config.dataDir);
    const metrics = createMetrics();
    const archive = await openArchive(config, log, { assets: true, watched: true });
    const { pool } = archive;
    const finding = startFind(archive.app, archive.database.settings);
    const app = { ...archive.app, find: finding.finder };
    const server = await createServer({
      app,
      routes: [
        ...healthRoutes(
          app.db,
          () => stopper.stopping,
          () => `searches: ${finding.finder.by}`,
        ),
        ...allRoutes(app),
      ],
      readSession: (token, now) => readSession(app.db, token, now),
      observe: metrics.observe,
    });
    stopper.add('the pages', () => server.close());
    stopper.add('the searches', () => finding.stop());
    const runner = await runJobs(pool, allJobs(app), log, { concurrency: JOBS_AT_A_TIME, schedule });
    stopper.add('the jobs', () => runner.stop());
    const metricsServer = await metrics.listen(config.METRICS_PORT);
    stopper.add('the metrics', () => metricsServer.close());
    stopper.add('the database', () => archive.close());
    stopper.add('the lock', () => lock.release());

    limitHeapGrowth();
    await server.listen({ port: config.PORT, host: config.HOST });
    log.info({ port: metricsServer.port }, 'metrics on loopback');
    const bound = server.addresses()[0];
    await announce(typeof bound === 'object' ? bound.port : config.PORT);

    async function announce(port: number): Promise<void> {
      const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST;
      const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
      const settings = await app.settings.get();
      say(`\nFanlight is open at ${address}`);
      if (settings === null)
        say(`Set it up here, once: ${address}/setup?token=${await setupToken(config.dataDir)}`);
      const configured = config.FANLIGHT_URL ?? settings?.address;
      const seen = await seenHost(app.db);
      if (configured && seen && new URL(configured).host !== seen) {
        say(
          `Its address is set to ${configured}, but its host last came by ${seen}: set FANLIGHT_URL, or have the proxy pass the Host header on.`,
        );
      }
      say('');
    }
  } catch (error) {
    const plain =
      error instanceof AppError
        ? error.safe
        : error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
          ? `Port ${config.PORT} is taken on ${config.HOST}. Stop what uses it, or choose another with PORT.`
          : null;
    if (plain) process.stderr.write(`${plain}\n`);
    else log.fatal({ err: error }, 'the start failed');
    await stopper.stop('the start failed', 1);
  }
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});
