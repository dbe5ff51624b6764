/** Whether the process lives, whether it can answer, and what it has done; the last on a loopback port of its own. */
import { createServer, type Server } from 'node:http';
import { type Kysely, sql } from 'kysely';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { DB } from '../db/tables.js';
import type { Route } from './route.js';
import { open } from './route.js';

const plain = (status: number, body: string) => ({
  kind: 'bytes' as const,
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
  headers: { 'cache-control': 'no-store' },
});

/** Readiness asks the database and gives it two seconds. `says` is a line more, of parts that others stand in for. */
export function healthRoutes(
  db: Kysely<DB>,
  stopping: () => boolean,
  says: () => string = () => '',
): Route[] {
  return [
    open('GET', '/health/live', () => plain(200, 'live'), { bare: true }),
    open(
      'GET',
      '/health/ready',
      async () => {
        if (stopping()) return plain(503, 'stopping');
        const answered = await Promise.race([
          sql`select 1`.execute(db).then(
            () => true,
            () => false,
          ),
          new Promise<false>((resolve) => setTimeout(resolve, 2_000, false).unref()),
        ]);
        return answered ? plain(200, `ready\n${says()}`.trim()) : plain(503, 'the database does not answer');
      },
      { bare: true },
    ),
  ];
}

export interface Metrics {
  observe(route: string, status: number, seconds: number): void;
  /** Listens on loopback. @returns the port, and how to stop. */
  listen(port: number): Promise<{ port: number; close(): Promise<void> }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'fanlight_http_request_duration_seconds',
    help: 'How long answers took, by route and kind of status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  return {
    observe: (route, status, took) =>
      seconds.observe({ route, status: `${Math.floor(status / 100)}xx` }, took),
    async listen(port) {
      const server: Server = createServer((request, response) => {
        if (request.url !== '/metrics') {
          response.writeHead(404).end();
          return;
        }
        registry.metrics().then(
          (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
          () => response.writeHead(500).end(),
        );
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      const address = server.address();
      return {
        port: typeof address === 'object' && address ? address.port : port,
        close: () => new Promise((resolve) => server.close(() => resolve())),
      };
    },
  };
}
