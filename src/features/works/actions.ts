/** Writes of works. Each is one transaction with its event; what takes long was prepared before. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import type { Member } from '../../core/viewer.js';
import { chapterRow } from './chapter-row.js';
import { tagChapters } from './chapter-tags.js';
import { type LetterDesk, queueCopies } from './deleted-copies.js';
import { nameWriters, type WriterElsewhere } from './elsewhere.js';
import { headerColumns, latest, momentOf, setTags } from './header-columns.js';
import { lockOwn } from './lock-own.js';
import type { PreparedChapter, PreparedHeader } from './prepare.js';
import { setRelated } from './related/actions.js';
import { removeWork } from './remove-work.js';
import { putInSeries } from './series.js';
import { skinColumns } from './skins/queries.js';

export interface NewWork {
  header: PreparedHeader;
  chapters: readonly PreparedChapter[];
  accountId: number;
  /** In the order of the byline. */
  pseudIds: readonly number[];
  state: 'draft' | 'posted';
  /** Random ids of images that the bodies show and that so far belong to nobody's work. */
  mediaIds: readonly string[];
  /** Nobody is told who made it. */
  anonymous?: boolean;
  /** Who wrote it, when the pseuds only look after it; it is for members only then. */
  writersElsewhere?: readonly WriterElsewhere[];
  /** It comes from a file, so a later version of that file may replace what nobody changes here. */
  imported?: boolean;
}

/** The first chapter has the work's date; another its own, else the last one the date of the update. */
function chapterDates(work: NewWork, published: Date, updated: Date, at: Date): Date[] {
  const last = work.chapters.length - 1;
  return work.chapters.map(({ publishedOn }, i) =>
    i === 0 ? published : momentOf(publishedOn, at, i === last ? updated : published),
  );
}

/** Gives images that so far belong to nobody's work to this one. */
export async function attachMedia(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  mediaIds: readonly string[],
): Promise<void> {
  if (mediaIds.length === 0) return;
  await trx
    .updateTable('media')
    .set({ work_id: workKey })
    .where('public_id', 'in', [...mediaIds])
    .where('account_id', '=', accountId)
    .where('work_id', 'is', null)
    .execute();
}

/** Inserts a whole work within the caller's transaction. @returns its outward id. */
export async function insertWork(
  trx: Transaction<DB>,
  work: NewWork,
  at: Date,
): Promise<{ key: number; id: string }> {
  const { fields } = work.header;
  const writers = work.writersElsewhere ?? [];
  const posted = work.state === 'posted' ? at : null;
  const published = momentOf(fields.publishedOn, at, at);
  const moments = [published, momentOf(fields.updatedOn, at, published)];
  const dates = chapterDates(work, published, latest(moments), at);
  const id = newId();
  const { id: key } = await trx
    .insertInto('works')
    .values({
      ...headerColumns(work.header, work.chapters.length, writers.length > 0),
      ...(await skinColumns(trx, work.accountId, fields.skin, null)),
      public_id: id,
      posted_at: posted,
      published_at: published,
      revised_at: latest([...moments, ...dates]),
      anonymous: work.anonymous ?? false,
      chapters_posted: posted ? work.chapters.length : 0,
      words: work.chapters.reduce((sum, chapter) => sum + chapter.words, 0),
      created_at: at,
      changed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('chapters')
    .values(
      work.chapters.map((chapter, i) =>
        chapterRow(
          key,
          chapter,
          i,
          { posted, published: dates[i]!, at },
          work.accountId,
          work.imported ?? false,
        ),
      ),
    )
    .execute();
  await trx.insertInto('work_counts').values({ work_id: key }).execute();
  await trx
    .insertInto('creatorships')
    .values(
      work.pseudIds.map((pseud_id, position) => ({
        work_id: key,
        pseud_id,
        position,
        accepted_at: at,
        as_archivist: writers.length > 0,
      })),
    )
    .execute();
  await nameWriters(trx, key, writers, at);
  await setTags(trx, key, work.header, at);
  await tagChapters(trx, key, work.chapters, at);
  await putInSeries(trx, key, work.accountId, fields.series, at);
  if (work.header.related) await setRelated(trx, key, work.accountId, work.header.related, at);
  await attachMedia(trx, key, work.accountId, work.mediaIds);
  await recordChange(trx, 'work', key, posted ? 'posted' : 'created', at);
  return { key, id };
}

/** Deletes a work for good; everybody who made it gets its text by letter. */
export async function deleteWork(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  desk: LetterDesk,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, publicId);
    await queueCopies(trx, work.key, desk, at);
    await removeWork(trx, work.key, at);
  });
}

/** Sets the counts that blurbs show, for a work that comes with a history. */
export async function setCounts(
  trx: Transaction<DB>,
  workKey: number,
  counts: { hits: number; kudos: number },
): Promise<void> {
  await trx.updateTable('work_counts').set(counts).where('work_id', '=', workKey).execute();
}
