/** What wranglers write beside the graph itself: who looks after which fandom, and what is said about a tag. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { newId } from '../../../core/ids.js';
import type { Member } from '../../../core/viewer.js';
import { findOrCreateTags } from '../actions.js';
import { mustWrangle, type Performed, writeAct } from '../graph/acts.js';
import { loadGraph } from '../graph/load.js';
import type { GraphType } from '../graph/model.js';
import { planAct } from '../graph/plan.js';
import { Refusal } from '../graph/refusal.js';
import { changeGraph } from '../graph/store.js';
import { cleanTagName, hasComma, isTagName, tagKey } from '../names.js';
import type { DeskTag } from './queries.js';

/** Takes a fandom on, or lets it go. @throws Refusal when it is no canonical fandom */
export async function assignFandom(
  db: Kysely<DB>,
  by: Member,
  fandom: DeskTag,
  takes: boolean,
  at: Date,
): Promise<void> {
  mustWrangle(by);
  if (fandom.type !== 'fandom' || (takes && !fandom.canonical))
    throw new Refusal('not-canonical', [fandom.name]);
  if (takes)
    await db
      .insertInto('wrangling_assignments')
      .values({ fandom_id: fandom.id, account_id: by.accountId, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await db
      .deleteFrom('wrangling_assignments')
      .where('fandom_id', '=', fandom.id)
      .where('account_id', '=', by.accountId)
      .execute();
}

export const MOST_COMMENT = 5_000;

/** @param text not empty, at most MOST_COMMENT */
export async function commentOnTag(
  db: Kysely<DB>,
  by: Member,
  tagId: number,
  text: string,
  at: Date,
): Promise<void> {
  mustWrangle(by);
  await db
    .insertInto('tag_comments')
    .values({ public_id: newId(), tag_id: tagId, account_id: by.accountId, text, at })
    .execute();
}

/** A canonical tag of this name, new or there already. @throws Refusal when the name is bad or another type's */
export async function makeCanonical(
  db: Kysely<DB>,
  by: Member,
  given: { type: GraphType; name: string },
  at: Date,
): Promise<Performed> {
  mustWrangle(by);
  const name = cleanTagName(given.name);
  if (!isTagName(name) || hasComma(name)) throw new Refusal('name-bad', [name.slice(0, 40)]);
  return changeGraph(db, async (trx) => {
    const taken = await trx
      .selectFrom('tags')
      .select(['name', 'type'])
      .where('name_key', '=', tagKey(name))
      .executeTakeFirst();
    if (taken && taken.type !== given.type) throw new Refusal('name-taken', [taken.name]);
    const [tag = 0] = await findOrCreateTags(trx, [{ type: given.type, name }], at);
    const deltas = planAct(await loadGraph(trx, [tag]), { act: 'canonise', tag }, false);
    return writeAct(trx, { by, act: 'canonise', why: '', deltas, undoes: null }, at);
  });
}
