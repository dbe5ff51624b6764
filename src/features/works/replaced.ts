/** The former text of chapters that an import replaced. It stays until its writer lets it go or puts it back. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import { notFound } from '../../core/errors.js';
import { newId } from '../../core/ids.js';
import type { SafeHtml } from '../../core/text/index.js';
import { fromStore } from '../../core/text/index.js';
import type { Member } from '../../core/viewer.js';
import { lockOwn } from './lock-own.js';
import { createdBy, visible } from './visibility.js';

const TEXT = [
  'title',
  'summary_source',
  'summary',
  'start_notes_source',
  'start_notes',
  'end_notes_source',
  'end_notes',
  'source',
  'source_format',
  'html',
  'sanitiser_version',
  'words',
] as const;

/** Sets a chapter's text aside before it is replaced. */
export async function keepReplaced(
  trx: Transaction<DB>,
  workKey: number,
  chapterKey: number,
  at: Date,
): Promise<void> {
  const text = await trx
    .selectFrom('chapters')
    .select(TEXT)
    .where('id', '=', chapterKey)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('replaced_chapters')
    .values({ ...text, public_id: newId(), work_id: workKey, chapter_id: chapterKey, replaced_at: at })
    .execute();
}

export interface Replaced {
  id: string;
  /** Of the chapter that took its place. */
  position: number;
  title: string | null;
  html: SafeHtml;
  words: number;
  replacedAt: Date;
}

/** Former texts of one's own work, in the order of its chapters, the newest first. */
export async function replacedOf(db: Kysely<DB>, viewer: Member, workId: string): Promise<Replaced[]> {
  const rows = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .innerJoin('replaced_chapters', 'replaced_chapters.work_id', 'works.id')
    .innerJoin('chapters', 'chapters.id', 'replaced_chapters.chapter_id')
    .select([
      'replaced_chapters.public_id as id',
      'chapters.position',
      'replaced_chapters.title',
      'replaced_chapters.html',
      'replaced_chapters.words',
      'replaced_chapters.replaced_at as replacedAt',
    ])
    .orderBy('chapters.position')
    .orderBy('replaced_chapters.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, html: fromStore(row.html) }));
}

/** Puts one former text back in place of what replaced it. An edit: no date moves. @throws notFound */
export async function putBack(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  replacedId: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    const row = await trx
      .deleteFrom('replaced_chapters')
      .where('work_id', '=', work.key)
      .where('public_id', '=', replacedId)
      .returning([...TEXT, 'chapter_id'])
      .executeTakeFirst();
    if (!row) throw notFound();
    const { chapter_id, ...text } = row;
    await trx
      .updateTable('chapters')
      .set({ ...text, changed_at: at })
      .where('id', '=', chapter_id)
      .execute();
    const chapters = trx
      .selectFrom('chapters')
      .where('work_id', '=', work.key)
      .$if(work.posted_at !== null, (q) => q.where('posted_at', 'is not', null));
    await trx
      .updateTable('works')
      .set((eb) => ({
        words: chapters.select((c) => c.fn.coalesce(c.fn.sum<number>('words'), eb.lit(0)).as('n')),
        minor_version: eb('minor_version', '+', 1),
        changed_at: at,
      }))
      .where('id', '=', work.key)
      .execute();
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}

/** Lets former texts go for good: one, or without an id all of the work. @throws notFound */
export async function letGo(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  replacedId?: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    const gone = await trx
      .deleteFrom('replaced_chapters')
      .where('work_id', '=', work.key)
      .$if(replacedId !== undefined, (q) => q.where('public_id', '=', replacedId!))
      .returning('id')
      .execute();
    if (replacedId !== undefined && gone.length === 0) throw notFound();
  });
}
