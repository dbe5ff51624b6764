/**
 * What a chapter was before: every save keeps the state that it replaces, whether a form, a later version of the work's
 * file or a revision that is put back replaces it. The chapter itself is the newest state.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';

/** How a state came about: by the form, from a later version of the work's file, from a former state. */
export type SavedAs = 'typed' | 'file' | 'revision';

interface Kept {
  id: number;
  title: string | null;
  summary_source: string | null;
  start_notes_source: string | null;
  end_notes_source: string | null;
  source: string;
  source_format: string;
  html: string;
  words: number;
  changed_at: Date;
  saved_by: number | null;
  saved_as: string;
}

/** Keeps the state of a chapter that is about to be replaced. */
export async function keepRevision(trx: Transaction<DB>, chapter: Kept, at: Date): Promise<void> {
  await trx
    .insertInto('chapter_revisions')
    .values({
      public_id: newId(),
      chapter_id: chapter.id,
      account_id: chapter.saved_by,
      saved_as: chapter.saved_as,
      title: chapter.title,
      summary_source: chapter.summary_source,
      start_notes_source: chapter.start_notes_source,
      end_notes_source: chapter.end_notes_source,
      source: chapter.source,
      source_format: chapter.source_format,
      html: chapter.html,
      words: chapter.words,
      saved_at: chapter.changed_at,
      replaced_at: at,
    })
    .execute();
}

/** How many former states of a chapter stay. */
export const KEPT = {
  /** Every one that was replaced in these days. */
  days: 30,
  /** The newest so many in any case; of older ones, the last of each day. */
  newest: 50,
} as const;

/** Lets go what is more than that, of chapters or of headers. @returns how many went. */
export async function thinRevisions(
  db: Kysely<DB>,
  at: Date,
  { table, of }: { table: 'chapter_revisions' | 'work_revisions'; of: 'chapter_id' | 'work_id' } = {
    table: 'chapter_revisions',
    of: 'chapter_id',
  },
): Promise<number> {
  const before = new Date(at.getTime() - KEPT.days * 24 * 3600_000);
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where id in (
      select id from (
        select id, replaced_at,
          row_number() over (partition by ${sql.ref(of)} order by id desc) as nth,
          row_number() over (
            partition by ${sql.ref(of)}, (replaced_at at time zone 'UTC')::date order by id desc
          ) as nth_of_day
        from ${sql.table(table)}
      ) as kept
      where nth > ${KEPT.newest} and nth_of_day > 1 and replaced_at < ${before}
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}
