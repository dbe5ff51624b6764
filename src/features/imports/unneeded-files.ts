import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';

/** Those of these files that no import names any more: the files of a zip share it. */
export async function unneededFiles(db: Kysely<DB>, files: readonly string[]): Promise<string[]> {
  const some = [...new Set(files)].filter(Boolean);
  if (some.length === 0) return [];
  const needed = await db
    .selectFrom('imports')
    .select('file')
    .distinct()
    .where((eb) => eb('file', '=', eb.fn.any(eb.val(some))))
    .execute();
  const still = new Set(needed.map(({ file }) => file));
  return some.filter((file) => !still.has(file));
}
