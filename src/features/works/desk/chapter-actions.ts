/** Writes of single chapters. Each is one transaction with its event; the text was prepared before. */
import type { Kysely, Transaction } from 'kysely';
import { dayOf } from '../../../core/clock.js';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import type { TagName } from '../../tags/index.js';
import { chapterRow, textColumns } from '../chapter-row.js';
import { setChapterTags } from '../chapter-tags.js';
import { creditOwn } from '../creators/credit.js';
import { expectedOf, momentOf } from '../header-columns.js';
import { lockOwn } from '../lock-own.js';
import { NO_HOUR } from '../post-draft.js';
import type { PreparedChapter } from '../prepare.js';
import { keepRevision, type SavedAs } from './revisions.js';

type OwnWork = Awaited<ReturnType<typeof lockOwn>>;

/** Somebody saved the chapter after the form was opened. */
export const changedMeanwhile = (words: Messages): AppError =>
  new AppError('changed-meanwhile', 409, words.desk.changedMeanwhile);

async function lockChapter(trx: Transaction<DB>, work: OwnWork, chapterId: string) {
  const row = await trx
    .selectFrom('chapters')
    .selectAll()
    .where('work_id', '=', work.key)
    .where('public_id', '=', chapterId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** Opens or closes a gap: moves every chapter from this place on. */
async function shift(trx: Transaction<DB>, workKey: number, from: number, by: 1 | -1): Promise<void> {
  await trx
    .updateTable('chapters')
    .set((eb) => ({ position: eb('position', '+', by) }))
    .where('work_id', '=', workKey)
    .where('position', '>=', from)
    .execute();
}

const clamp = (place: number, last: number): number => Math.min(Math.max(place, 1), last);

/**
 * What follows from its chapters: how many are posted, the words (of a posted work those that are posted, of a draft
 * all), and a planned number of chapters that has been passed. The dates too, where `dates` says that one moved.
 */
async function settle(
  trx: Transaction<DB>,
  work: OwnWork,
  at: Date,
  { dates, major }: { dates: boolean; major: boolean },
): Promise<void> {
  const sums = await trx
    .selectFrom('chapters')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>('posted_at').as('posted'),
      eb.fn.sum<number>('words').as('words'),
      eb.fn.sum<number>('words').filterWhere('posted_at', 'is not', null).as('postedWords'),
      eb.fn.max('published_at').as('latest'),
      eb.fn.max('published_at').filterWhere('posted_at', 'is not', null).as('latestPosted'),
    ])
    .where('work_id', '=', work.key)
    .executeTakeFirstOrThrow();
  const isPosted = work.posted_at !== null;
  const { expected } = await trx
    .selectFrom('works')
    .select('chapters_expected as expected')
    .where('id', '=', work.key)
    .executeTakeFirstOrThrow();
  const latest = isPosted ? sums.latestPosted : sums.latest;
  await trx
    .updateTable('works')
    .set((eb) => ({
      chapters_posted: isPosted ? Number(sums.posted) : 0,
      chapters_expected: expectedOf(expected, Number(sums.all)),
      words: Number((isPosted ? sums.postedWords : sums.words) ?? 0),
      ...(dates && latest ? { revised_at: latest } : {}),
      [major ? 'major_version' : 'minor_version']: eb(major ? 'major_version' : 'minor_version', '+', 1),
      changed_at: at,
    }))
    .where('id', '=', work.key)
    .execute();
}

export interface NewChapter {
  chapter: PreparedChapter;
  /** From 1; null is behind the last. Out of range is the nearest. */
  position: number | null;
  /** A chapter of a draft is posted with it. */
  post: boolean;
  /** Posted without a notice to those who follow the work. */
  silent?: boolean;
  /** What this chapter warns of. */
  tags?: readonly TagName[];
}

/** In the change log; whoever sends notices leaves the silent ones out. */
const postedEvent = (silent: boolean): string => (silent ? 'chapter-posted-silently' : 'chapter-posted');

/** Adds a chapter within the caller's transaction. @returns its outward id */
export async function addChapter(
  trx: Transaction<DB>,
  viewer: Member,
  workId: string,
  { chapter, position, post, silent = false, tags = [] }: NewChapter,
  at: Date,
): Promise<string> {
  const work = await lockOwn(trx, viewer, workId);
  const last = Number(work.chapters) + 1;
  const place = clamp(position ?? last, last);
  await shift(trx, work.key, place, 1);
  const posted = post && work.posted_at !== null ? at : null;
  const published = momentOf(chapter.publishedOn, at, at);
  const row = chapterRow(work.key, chapter, place - 1, { posted, published, at }, viewer.accountId, false);
  const { id } = await trx
    .insertInto('chapters')
    .values({ ...row, silent })
    .returning('id')
    .executeTakeFirstOrThrow();
  await setChapterTags(trx, id, tags, at);
  await creditOwn(trx, work.key, row.public_id, viewer.accountId);
  await settle(trx, work, at, {
    dates: posted !== null || work.posted_at === null,
    major: posted !== null,
  });
  await recordChange(trx, 'work', work.key, posted ? postedEvent(silent) : 'edited', at);
  return row.public_id;
}

