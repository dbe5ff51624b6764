/**
 * Statements that a connection parses once. What every page asks is sent by name after its first time: neither the
 * SQL nor the description of its columns goes over the wire again, and Postgres may keep its plan.
 */
import pg from 'pg';

const names = new Map<string, string>();

/** From now on this SQL is sent by a name. For SQL that never changes: names are never forgotten. */
export function nameStatement(sql: string): void {
  if (!names.has(sql)) names.set(sql, `fanlight_${names.size + 1}`);
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const query = pg.Client.prototype.query as unknown as Query;

/** pg's own client, but for the statements that have a name. */
export class NamingClient extends pg.Client {}

NamingClient.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
  const [text, values, ...rest] = args;
  const name = typeof text === 'string' ? names.get(text) : undefined;
  return name === undefined ? query.apply(this, args) : query.call(this, { name, text, values }, ...rest);
} as unknown as typeof pg.Client.prototype.query;
