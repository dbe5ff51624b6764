/** What the server says of itself, and that it answers in time when its database does not. */
import assert from 'node:assert/strict';
import { createServer as createTcp, connect as dial } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, test } from 'node:test';
import { send } from '../../../test/security/client.js';
import type { App } from '../app.js';
import { systemClock } from '../clock.js';
import { readConfig } from '../config.js';
import { type ConnectionSettings, connect } from '../db/connect.js';
import type { DB } from '../db/tables.js';
import { createLog } from '../log.js';
import { holdSettings } from '../settings.js';
import { createSanitiser } from '../text/index.js';
import { createMetrics, healthRoutes } from './health.js';
import { createLimiter } from './rate-limit.js';
import { open, type Route } from './route.js';
import { createServer } from './server.js';

const silent = { info() {}, warn() {}, error() {} };

/** A server on a database that is there or not. */
async function serverOn(
  settings: ConnectionSettings,
  options: { watched?: boolean; stopping?: () => boolean } = {},
) {
  const { db, pool, close } = connect<DB>(settings, silent, { watched: options.watched ?? false });
  const app: App = {
    config: readConfig({ FANLIGHT_PAGES_PER_MINUTE: '100000' }, '/nonexistent.json'),
    db,
    clock: systemClock,
    log: createLog('silent'),
    settings: holdSettings(db),
    sanitiser: createSanitiser({ workers: 1 }),
    assets: { files: new Map(), url: (name) => `/assets/${name}` },
    limiter: createLimiter(pool, 100_000),
  };
  const routes: Route[] = [
    ...healthRoutes(db, options.stopping ?? (() => false)),
    open('GET', '/', () => ({ kind: 'redirect', to: '/somewhere' })),
  ];
  const server = await createServer({ app, routes, readSession: async () => null });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.addresses()[0];
  after(async () => {
    await server.close();
    await app.sanitiser.close();
    await close();
  });
  return `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`;
}

/** A server that takes connections and says nothing. */
async function blackHole(): Promise<number> {
  const server = createTcp(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const GONE = { host: '/nonexistent', port: 5432, user: 'nobody', database: 'nothing' };

async function timed(origin: string, path: string, headers: Record<string, string> = {}) {
  const start = performance.now();
  const { status, text, headers: answered } = await send(origin, path, { headers });
  return { status, text, headers: answered, ms: performance.now() - start };
}

test('a database that is gone: alive, not ready, 503 at once', async () => {
  const origin = await serverOn(GONE);
  assert.deepEqual([(await timed(origin, '/health/live')).status], [200]);
  const ready = await timed(origin, '/health/ready');
  assert.deepEqual([ready.status, ready.text], [503, 'the database does not answer\n']);
  const page = await timed(origin, '/');
  assert.equal(page.status, 503);
  assert.equal(page.headers['retry-after'], '5');
  assert.match(page.text, /^Service Unavailable\n\nThe database is away for a moment\./);
  assert.equal(page.headers['x-content-type-options'], 'nosniff');
  const json = await timed(origin, '/', { accept: 'application/json' });
  assert.equal(JSON.parse(json.text).error.code, 'unavailable');
  for (const { ms } of [ready, page, json]) assert.ok(ms < 2_000, `${ms} ms`);
});

test('a database that says nothing: the same, in less than two seconds', async () => {
  const settings = { host: '127.0.0.1', port: await blackHole(), user: 'nobody', database: 'nothing' };
  const origin = await serverOn(settings, { watched: true });
  const [live, ready, page] = await Promise.all(
    ['/health/live', '/health/ready', '/'].map((path) => timed(origin, path)),
  );
  assert.deepEqual([live?.status, ready?.status, page?.status], [200, 503, 503]);
  for (const answer of [live, ready, page]) assert.ok((answer?.ms ?? 9e9) < 2_200, `${answer?.ms} ms`);
  assert.ok((await timed(origin, '/')).ms < 200, 'while it is known to be away, refusals come at once');
});

test('not ready while it stops', async () => {
  const origin = await serverOn(GONE, { stopping: () => true });
  const { status, text } = await timed(origin, '/health/ready');
  assert.deepEqual([status, text], [503, 'stopping\n']);
  assert.equal((await timed(origin, '/health/live')).status, 200);
});

test('metrics stand on a loopback port of their own, and count routes, not addresses', async () => {
  const origin = await serverOn(GONE);
  assert.notEqual((await timed(origin, '/metrics')).status, 200);
  const metrics = createMetrics();
  metrics.observe('/works/:id', 404, 0.01);
  const { port, close } = await metrics.listen(0);
  after(close);
  const answer = await timed(`http://127.0.0.1:${port}`, '/metrics');
  assert.equal(answer.status, 200);
  assert.match(
    answer.text,
    /fanlight_http_request_duration_seconds_count\{route="\/works\/:id",status="4xx"\} 1/,
  );
  assert.equal((await timed(`http://127.0.0.1:${port}`, '/')).status, 404);
  // From any other address of this machine nobody listens there.
  const outside = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one && !one.internal && one.family === 'IPv4' ? [one.address] : []));
  for (const address of outside) {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = dial(port, address, () => resolve(false));
      socket.on('error', () => resolve(true));
    });
    assert.ok(refused, address);
  }
});
