/** The states of the header of one's own work, the newest first; the first of them is what stands there now. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { notFound } from '../../../core/errors.js';
import type { Member } from '../../../core/viewer.js';
import { NOW } from '../desk/revision-queries.js';
import { lockOwn } from '../lock-own.js';
import { createdBy, visible } from '../visibility.js';
import { type HeaderState, headerState, StoredTags } from './keep.js';

export const HEADER_PARTS = ['title', 'summary', 'notes', 'tags'] as const;
export type HeaderPart = (typeof HEADER_PARTS)[number];

export interface HeaderLine {
  /** Outward id of a revision, or `now`. */
  id: string;
  saved: Date;
  /** The pseud under which its saver stands on the work; null when they do not, or it is not known. */
  by: string | null;
  /** Against the state before it; null of the first. */
  changed: readonly HeaderPart[] | null;
  state: HeaderState;
}

const partsOf = (state: HeaderState): Record<HeaderPart, string> => ({
  title: state.title,
  summary: state.summary_source ?? '',
  notes: JSON.stringify([state.start_notes_source, state.end_notes_source]),
  tags: JSON.stringify(state.tags),
});

/** The pseud of an account on a work. */
async function pseudsOn(db: Kysely<DB>, workKey: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select(['pseuds.account_id', 'pseuds.name'])
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.accepted_at', 'is not', null)
    .orderBy('creatorships.position', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.name]));
}

/** @throws notFound */
export async function headersOf(db: Kysely<DB>, viewer: Member, workId: string): Promise<HeaderLine[]> {
  const work = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .select('works.id as key')
    .executeTakeFirst();
  if (!work) throw notFound();
  const [now, former, pseuds] = await Promise.all([
    headerState(db, work.key),
    db
      .selectFrom('work_revisions')
      .selectAll()
      .where('work_id', '=', work.key)
      .orderBy('id', 'desc')
      .execute(),
    pseudsOn(db, work.key),
  ]);
  const states = [
    { id: NOW, saved: now.saved, account: now.by, state: now },
    ...former.map((row) => ({
      id: row.public_id,
      saved: row.saved_at,
      account: row.account_id,
      state: { ...row, tags: StoredTags.parse(row.tags) },
    })),
  ];
  return states.map(({ id, saved, account, state }, i) => {
    const before = states[i + 1];
    const [here, there] = [partsOf(state), before && partsOf(before.state)];
    return {
      id,
      saved,
      by: account === null ? null : (pseuds.get(account) ?? null),
      changed: there ? HEADER_PARTS.filter((part) => here[part] !== there[part]) : null,
      state,
    };
  });
}

/** Lets one former header go for good. @throws notFound */
export async function forgetHeader(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  revision: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { key } = await lockOwn(trx, viewer, workId);
    const { numDeletedRows } = await trx
      .deleteFrom('work_revisions')
      .where('work_id', '=', key)
      .where('public_id', '=', revision)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw notFound();
  });
}
