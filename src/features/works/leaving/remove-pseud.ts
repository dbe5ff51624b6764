import type { Kysely } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import { movePseud } from './move.js';

/** Works that a pen name stands on, or was asked to. */
export const worksUnder = (db: Kysely<DB>, pseudId: number) =>
  db.selectFrom('creatorships').select('work_id as key').where('pseud_id', '=', pseudId).execute();

/** Deletes a pen name; what stands under it moves to another. The usual one stays. @throws badInput, notFound */
export async function removePseud(
  db: Kysely<DB>,
  accountId: number,
  publicId: string,
  to: string,
  { pseuds: { faults } }: Messages,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const own = await trx
      .selectFrom('pseuds')
      .select(['id', 'public_id as publicId', 'is_default as isDefault'])
      .where('account_id', '=', accountId)
      .forUpdate()
      .execute();
    const pseud = own.find((one) => one.publicId === publicId);
    if (!pseud) throw notFound();
    if (pseud.isDefault) throw badInput(faults.usual);
    const works = await worksUnder(trx, pseud.id);
    const heir = own.find((one) => one.publicId === to && one !== pseud);
    if (works.length > 0 && !heir) throw badInput(faults.to, { to: faults.to });
    if (heir) {
      await movePseud(trx, pseud.id, heir.id);
      await trx.updateTable('gifts').set({ pseud_id: heir.id }).where('pseud_id', '=', pseud.id).execute();
    }
    for (const { key } of works) {
      await trx.updateTable('works').set({ changed_at: at }).where('id', '=', key).execute();
      await recordChange(trx, 'work', key, 'edited', at);
    }
    await trx.deleteFrom('pseuds').where('id', '=', pseud.id).execute();
  });
}
