/** The letter to those whose work was named: once, when the work that names it stands in lists. */
import type { Kysely, Transaction } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import type { Messages } from '../../../core/messages/index.js';
import { type Sender, writeTo } from '../../people/index.js';
import { senderOf } from '../sender.js';

export const TELL_OF_RELATED = 'tell-of-related';

/** Letters of this kind that one person gets in a day; the page lists what is named beyond. */
const MOST_A_DAY = 20;
const DAY_MS = 24 * 3600 * 1000;

const untold = (trx: Transaction<DB>, workKey: number) =>
  trx
    .selectFrom('related_works')
    .innerJoin('works as child', 'child.id', 'related_works.work_id')
    .innerJoin('works as parent', 'parent.id', 'related_works.parent_id')
    .where('child.id', '=', workKey)
    .where('child.audience', 'in', ['public', 'members'])
    .where('parent.deleted_at', 'is', null)
    .where('related_works.told_at', 'is', null)
    .where('related_works.refused_at', 'is', null)
    .where('related_works.removed_at', 'is', null)
    .select([
      'related_works.id',
      'related_works.translation',
      'child.public_id as childId',
      'child.title',
      'child.anonymous',
      'parent.id as parentKey',
      'parent.title as parentTitle',
    ])
    .forUpdate('related_works')
    .execute();

type Untold = Awaited<ReturnType<typeof untold>>[number];

const makersOf = (db: Kysely<DB>, workKey: number) =>
  db
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .innerJoin('accounts', 'accounts.id', 'pseuds.account_id')
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.accepted_at', 'is not', null)
    .select(['accounts.id', 'accounts.allows_related', 'pseuds.name', 'creatorships.as_archivist'])
    .orderBy('creatorships.position')
    .execute();

/** How many were told to this person in the last day. */
async function toldLately(trx: Transaction<DB>, accountId: number, at: Date): Promise<number> {
  const { n } = await trx
    .selectFrom('related_works')
    .innerJoin('creatorships', 'creatorships.work_id', 'related_works.parent_id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where('pseuds.account_id', '=', accountId)
    .where('creatorships.accepted_at', 'is not', null)
    .where('related_works.told_at', '>', new Date(at.getTime() - DAY_MS))
    .select((eb) => eb.fn.count<number>('related_works.id').distinct().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

function relatedLetter(words: Messages, { archiveName, origin }: Sender, link: Untold, by: string) {
  const { letter } = words.related;
  const say = link.translation ? letter.translation : letter.inspired;
  return {
    subject: letter.subject(archiveName),
    body: [
      say(link.title, by || words.works.anonymous, link.parentTitle || words.works.draft),
      letter.ask,
      { link: `${origin}/works/${link.childId}`, label: letter.link },
      { link: `${origin}/my/related`, label: letter.answer },
    ],
    why: letter.why,
  };
}

async function tellOf(trx: Transaction<DB>, link: Untold, sender: Sender, workKey: number, at: Date) {
  const children = await makersOf(trx, workKey);
  const by = link.anonymous
    ? ''
    : children
        .filter((one) => !one.as_archivist)
        .map(({ name }) => name)
        .join(', ');
  const parents = await makersOf(trx, link.parentKey);
  const asked = parents.filter(
    ({ id, allows_related }) => allows_related && !children.some((one) => one.id === id),
  );
  for (const accountId of new Set(asked.map(({ id }) => id))) {
    if ((await toldLately(trx, accountId, at)) >= MOST_A_DAY) continue;
    const letter = (words: Messages) => relatedLetter(words, sender, link, by);
    await writeTo(trx, { accountId, kind: 'related' }, letter, sender, at);
  }
  await trx.updateTable('related_works').set({ told_at: at }).where('id', '=', link.id).execute();
}

export async function tellOfRelated(app: App, workKey: number): Promise<void> {
  const sender = await senderOf(app);
  if (!sender) return;
  const at = app.clock.now();
  await app.db.transaction().execute(async (trx) => {
    for (const link of await untold(trx, workKey)) await tellOf(trx, link, sender, workKey, at);
  });
}
