/** A later version of the file that a work came from: what changed in it is taken over, what was changed here is kept. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { attachMedia } from './actions.js';
import { chapterHash, textHash } from './chapter-hash.js';
import { chapterRow, hashOfPrepared, textColumns } from './chapter-row.js';
import { creditOwn } from './creators/credit.js';
import { keepRevision } from './desk/revisions.js';
import { expectedOf, latest, momentOf } from './header-columns.js';
import { lockOwn } from './lock-own.js';
import { type ChapterMatch, countMatches, type MatchCounts, matchChapters } from './match-chapters.js';
import type { PreparedChapter } from './prepare.js';
import { createdBy, visible } from './visibility.js';

interface Here {
  key: number;
  title: string | null;
  hash: string;
  importHash: string | null;
  textHash: string;
  posted: boolean;
  position: number;
}

async function chaptersHere(db: Kysely<DB>, workKey: number): Promise<Here[]> {
  const rows = await db
    .selectFrom('chapters')
    .select([
      'id',
      'title',
      'summary',
      'start_notes',
      'end_notes',
      'html',
      'import_hash',
      'posted_at',
      'position',
      'created_at',
      'changed_at',
    ])
    .where('work_id', '=', workKey)
    .orderBy('position')
    .execute();
  return rows.map((row) => {
    const { title, summary, html } = row;
    const hash = chapterHash({
      title,
      summary,
      html,
      startNotes: row.start_notes,
      endNotes: row.end_notes,
    });
    // One that came before the hashes were kept, and was never touched, is as it came.
    const untouched = row.changed_at.getTime() === row.created_at.getTime();
    return {
      key: row.id,
      title,
      hash,
      textHash: textHash(row),
      importHash: row.import_hash ?? (untouched ? hash : null),
      posted: row.posted_at !== null,
      position: row.position,
    };
  });
}

const comingOf = (chapters: readonly PreparedChapter[]) =>
  chapters.map((chapter) => ({
    hash: hashOfPrepared(chapter),
    textHash: textHash(chapter.body),
    title: chapter.title,
  }));

export interface Preview {
  counts: MatchCounts;
  /** Title and what becomes of it, in the order that the chapters will have; null titles are numbered by the page. */
  chapters: { kind: ChapterMatch['kind']; title: string | null }[];
}

/** What an update would do to one's own work; undefined when there is no such work of theirs. */
export async function previewUpdate(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  chapters: readonly PreparedChapter[],
): Promise<Preview | undefined> {
  const work = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .select('works.id')
    .executeTakeFirst();
  if (!work) return undefined;
  const here = await chaptersHere(db, work.id);
  const matches = matchChapters(here, comingOf(chapters));
  return {
    counts: countMatches(matches),
    chapters: matches.map((match) => ({
      kind: match.kind,
      title: 'coming' in match ? chapters[match.coming]!.title : here[match.here]!.title,
    })),
  };
}

export interface Update {
  chapters: readonly PreparedChapter[];
  /** Of the whole work, as the file says it; null is ?. */
  chaptersExpected: number | null;
  /** YYYY-MM-DD, or '': when the work was updated where the file comes from. */
  updatedOn: string;
  mediaIds: readonly string[];
  /** Chapters that were changed here are replaced too. Their text is kept with the others'. */
  replaceMine: boolean;
}

const replaces = (match: ChapterMatch, replaceMine: boolean): boolean =>
  match.kind === 'changed' || (replaceMine && (match.kind === 'mine' || match.kind === 'both'));

interface Doing {
  trx: Transaction<DB>;
  accountId: number;
  work: { key: number; posted: boolean };
  update: Update;
  at: Date;
}

async function replaceChapter(
  { trx, accountId, at }: Doing,
  chapter: Here,
  coming: PreparedChapter,
): Promise<void> {
  const before = await trx
    .selectFrom('chapters')
    .selectAll()
    .where('id', '=', chapter.key)
    .executeTakeFirstOrThrow();
  await keepRevision(trx, before, at);
  await trx
    .updateTable('chapters')
    .set({
      ...textColumns(coming),
      import_hash: hashOfPrepared(coming),
      saved_by: accountId,
      saved_as: 'file',
      changed_at: at,
    })
    .where('id', '=', chapter.key)
    .execute();
}

