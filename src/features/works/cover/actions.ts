/** Puts a picture on a work's front, and takes it away. */
import type { Kysely, Transaction } from 'kysely';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { badInput } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import { type Picture, stillJpeg } from '../../../core/pictures/reencode.js';
import { pictureType } from '../../../core/pictures/type.js';
import { stripBidiOverrides } from '../../../core/text/index.js';
import type { Member } from '../../../core/viewer.js';
import { lockOwn } from '../lock-own.js';
import { storeImage } from '../media.js';

export const COVER_LIMITS = {
  /** Of what is brought. */
  bytes: 10 * 1024 * 1024,
  /** Characters of what it shows, in words. */
  alt: 250,
  whole: { width: 1200, height: 1600 },
  small: { width: 160, height: 240 },
} as const;

export interface MadeCover {
  whole: Picture;
  small: Picture;
}

/** @throws badInput with a fault of the field `picture` */
export async function makeCover(bytes: Uint8Array, { covers: { faults } }: Messages): Promise<MadeCover> {
  const refuse = (fault: string) => badInput(faults.summary, { picture: fault });
  if (bytes.length > COVER_LIMITS.bytes) throw refuse(faults.large(COVER_LIMITS.bytes / 1024 / 1024));
  if (pictureType(bytes) === null) throw refuse(faults.kind);
  const [whole, small] = [
    await stillJpeg(bytes, COVER_LIMITS.whole),
    await stillJpeg(bytes, COVER_LIMITS.small),
  ];
  if (typeof whole === 'string' || typeof small === 'string') throw refuse(faults.broken);
  return { whole, small };
}

/** @throws badInput with a fault of the field `alt` */
export function readAlt(text: string, { covers: { faults } }: Messages): string {
  const alt = stripBidiOverrides(text).normalize('NFC').trim();
  if (alt.length > COVER_LIMITS.alt)
    throw badInput(faults.summary, { alt: faults.alt(COVER_LIMITS.alt, alt.length) });
  return alt;
}

/** The files of an older picture are swept later. */
async function dropOld(trx: Transaction<DB>, workKey: number): Promise<void> {
  const old = await trx
    .selectFrom('work_covers')
    .select(['media', 'small'])
    .where('work_id', '=', workKey)
    .executeTakeFirst();
  if (old) await trx.deleteFrom('media').where('public_id', 'in', [old.media, old.small]).execute();
}

/** What a change of the cover is: another picture, other words for the one that is there, or none. */
export type CoverChange = { picture: MadeCover; alt: string } | { picture: null; alt: string } | 'remove';

/** No date moves. @throws notFound */
export async function changeCover(
  db: Kysely<DB>,
  dataDir: string,
  viewer: Member,
  workId: string,
  change: CoverChange,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { key } = await lockOwn(trx, viewer, workId);
    if (change === 'remove') await dropOld(trx, key);
    else if (change.picture === null)
      await trx.updateTable('work_covers').set({ alt: change.alt }).where('work_id', '=', key).execute();
    else {
      const { whole, small } = change.picture;
      await dropOld(trx, key);
      const media = await storeImage(trx, dataDir, viewer.accountId, whole, at);
      const little = await storeImage(trx, dataDir, viewer.accountId, small, at);
      await trx
        .updateTable('media')
        .set({ work_id: key })
        .where('public_id', 'in', [media, little])
        .execute();
      await trx
        .insertInto('work_covers')
        .values({ work_id: key, media, small: little, alt: change.alt })
        .execute();
    }
    await recordChange(trx, 'work', key, 'edited', at);
  });
}
