/** Works that move from one pen name to another. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

/**
 * Puts `to` in the place of `from` on works, all of them or those of these keys. Where it stands already, the other one
 * goes, and it takes over that one's chapters.
 */
export async function movePseud(
  trx: Transaction<DB>,
  from: number,
  to: number,
  works: readonly number[] | null = null,
): Promise<void> {
  const ofThese = works === null ? sql`true` : sql`work_id = any(${[...works]})`;
  const onBoth = sql`work_id in (select work_id from creatorships where pseud_id = ${to})`;
  await sql`
    insert into chapter_creatorships (chapter_id, work_id, pseud_id)
    select chapter_id, work_id, ${to}::bigint from chapter_creatorships
     where pseud_id = ${from} and ${ofThese} and ${onBoth}
    on conflict do nothing`.execute(trx);
  await sql`
    update creatorships as kept set accepted_at = least(kept.accepted_at, gone.accepted_at)
      from creatorships as gone
     where gone.pseud_id = ${from} and kept.pseud_id = ${to} and kept.work_id = gone.work_id`.execute(trx);
  await sql`delete from creatorships where pseud_id = ${from} and ${ofThese} and ${onBoth}`.execute(trx);
  await sql`update creatorships set pseud_id = ${to} where pseud_id = ${from} and ${ofThese}`.execute(trx);
}
