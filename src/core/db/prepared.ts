/**
 * Queries whose SQL is built once. Building and compiling a query of thirty columns costs several times what sending it
 * does, so what every page asks is compiled at its first use, and sent by a name with new values after that.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import { may } from '../rights.js';
import type { Viewer } from '../viewer.js';
import { nameStatement } from './named-statements.js';
import type { DB } from './tables.js';

/** Stands in a query's parameters for a value that comes with each call. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Every name is a placeholder; the types say the values, because the builder is to be used as if they stood there. */
function placeholders<V extends object>(): V {
  return new Proxy({} as V, { get: (_none, name) => new Placeholder(String(name)) });
}

function withValues<R>(compiled: CompiledQuery<R>, values: object): CompiledQuery<R> {
  const parameters = compiled.parameters.map((value) =>
    value instanceof Placeholder ? (values as Record<string, unknown>)[value.name] : value,
  );
  return { ...compiled, parameters };
}

/**
 * @param build makes the query; it is called once, with placeholders in place of values. What shapes the SQL (whether
 * a condition is there, how many values a list has) can't come from them: give lists as one array, `= any(…)`.
 */
export function prepared<V extends object, R>(
  build: (db: Kysely<DB>, values: V) => Compilable<R>,
): (db: Kysely<DB>, values: V) => Promise<R[]> {
  let compiled: CompiledQuery<R> | undefined;
  return async (db, values) => {
    if (!compiled) {
      compiled = build(db, placeholders<V>()).compile();
      nameStatement(compiled.sql);
    }
    return (await db.executeQuery(withValues(compiled, values))).rows;
  };
}

/** As `prepared`, for a query that asks who looks: built once for guests, once for members, once for staff. */
export function preparedFor<V extends object, R>(
  build: (db: Kysely<DB>, viewer: Viewer, values: V) => Compilable<R>,
): (db: Kysely<DB>, viewer: Viewer, values: V) => Promise<R[]> {
  type Values = V & { viewerAccount: number };
  const make = (viewer: Viewer) =>
    prepared<Values, R>((db, values) =>
      build(db, viewer.kind === 'guest' ? viewer : { ...viewer, accountId: values.viewerAccount }, values),
    );
  const kinds = new Map<string, ReturnType<typeof make>>();
  return (db, viewer, values) => {
    const kind = viewer.kind === 'guest' ? 'guest' : may(viewer, 'see-hidden') ? 'staff' : 'member';
    const query = kinds.get(kind) ?? make(viewer);
    kinds.set(kind, query);
    return query(db, { ...values, viewerAccount: viewer.kind === 'member' ? viewer.accountId : 0 });
  };
}
