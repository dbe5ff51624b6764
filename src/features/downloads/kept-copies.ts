/**
 * Files that were made once are kept under the data folder by a hash of everything that went into them, so that a
 * copy of what is no longer so can't be served. All of them can be thrown away at any time.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkDocument } from '../works/index.js';
import { type DownloadFormat, GENERATOR } from './write.js';

const MOST_COPIES = 2_000;

const folderOf = (dataDir: string): string => join(dataDir, 'cache', 'downloads');

const making = new Map<string, Promise<void>>();

/** Where a whole file of this document lies; made now when there is none. Asked for twice at once, it is made once. */
export async function keptCopy(
  dataDir: string,
  document: WorkDocument,
  format: DownloadFormat,
  make: (path: string) => Promise<unknown>,
): Promise<{ path: string; bytes: number }> {
  const hash = createHash('sha256').update(GENERATOR).update(JSON.stringify(document)).digest('hex');
  const path = join(folderOf(dataDir), `${hash}.${format}`);
  const before = await stat(path).catch(() => null);
  if (before) {
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return { path, bytes: before.size };
  }
  let made = making.get(path);
  if (!made) {
    made = mkdir(folderOf(dataDir), { recursive: true })
      .then(() => make(path))
      .then(() => prune(dataDir))
      .finally(() => making.delete(path));
    making.set(path, made);
  }
  await made;
  return { path, bytes: (await stat(path)).size };
}

/** Leaves the copies that were asked for last. */
async function prune(dataDir: string): Promise<void> {
  const folder = folderOf(dataDir);
  const names = await readdir(folder);
  if (names.length <= MOST_COPIES) return;
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  );
  files.sort((a, b) => b.at - a.at);
  await Promise.all(
    files.slice(MOST_COPIES * 0.9).map(({ name }) => rm(join(folder, name), { force: true })),
  );
}
