/** Brings a file of tags in, whole or not at all, or says first what it would change. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { AppError } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import { findOrCreateTags } from '../actions.js';
import { mustWrangle, type Performed, type Wrangler, writeAct } from '../graph/acts.js';
import { loadGraph } from '../graph/load.js';
import type { Delta } from '../graph/model.js';
import { changeGraph } from '../graph/store.js';
import { tagKey } from '../names.js';
import { readCsv } from './csv.js';
import { readJson, type TagEntry } from './document.js';
import { type Conflict, type ImportPlan, planImport } from './plan-import.js';

/** JSON begins with a brace; everything else is a table. @throws badInput that says which row is wrong. */
export const readTagFile = (text: string, words: Messages): TagEntry[] =>
  /^\s*\{/.test(text.replace(/^\ufeff/, '')) ? readJson(text, words) : readCsv(text, words);

/** What the file would change here, with nothing written. @throws notFound for whoever has not the right. */
export async function previewImport(
  db: Kysely<DB>,
  by: Wrangler,
  entries: readonly TagEntry[],
): Promise<ImportPlan> {
  mustWrangle(by);
  return plan(db, entries);
}

/** The file and the archive disagree; nothing was changed. */
export class ImportConflicts extends AppError {
  readonly conflicts: readonly Conflict[];

  constructor(conflicts: readonly Conflict[], words: Messages) {
    super('tags-conflicts', 422, words.wrangling.file.refused(conflicts.length));
    this.conflicts = conflicts;
  }
}

/**
 * One act in the history, which can be taken back; new tags stay, as tags that nobody wrangled.
 * @throws ImportConflicts; notFound for whoever has not the right
 */
export async function importTags(
  db: Kysely<DB>,
  by: Wrangler,
  entries: readonly TagEntry[],
  { at, why = '', words }: { at: Date; why?: string; words: Messages },
): Promise<ImportPlan & Performed> {
  mustWrangle(by);
  return changeGraph(db, async (trx) => {
    const planned = await plan(trx, entries);
    if (planned.conflicts.length > 0) throw new ImportConflicts(planned.conflicts, words);
    const ids = await makeTags(trx, planned.makes, at);
    const deltas = planned.deltas.map((delta) => withRealIds(delta, ids));
    return { ...planned, ...(await writeAct(trx, { by, act: 'import', why, deltas, undoes: null }, at)) };
  });
}

async function plan(db: Kysely<DB>, entries: readonly TagEntry[]): Promise<ImportPlan> {
  const names = entries.flatMap((entry) => [
    entry.name,
    ...(entry.synonymOf === undefined ? [] : [entry.synonymOf]),
    ...(entry.metatags ?? []),
    ...(entry.parents ?? []).map((parent) => parent.name),
  ]);
  const keys = [...new Set(names.map(tagKey))];
  const { rows } = await sql<{ id: number; key: string }>`
    select id, name_key as key from tags where name_key = any(${keys}::text[])`.execute(db);
  const graph = await loadGraph(
    db,
    rows.map((row) => row.id),
  );
  return planImport(entries, graph, new Map(rows.map((row) => [row.key, row.id])));
}

/** Of one statement. */
const AT_ONCE = 5_000;

/** @returns the real id of each that was planned. */
async function makeTags(
  trx: Transaction<DB>,
  makes: ImportPlan['makes'],
  at: Date,
): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  for (let from = 0; from < makes.length; from += AT_ONCE) {
    const some = makes.slice(from, from + AT_ONCE);
    const made = await findOrCreateTags(trx, some, at);
    for (const [i, { id }] of some.entries()) ids.set(id, made[i]!);
  }
  return ids;
}

function withRealIds(delta: Delta, ids: ReadonlyMap<number, number>): Delta {
  const real = (id: number): number => ids.get(id) ?? id;
  if (delta.on === 'parent' || delta.on === 'meta')
    return { ...delta, id: real(delta.id), above: real(delta.above) };
  if (delta.on === 'merger')
    return { ...delta, id: real(delta.id), to: delta.to === null ? null : real(delta.to) };
  return { ...delta, id: real(delta.id) };
}
