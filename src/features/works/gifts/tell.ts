/** The letter to whoever a work was given to: once, when the work stands in lists, and not while it is a draft. */
import type { Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import { addJob } from '../../../core/jobs/queue.js';
import { type Letter, queueLetter } from '../../../core/mail/index.js';
import { type Messages, wordsFor } from '../../../core/messages/index.js';

export const TELL = 'tell-of-gifts';

/** Within the transaction that gives, posts or reveals; too early is harmless. */
export const askToTell = (trx: Transaction<DB>, workKey: number): Promise<void> =>
  addJob(trx, TELL, { workKey });

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
    .select((eb) => [
      'gifts.id',
      'accounts.id as accountId',
      'accounts.email',
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

function giftLetter(words: Messages, archiveName: string, origin: string, gift: Untold): Letter {
  const { letter } = words.gifts;
  const by = gift.anonymous ? '' : gift.by.map(({ name }) => name).join(', ');
  return {
    language: words.locale,
    subject: letter.subject(archiveName),
    body: [
      by ? letter.textBy(gift.title, by) : letter.text(gift.title),
      { link: `${origin}/works/${gift.workId}`, label: letter.link },
      { link: `${origin}/my/gifts`, label: letter.refuse },
    ],
    why: letter.why,
  };
}

export async function tellOfGifts(app: App, workKey: number): Promise<void> {
  const settings = await app.settings.get();
  if (!settings) return;
  const words = wordsFor(settings.language);
  const origin = app.config.FANLIGHT_URL ?? settings.address;
  const at = app.clock.now();
  await app.db.transaction().execute(async (trx) => {
    for (const gift of await untold(trx, workKey)) {
      const { accountId, email } = gift;
      const letter = giftLetter(words, settings.name, origin, gift);
      await queueLetter(trx, { accountId, email, kind: 'gift', letter }, settings.name, at);
      await trx.updateTable('gifts').set({ told_at: at }).where('id', '=', gift.id).execute();
    }
  });
}
