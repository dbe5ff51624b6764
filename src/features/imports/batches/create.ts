/** A batch is made: from files that were sent, or from a zip of stories. */
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { spoken } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import type { Arrival } from '../actions.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import { type SourceFile, withSourceFile } from '../files/source-file.js';
import { type EntryPlace, type ListedEntry, listEntries } from '../files/zip-entries.js';
import type { Wishes } from '../review/to-draft.js';
import { knownForm } from '../sources/index.js';
import { chooseStories, isStoryName } from './files.js';
import { addBatchJob } from './queue.js';

export interface BatchFile {
  /** Its path, to show and to tell chapters by; never opened. */
  name: string;
  /** Under the data folder; of a file in a zip, the zip. */
  file: string;
  bytes: number;
  sha256: string | null;
  entry: EntryPlace | null;
  /** Why it can't be read at all. */
  fault: string | null;
}

/** What is to be done with works that are here already: `ask` leaves them to their person. */
export const EXISTING = ['ask', 'skip', 'update', 'new'] as const;
export type Existing = (typeof EXISTING)[number];

export interface NewBatch {
  name: string;
  files: readonly BatchFile[];
  leftOut: number;
  wishes: Wishes;
  existing: Existing;
  pseudId?: number;
}

/** A path as people may see it: no control characters, no way out of its folder. */
export const shownPath = (path: string): string =>
  path
    .toWellFormed()
    .split(/[\\/]+/)
    .map((part) => oneLine(stripBidiOverrides(part)).slice(0, 200))
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-8)
    .join('/') || 'file';

const CHUNK = 500;

/** Within the caller's transaction. `withJob: false` leaves the reading to the caller. @returns its key and outward id. */
export async function createBatch(
  trx: Transaction<DB>,
  accountId: number,
  batch: NewBatch,
  at: Date,
  { withJob }: { withJob: boolean },
): Promise<{ key: number; id: string }> {
  if (batch.files.length > IMPORT_LIMITS.batchFiles)
    throw spoken('bad-input', 422, (w) => w.upload.batch(batch.files.length, IMPORT_LIMITS.batchFiles));
  const id = newId();
  const { id: key } = await trx
    .insertInto('import_batches')
    .values({
      public_id: id,
      account_id: accountId,
      name: oneLine(stripBidiOverrides(batch.name)).slice(0, 200) || 'files',
      going_since: at,
      existing: batch.existing,
      pseud_id: batch.pseudId ?? null,
      left_out: batch.leftOut,
      created_at: at,
      changed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const wishes = JSON.stringify(batch.wishes);
  for (let from = 0; from < batch.files.length; from += CHUNK) {
    const rows = batch.files.slice(from, from + CHUNK).map(({ entry, fault, ...file }, i) => ({
      ...file,
      public_id: newId(),
      account_id: accountId,
      batch_id: key,
      position: from + i,
      state: fault === null ? 'waiting' : 'failed',
      error: fault,
      entry: entry === null ? null : JSON.stringify(entry),
      wishes,
      created_at: at,
      changed_at: at,
    }));
    await trx.insertInto('imports').values(rows).execute();
  }
  if (withJob) await addBatchJob(trx, id);
  return { key, id };
}

export const fileOfArrival = (arrival: Arrival, name = arrival.name): BatchFile => ({
  name: shownPath(name),
  file: arrival.file,
  bytes: arrival.bytes,
  sha256: arrival.sha256,
  entry: null,
  fault: null,
});

/**
 * The stories in a zip, or null for a file that is itself a work, or no zip of stories, or one that its reader refuses.
 * @throws ImportError for a zip that holds more than may be brought.
 */
export async function storiesInZip(
  dataDir: string,
  arrival: Arrival,
): Promise<{ files: BatchFile[]; leftOut: number } | null> {
  return withSourceFile(
    join(dataDir, arrival.file),
    async (file) => {
      if ((await file.kind()).kind !== 'zip') return null;
      // What is larger than any work can only be many.
      if (file.size <= IMPORT_LIMITS.file && !(await mayBeMany(file))) return null;
      const entries = await listUnlessRefused(file);
      const { stories, leftOut } = chooseStories(entries);
      if (!stories.some(({ name }) => isStoryName(name))) return null;
      return { files: stories.map((entry) => fileOfEntry(arrival, entry)), leftOut };
    },
    arrival.name,
  );
}

/** The files of a zip; none of one that is of a file's size and unsafe: that is told when it is read. */
async function listUnlessRefused(file: SourceFile): Promise<ListedEntry[]> {
  try {
    return await listEntries(file);
  } catch (error) {
    const isForReader =
      error instanceof ImportError && error.fault === 'unsafe' && file.size <= IMPORT_LIMITS.file;
    if (isForReader) return [];
    throw error;
  }
}

/** Several pages and none that leads to them: works, or chapters, which are told apart by what is in them. */
const isLoosePages = (names: readonly string[]): boolean => {
  const pages = chooseStories(names.map((name) => ({ name }))).stories;
  return (
    pages.length > 1 &&
    !pages.some(({ name }) => /(?:^|\/)(?:index|toc|contents|default)\.x?html?$/i.test(name))
  );
};

/** A zip that no reader knows, or that holds more than a book may. Another fault is told when it is read. */
async function mayBeMany(file: SourceFile): Promise<boolean> {
  try {
    const form = await knownForm(file);
    return form === null || (form === 'html-zip' && isLoosePages((await file.zip()).names));
  } catch (error) {
    if (error instanceof ImportError) return error.fault === 'unsafe';
    throw error;
  }
}

const fileOfEntry = (arrival: Arrival, { name, place, fault }: ListedEntry): BatchFile => ({
  name: shownPath(name),
  file: arrival.file,
  bytes: place.size,
  sha256: null,
  entry: place,
  fault,
});
