/** Naming what a work was made after, and the answers of those who made that. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import type { Member } from '../../../core/viewer.js';
import { askToTell } from '../gifts/tell.js';
import { createdBy, visible } from '../visibility.js';
import type { PlacedLink } from './place.js';
import { seesParent } from './queries.js';

type Here = Extract<PlacedLink, { parentKey: number }>;
type Elsewhere = Exclude<PlacedLink, Here>;

const isHere = (link: PlacedLink): link is Here => 'parentKey' in link;

/** Takes off what is not among the links any more, of what this person sees. What was told of stays, taken off. */
async function takeOff(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  links: readonly PlacedLink[],
  at: Date,
): Promise<void> {
  const parents = links.filter(isHere).map(({ parentKey }) => parentKey);
  const urls = links.flatMap((link) => (isHere(link) ? [] : link.url));
  const gone = await trx
    .selectFrom('related_works')
    .where('work_id', '=', workKey)
    .where('removed_at', 'is', null)
    .where((eb) => seesParent(eb, accountId))
    .where((eb) =>
      eb.or([
        eb.and([eb('parent_id', 'is not', null), eb.not(eb('parent_id', '=', eb.fn.any(eb.val(parents))))]),
        eb.and([eb('url', 'is not', null), eb.not(eb('url', '=', eb.fn.any(eb.val(urls))))]),
      ]),
    )
    .select(['id', 'told_at'])
    .execute();
  const told = gone.filter((one) => one.told_at !== null).map(({ id }) => id);
  const untold = gone.filter((one) => one.told_at === null).map(({ id }) => id);
  if (told.length > 0)
    await trx.updateTable('related_works').set({ removed_at: at }).where('id', 'in', told).execute();
  if (untold.length > 0) await trx.deleteFrom('related_works').where('id', 'in', untold).execute();
}

/** Nobody asks themselves. Where one of the two is anonymous a link that nobody had to allow would tell whose it is. */
async function isOwnOpenly(
  trx: Transaction<DB>,
  workKey: number,
  parentKey: number,
  accountId: number,
): Promise<boolean> {
  const rows = await trx
    .selectFrom('works')
    .select((eb) => [
      'works.id',
      eb.and([eb('works.anonymous', '=', false), createdBy(eb, accountId)]).as('openly'),
    ])
    .where('works.id', 'in', [workKey, parentKey])
    .execute();
  return rows.length === 2 && rows.every(({ openly }) => Boolean(openly));
}

async function putHere(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  { parentKey, translation }: Here,
  at: Date,
): Promise<void> {
  const own = await isOwnOpenly(trx, workKey, parentKey, accountId);
  await trx
    .insertInto('related_works')
    .values({
      public_id: newId(),
      work_id: workKey,
      parent_id: parentKey,
      translation,
      created_at: at,
      approved_at: own ? at : null,
      told_at: own ? at : null,
    })
    .onConflict((c) =>
      c
        .columns(['work_id', 'parent_id'])
        .where('parent_id', 'is not', null)
        .doUpdateSet({ translation, removed_at: null }),
    )
    .execute();
}

const putElsewhere = (trx: Transaction<DB>, workKey: number, link: Elsewhere, at: Date) =>
  trx
    .insertInto('related_works')
    .values({ ...link, public_id: newId(), work_id: workKey, created_at: at })
    .onConflict((c) =>
      c.columns(['work_id', 'url']).where('url', 'is not', null).doUpdateSet({
        title: link.title,
        author: link.author,
        language: link.language,
        translation: link.translation,
      }),
    )
    .execute();

/** Makes these the links of a work, within the transaction that writes its header. */
export async function setRelated(
  trx: Transaction<DB>,
  workKey: number,
  accountId: number,
  links: readonly PlacedLink[],
  at: Date,
): Promise<void> {
  await takeOff(trx, workKey, accountId, links, at);
  for (const link of links) {
    if (!isHere(link)) await putElsewhere(trx, workKey, link, at);
    else if (link.parentKey !== workKey) await putHere(trx, workKey, accountId, link, at);
  }
  if (links.some(isHere)) await askToTell(trx, workKey);
}

/**
 * A creator of the work that was named says whether its page names the other one; both can be changed later.
 * @throws notFound when there is no such link between works that this person made and may see
 */
export async function answerRelated(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  approve: boolean,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const parent = await visible(trx, viewer)
      .where((eb) => createdBy(eb, viewer.accountId))
      .innerJoin('related_works', 'related_works.parent_id', 'works.id')
      .innerJoin('works as child', 'child.id', 'related_works.work_id')
      .where('related_works.public_id', '=', publicId)
      .where('related_works.removed_at', 'is', null)
      .where('child.audience', 'in', ['public', 'members'])
      .select(['works.id as key', 'related_works.id as link'])
      .forUpdate('related_works')
      .executeTakeFirst();
    if (!parent) throw notFound();
    await trx
      .updateTable('related_works')
      .set({ approved_at: approve ? at : null, refused_at: approve ? null : at })
      .where('id', '=', parent.link)
      .execute();
    await recordChange(trx, 'work', parent.key, 'edited', at);
  });
}
