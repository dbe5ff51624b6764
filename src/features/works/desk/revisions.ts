/** What a chapter's text was before: kept with every save that changes it. */
import type { Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';

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
}

/** Keeps the state of a chapter that is about to be replaced. */
export async function keepRevision(
  trx: Transaction<DB>,
  chapter: Kept,
  accountId: number | null,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('chapter_revisions')
    .values({
      public_id: newId(),
      chapter_id: chapter.id,
      account_id: accountId,
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
