/** Who made a chapter. A chapter without rows of its own is of everybody on the work. */
import type { ExpressionBuilder, Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../../core/db/tables.js';

/** Those named on a chapter by itself; none where it is of everybody, and none of an anonymous work. */
export const creditOf = (eb: ExpressionBuilder<DB, 'chapters'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('chapter_creatorships')
      .innerJoin('creatorships', (join) =>
        join
          .onRef('creatorships.work_id', '=', 'chapter_creatorships.work_id')
          .onRef('creatorships.pseud_id', '=', 'chapter_creatorships.pseud_id'),
      )
      .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
      .innerJoin('works as credited', 'credited.id', 'creatorships.work_id')
      .whereRef('chapter_creatorships.chapter_id', '=', 'chapters.id')
      .where('credited.anonymous', '=', false)
      .where('creatorships.accepted_at', 'is not', null)
      .where('creatorships.as_archivist', '=', false)
      .select(['pseuds.public_id as id', 'pseuds.name'])
      .orderBy('creatorships.position'),
  );

/** Whoever comes onto a work is on all its chapters. */
export async function joinChapters(trx: Transaction<DB>, workKey: number, pseudId: number): Promise<void> {
  await trx
    .insertInto('chapter_creatorships')
    .columns(['chapter_id', 'work_id', 'pseud_id'])
    .expression((eb) =>
      eb
        .selectFrom('chapter_creatorships as other')
        .innerJoin('creatorships', 'creatorships.work_id', 'other.work_id')
        .where('other.work_id', '=', workKey)
        .where('creatorships.pseud_id', '=', pseudId)
        .select(['other.chapter_id', 'other.work_id', 'creatorships.pseud_id'])
        .distinct(),
    )
    .onConflict((c) => c.doNothing())
    .execute();
}

/** A new chapter of a work that others made too is of whoever adds it. */
export async function creditOwn(
  trx: Transaction<DB>,
  workKey: number,
  chapterId: string,
  accountId: number,
): Promise<void> {
  const creators = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select(['pseuds.id', 'pseuds.account_id'])
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.accepted_at', 'is not', null)
    .execute();
  const own = creators.filter((one) => one.account_id === accountId);
  if (own.length === 0 || own.length === creators.length) return;
  await trx
    .insertInto('chapter_creatorships')
    .columns(['chapter_id', 'work_id', 'pseud_id'])
    .expression((eb) =>
      eb
        .selectFrom('chapters')
        .innerJoin('creatorships', 'creatorships.work_id', 'chapters.work_id')
        .where('chapters.public_id', '=', chapterId)
        .where(
          'creatorships.pseud_id',
          'in',
          own.map((one) => one.id),
        )
        .select(['chapters.id', 'chapters.work_id', 'creatorships.pseud_id']),
    )
    .execute();
}
