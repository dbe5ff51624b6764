/** Works that are given away: another account holds them then, and nothing tells whose they were. */
import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';
import { en } from '../../../core/messages/en/index.js';
import { keepLooks } from '../skins/actions.js';
import { movePseud } from './move.js';

/** No key of a login or of a mail can hold a space, so nobody can have or ask for these. */
const KEY = 'orphan account';

/** The account that holds what was given away; made at first need. Its password is none, and it has no address. */
async function orphanAccount(trx: Transaction<DB>, at: Date): Promise<number> {
  await trx
    .insertInto('accounts')
    .values({
      public_id: newId(),
      login: KEY,
      login_key: KEY,
      email: '',
      email_key: KEY,
      password_hash: '',
      is_orphan: true,
      created_at: at,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const { id } = await trx
    .selectFrom('accounts')
    .select('id')
    .where('is_orphan', '=', true)
    .executeTakeFirstOrThrow();
  return id;
}

/** The pseud of this name, or the plain one, that given works stand under. */
async function orphanPseud(
  trx: Transaction<DB>,
  accountId: number,
  name: string | null,
  at: Date,
): Promise<number> {
  const shown = name ?? en.leaving.orphanName;
  const key = shown.normalize('NFKC').toLowerCase();
  const { id } = await trx
    .insertInto('pseuds')
    .values({
      public_id: newId(),
      account_id: accountId,
      name: shown,
      name_key: key,
      is_default: name === null,
      created_at: at,
    })
    // Changes nothing, and so gives the id of the row that is there.
    .onConflict((c) => c.columns(['account_id', 'name_key']).doUpdateSet({ name_key: key }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface Gift {
  accountId: number;
  /** Keys of works, locked by the caller, that this account is on. */
  works: readonly number[];
  keepName: boolean;
}

/** What besides the byline ties a work to an account. */
async function cutTies(trx: Transaction<DB>, { accountId, works }: Gift): Promise<void> {
  const keys = [...works];
  await trx
    .updateTable('media')
    .set({ account_id: null })
    .where('account_id', '=', accountId)
    .where('work_id', 'in', keys)
    .execute();
  await trx
    .updateTable('chapter_revisions')
    .set({ account_id: null })
    .where('account_id', '=', accountId)
    .where('chapter_id', 'in', (eb) =>
      eb.selectFrom('chapters').select('chapters.id').where('chapters.work_id', 'in', keys),
    )
    .execute();
  await trx
    .updateTable('work_revisions')
    .set({ account_id: null })
    .where('account_id', '=', accountId)
    .where('work_id', 'in', keys)
    .execute();
  await trx
    .updateTable('works')
    .set({ header_saved_by: null })
    .where('header_saved_by', '=', accountId)
    .where('id', 'in', keys)
    .execute();
  await keepLooks(trx, accountId, keys);
  await trx
    .updateTable('creatorships')
    .set({ invited_by: null })
    .where('invited_by', '=', accountId)
    .where('work_id', 'in', keys)
    .execute();
  await trx
    .updateTable('external_creatorships')
    .set({ decided_by: null })
    .where('decided_by', '=', accountId)
    .where('work_id', 'in', keys)
    .execute();
  for (const column of ['work_id', 'existing_work_id'] as const)
    await trx
      .updateTable('imports')
      .set({ [column]: null })
      .where('account_id', '=', accountId)
      .where(column, 'in', keys)
      .execute();
}

/** A work of nobody's: what would lead to its maker goes, such as where it stood first. */
async function forgetSource(trx: Transaction<DB>, works: readonly number[], orphan: number): Promise<void> {
  await trx
    .updateTable('works')
    .set({ source_url: null, source_key: null })
    .where('id', 'in', [...works])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('creatorships')
            .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
            .whereRef('creatorships.work_id', '=', 'works.id')
            .where('pseuds.account_id', '<>', orphan)
            .select('creatorships.work_id'),
        ),
      ),
    )
    .execute();
}

/** Takes works out of series that stay with somebody: such a list would tell whose the works were. */
async function leaveOwnSeries(trx: Transaction<DB>, { accountId, works }: Gift): Promise<void> {
  await trx
    .deleteFrom('series_works')
    .using('series')
    .whereRef('series.id', '=', 'series_works.series_id')
    .where('series.account_id', '=', accountId)
    .where('series_works.work_id', 'in', [...works])
    .execute();
}

/**
 * Series of an account that hold no work of theirs any more go to `heir`. Titles are told apart by owner, and two may
 * have given away series of one title, so the key of such a one gets something random.
 */
export async function passSeries(
  trx: Transaction<DB>,
  from: number,
  heir: number,
  works: readonly number[],
): Promise<void> {
  if (works.length === 0) return;
  await sql`
    update series set account_id = ${heir}, title_key = title_key || ${` ${randomBytes(6).toString('hex')}`}
     where account_id = ${from}
       and exists (select from series_works s where s.series_id = series.id and s.work_id = any(${[...works]}))
       and not exists (
         select from series_works s
           join creatorships c on c.work_id = s.work_id and c.accepted_at is not null
           join pseuds p on p.id = c.pseud_id
          where s.series_id = series.id and p.account_id = ${from})`.execute(trx);
}

/** Gives works away within the caller's transaction. Nobody is told. */
export async function giveAway(trx: Transaction<DB>, gift: Gift, at: Date): Promise<void> {
  if (gift.works.length === 0) return;
  const keys = [...gift.works];
  const orphan = await orphanAccount(trx, at);
  const plain = await orphanPseud(trx, orphan, null, at);
  const rows = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select(['pseuds.id', 'pseuds.name'])
    .distinct()
    .where('pseuds.account_id', '=', gift.accountId)
    .where('creatorships.work_id', 'in', keys)
    .orderBy('pseuds.id')
    .execute();
  for (const { id, name } of rows)
    await movePseud(trx, id, gift.keepName ? await orphanPseud(trx, orphan, name, at) : plain, keys);
  await cutTies(trx, gift);
  if (!gift.keepName) await forgetSource(trx, keys, orphan);
  await passSeries(trx, gift.accountId, orphan, keys);
  if (!gift.keepName) await leaveOwnSeries(trx, gift);
  await trx.updateTable('works').set({ changed_at: at }).where('id', 'in', keys).execute();
  for (const key of keys) await recordChange(trx, 'work', key, 'edited', at);
}
