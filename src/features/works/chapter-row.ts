/** A chapter that was made ready, as a row. */
import { newId } from '../../core/ids.js';
import { SANITISER_VERSION } from '../../core/text/index.js';
import { chapterHash } from './chapter-hash.js';
import type { PreparedChapter } from './prepare.js';

/** What a chapter is made of, as its columns. */
export const textColumns = (chapter: PreparedChapter) => ({
  title: chapter.title,
  summary: chapter.summary?.html ?? null,
  summary_source: chapter.summary?.source ?? null,
  start_notes: chapter.startNotes?.html ?? null,
  start_notes_source: chapter.startNotes?.source ?? null,
  end_notes: chapter.endNotes?.html ?? null,
  end_notes_source: chapter.endNotes?.source ?? null,
  source: chapter.body.source,
  source_format: chapter.body.format,
  html: chapter.body.html,
  sanitiser_version: SANITISER_VERSION,
  words: chapter.words,
});

export const hashOfPrepared = (chapter: PreparedChapter): string =>
  chapterHash({
    title: chapter.title,
    summary: chapter.summary?.html ?? null,
    startNotes: chapter.startNotes?.html ?? null,
    endNotes: chapter.endNotes?.html ?? null,
    html: chapter.body.html,
  });

export function chapterRow(
  workKey: number,
  chapter: PreparedChapter,
  index: number,
  dates: { posted: Date | null; published: Date; at: Date },
  savedBy: number,
  imported: boolean,
) {
  return {
    public_id: newId(),
    work_id: workKey,
    position: index + 1,
    ...textColumns(chapter),
    import_hash: imported ? hashOfPrepared(chapter) : null,
    saved_by: savedBy,
    saved_as: imported ? ('file' as const) : ('typed' as const),
    posted_at: dates.posted,
    published_at: dates.published,
    created_at: dates.at,
    changed_at: dates.at,
  };
}
