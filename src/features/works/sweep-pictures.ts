/**
 * Pictures that nobody needs any more. A work's pictures stay as long as the work, also those that its text does not
 * show now: an older version may be put back. One that no work has taken stays while something holds it, such as
 * an import in review, and for a week. A file stays while any row names it.
 */
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { MEDIA_LOCK, mediaFolder } from './media.js';

const DAY_MS = 86_400_000;
const UNCLAIMED_DAYS = 7;
const AT_ONCE = 500;

/** Which of these pictures, by outward id, something other than a work still needs. */
export type Holder = (db: Kysely<DB>, publicIds: readonly string[]) => Promise<Set<string>>;

/** @returns how many rows and how many files went. */
export async function sweepPictures(
  db: Kysely<DB>,
  dataDir: string,
  holders: readonly Holder[],
  at: Date,
): Promise<{ rows: number; files: number }> {
  return { rows: await sweepRows(db, holders, at), files: await sweepFiles(db, mediaFolder(dataDir), at) };
}

async function sweepRows(db: Kysely<DB>, holders: readonly Holder[], at: Date): Promise<number> {
  const before = new Date(at.getTime() - UNCLAIMED_DAYS * DAY_MS);
  let swept = 0;
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('media')
      .select(['id', 'public_id'])
      .where('work_id', 'is', null)
      .where('created_at', '<', before)
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return swept;
    last = rows.at(-1)!.id;
    const ids = rows.map((row) => row.public_id);
    const held = (await Promise.all(holders.map((holder) => holder(db, ids)))).flatMap((found) => [...found]);
    const free = ids.filter((id) => !held.includes(id));
    if (free.length === 0) continue;
    const { numDeletedRows } = await db
      .deleteFrom('media')
      .where('public_id', 'in', free)
      .where('work_id', 'is', null)
      .executeTakeFirstOrThrow();
    swept += Number(numDeletedRows);
  }
}

const names = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

async function sweepFiles(db: Kysely<DB>, folder: string, at: Date): Promise<number> {
  let swept = 0;
  for (const shelf of await names(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    const old: string[] = [];
    for (const name of await names(join(folder, shelf))) {
      const kept = await stat(join(folder, shelf, name)).catch(() => null);
      if (kept && at.getTime() - kept.mtimeMs > DAY_MS) old.push(name);
    }
    for (let i = 0; i < old.length; i += AT_ONCE)
      swept += await takeAway(db, join(folder, shelf), old.slice(i, i + AT_ONCE));
  }
  return swept;
}

/** Nobody gets a row for a file while it is decided whether the file has one. */
function takeAway(db: Kysely<DB>, shelf: string, files: readonly string[]): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${MEDIA_LOCK})`.execute(trx);
    const rows = await trx
      .selectFrom('media')
      .select('sha256')
      .distinct()
      .where('sha256', 'in', [...files])
      .execute();
    const needed = new Set(rows.map(({ sha256 }) => sha256));
    const free = files.filter((file) => !needed.has(file));
    for (const file of free) await unlink(join(shelf, file)).catch(() => undefined);
    return free.length;
  });
}
