/** What the host named on the command line: its files, copied into the data folder unless they were brought before. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import { asAppError } from '../../../core/errors.js';
import type { Member } from '../../../core/viewer.js';
import { dropFile, keepStream } from '../upload.js';
import { type BatchFile, fileOfArrival, storiesInZip } from './create.js';
import { chooseStories, naturalOrder } from './files.js';

/** One line of the answer: what was named, and what became of it. */
export interface Outcome {
  file: string;
  /** `here`: the person has this work already. */
  state: 'posted' | 'draft' | 'updated' | 'here' | 'review' | 'failed';
  /** Of the work, else of the import; null where there is neither. */
  id: string | null;
  isWork: boolean;
  message: string | null;
}

export type Parts = Pick<App, 'db' | 'sanitiser' | 'config' | 'clock' | 'settings' | 'log'>;

export interface Person {
  viewer: Member;
  pseudId: number;
}

/** Files under a folder, as paths that begin with it. Links are not followed. */
async function filesUnder(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesUnder(path)));
    else if (entry.isFile()) found.push(path);
  }
  return found.sort(naturalOrder);
}

/** Whether what was named is more than one work. */
export async function isMany(paths: readonly string[]): Promise<boolean> {
  if (paths.length !== 1) return true;
  const [path = ''] = paths;
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true || /\.zip$/i.test(path);
}

const unreadable = (path: string): Outcome => ({
  file: path,
  state: 'failed',
  id: null,
  isWork: false,
  message: `“${path}” is not a file that can be read.`,
});

/** Every file that the paths name; stories of folders, and whatever is named itself. */
export async function pathsOf(
  given: readonly string[],
): Promise<{ paths: (string | Outcome)[]; leftOut: number }> {
  const paths: (string | Outcome)[] = [];
  let leftOut = 0;
  for (const path of given) {
    const found = await stat(path).catch(() => null);
    if (!found) paths.push(unreadable(path));
    else if (!found.isDirectory()) paths.push(path);
    else {
      const chosen = chooseStories((await filesUnder(path)).map((name) => ({ name })));
      paths.push(...chosen.stories.map(({ name }) => name));
      leftOut += chosen.leftOut;
    }
  }
  return { paths, leftOut };
}

interface Before {
  state: string;
  id: string;
  workId: string | null;
  /** Of a batch that was begun at the command line and not ended. */
  batchId: string | null;
}

/** What became of a file of these very bytes before. What failed then is tried anew. */
async function broughtBefore(db: Kysely<DB>, accountId: number, sha256: string): Promise<Before | undefined> {
  return db
    .selectFrom('imports')
    .leftJoin('works', 'works.id', 'imports.work_id')
    .leftJoin('import_batches', (on) =>
      on.onRef('import_batches.id', '=', 'imports.batch_id').on('import_batches.existing', '<>', 'ask'),
    )
    .where('imports.account_id', '=', accountId)
    .where('imports.sha256', '=', sha256)
    .where('imports.state', '<>', 'failed')
    .where((eb) => eb.or([eb('imports.state', '<>', 'saved'), eb('works.id', 'is not', null)]))
    .select([
      'imports.state',
      'imports.public_id as id',
      'works.public_id as workId',
      'import_batches.public_id as batchId',
    ])
    .orderBy(sql`imports.work_id is not null`, 'desc')
    .orderBy('imports.id')
    .executeTakeFirst();
}

type Slot = Outcome | { file: string; position: number } | { file: string; earlier: Before };

interface Gathered {
  slots: Slot[];
  files: BatchFile[];
}

/** Copies one file into the data folder, unless it was brought before. */
async function gather(
  parts: Parts,
  person: Person,
  path: string,
  again: boolean,
  into: Gathered,
): Promise<void> {
  const { dataDir } = parts.config;
  const arrival = await keepStream(dataDir, path, createReadStream(path));
  const earlier = again ? undefined : await broughtBefore(parts.db, person.viewer.accountId, arrival.sha256);
  if (earlier) {
    await dropFile(dataDir, arrival.file);
    into.slots.push({ file: path, earlier });
    return;
  }
  const zip = await storiesInZip(dataDir, arrival);
  for (const file of zip?.files ?? [fileOfArrival(arrival, path)]) {
    into.slots.push({ file: zip ? join(path, file.name) : path, position: into.files.length });
    into.files.push(file);
  }
}

/** @returns a slot for each file, in order, and the files that are new. */
export async function gatherAll(
  parts: Parts,
  person: Person,
  paths: readonly (string | Outcome)[],
  again: boolean,
): Promise<Gathered> {
  const gathered: Gathered = { slots: [], files: [] };
  for (const path of paths) {
    if (typeof path !== 'string') gathered.slots.push(path);
    else
      try {
        await gather(parts, person, path, again, gathered);
      } catch (thrown) {
        const error = asAppError(thrown);
        if (error.status >= 500 && (thrown as { code?: string }).code !== 'EACCES') throw thrown;
        gathered.slots.push(
          error.status >= 500 ? unreadable(path) : { ...unreadable(path), message: error.safe },
        );
      }
  }
  return gathered;
}
