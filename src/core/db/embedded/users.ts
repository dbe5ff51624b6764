/**
 * Who uses the embedded database: one small file for each open use, named after
 * its process. The server and the command-line verbs share one database; the
 * last one out stops it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveToOwnerOf } from '../lock.js';
import { type ProcessIdentity, stillRuns, thisProcess } from '../processes.js';

const folderOf = (dataDir: string) => join(dataDir, 'postgres-users');

let uses = 0;

/** Notes that this process uses the database. @returns the file's path, for `leaveUsers`. */
export function joinUsers(dataDir: string): string {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  giveToOwnerOf(dataDir, folder);
  uses += 1;
  const path = join(folder, `${process.pid}-${uses}`);
  writeFileSync(path, JSON.stringify(thisProcess()));
  giveToOwnerOf(dataDir, path);
  return path;
}

function readUser(path: string): ProcessIdentity | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** Takes this use back and clears away those of dead processes. @returns how many uses remain. */
export function leaveUsers(dataDir: string, mine: string): number {
  rmSync(mine, { force: true });
  let remaining = 0;
  for (const name of readdirSync(folderOf(dataDir))) {
    const path = join(folderOf(dataDir), name);
    const user = readUser(path);
    if (user && stillRuns(user)) remaining += 1;
    else rmSync(path, { force: true });
  }
  return remaining;
}
