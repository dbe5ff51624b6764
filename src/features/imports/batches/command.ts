/** A batch from the command line: files and folders of the host's disk, read and saved in this process. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import { asAppError, badInput } from '../../../core/errors.js';
import type { Member } from '../../../core/viewer.js';
import type { Wishes } from '../review/to-draft.js';
import { dropFile, keepStream } from '../upload.js';
import { type BatchFile, createBatch, type Existing, fileOfArrival, storiesInZip } from './create.js';
import { chooseStories, naturalOrder } from './files.js';
import { stepTools } from './job.js';
import { type BatchFileRow, batchById, countsOf, isToReview, reportOf } from './queries.js';
import { stepBatch } from './step.js';

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

export interface ManyOptions {
  wishes: Wishes;
  wish: 'draft' | 'posted';
  existing: Exclude<Existing, 'ask'>;
  /** Told after each step. */
  progress(done: number, total: number): void;
  /** Told once, when there is something to go on with after an interruption. */
  began(batchId: string): void;
}

type Parts = Pick<App, 'db' | 'sanitiser' | 'config' | 'clock' | 'settings' | 'log'>;

interface Person {
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
async function pathsOf(given: readonly string[]): Promise<{ paths: (string | Outcome)[]; leftOut: number }> {
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

async function gatherAll(
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

/** Reads all that waits, then saves all that can be saved. */
async function carryThrough(parts: Parts, person: Person, batchId: string, options: ManyOptions) {
  const { db } = parts;
  const tools = await stepTools(parts);
  const batch = await batchById(db, person.viewer, batchId);
  if (!batch) throw badInput(`There is no batch “${batchId}” of this person.`);
  await db
    .updateTable('import_batches')
    .set({ going_since: parts.clock.now() })
    .where('id', '=', batch.key)
    .execute();
  const counts = await countsOf(db, batch);
  let done = counts.files - counts.waiting;
  const run = async (): Promise<void> => {
    for (;;) {
      const step = await stepBatch(tools, batchId);
      if (step === 'done') return;
      if (step !== 'read') continue;
      done += 1;
      options.progress(done, counts.files);
    }
  };
  await run();
  await db
    .updateTable('imports')
    .set({ wish: options.wish, error: null })
    .where('batch_id', '=', batch.key)
    .where(isToReview)
    .execute();
  await run();
  return reportOf(db, batch);
}

function outcomeOf(file: string, row: BatchFileRow, wish: 'draft' | 'posted', words: StepWords): Outcome {
  const lacks = row.missing.filter((name) => name !== 'language').map((name) => words.missable[name]);
  const why =
    row.error ?? (lacks.length > 0 && wish === 'draft' ? `${words.missing} ${lacks.join(', ')}.` : null);
  if (row.state === 'saved' && row.workId) {
    const updated = row.existing?.id === row.workId;
    const state = updated ? 'updated' : wish;
    return { file, state, id: row.workId, isWork: true, message: updated ? null : why };
  }
  if (row.isHere && row.existing)
    return {
      file,
      state: 'here',
      id: row.existing.id,
      isWork: true,
      message: words.hereAs(row.existing.title),
    };
  const state = row.state === 'failed' ? 'failed' : 'review';
  return { file, state, id: row.id, isWork: false, message: why };
}

interface StepWords {
  missing: string;
  missable: Record<string, string>;
  hereAs(title: string): string;
}

/** Goes on with a batch that was begun before. @throws badInput when it is not this person's. */
export async function resumeMany(
  parts: Parts,
  person: Person,
  batchId: string,
  options: ManyOptions,
  words: StepWords,
): Promise<Outcome[]> {
  const rows = await carryThrough(parts, person, batchId, options);
  return rows.map((row) => outcomeOf(row.name, row, options.wish, words));
}

/**
 * Brings files, folders and zips. A file that was brought before is not brought again: one whose run was interrupted is
 * gone on with. @returns an outcome for each file, in order.
 */
export async function importMany(
  parts: Parts,
  person: Person,
  given: readonly string[],
  options: ManyOptions,
  words: StepWords,
): Promise<Outcome[]> {
  const { paths, leftOut } = await pathsOf(given);
  const { slots, files } = await gatherAll(parts, person, paths, options.existing === 'new');
  const now = parts.clock.now();
  let rows: BatchFileRow[] = [];
  if (files.length > 0) {
    const { id } = await parts.db.transaction().execute((trx) =>
      createBatch(
        trx,
        person.viewer.accountId,
        {
          name: given.join(', '),
          files,
          leftOut,
          wishes: options.wishes,
          existing: options.existing,
          pseudId: person.pseudId,
        },
        now,
        { withJob: false },
      ),
    );
    options.began(id);
    rows = await carryThrough(parts, person, id, options);
  }
  const begun = new Set(
    slots.flatMap((slot) => ('earlier' in slot && slot.earlier.batchId ? [slot.earlier.batchId] : [])),
  );
  const earlierRows = new Map<string, BatchFileRow>();
  for (const batchId of begun) {
    const batch = await batchById(parts.db, person.viewer, batchId);
    const open = batch ? await countsOf(parts.db, batch) : undefined;
    if (!open || open.waiting + open.review === 0) continue;
    for (const row of await carryThrough(parts, person, batchId, options)) earlierRows.set(row.id, row);
  }
  return slots.map((slot) => {
    if ('state' in slot) return slot;
    if ('position' in slot) return outcomeOf(slot.file, rows[slot.position]!, options.wish, words);
    const row = earlierRows.get(slot.earlier.id);
    if (row && slot.earlier.state !== 'saved') return outcomeOf(slot.file, row, options.wish, words);
    const { workId, id } = slot.earlier;
    return workId
      ? { file: slot.file, state: 'here', id: workId, isWork: true, message: null }
      : { file: slot.file, state: 'review', id, isWork: false, message: null };
  });
}
