/** An account goes: with its works, or without them. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { badInput } from '../../../core/errors.js';
import type { LetGo } from '../../../core/let-go.js';
import { LAST_LETTER, queueLetter } from '../../../core/mail/index.js';
import type { Messages } from '../../../core/messages/index.js';
import { removeWork } from '../remove-work.js';
import { giveAway, passSeries } from './orphan.js';
import { type OwnWork, ownWorks } from './own-works.js';

export const OF_SOLE = ['orphan', 'named', 'delete'] as const;
export const OF_SHARED = ['leave', 'orphan', 'named'] as const;

export interface Leaving {
  sole: (typeof OF_SOLE)[number];
  shared: (typeof OF_SHARED)[number];
}

/** The last host stays, or nobody could run the archive. @throws badInput */
async function refuseLastHost(trx: Transaction<DB>, accountId: number, words: Messages): Promise<void> {
  // Two hosts who leave in one moment wait for each other.
  const hosts = await trx
    .selectFrom('account_roles')
    .select('account_id')
    .where('role', '=', 'host')
    .orderBy('account_id')
    .forUpdate()
    .execute();
  if (hosts.length === 1 && hosts[0]?.account_id === accountId) throw badInput(words.leaving.delete.lastHost);
}

/** The others stay; chapters that were the leaver's alone become theirs. */
async function leave(
  trx: Transaction<DB>,
  accountId: number,
  works: readonly OwnWork[],
  at: Date,
): Promise<void> {
  for (const { key } of works) {
    await trx
      .deleteFrom('creatorships')
      .using('pseuds')
      .whereRef('pseuds.id', '=', 'creatorships.pseud_id')
      .where('pseuds.account_id', '=', accountId)
      .where('creatorships.work_id', '=', key)
      .execute();
    const heir = await trx
      .selectFrom('creatorships')
      .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
      .select('pseuds.account_id as id')
      .where('creatorships.work_id', '=', key)
      .where('creatorships.accepted_at', 'is not', null)
      .orderBy('creatorships.position')
      .executeTakeFirstOrThrow();
    await passSeries(trx, accountId, heir.id, [key]);
    await trx.updateTable('works').set({ changed_at: at }).where('id', '=', key).execute();
    await recordChange(trx, 'work', key, 'edited', at);
  }
}

async function settleWorks(trx: Transaction<DB>, accountId: number, how: Leaving, at: Date): Promise<void> {
  const works = await ownWorks(trx, accountId);
  // Staff still see these, without a name.
  const deleted = await ownWorks(trx, accountId, 'deleted');
  const keys = [...works, ...deleted].map(({ key }) => key);
  if (keys.length > 0)
    await trx.selectFrom('works').select('id').where('id', 'in', keys).orderBy('id').forUpdate().execute();
  const keysOf = (some: readonly OwnWork[]) => some.map(({ key }) => key);
  const mine = works.filter((work) => !work.asArchivist);
  const sole = mine.filter((work) => !work.shared);
  const shared = mine.filter((work) => work.shared);
  const gone = sole.filter((work) => how.sole === 'delete' || !work.posted);
  for (const { key } of gone) await removeWork(trx, key, at);
  const given = (some: readonly OwnWork[], keepName: boolean) =>
    giveAway(trx, { accountId, works: keysOf(some), keepName }, at);
  await given(
    sole.filter((work) => !gone.includes(work)),
    how.sole === 'named',
  );
  if (how.shared === 'leave') await leave(trx, accountId, shared, at);
  else await given(shared, how.shared === 'named');
  await given([...works.filter((work) => work.asArchivist), ...deleted], false);
  // Requests that were never answered.
  await trx
    .deleteFrom('creatorships')
    .using('pseuds')
    .whereRef('pseuds.id', '=', 'creatorships.pseud_id')
    .where('pseuds.account_id', '=', accountId)
    .execute();
}

/**
 * Deletes an account: its works as chosen, what other rooms hold of it, then its row, and with that all that hangs on it.
 * A last letter goes to its address. Whoever asks has proved who they are.
 * @throws badInput when it is the last host's
 */
export async function deleteAccount(
  db: Kysely<DB>,
  accountId: number,
  how: Leaving,
  { letGo, words, archiveName }: { letGo: readonly LetGo[]; words: Messages; archiveName: string },
  at: Date,
): Promise<void> {
  const afterwards = await db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('accounts')
      .select(['public_id as publicId', 'email', 'email_key as emailKey'])
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await refuseLastHost(trx, accountId, words);
    await settleWorks(trx, accountId, how, at);
    const later: (() => Promise<void>)[] = [];
    for (const room of letGo) {
      const after = await room(trx, { accountId, ...account });
      if (after) later.push(after);
    }
    await trx.deleteFrom('accounts').where('id', '=', accountId).execute();
    const { subject, text, why } = words.leaving.delete.letter;
    const letter = {
      language: words.locale,
      subject: subject(archiveName),
      body: [text(archiveName)],
      why: why(archiveName),
    };
    await queueLetter(
      trx,
      { accountId: null, email: account.email, kind: LAST_LETTER, letter },
      archiveName,
      at,
    );
    return later;
  });
  for (const after of afterwards) await after();
}
