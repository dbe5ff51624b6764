/** Tags that a member keeps on the front page. One that has become a synonym stands there as its canonical tag. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Viewer } from '../../../core/viewer.js';
import { listed } from '../../works/index.js';
import { LIMITS } from '../limits.js';

/** Their names in alphabetical order; of those alone that the viewer may know of still. */
export async function favouritesOf(db: Kysely<DB>, viewer: Viewer): Promise<string[]> {
  if (viewer.kind === 'guest') return [];
  const rows = await db
    .selectFrom('favourite_tags')
    .innerJoin('tags as own', 'own.id', 'favourite_tags.tag_id')
    .innerJoin('tags', (join) =>
      join.on((eb) => eb('tags.id', '=', eb.fn.coalesce('own.merger_id', 'own.id'))),
    )
    .where('favourite_tags.account_id', '=', viewer.accountId)
    .where((eb) =>
      eb.or([
        eb('tags.canonical', '=', true),
        eb.exists(
          listed(db, viewer)
            .innerJoin('work_tags', 'work_tags.work_id', 'works.id')
            .whereRef('work_tags.tag_id', '=', 'tags.id' as never)
            .select('works.id'),
        ),
      ]),
    )
    .select(['tags.name', 'tags.sort_name'])
    .distinct()
    .orderBy('tags.sort_name')
    .execute();
  return rows.map(({ name }) => name);
}

export const isFavourite = async (db: Kysely<DB>, accountId: number, tagId: number): Promise<boolean> =>
  (await db
    .selectFrom('favourite_tags')
    .innerJoin('tags as own', 'own.id', 'favourite_tags.tag_id')
    .where('favourite_tags.account_id', '=', accountId)
    .where((eb) => eb(eb.fn.coalesce('own.merger_id', 'own.id'), '=', tagId))
    .select('own.id')
    .executeTakeFirst()) !== undefined;

/** Takes the tag up or lets it go, with the synonyms that stand for it. @throws badInput when there are twenty */
export async function setFavourite(
  db: Kysely<DB>,
  accountId: number,
  tagId: number,
  on: boolean,
  words: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
    await trx
      .deleteFrom('favourite_tags')
      .where('account_id', '=', accountId)
      .where('tag_id', 'in', (eb) =>
        eb
          .selectFrom('tags')
          .select('tags.id')
          .where((one) => one.or([one('tags.id', '=', tagId), one('tags.merger_id', '=', tagId)])),
      )
      .execute();
    if (!on) return;
    const { n } = await trx
      .selectFrom('favourite_tags')
      .where('account_id', '=', accountId)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    if (Number(n) >= LIMITS.favouriteTags) throw badInput(words.find.favourites.many);
    await trx
      .insertInto('favourite_tags')
      .values({ account_id: accountId, tag_id: tagId, created_at: at })
      .execute();
  });
}
