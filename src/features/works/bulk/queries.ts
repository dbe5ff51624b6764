/** One's own works to choose from, and what was chosen. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../../core/db/tables.js';
import { notFound } from '../../../core/errors.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';
import { BulkChanges } from './changes.js';

const hasFandom = (fandom: string) => (eb: ExpressionBuilder<DB, 'works'>) =>
  eb.exists(
    eb
      .selectFrom('work_tags')
      .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
      .whereRef('work_tags.work_id', '=', 'works.id')
      .where('tags.type', '=', 'fandom')
      .where('tags.name', '=', fandom)
      .select('work_tags.work_id'),
  );

/** `fandom` is a name as it stands on works; '' for all. */
export const ownToChoose = (db: Kysely<DB>, viewer: Member, fandom: string) =>
  visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .$if(fandom !== '', (works) => works.where(hasFandom(fandom)));

export interface WorkToChoose {
  id: string;
  title: string;
  posted: boolean;
  restricted: boolean;
  fandoms: string[];
}

export async function worksToChoose(
  db: Kysely<DB>,
  viewer: Member,
  fandom: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ works: WorkToChoose[]; total: number }> {
  const { n } = await ownToChoose(db, viewer, fandom)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const rows = await ownToChoose(db, viewer, fandom)
    .select((eb) => [
      'works.public_id as id',
      'works.title',
      'works.posted_at',
      'works.restricted',
      jsonArrayFrom(
        eb
          .selectFrom('work_tags')
          .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
          .whereRef('work_tags.work_id', '=', 'works.id')
          .where('tags.type', '=', 'fandom')
          .select('tags.name')
          .orderBy('work_tags.position'),
      ).as('fandoms'),
    ])
    .orderBy('works.sort_title')
    .orderBy('works.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return {
    total: Number(n),
    works: rows.map(({ posted_at, fandoms, ...row }) => ({
      ...row,
      posted: posted_at !== null,
      fandoms: fandoms.map(({ name }) => name),
    })),
  };
}

/** Fandoms of one's works, with how many works each. */
export async function ownFandoms(db: Kysely<DB>, viewer: Member): Promise<{ name: string; works: number }[]> {
  const rows = await ownToChoose(db, viewer, '')
    .innerJoin('work_tags', 'work_tags.work_id', 'works.id')
    .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
    .where('tags.type', '=', 'fandom')
    .select((eb) => ['tags.name', eb.fn.countAll<number>().as('works')])
    .groupBy('tags.name')
    .orderBy('tags.name')
    .execute();
  return rows.map(({ name, works }) => ({ name, works: Number(works) }));
}

export const BULK_ACTS = ['edit', 'orphan', 'delete'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

export interface Bulk {
  key: number;
  id: string;
  act: BulkAct;
  state: 'open' | 'running' | 'done';
  /** null before anything was typed, and of what is no edit. */
  changes: BulkChanges | null;
  total: number;
  /** Of those that were gone through. */
  counts: Record<'changed' | 'same' | 'failed', number>;
}

/** One's own. @throws notFound */
export async function bulkOf(db: Kysely<DB>, viewer: Member, id: string): Promise<Bulk> {
  const row = await db
    .selectFrom('bulk_edits')
    .selectAll()
    .where('public_id', '=', id)
    .where('account_id', '=', viewer.accountId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const states = await db
    .selectFrom('bulk_edit_works')
    .where('bulk_edit_id', '=', row.id)
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  const count = (state: string): number => Number(states.find((one) => one.state === state)?.n ?? 0);
  return {
    key: row.id,
    id: row.public_id,
    act: row.act as BulkAct,
    state: row.state as Bulk['state'],
    changes: row.act === 'edit' && row.changes !== null ? BulkChanges.parse(row.changes) : null,
    total: states.reduce((sum, { n }) => sum + Number(n), 0),
    counts: { changed: count('changed'), same: count('same'), failed: count('failed') },
  };
}

export interface BulkLine {
  /** null when the work is not there any more, or not one's own. */
  workId: string | null;
  title: string;
  state: 'waiting' | 'changed' | 'same' | 'failed';
  fault: string | null;
}

/** Works of a change, in their order, those that failed first. */
export async function linesOf(
  db: Kysely<DB>,
  viewer: Member,
  bulkKey: number,
  { offset, limit }: { offset: number; limit: number },
): Promise<BulkLine[]> {
  const rows = await db
    .selectFrom('bulk_edit_works')
    .where('bulk_edit_id', '=', bulkKey)
    .select((eb) => [
      'title',
      'state',
      'fault',
      visible(db, viewer)
        .where((w) => createdBy(w, viewer.accountId))
        .whereRef('works.id', '=', eb.ref('bulk_edit_works.work_id'))
        .select('works.public_id')
        .as('workId'),
    ])
    .orderBy(sql`state = 'failed'`, 'desc')
    .orderBy('position')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as BulkLine['state'] }));
}
