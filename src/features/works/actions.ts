/** Writes of works. Each is one transaction with its event; what takes long was prepared before. */
import type { Kysely, Transaction } from 'kysely';
import { dayOf, noonOf } from '../../core/clock.js';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import { SANITISER_VERSION } from '../../core/text/index.js';
import type { Member } from '../../core/viewer.js';
import { EMPHASES, emphasisOf, findOrCreateTags } from '../tags/index.js';
import { chapterHash } from './chapter-hash.js';
import { type LetterDesk, queueCopies } from './deleted-copies.js';
import { nameWriters, type WriterElsewhere } from './elsewhere.js';
import { lockOwn } from './lock-own.js';
import type { PreparedChapter, PreparedHeader } from './prepare.js';
import { removeWork } from './remove-work.js';
import { putInSeries } from './series.js';
import { sourceKey } from './source-key.js';

/** A day that is today or to come is this moment; another one is its noon in UTC; what is no day is `otherwise`. */
export function momentOf(day: string, now: Date, otherwise: Date): Date {
  const noon = noonOf(day);
  if (Number.isNaN(noon.getTime())) return otherwise;
  return noon < noonOf(dayOf(now)) ? noon : now;
}

export const latest = (moments: readonly Date[]): Date =>
  new Date(Math.max(...moments.map((moment) => moment.getTime())));

/** A number of chapters that the work has passed already is none that its writer knows. */
export const expectedOf = (expected: number | null, chapters: number): number | null =>
  expected !== null && expected < chapters ? null : expected;

/** `chapters` is how many there are, drafts among them. `unclaimed`: a writer of it is not here. */
function headerColumns(header: PreparedHeader, chapters: number, unclaimed: boolean) {
  const { fields } = header;
  return {
    title: fields.title,
    sort_title: header.sortTitle,
    language: fields.language,
    summary: header.summary?.html ?? null,
    summary_source: header.summary?.source ?? null,
    start_notes: header.startNotes?.html ?? null,
    start_notes_source: header.startNotes?.source ?? null,
    end_notes: header.endNotes?.html ?? null,
    end_notes_source: header.endNotes?.source ?? null,
    sanitiser_version: header.sanitiserVersion,
    adult: header.adult,
    // Its writer has not said yet who may read it.
    restricted: fields.restricted || unclaimed,
    comments: fields.comments,
    comments_moderated: fields.commentsModerated,
    chapters_expected: expectedOf(fields.chaptersExpected, chapters),
    source_url: fields.sourceUrl || null,
    source_key: sourceKey(fields.sourceUrl),
  };
}

async function setTags(
  trx: Transaction<DB>,
  workKey: number,
  header: PreparedHeader,
  at: Date,
): Promise<void> {
  const ids = await findOrCreateTags(trx, header.tags, at);
  await trx.deleteFrom('work_tags').where('work_id', '=', workKey).execute();
  if (ids.length > 0)
    await trx
      .insertInto('work_tags')
      .values(ids.map((tag_id, position) => ({ work_id: workKey, tag_id, position })))
      .execute();
  await setEmphasis(trx, workKey, header, at);
}

async function setEmphasis(
  trx: Transaction<DB>,
  workKey: number,
  { tags, fields }: PreparedHeader,
  at: Date,
): Promise<void> {
  for (const emphasis of EMPHASES) {
    const said = tags.filter(
      ({ type, name }) => type === 'relationship' && emphasisOf(fields.emphasis, name) === emphasis,
    );
    if (said.length === 0) continue;
    // Found under the names that they were just given.
    const ids = await findOrCreateTags(trx, said, at);
    await trx
      .updateTable('work_tags')
      .set({ emphasis })
      .where('work_id', '=', workKey)
      .where('tag_id', 'in', ids)
      .execute();
  }
}

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
  await putInSeries(trx, key, work.accountId, fields.series, at);
  await attachMedia(trx, key, work.accountId, work.mediaIds);
  await recordChange(trx, 'work', key, posted ? 'posted' : 'created', at);
  return { key, id };
}

/** Changes the header. An edit never moves the date that lists sort by, unless the writer changed the date itself. */
export async function editHeader(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  header: PreparedHeader,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, publicId);
    // Not backdated any more: the day on which it was posted, of a draft the one on which it was begun.
    const day = header.fields.publishedOn;
    const published = day ? momentOf(day, at, work.published_at) : (work.posted_at ?? work.created_at);
    const sameDay = day
      ? dayOf(published) === dayOf(work.published_at)
      : published.getTime() === work.published_at.getTime();
    await trx
      .updateTable('works')
      .set((eb) => ({
        ...headerColumns(header, Number(work.chapters), work.unclaimed),
        minor_version: eb('minor_version', '+', 1),
        changed_at: at,
      }))
      .where('id', '=', work.key)
      .execute();
    if (!sameDay) await moveFirstDate(trx, work, published);
    await setTags(trx, work.key, header, at);
    await putInSeries(trx, work.key, viewer.accountId, header.fields.series, at);
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}

/** The date of the first chapter is the work's; the sort date is the greatest of its posted chapters' dates, of a draft that of all. */
async function moveFirstDate(
  trx: Transaction<DB>,
  work: { key: number; posted_at: Date | null },
  published: Date,
): Promise<void> {
  await trx
    .updateTable('chapters')
    .set({ published_at: published })
    .where('work_id', '=', work.key)
    .where('position', '=', 1)
    .execute();
  const { latest } = await trx
    .selectFrom('chapters')
    .select((eb) => eb.fn.max('published_at').as('latest'))
    .where('work_id', '=', work.key)
    .$if(work.posted_at !== null, (chapters) => chapters.where('posted_at', 'is not', null))
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('works')
    .set({ published_at: published, revised_at: latest ?? published })
    .where('id', '=', work.key)
    .execute();
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