export interface ChapterEdit {
  chapter: PreparedChapter;
  /** null leaves it where it is. */
  position: number | null;
  post: boolean;
  /** When the chapter was last saved as the form knew it; null saves whatever stands there. */
  seen: Date | null;
  /** How it came about; typed when left out. */
  savedAs?: SavedAs;
  /** Of a draft: whether it will be posted without notices. Left out, it is as before. */
  silent?: boolean;
  /** Left out, they are as before. */
  tags?: readonly TagName[];
}

async function moveTo(
  trx: Transaction<DB>,
  work: OwnWork,
  chapter: { id: number; position: number },
  place: number,
): Promise<void> {
  const to = clamp(place, Number(work.chapters));
  if (to === chapter.position) return;
  await shift(trx, work.key, chapter.position + 1, -1);
  await shift(trx, work.key, to, 1);
  await trx.updateTable('chapters').set({ position: to }).where('id', '=', chapter.id).execute();
}

/** An edit moves no date but the one that the writer changed. @throws AppError 409 when it was saved meanwhile */
export async function editChapter(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  edit: ChapterEdit,
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const before = await lockChapter(trx, work, ids.chapter);
    if (edit.seen && edit.seen.getTime() !== before.changed_at.getTime()) throw changedMeanwhile(words);
    await keepRevision(trx, before, at);
    const published = momentOf(edit.chapter.publishedOn, at, before.published_at);
    const isOtherDay = dayOf(published) !== dayOf(before.published_at);
    const silent = before.posted_at ? before.silent : (edit.silent ?? before.silent);
    const posts = edit.post && work.posted_at !== null && before.posted_at === null;
    // A draft that nobody dated gets the day on which it is posted.
    const undated = posts && before.published_at.getTime() === before.created_at.getTime() && !isOtherDay;
    const date = undated ? at : isOtherDay ? published : before.published_at;
    await trx
      .updateTable('chapters')
      .set({
        ...textColumns(edit.chapter),
        published_at: date,
        ...(posts ? { posted_at: at, ...NO_HOUR } : {}),
        silent,
        saved_by: viewer.accountId,
        saved_as: edit.savedAs ?? 'typed',
        changed_at: at,
      })
      .where('id', '=', before.id)
      .execute();
    if (edit.tags) await setChapterTags(trx, before.id, edit.tags, at);
    if (edit.position !== null) await moveTo(trx, work, before, edit.position);
    const moved = date.getTime() !== before.published_at.getTime();
    if (moved && before.position === 1)
      await trx.updateTable('works').set({ published_at: date }).where('id', '=', work.key).execute();
    await settle(trx, work, at, { dates: moved || posts, major: posts });
    await recordChange(trx, 'work', work.key, posts ? postedEvent(silent) : 'edited', at);
  });
}

/** Posts a draft chapter of a posted work. Posting twice is posting once. */
export const postChapter = (
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  at: Date,
): Promise<void> => db.transaction().execute((trx) => postChapterIn(trx, viewer, ids, at));

/** Within the caller's transaction. */
export async function postChapterIn(
  trx: Transaction<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  at: Date,
): Promise<void> {
  const work = await lockOwn(trx, viewer, ids.work);
  const chapter = await lockChapter(trx, work, ids.chapter);
  if (chapter.posted_at || !work.posted_at) return;
  const undated = chapter.published_at.getTime() === chapter.created_at.getTime();
  await trx
    .updateTable('chapters')
    .set({ posted_at: at, changed_at: at, ...NO_HOUR, ...(undated ? { published_at: at } : {}) })
    .where('id', '=', chapter.id)
    .execute();
  await settle(trx, work, at, { dates: true, major: true });
  await recordChange(trx, 'work', work.key, postedEvent(chapter.silent), at);
}

/** Moves a chapter to a place; out of range is the nearest. */
export async function moveChapter(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  place: number,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const chapter = await lockChapter(trx, work, ids.chapter);
    await moveTo(trx, work, chapter, place);
    await settle(trx, work, at, { dates: false, major: false });
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}

/** @throws badInput for the only chapter, and for the only posted one */
export async function deleteChapter(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const chapter = await lockChapter(trx, work, ids.chapter);
    if (Number(work.chapters) === 1) throw badInput(words.desk.onlyChapter);
    if (chapter.posted_at) {
      const { n } = await trx
        .selectFrom('chapters')
        .select((eb) => eb.fn.count<number>('posted_at').as('n'))
        .where('work_id', '=', work.key)
        .executeTakeFirstOrThrow();
      if (Number(n) === 1) throw badInput(words.desk.onlyPosted);
    }
    await trx.deleteFrom('chapters').where('id', '=', chapter.id).execute();
    await shift(trx, work.key, chapter.position + 1, -1);
    await settle(trx, work, at, {
      dates: chapter.posted_at !== null || work.posted_at === null,
      major: false,
    });
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}
