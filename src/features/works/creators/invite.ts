/** A creator asks somebody to be named beside them. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { within } from '../../../core/db/within.js';
import { badInput } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { type Pseud, pseudByAddress, pseudsNamed, type Sender, writeTo } from '../../people/index.js';
import { lockOwn } from '../lock-own.js';
import { joinChapters } from './credit.js';
import { invitationLetter } from './letters.js';
import { askedLately } from './past-requests.js';

/** Requests of one work that may wait at a time. */
const MOST_WAITING = 20;

export interface Asked {
  name: string;
  /** Random id of the pseud, once it was said which one is meant; '' before. */
  pseud: string;
}

export type Invited =
  | { did: 'invited' | 'added' }
  /** Several people of that name may be asked. */
  | { did: 'which'; choices: { id: string; name: string }[] };

interface OnWork {
  pseudId: number;
  accountId: number;
  name: string;
  accepted: boolean;
  asArchivist: boolean;
  position: number;
}

async function onWork(trx: Transaction<DB>, workKey: number): Promise<OnWork[]> {
  const rows = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select([
      'pseuds.id as pseudId',
      'pseuds.account_id as accountId',
      'pseuds.name',
      'creatorships.accepted_at',
      'creatorships.as_archivist as asArchivist',
      'creatorships.position',
    ])
    .where('creatorships.work_id', '=', workKey)
    .orderBy('creatorships.position')
    .execute();
  return rows.map(({ accepted_at, ...row }) => ({ ...row, accepted: accepted_at !== null }));
}

async function candidates(trx: Transaction<DB>, { name, pseud }: Asked): Promise<Pseud[]> {
  if (!pseud) return pseudsNamed(trx, name);
  const one = await pseudByAddress(trx, pseud);
  return one ? [one] : [];
}

/** Accounts that let themselves be asked, of these. */
async function willing(trx: Transaction<DB>, accounts: readonly number[]): Promise<Set<number>> {
  if (accounts.length === 0) return new Set();
  const rows = await trx
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', [...accounts])
    .where('allows_invitations', '=', true)
    .where('banned_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** @throws badInput when they are on the work, were asked already, or too many were. */
function checkNew(there: readonly OnWork[], pseud: Pseud, atOnce: boolean, words: Messages): void {
  const { faults } = words.creators;
  const same = there.find((one) => one.pseudId === pseud.id && one.accepted);
  const fault = (said: string) => badInput(said, { name: said });
  if (same) throw fault(faults.already);
  if (atOnce) return;
  if (there.some((one) => one.accountId === pseud.accountId)) throw fault(faults.asked);
  if (there.filter((one) => !one.accepted).length >= MOST_WAITING) throw fault(faults.many(MOST_WAITING));
}

/**
 * Asks by a pen name. One's own pseuds and those of people who are on the work stand there at once; others must let
 * themselves be asked, and accept. Who may not be asked is answered like a name that nobody has.
 * @throws badInput, notFound
 */
export async function invite(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  asked: Asked,
  { words, sender }: { words: Messages; sender: Sender },
  at: Date,
): Promise<Invited> {
  const { faults } = words.creators;
  if (!asked.name && !asked.pseud) throw badInput(faults.name, { name: faults.name });
  return within(db, async (trx): Promise<Invited> => {
    const work = await lockOwn(trx, viewer, workId);
    const there = await onWork(trx, work.key);
    const accepted = new Set(there.filter((one) => one.accepted).map((one) => one.accountId));
    const found = await candidates(trx, asked);
    const open = await willing(
      trx,
      found.map((pseud) => pseud.accountId),
    );
    const possible = found.filter(({ accountId }) => accepted.has(accountId) || open.has(accountId));
    const [pseud] = possible;
    if (!pseud) throw badInput(faults.nobody(asked.name), { name: faults.nobody(asked.name) });
    if (possible.length > 1)
      return { did: 'which', choices: possible.map((one) => ({ id: one.publicId, name: one.name })) };
    const atOnce = accepted.has(pseud.accountId);
    checkNew(there, pseud, atOnce, words);
    if (!atOnce && (await askedLately(trx, work.key, { of: pseud.accountId, by: viewer.accountId }, at)))
      throw badInput(faults.lately, { name: faults.lately });
    await trx
      .insertInto('creatorships')
      .values({
        work_id: work.key,
        pseud_id: pseud.id,
        position: Math.max(...there.map((one) => one.position)) + 1,
        accepted_at: atOnce ? at : null,
        invited_by: viewer.accountId,
        invited_at: at,
        as_archivist: there.some((one) => one.accountId === pseud.accountId && one.asArchivist),
      })
      .onConflict((c) => c.columns(['work_id', 'pseud_id']).doUpdateSet({ accepted_at: atOnce ? at : null }))
      .execute();
    if (atOnce) {
      await joinChapters(trx, work.key, pseud.id);
      await trx.updateTable('works').set({ changed_at: at }).where('id', '=', work.key).execute();
      await recordChange(trx, 'work', work.key, 'edited', at);
      return { did: 'added' };
    }
    const { title } = await trx
      .selectFrom('works')
      .select('title')
      .where('id', '=', work.key)
      .executeTakeFirstOrThrow();
    const by = there.filter((one) => one.accepted).map((one) => one.name);
    const { accountId } = pseud;
    const letter = (w: Messages) => invitationLetter(w, sender, { by, title, pseud: pseud.name });
    await writeTo(trx, { accountId, kind: 'co-creation' }, letter, sender, at);
    return { did: 'invited' };
  });
}
