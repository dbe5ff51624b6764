/** A writer decides about works that wait. Each work is decided once; what was decided stays written down. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { recordStaffAct } from '../../core/staff-log.js';
import { claimName, leaveName, refuseName, type WaitingName } from '../works/index.js';
import type { ClaimingWriter } from './queries.js';
import { refuse, sourceRefusal, titleRefusal, writerRefusals } from './refusals.js';

export const CHOICES = ['members', 'open', 'leave', 'refuse'] as const;
export type Choice = (typeof CHOICES)[number];

export interface Decisions {
  /** By the outward id of the name on the work. */
  each: ReadonlyMap<string, Choice>;
  /** For every work that waits, over `each`; null for none. */
  all: Choice | null;
  /** Nothing of theirs is to be brought in again. */
  never: boolean;
}

export interface Outcome {
  claimed: number;
  left: number;
  deleted: number;
  unnamed: number;
  never: boolean;
}

type Waiting = WaitingName & { id: string; sourceKey: string | null };

/** What waits, with its works, locked in the order in which everybody locks them. */
async function lockWaiting(trx: Transaction<DB>, authorKey: number): Promise<Waiting[]> {
  return trx
    .selectFrom('external_creatorships')
    .innerJoin('works', 'works.id', 'external_creatorships.work_id')
    .select([
      'external_creatorships.id as key',
      'external_creatorships.public_id as id',
      'external_creatorships.position',
      'works.id as workKey',
      'works.title',
      'works.source_key as sourceKey',
    ])
    .where('external_creatorships.author_id', '=', authorKey)
    .where('external_creatorships.state', '=', 'waiting')
    .where('works.deleted_at', 'is', null)
    .orderBy('works.id')
    .forUpdate()
    .execute();
}

/** Takes effect on what still waits; what was decided before, also a moment ago, stays as it was. */
export async function decide(
  db: Kysely<DB>,
  author: ClaimingWriter,
  decisions: Decisions,
  /** Who claims, and as whom; null for a writer without an account, who claims nothing. */
  writer: { accountId: number; pseudId: number } | null,
  at: Date,
): Promise<Outcome> {
  const outcome: Outcome = { claimed: 0, left: 0, deleted: 0, unnamed: 0, never: decisions.never };
  await db.transaction().execute(async (trx) => {
    for (const name of await lockWaiting(trx, author.key)) {
      const choice = decisions.all ?? decisions.each.get(name.id);
      if (!choice) continue;
      await carryOut(trx, name, choice);
    }
    const summary = [
      [outcome.claimed, 'claimed'],
      [outcome.left, 'left'],
      [outcome.deleted, 'deleted'],
      [outcome.unnamed, 'name taken off'],
    ].flatMap(([n, what]) => (n ? [`${n} ${what}`] : []));
    if (decisions.never) summary.push('nothing again');
    if (summary.length > 0) {
      const { id, name } = author;
      const entry = { act: 'writer-decided', thing: 'external-writer', id, name } as const;
      await recordStaffAct(trx, 'link', { ...entry, details: summary.join(', ') }, at);
    }
    if (decisions.never)
      await refuse(trx, writerRefusals(author.archive, { name: author.name, email: author.email ?? '' }), at);
  });
  return outcome;

  async function carryOut(trx: Transaction<DB>, name: Waiting, choice: Choice): Promise<void> {
    const decided = { at, by: writer?.accountId ?? null };
    if (choice === 'leave') {
      await leaveName(trx, name, decided);
      outcome.left += 1;
    } else if (choice === 'refuse') {
      outcome[await refuseName(trx, name, decided)] += 1;
      const keys = name.sourceKey ? [sourceRefusal(name.sourceKey)] : [titleRefusal(author.key, name.title)];
      await refuse(trx, keys, at);
    } else if (writer) {
      await claimName(trx, name, { ...writer, open: choice === 'open' }, at);
      outcome.claimed += 1;
    }
  }
}