/** Writes every chapter at its place. @returns the dates of the new ones. */
async function writeChapters(doing: Doing, here: readonly Here[]): Promise<Date[]> {
  const { trx, accountId, work, update, at } = doing;
  const matches = matchChapters(here, comingOf(update.chapters));
  const lastNew = matches.findLastIndex(({ kind }) => kind === 'new');
  const dates: Date[] = [];
  for (const [i, match] of matches.entries()) {
    if (match.kind === 'new') {
      const chapter = update.chapters[match.coming]!;
      const otherwise = i === lastNew ? momentOf(update.updatedOn, at, at) : at;
      const published = momentOf(chapter.publishedOn, at, otherwise);
      const posted = work.posted ? at : null;
      const row = chapterRow(work.key, chapter, i, { posted, published, at }, accountId, true);
      await trx.insertInto('chapters').values(row).execute();
      await creditOwn(trx, work.key, row.public_id, accountId);
      dates.push(published);
      continue;
    }
    const chapter = here[match.here]!;
    if (replaces(match, update.replaceMine) && 'coming' in match)
      await replaceChapter(doing, chapter, update.chapters[match.coming]!);
    else if (match.kind === 'same')
      await trx
        .updateTable('chapters')
        .set({ import_hash: chapter.hash })
        .where('id', '=', chapter.key)
        .execute();
    if (chapter.position !== i + 1)
      await trx
        .updateTable('chapters')
        .set({ position: i + 1 })
        .where('id', '=', chapter.key)
        .execute();
  }
  return dates;
}

/** Counts and words anew; the sort date moves only by chapters that are new. */
async function settleWork({ trx, work, update, at }: Doing, dates: readonly Date[]): Promise<void> {
  const totals = await trx
    .selectFrom('chapters')
    .where('work_id', '=', work.key)
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>('posted_at').as('posted'),
      eb.fn.coalesce(eb.fn.sum<number>('words'), eb.lit(0)).as('words'),
      eb.fn
        .coalesce(eb.fn.sum<number>('words').filterWhere('posted_at', 'is not', null), eb.lit(0))
        .as('postedWords'),
    ])
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('works')
    .set((eb) => ({
      chapters_posted: Number(totals.posted),
      words: Number(work.posted ? totals.postedWords : totals.words),
      chapters_expected: expectedOf(update.chaptersExpected, Number(totals.all)),
      changed_at: at,
      ...(dates.length > 0 && work.posted
        ? { major_version: eb('major_version', '+', dates.length) }
        : { minor_version: eb('minor_version', '+', 1) }),
    }))
    .where('id', '=', work.key)
    .execute();
  if (dates.length > 0) {
    const newest = latest(dates);
    await trx
      .updateTable('works')
      .set({ revised_at: newest })
      .where('id', '=', work.key)
      .where('revised_at', '<', newest)
      .execute();
  }
}

/**
 * Brings one's own work up to a later version of its file, within the caller's transaction: chapters that changed there
 * are replaced and their former text is kept, new ones are added, the header stays as it is here. New chapters of a posted
 * work are posted. @returns the work's key. @throws notFound
 */
export async function updateFromFile(
  trx: Transaction<DB>,
  viewer: Member,
  workId: string,
  update: Update,
  at: Date,
): Promise<number> {
  const own = await lockOwn(trx, viewer, workId);
  const work = { key: own.key, posted: own.posted_at !== null };
  const doing = { trx, accountId: viewer.accountId, work, update, at };
  const dates = await writeChapters(doing, await chaptersHere(trx, own.key));
  await settleWork(doing, dates);
  await attachMedia(trx, own.key, viewer.accountId, update.mediaIds);
  await recordChange(trx, 'work', own.key, 'edited', at);
  return own.key;
}
