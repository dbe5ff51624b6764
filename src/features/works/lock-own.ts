import type { Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { notFound } from '../../core/errors.js';
import type { Member } from '../../core/viewer.js';
import { createdBy, visible } from './visibility.js';

/** The key of a work that this person made, locked for the change that follows. @throws notFound */
export async function lockOwn(trx: Transaction<DB>, viewer: Member, publicId: string) {
  const row = await visible(trx, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', publicId)
    .select((eb) => [
      'works.id as key',
      'works.posted_at',
      'works.published_at',
      'works.revised_at',
      'works.created_at',
      eb
        .selectFrom('chapters')
        .whereRef('chapters.work_id', '=', 'works.id')
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('chapters'),
      eb
        .exists(
          eb
            .selectFrom('external_creatorships')
            .whereRef('external_creatorships.work_id', '=', 'works.id')
            .where('external_creatorships.state', 'in', ['waiting', 'left'])
            .select('external_creatorships.id'),
        )
        .as('unclaimed'),
    ])
    .forUpdate('works')
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, unclaimed: Boolean(row.unclaimed) };
}
