/** Giving, taking back and refusing. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { type AppError, badInput, notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { type Pseud, pseudByAddress, pseudsNamed } from '../../people/index.js';
import { lockOwn } from '../lock-own.js';
import { listed } from '../visibility.js';
import { askToTell } from './tell.js';

const MOST_GIFTS = 50;
const LONGEST_NAME = 100;

export type Given = { did: 'given' } | { did: 'which'; choices: { id: string; name: string }[] };

const fault = (said: string): AppError => badInput(said, { name: said });

/** People of that name who let works be given to them. */
async function willing(trx: Transaction<DB>, pseuds: readonly Pseud[]): Promise<Pseud[]> {
  const rows = await trx
    .selectFrom('accounts')
    .select('id')
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(pseuds.map((pseud) => pseud.accountId)))))
    .where('allows_gifts', '=', true)
    .where('banned_at', 'is', null)
    .execute();
  return pseuds.filter((pseud) => rows.some((row) => row.id === pseud.accountId));
}

/** A person has one key over all their pseuds, which no name that somebody types can be. */
const keyOf = (pseud: Pseud | undefined, name: string): string =>
  pseud ? `\n${pseud.accountId}` : name.toLowerCase();

/** @throws badInput when it was given or refused before, or the work has too many */
async function checkNew(trx: Transaction<DB>, workKey: number, key: string, words: Messages): Promise<void> {
  const { faults } = words.gifts;
  const all = await trx
    .selectFrom('gifts')
    .select(['name_key', 'refused_at'])
    .where('work_id', '=', workKey)
    .execute();
  const same = all.find((one) => one.name_key === key);
  if (same) throw fault(same.refused_at ? faults.refused : faults.already);
  if (all.length >= MOST_GIFTS) throw fault(faults.many(MOST_GIFTS));
}

/**
 * Gives one's own work to a member who allows it, or to a name that no member has. A member is told once the work
 * stands in lists. @throws badInput, notFound
 */
export async function give(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  asked: { name: string; pseud: string },
  words: Messages,
  at: Date,
): Promise<Given> {
  const { faults } = words.gifts;
  if (!asked.name) throw fault(faults.name);
  if (asked.name.length > LONGEST_NAME) throw fault(faults.nameLong);
  return db.transaction().execute(async (trx): Promise<Given> => {
    const work = await lockOwn(trx, viewer, workId);
    const chosen = asked.pseud ? await pseudByAddress(trx, asked.pseud) : undefined;
    const found = chosen ? [chosen] : await pseudsNamed(trx, asked.name);
    const possible = await willing(trx, found);
    if (found.length > 0 && possible.length === 0) throw fault(faults.disallows(asked.name));
    if (possible.length > 1)
      return { did: 'which', choices: possible.map((one) => ({ id: one.publicId, name: one.name })) };
    const [pseud] = possible;
    const key = keyOf(pseud, asked.name);
    await checkNew(trx, work.key, key, words);
    await trx
      .insertInto('gifts')
      .values({
        public_id: newId(),
        work_id: work.key,
        account_id: pseud?.accountId ?? null,
        pseud_id: pseud?.id ?? null,
        name: pseud?.name ?? asked.name,
        name_key: key,
        created_at: at,
      })
      .execute();
    await recordChange(trx, 'work', work.key, 'edited', at);
    await askToTell(trx, work.key);
    return { did: 'given' };
  });
}

/** What was refused stays on record. */
export async function takeBack(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  giftId: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    await trx
      .deleteFrom('gifts')
      .where('work_id', '=', work.key)
      .where('public_id', '=', giftId)
      .where('refused_at', 'is', null)
      .execute();
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}

/** Whoever it was given to refuses it, or takes it after all. @throws notFound */
export async function answerGift(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  refused: boolean,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await listed(trx, viewer)
      .where('works.public_id', '=', workId)
      .select('works.id as key')
      .executeTakeFirst();
    const { numUpdatedRows } = await trx
      .updateTable('gifts')
      .set({ refused_at: refused ? at : null })
      .where('work_id', '=', work?.key ?? 0)
      .where('account_id', '=', viewer.accountId)
      .executeTakeFirst();
    if (!work || numUpdatedRows === 0n) throw notFound();
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}
