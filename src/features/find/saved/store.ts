/** Searches that readers keep by name. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import type { Messages } from '../../../core/messages/index.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { LIMITS } from '../limits.js';
import { canonicalText } from '../query/compose.js';
import { parseQuery } from '../query/parse.js';

export interface SavedSearch {
  id: string;
  name: string;
  query: string;
  alerts: boolean;
}

export const searchesOf = async (db: Kysely<DB>, accountId: number): Promise<SavedSearch[]> =>
  db
    .selectFrom('saved_searches')
    .select(['public_id as id', 'name', 'query', 'alerts'])
    .where('account_id', '=', accountId)
    .orderBy('name_key')
    .orderBy('id')
    .execute();

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

function cleanName(given: string, words: Messages): string {
  const name = oneLine(stripBidiOverrides(given)).normalize('NFC');
  const { faults, problem } = words.find.saved;
  if (name === '') throw badInput(problem, { name: faults.name });
  if (name.length > LIMITS.searchName) throw badInput(problem, { name: faults.nameLong });
  return name;
}

async function refuseTaken(
  db: Kysely<DB>,
  accountId: number,
  name: string,
  words: Messages,
  butNot?: string,
): Promise<void> {
  const other = await db
    .selectFrom('saved_searches')
    .select('public_id')
    .where('account_id', '=', accountId)
    .where('name_key', '=', keyOf(name))
    .executeTakeFirst();
  if (other && other.public_id !== butNot)
    throw badInput(words.find.saved.problem, { name: words.find.saved.faults.taken });
}

/** The query is kept in the one way in which addresses write it. @throws badInput */
export async function saveSearch(
  db: Kysely<DB>,
  accountId: number,
  given: { name: string; query: string; alerts: boolean },
  words: Messages,
  at: Date,
): Promise<void> {
  const { faults, problem } = words.find.saved;
  const name = cleanName(given.name, words);
  const parsed = parseQuery(given.query);
  if (!parsed.ok) throw badInput(problem, { query: words.find.faults[parsed.fault.key](parsed.fault.word) });
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
    await refuseTaken(trx, accountId, name, words);
    const { n } = await trx
      .selectFrom('saved_searches')
      .where('account_id', '=', accountId)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    if (Number(n) >= LIMITS.savedSearches) throw badInput(problem, { name: faults.many });
    await trx
      .insertInto('saved_searches')
      .values({
        public_id: newId(),
        account_id: accountId,
        name,
        name_key: keyOf(name),
        query: canonicalText(parsed.query),
        alerts: given.alerts,
        alerts_since: given.alerts ? at : null,
        created_at: at,
      })
      .execute();
  });
}

/** @throws badInput, notFound when it is nobody's or another's */
export async function renameSearch(
  db: Kysely<DB>,
  accountId: number,
  id: string,
  given: string,
  words: Messages,
): Promise<void> {
  const name = cleanName(given, words);
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
    await refuseTaken(trx, accountId, name, words, id);
    const { numUpdatedRows } = await trx
      .updateTable('saved_searches')
      .set({ name, name_key: keyOf(name) })
      .where('account_id', '=', accountId)
      .where('public_id', '=', id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound();
  });
}

/** Letters tell of works that come after this moment. */
export const setAlerts = (db: Kysely<DB>, accountId: number, id: string, on: boolean, at: Date) =>
  db
    .updateTable('saved_searches')
    .set({ alerts: on, alerts_since: on ? at : null })
    .where('account_id', '=', accountId)
    .where('public_id', '=', id)
    .where('alerts', '=', !on)
    .execute();

export const dropSearch = (db: Kysely<DB>, accountId: number, id: string) =>
  db.deleteFrom('saved_searches').where('account_id', '=', accountId).where('public_id', '=', id).execute();
