import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { readTagList } from '../../tags/index.js';
import { languageCode, listed } from '../../works/index.js';
import { LIMITS } from '../limits.js';
import { lookUp, tagKeysOf } from '../query/names.js';
import type { NameField } from '../query/syntax.js';
import { number } from '../query/values.js';
import type { FilterKind } from './queries.js';

/** What can be chosen to be hidden; a work is hidden from its own place in a list. */
export const ADDABLE = ['tag', 'creator', 'language', 'shorter', 'longer', 'anonymous'] as const;
export type Addable = (typeof ADDABLE)[number];

interface Target {
  kind: FilterKind;
  tag_id?: number;
  pseud_id?: number;
  work_id?: number;
  language?: string;
  words?: number;
}

/** Several names at once, parted by commas. What only hidden works have can't be told from what nothing has. */
async function named(
  db: Kysely<DB>,
  viewer: Member,
  kind: 'tag' | 'creator',
  text: string,
  words: Messages,
): Promise<Target[]> {
  const names = kind === 'tag' ? readTagList(text) : [text.trim()].filter(Boolean);
  const f = words.find.mine.faults;
  if (names.length === 0) throw badInput(words.find.mine.problem, { value: f.nothing });
  const field: NameField = kind;
  const known = await lookUp(
    db,
    viewer,
    {
      where: { kind: 'names', field, names, at: 0 },
      order: null,
    },
    [],
  );
  return Promise.all(
    names.map(async (name): Promise<Target> => {
      if (kind === 'tag') {
        const tag = tagKeysOf('tag', name)
          .map((key) => known.tags.get(key))
          .find((one) => one !== undefined);
        if (!tag) throw badInput(words.find.mine.problem, { value: f.noTag(name) });
        return { kind, tag_id: tag.id };
      }
      const seen = await listedPseuds(db, viewer, known.pseuds.get(name) ?? []);
      const [pseudId] = seen;
      if (pseudId === undefined) throw badInput(words.find.mine.problem, { value: f.noCreator(name) });
      return { kind, pseud_id: pseudId };
    }),
  );
}

/** Those that the viewer sees on works in lists. */
async function listedPseuds(db: Kysely<DB>, viewer: Member, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await listed(db, viewer)
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .where('creatorships.pseud_id', 'in', [...ids])
    .where('creatorships.accepted_at', 'is not', null)
    .where('creatorships.as_archivist', '=', false)
    .where('works.anonymous', '=', false)
    .select('creatorships.pseud_id')
    .distinct()
    .orderBy('creatorships.pseud_id')
    .execute();
  return rows.map(({ pseud_id }) => pseud_id);
}

async function targets(
  db: Kysely<DB>,
  viewer: Member,
  kind: Addable,
  text: string,
  words: Messages,
): Promise<Target[]> {
  const f = words.find.mine.faults;
  if (kind === 'anonymous') return [{ kind }];
  if (kind === 'tag' || kind === 'creator') return named(db, viewer, kind, text, words);
  if (kind === 'language') {
    const code = languageCode(text);
    if (!code) throw badInput(words.find.mine.problem, { value: f.noLanguage });
    return [{ kind, language: code }];
  }
  const n = number(text);
  if (n === null || n > 100_000_000) throw badInput(words.find.mine.problem, { value: f.noNumber });
  return [{ kind, words: n }];
}

/** The most that one account may hide. */
async function checkRoom(
  trx: Transaction<DB>,
  accountId: number,
  more: number,
  words: Messages,
): Promise<void> {
  await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
  const { n } = await trx
    .selectFrom('personal_filters')
    .where('account_id', '=', accountId)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (Number(n) + more > LIMITS.personalFilters)
    throw badInput(words.find.mine.problem, { value: words.find.mine.faults.many });
}

async function insert(
  trx: Transaction<DB>,
  accountId: number,
  list: readonly Target[],
  reason: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('personal_filters')
    .values(
      list.map((one) => ({ ...one, public_id: newId(), account_id: accountId, reason, created_at: at })),
    )
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Of "shorter" and "longer" there is one each: the new one takes the old one's place. @throws badInput */
export async function addFilters(
  db: Kysely<DB>,
  viewer: Member,
  given: { kind: Addable; value: string; reason: string },
  words: Messages,
  at: Date,
): Promise<void> {
  const { kind, reason } = given;
  if (reason.length > LIMITS.reason)
    throw badInput(words.find.mine.problem, { reason: words.find.mine.faults.reason });
  const { accountId } = viewer;
  const list = await targets(db, viewer, kind, given.value, words);
  await db.transaction().execute(async (trx) => {
    await checkRoom(trx, accountId, list.length, words);
    if (kind === 'shorter' || kind === 'longer')
      await trx
        .deleteFrom('personal_filters')
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .execute();
    await insert(trx, accountId, list, reason, at);
  });
}

export async function removeFilter(db: Kysely<DB>, accountId: number, publicId: string): Promise<void> {
  await db
    .deleteFrom('personal_filters')
    .where('account_id', '=', accountId)
    .where('public_id', '=', publicId)
    .execute();
}

/** A work that stands in lists for the viewer is hidden from them, or shown again. @throws notFound */
export async function hideWork(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  hidden: boolean,
  words: Messages,
  at: Date,
): Promise<void> {
  const work = await listed(db, viewer)
    .select('works.id')
    .where('works.public_id', '=', publicId)
    .executeTakeFirst();
  if (!work) throw notFound();
  await db.transaction().execute(async (trx) => {
    if (hidden) {
      await checkRoom(trx, viewer.accountId, 1, words);
      return insert(trx, viewer.accountId, [{ kind: 'work', work_id: work.id }], '', at);
    }
    await trx
      .deleteFrom('personal_filters')
      .where('account_id', '=', viewer.accountId)
      .where('work_id', '=', work.id)
      .execute();
  });
}
