/** What the header of a work was before it was changed: every save keeps what it replaces. */
import type { Kysely, Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { z } from 'zod';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';
import { EMPHASES, TAG_TYPES } from '../../tags/index.js';
import { thinRevisions } from '../desk/revisions.js';

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
export const thinHeaders = (db: Kysely<DB>, at: Date): Promise<number> =>
  thinRevisions(db, at, { table: 'work_revisions', of: 'work_id' });
