/** The picture on a work's front. It is seen where the work is: its rows of media say so. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../../core/db/tables.js';
import type { WorkDocument } from '../document.js';

const columns = (eb: ExpressionBuilder<DB, 'works'>) =>
  eb
    .selectFrom('work_covers')
    .innerJoin('media', 'media.public_id', 'work_covers.media')
    .whereRef('work_covers.work_id', '=', 'works.id')
    .select(['work_covers.media', 'work_covers.small', 'work_covers.alt', 'media.width', 'media.height']);

/** Of a work's row; null where it has none. */
export const coverColumn = (eb: ExpressionBuilder<DB, 'works'>) => jsonObjectFrom(columns(eb));

/** For the document of a work that may be read. */
export async function coverOf(db: Kysely<DB>, workKey: number): Promise<WorkDocument['cover']> {
  const row = await db
    .selectFrom('work_covers')
    .innerJoin('media', 'media.public_id', 'work_covers.media')
    .where('work_covers.work_id', '=', workKey)
    .select(['work_covers.media as id', 'work_covers.alt', 'media.width', 'media.height'])
    .executeTakeFirst();
  return row ? { ...row, type: 'image/jpeg' } : null;
}
