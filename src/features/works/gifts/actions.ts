/** Giving, taking back and refusing. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { type AppError, badInput, notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import type { Messages } from '../../../core/messages/index.js';
import { overLimit } from '../../../core/over-limit.js';
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
    .select(['name_key', 'refused_at', 'taken_back_at'])
    .where('work_id', '=', workKey)
    .execute();
  const same = all.find((one) => one.name_key === key);
  if (same?.refused_at) throw fault(faults.refused);
  if (same && !same.taken_back_at) throw fault(faults.already);
  if (all.length >= MOST_GIFTS && !same) throw fault(faults.many(MOST_GIFTS));
}

/** Whom a name that was typed means, and what stands on the work. */
interface Receiver {
  pseud: Pseud | undefined;
  name: string;
}

/** Writes a gift down. One that was taken back is the same one again: whoever got it was told of it then. */
async function putGift(
  trx: Transaction<DB>,
  workKey: number,
  { pseud, name }: Receiver,
  at: Date,
): Promise<void> {
  const key = keyOf(pseud, name);
  const again = await trx
    .updateTable('gifts')
    .set({ taken_back_at: null, pseud_id: pseud?.id ?? null, name: pseud?.name ?? name })
    .where('work_id', '=', workKey)
    .where('name_key', '=', key)
    .where('taken_back_at', 'is not', null)
    .executeTakeFirst();
  if (again.numUpdatedRows > 0n) return;
  await trx
    .insertInto('gifts')
    .values({
      public_id: newId(),
      work_id: workKey,
      account_id: pseud?.accountId ?? null,
      pseud_id: pseud?.id ?? null,
      name: pseud?.name ?? name,
      name_key: key,
      created_at: at,
    })
    .execute();
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
  if (asked.name.length > LONGEST_NAME) throw fault(overLimit(words, faults.nameLong, asked.name.length));
  return db.transaction().execute(async (trx): Promise<Given> => {
    const work = await lockOwn(trx, viewer, workId);
    const chosen = asked.pseud ? await pseudByAddress(trx, asked.pseud) : undefined;
    const found = chosen ? [chosen] : await pseudsNamed(trx, asked.name);
    const possible = await willing(trx, found);
    if (found.length > 0 && possible.length === 0) throw fault(faults.disallows(asked.name));
    if (possible.length > 1)
      return { did: 'which', choices: possible.map((one) => ({ id: one.publicId, name: one.name })) };
    const [pseud] = possible;
    await checkNew(trx, work.key, keyOf(pseud, asked.name), words);
    await putGift(trx, work.key, { pseud, name: asked.name }, at);
    await recordChange(trx, 'work', work.key, 'edited', at);
    await askToTell(trx, work.key);
    return { did: 'given' };
  });
}

/**
 * Gives a work that came in a file to whom the file names: to members who allow it, and to names that no member has. Where
 * several are meant, or somebody who does not allow it, nobody is named.
 */
export async function giveImported(
  trx: Transaction<DB>,
  workKey: number,
  names: readonly string[],
  at: Date,
): Promise<void> {
  const keys = new Set<string>();
  for (const name of names.slice(0, MOST_GIFTS)) {
    if (name === '' || name.length > LONGEST_NAME) continue;
    const found = await pseudsNamed(trx, name);
    const possible = await willing(trx, found);
    const [pseud, ...others] = possible;
    const key = keyOf(pseud, name);
    if (others.length > 0 || (found.length > 0 && !pseud) || keys.has(key)) continue;
    keys.add(key);
    await putGift(trx, workKey, { pseud, name }, at);
  }
  if (keys.size > 0) await askToTell(trx, workKey);
}

/** What was refused stays on record, and so does what its receiver was told of. */
export async function takeBack(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  giftId: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const work = await lockOwn(trx, viewer, workId);
    const gift = await trx
      .selectFrom('gifts')
      .select(['id', 'told_at'])
      .where('work_id', '=', work.key)
      .where('public_id', '=', giftId)
      .where('refused_at', 'is', null)
      .executeTakeFirst();
    if (gift?.told_at)
      await trx.updateTable('gifts').set({ taken_back_at: at }).where('id', '=', gift.id).execute();
    else if (gift) await trx.deleteFrom('gifts').where('id', '=', gift.id).execute();
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
      .where('taken_back_at', 'is', null)
      .executeTakeFirst();
    if (!work || numUpdatedRows === 0n) throw notFound();
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}
