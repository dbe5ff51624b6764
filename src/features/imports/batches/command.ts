/** A batch from the command line: files and folders of the host's disk, read and saved in this process. */
import { badInput } from '../../../core/errors.js';
import type { Wishes } from '../review/to-draft.js';
import { createBatch, type Existing } from './create.js';
import { gatherAll, type Outcome, type Parts, type Person, pathsOf } from './gather.js';
import { stepTools } from './job.js';
import { type BatchFileRow, batchById, countsOf, isToReview, reportOf } from './queries.js';
import { stepBatch } from './step.js';

export interface ManyOptions {
  wishes: Wishes;
  wish: 'draft' | 'posted';
  existing: Exclude<Existing, 'ask'>;
  /** Told after each step. */
  progress(done: number, total: number): void;
  /** Told once, when there is something to go on with after an interruption. */
  began(batchId: string): void;
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
