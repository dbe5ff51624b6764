/** The whole server with its health pages, on a frozen clock, and people of every kind. */
import { after } from 'node:test';
import { healthRoutes } from '../../src/core/http/health.js';
import type { Route } from '../../src/core/http/route.js';
import { createServer } from '../../src/core/http/server.js';
import { readSession } from '../../src/features/people/index.js';
import { createTestApp, type TestApp, type TestAppOptions } from '../support/app.js';
import { routesOf } from './routes.js';
import { makePeople, type People } from './viewers.js';

export const AT = new Date('2026-03-01T10:00:00Z');

export interface Serving {
  origin: string;
  routes: string[];
  close(): Promise<void>;
}

/** A server over these routes, on the database of a test app. */
export async function serve(test: TestApp, routes: readonly Route[]): Promise<Serving> {
  const server = await createServer({
    app: test.app,
    routes: [...healthRoutes(test.app.db, () => false), ...routes],
    readSession: (token, now) => readSession(test.app.db, token, now),
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.addresses()[0];
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`,
    routes: routesOf(server),
    async close() {
      await server.close();
    },
  };
}

/** For the top of a test file: everything is closed when its tests are done. */
export async function testSite(
  options: TestAppOptions = {},
): Promise<{ test: TestApp; people: People; serving: Serving }> {
  const test = await createTestApp({ at: AT, ...options });
  const people = await makePeople(test.app);
  const serving = await serve(test, test.routes);
  after(async () => {
    await serving.close();
    await test.close();
  });
  return { test, people, serving };
}
