/** For whom a work is: as readers see it, as its creators do, and as whoever it was given to does. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, listed, visible } from '../visibility.js';

/** What is shown of it: the pseud as it is called now, else what was typed. */
const shownName = (eb: ExpressionBuilder<DB, 'gifts'>) =>
  eb.fn.coalesce(
    eb.selectFrom('pseuds').whereRef('pseuds.id', '=', 'gifts.pseud_id').select('pseuds.name'),
    'gifts.name',
  );

/** Names of those whom a work is for; whoever refused is not among them. */
export const recipientsOf = (eb: ExpressionBuilder<DB, 'works'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('gifts')
      .whereRef('gifts.work_id', '=', 'works.id')
      .where('gifts.refused_at', 'is', null)
      .where('gifts.taken_back_at', 'is', null)
      .select((g) => shownName(g).as('name'))
      .orderBy('gifts.id'),
  );

export interface DeskGift {
  id: string;
  name: string;
  member: boolean;
  refused: boolean;
}

/** All gifts of one's own work, refused ones too. */
export async function giftsOf(db: Kysely<DB>, viewer: Member, workId: string): Promise<DeskGift[]> {
  const rows = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .innerJoin('gifts', 'gifts.work_id', 'works.id')
    .where('gifts.taken_back_at', 'is', null)
    .select((eb) => [
      'gifts.public_id as id',
      shownName(eb).as('name'),
      'gifts.account_id',
      'gifts.refused_at',
    ])
    .orderBy('gifts.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    member: row.account_id !== null,
    refused: row.refused_at !== null,
  }));
}

export interface MyGift {
  key: number;
  workId: string;
  title: string;
}

/** Works given to this person that stand in lists for them, taken or refused, the newest first, and how many there are. */
export async function giftsTo(
  db: Kysely<DB>,
  viewer: Member,
  { refused, offset, limit }: { refused: boolean; offset: number; limit: number },
): Promise<{ total: number; gifts: MyGift[] }> {
  const gifts = listed(db, viewer)
    .innerJoin('gifts', 'gifts.work_id', 'works.id')
    .where('gifts.account_id', '=', viewer.accountId)
    .where('gifts.taken_back_at', 'is', null)
    .where('gifts.refused_at', refused ? 'is not' : 'is', null);
  const { total } = await gifts
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await gifts
    .select(['works.id as key', 'works.public_id as workId', 'works.title'])
    .orderBy('gifts.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  return { total: Number(total), gifts: rows };
}
