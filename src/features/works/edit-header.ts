/** Changes what a work says of itself. */
import type { Kysely, Transaction } from 'kysely';
import { dayOf } from '../../core/clock.js';
import { recordChange } from '../../core/db/changes.js';
import type { DB } from '../../core/db/tables.js';
import { within } from '../../core/db/within.js';
import type { Member } from '../../core/viewer.js';
import { headerColumns, momentOf, setTags } from './header-columns.js';
import { keepingHeader } from './header-revisions/keep.js';
import { lockOwn } from './lock-own.js';
import type { PreparedHeader } from './prepare.js';
import { setRelated } from './related/actions.js';
import { putInSeries } from './series.js';
import { skinColumns } from './skins/queries.js';

/** Changes the header, in the caller's transaction where there is one. An edit never moves the date that lists sort by, unless the writer changed the date itself. */
export async function editHeader(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  header: PreparedHeader,
  at: Date,
): Promise<void> {
  await within(db, async (trx) => {
    const work = await lockOwn(trx, viewer, publicId);
    // Not backdated any more: the day on which it was posted, of a draft the one on which it was begun.
    const day = header.fields.publishedOn;
    const published = day ? momentOf(day, at, work.published_at) : (work.posted_at ?? work.created_at);
    const sameDay = day
      ? dayOf(published) === dayOf(work.published_at)
      : published.getTime() === work.published_at.getTime();
    const skin = await skinColumns(trx, viewer.accountId, header.fields.skin, work.key);
    await keepingHeader(trx, work.key, viewer.accountId, at, async () => {
      await trx
        .updateTable('works')
        .set((eb) => ({
          ...skin,
          ...headerColumns(header, Number(work.chapters), work.unclaimed),
          minor_version: eb('minor_version', '+', 1),
          changed_at: at,
        }))
        .where('id', '=', work.key)
        .execute();
      await setTags(trx, work.key, header, at);
    });
    if (!sameDay) await moveFirstDate(trx, work, published);
    await putInSeries(trx, work.key, viewer.accountId, header.fields.series, at);
    if (header.related) await setRelated(trx, work.key, viewer.accountId, header.related, at);
    await recordChange(trx, 'work', work.key, 'edited', at);
  });
}

/** The date of the first chapter is the work's; the sort date is the greatest of its posted chapters' dates, of a draft that of all. */
async function moveFirstDate(
  trx: Transaction<DB>,
  work: { key: number; posted_at: Date | null },
  published: Date,
): Promise<void> {
  await trx
    .updateTable('chapters')
    .set({ published_at: published })
    .where('work_id', '=', work.key)
    .where('position', '=', 1)
    .execute();
  const { latest } = await trx
    .selectFrom('chapters')
    .select((eb) => eb.fn.max('published_at').as('latest'))
    .where('work_id', '=', work.key)
    .$if(work.posted_at !== null, (chapters) => chapters.where('posted_at', 'is not', null))
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('works')
    .set({ published_at: published, revised_at: latest ?? published })
    .where('id', '=', work.key)
    .execute();
}
