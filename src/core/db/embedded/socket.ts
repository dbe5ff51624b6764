/**
 * The way to the database's socket. It lies in the database's own folder, which
 * nobody else may enter. An address of a Unix socket holds about 100 bytes, so
 * a deep folder is reached by a short name that stands for it.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, openSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOCKET_PORT } from './settings.js';

/** macOS takes 103 bytes, Linux 107. */
const MAX_BYTES = 100;

export const socketName = `.s.PGSQL.${SOCKET_PORT}`;

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, socketName)) <= MAX_BYTES;
}

const shortNames = new Map<string, string>();

/** A link in the folder for temporary files: its own name if that is free or already right, else a fresh one. */
function linkTo(cluster: string): string {
  const uid = process.getuid?.() ?? 0;
  const tmp = tmpdir().length < 60 ? tmpdir() : '/tmp';
  const link = join(
    tmp,
    `fanlight-${uid}-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`,
  );
  try {
    symlinkSync(cluster, link);
    return link;
  } catch {
    const ours = lstatSync(link, { throwIfNoEntry: false });
    if (ours?.isSymbolicLink() && ours.uid === uid && readlinkSync(link) === cluster) return link;
    const fresh = join(mkdtempSync(join(tmp, 'fanlight-')), 'db');
    symlinkSync(cluster, fresh);
    return fresh;
  }
}

/**
 * A folder name for pg's `host`, good in every thread of this process, and in no other process when
 * it begins with /proc/self.
 * @param cluster the database's folder, which exists.
 */
export function socketFolder(cluster: string): string {
  if (fits(cluster)) return cluster;
  const known = shortNames.get(cluster);
  if (known !== undefined) return known;
  // The descriptor stays open as long as the process: it is the address.
  const name = process.platform === 'linux' ? `/proc/self/fd/${openSync(cluster, 'r')}` : linkTo(cluster);
  shortNames.set(cluster, name);
  return name;
}
