/** Answers to what was asked, leaving, pen names, and who made a chapter. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { within } from '../../../core/db/within.js';
import { badInput, notFound } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { pseudByAddress, pseudsOf } from '../../people/index.js';
import { lockOwn } from '../lock-own.js';
import { joinChapters } from './credit.js';
import { leaveSeries } from './leave-series.js';
import { endRequest } from './past-requests.js';

async function changed(trx: Transaction<DB>, workKey: number, at: Date): Promise<void> {
  await trx.updateTable('works').set({ changed_at: at }).where('id', '=', workKey).execute();
  await recordChange(trx, 'work', workKey, 'edited', at);
}

/** A request that waits for this person, with its work locked. */
async function lockRequest(trx: Transaction<DB>, accountId: number, asked: { work: string; pseud: string }) {
  return trx
    .selectFrom('works')
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select(['works.id as workKey', 'pseuds.id as pseudId'])
    .where('works.public_id', '=', asked.work)
    .where('works.deleted_at', 'is', null)
    .where('works.hidden_at', 'is', null)
    .where('pseuds.public_id', '=', asked.pseud)
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is', null)
    .forUpdate('works')
    .executeTakeFirst();
}

/**
 * Accepting names the person on the work and on all its chapters; declining takes the request away without a word.
 * @throws badInput when there is no such request
 */
export async function answerRequest(
  db: Kysely<DB>,
  viewer: Member,
  asked: { work: string; pseud: string; accept: boolean },
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const found = await lockRequest(trx, viewer.accountId, asked);
    if (!found) throw badInput(words.creators.faults.gone);
    const { workKey, pseudId } = found;
    if (!asked.accept) {
      await endRequest(trx, workKey, viewer.accountId, true, at);
      await trx
        .deleteFrom('creatorships')
        .where('work_id', '=', workKey)
        .where('pseud_id', '=', pseudId)
        .execute();
      return;
    }
    await trx
      .updateTable('creatorships')
      .set({ accepted_at: at })
      .where('work_id', '=', workKey)
      .where('pseud_id', '=', pseudId)
      .execute();
    await joinChapters(trx, workKey, pseudId);
    await changed(trx, workKey, at);
  });
}

/** Takes a request back that was not answered; one that was accepted stays. */
export async function withdraw(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  pseudId: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    const asked = await pseudByAddress(trx, pseudId);
    if (asked) await endRequest(trx, work.key, asked.accountId, false, at);
    await trx
      .deleteFrom('creatorships')
      .using('pseuds')
      .whereRef('pseuds.id', '=', 'creatorships.pseud_id')
      .where('creatorships.work_id', '=', work.key)
      .where('pseuds.public_id', '=', pseudId)
      .where('creatorships.accepted_at', 'is', null)
      .execute();
  });
}

/** Accounts that are on a work, in the order of the byline. */
async function accountsOn(trx: Transaction<DB>, workKey: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select('pseuds.account_id')
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.accepted_at', 'is not', null)
    .orderBy('creatorships.position')
    .execute();
  return rows.map((row) => row.account_id);
}

/** Chapters that were this person's alone become those of the others. @throws badInput for the last creator */
export async function leaveWork(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    const [heir] = (await accountsOn(trx, work.key)).filter((id) => id !== viewer.accountId);
    if (heir === undefined) throw badInput(words.creators.faults.last);
    await trx
      .deleteFrom('creatorships')
      .using('pseuds')
      .whereRef('pseuds.id', '=', 'creatorships.pseud_id')
      .where('creatorships.work_id', '=', work.key)
      .where('pseuds.account_id', '=', viewer.accountId)
      .execute();
    await leaveSeries(trx, work.key, viewer.accountId, heir);
    await changed(trx, work.key, at);
  });
}

/** Puts another of one's own pseuds in the place of one. @throws badInput when it is not one's own, or is there already */
export async function changePseud(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  { from, to }: { from: string; to: string },
  words: Messages,
  at: Date,
): Promise<void> {
  await within(db, async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    const own = await pseudsOf(trx, viewer.accountId);
    const [before, after] = [from, to].map((id) => own.find((pseud) => pseud.publicId === id));
    const fault = badInput(words.creators.faults.pseud, { [`as-${from}`]: words.creators.faults.pseud });
    if (!before || !after) throw fault;
    if (before.id === after.id) return;
    const there = await trx
      .selectFrom('creatorships')
      .select('pseud_id')
      .where('work_id', '=', work.key)
      .where('pseud_id', '=', after.id)
      .executeTakeFirst();
    if (there) throw fault;
    await trx
      .updateTable('creatorships')
      .set({ pseud_id: after.id })
      .where('work_id', '=', work.key)
      .where('pseud_id', '=', before.id)
      .execute();
    await changed(trx, work.key, at);
  });
}

/** Says who made a chapter, by the random ids of pseuds that are on the work. @throws badInput when nobody is left */
export async function creditChapter(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter: string },
  pseuds: readonly string[],
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, ids.work);
    const chapter = await trx
      .selectFrom('chapters')
      .select('id')
      .where('work_id', '=', work.key)
      .where('public_id', '=', ids.chapter)
      .executeTakeFirst();
    if (!chapter) throw notFound();
    const all = await trx
      .selectFrom('creatorships')
      .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
      .select(['pseuds.id', 'pseuds.public_id'])
      .where('creatorships.work_id', '=', work.key)
      .where('creatorships.accepted_at', 'is not', null)
      .execute();
    const chosen = all.filter((one) => pseuds.includes(one.public_id));
    if (chosen.length === 0) throw badInput(words.creators.faults.one, { by: words.creators.faults.one });
    await trx.deleteFrom('chapter_creatorships').where('chapter_id', '=', chapter.id).execute();
    if (chosen.length < all.length)
      await trx
        .insertInto('chapter_creatorships')
        .values(chosen.map(({ id }) => ({ chapter_id: chapter.id, work_id: work.key, pseud_id: id })))
        .execute();
    await changed(trx, work.key, at);
  });
}
