/** What others named of one's own works, as those answer it who made them. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';

export const ASKED_STATES = ['waiting', 'approved', 'refused'] as const;
export type AskedState = (typeof ASKED_STATES)[number];

export interface AskedLink {
  /** Outward id of the link. */
  id: string;
  /** Of the work that names one's own. */
  key: number;
  title: string;
  parentTitle: string;
  translation: boolean;
}

/** Links to one's own works from such as stand in lists, the newest first, and how many there are. */
export async function askedOf(
  db: Kysely<DB>,
  viewer: Member,
  { state, offset, limit }: { state: AskedState; offset: number; limit: number },
): Promise<{ total: number; links: AskedLink[] }> {
  const asked = visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.deleted_at', 'is', null)
    .innerJoin('related_works', 'related_works.parent_id', 'works.id')
    .innerJoin('works as child', 'child.id', 'related_works.work_id')
    .where('child.audience', 'in', ['public', 'members'])
    .where('related_works.removed_at', 'is', null)
    .where('related_works.approved_at', state === 'approved' ? 'is not' : 'is', null)
    .where('related_works.refused_at', state === 'refused' ? 'is not' : 'is', null);
  const { total } = await asked
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const links = await asked
    .select([
      'related_works.public_id as id',
      'child.id as key',
      'child.title',
      'works.title as parentTitle',
      'related_works.translation',
    ])
    .orderBy('related_works.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  return { total: Number(total), links };
}
