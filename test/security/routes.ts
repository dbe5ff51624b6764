/** The routes of a server as it knows them itself. */
import type { FastifyInstance } from 'fastify';

const LINE = /^(?<indent>.*?)[└├]── (?<path>\S*)(?: \((?<methods>[A-Z, ]+)\))?$/;

/** `METHOD path` of every route, read from the tree that the router prints; HEAD goes with its GET. */
export function routesOf(server: FastifyInstance): string[] {
  const above: string[] = [];
  const routes: string[] = [];
  for (const row of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const found = LINE.exec(row)?.groups;
    if (!found) continue;
    const depth = (found.indent ?? '').length / 4;
    above.length = depth;
    above[depth] = found.path ?? '';
    const path = above.join('').replace(/^\/\//, '/');
    for (const method of (found.methods ?? '').split(', '))
      if (method && method !== 'HEAD') routes.push(`${method} ${path}`);
  }
  return routes.sort();
}

/** A route's path with its parameters filled in, as it stands in a link. */
export const fill = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
