/** The letter to whoever a work was given to: once, when the work stands in lists, and not while it is a draft. */
import type { Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import { addJob } from '../../../core/jobs/queue.js';
import type { Messages } from '../../../core/messages/index.js';
import { type Sender, writeTo } from '../../people/index.js';
import { TELL_OF_RELATED } from '../related/tell.js';
import { senderOf } from '../sender.js';

export const TELL = 'tell-of-gifts';

/** Whom a work names is told: within the transaction that gives, names, posts or reveals; too early is harmless. */
export async function askToTell(trx: Transaction<DB>, workKey: number): Promise<void> {
  await addJob(trx, TELL, { workKey });
  await addJob(trx, TELL_OF_RELATED, { workKey });
}

const untold = (trx: Transaction<DB>, workKey: number) =>
  trx
    .selectFrom('gifts')
    .innerJoin('works', 'works.id', 'gifts.work_id')
    .innerJoin('accounts', 'accounts.id', 'gifts.account_id')
    .where('works.id', '=', workKey)
    .where('works.audience', 'in', ['public', 'members'])
    .where('accounts.allows_gifts', '=', true)
    .where('gifts.told_at', 'is', null)
    .where('gifts.refused_at', 'is', null)
    .where('gifts.taken_back_at', 'is', null)
    .select((eb) => [
      'gifts.id',
      'accounts.id as accountId',
      'works.public_id as workId',
      'works.title',
      'works.anonymous',
      jsonArrayFrom(
        eb
          .selectFrom('creatorships')
          .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
          .whereRef('creatorships.work_id', '=', 'works.id')
          .where('creatorships.accepted_at', 'is not', null)
          .where('creatorships.as_archivist', '=', false)
          .select('pseuds.name')
          .orderBy('creatorships.position'),
      ).as('by'),
    ])
    .forUpdate('gifts')
    .execute();

type Untold = Awaited<ReturnType<typeof untold>>[number];

function giftLetter(words: Messages, { archiveName, origin }: Sender, gift: Untold) {
  const { letter } = words.gifts;
  const by = gift.anonymous ? '' : gift.by.map(({ name }) => name).join(', ');
  return {
    subject: letter.subject(archiveName),
    body: [
      by ? letter.textBy(gift.title, by) : letter.text(gift.title),
      { link: `${origin}/works/${gift.workId}`, label: letter.link },
      { link: `${origin}/my/gifts`, label: letter.refuse },
    ],
    why: letter.why,
  };
}

/** Letters of this kind that one person gets in a day; their page of gifts lists those beyond. */
const MOST_A_DAY = 20;
const DAY_MS = 24 * 3600 * 1000;

async function toldLately(trx: Transaction<DB>, accountId: number, at: Date): Promise<number> {
  const { n } = await trx
    .selectFrom('gifts')
    .where('account_id', '=', accountId)
    .where('told_at', '>', new Date(at.getTime() - DAY_MS))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

export async function tellOfGifts(app: App, workKey: number): Promise<void> {
  const sender = await senderOf(app);
  if (!sender) return;
  const at = app.clock.now();
  await app.db.transaction().execute(async (trx) => {
    for (const gift of await untold(trx, workKey)) {
      const to = { accountId: gift.accountId, kind: 'gift' } as const;
      if ((await toldLately(trx, gift.accountId, at)) < MOST_A_DAY)
        await writeTo(trx, to, (words) => giftLetter(words, sender, gift), sender, at);
      await trx.updateTable('gifts').set({ told_at: at }).where('id', '=', gift.id).execute();
    }
  });
}
