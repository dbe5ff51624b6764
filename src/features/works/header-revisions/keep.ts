/** What the header of a work was before it was changed: every save keeps what it replaces. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { z } from 'zod';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';
import { EMPHASES, TAG_TYPES } from '../../tags/index.js';
import { KEPT } from '../desk/revisions.js';

export const StoredTags = z.array(
  z.object({ type: z.enum(TAG_TYPES), name: z.string(), emphasis: z.enum(EMPHASES).nullable() }),
);
export type StoredTags = z.infer<typeof StoredTags>;

/** As the form held it. */
export interface HeaderState {
  title: string;
  summary_source: string | null;
  start_notes_source: string | null;
  end_notes_source: string | null;
  tags: StoredTags;
}

/** What stands there now. */
export async function headerState(
  db: Kysely<DB>,
  workKey: number,
): Promise<HeaderState & { saved: Date; by: number | null }> {
  const { header_saved_at, created_at, tags, ...row } = await db
    .selectFrom('works')
    .where('works.id', '=', workKey)
    .select((eb) => [
      'title',
      'summary_source',
      'start_notes_source',
      'end_notes_source',
      'header_saved_by as by',
      'header_saved_at',
      'created_at',
      jsonArrayFrom(
        eb
          .selectFrom('work_tags')
          .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
          .whereRef('work_tags.work_id', '=', 'works.id')
          .select(['tags.type', 'tags.name', 'work_tags.emphasis'])
          .orderBy('work_tags.position'),
      ).as('tags'),
    ])
    .executeTakeFirstOrThrow();
  return { ...row, tags: StoredTags.parse(tags), saved: header_saved_at ?? created_at };
}

const told = ({ title, summary_source, start_notes_source, end_notes_source, tags }: HeaderState): string =>
  JSON.stringify([title, summary_source, start_notes_source, end_notes_source, tags]);

/** Carries out a change of a header; what it replaced is kept, where it changed anything that is kept. */
export async function keepingHeader(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  at: Date,
  change: () => Promise<void>,
): Promise<void> {
  const before = await headerState(trx, workKey);
  await change();
  if (told(before) === told(await headerState(trx, workKey))) return;
  const { tags, saved, by, ...row } = before;
  await trx
    .insertInto('work_revisions')
    .values({
      ...row,
      public_id: newId(),
      work_id: workKey,
      account_id: by,
      tags: JSON.stringify(tags),
      saved_at: saved,
      replaced_at: at,
    })
    .execute();
  await trx
    .updateTable('works')
    .set({ header_saved_by: accountId, header_saved_at: at })
    .where('id', '=', workKey)
    .execute();
}

/** Lets go what is more than is kept of chapters too. @returns how many went. */
export async function thinHeaders(db: Kysely<DB>, at: Date): Promise<number> {
  const before = new Date(at.getTime() - KEPT.days * 24 * 3600_000);
  const { numAffectedRows } = await sql`
    delete from work_revisions where id in (
      select id from (
        select id, replaced_at,
          row_number() over (partition by work_id order by id desc) as nth,
          row_number() over (
            partition by work_id, (replaced_at at time zone 'UTC')::date order by id desc
          ) as nth_of_day
        from work_revisions
      ) as kept
      where nth > ${KEPT.newest} and nth_of_day > 1 and replaced_at < ${before}
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}
