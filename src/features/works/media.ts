/**
 * Images that came with works. Bytes lie under the data folder by their hash, so the
 * same picture is kept once; each row says to whom it belongs, and that says who may see it:
 * before there is a work, the person who brought it; then whoever may read a text that shows it.
 * A work's makers see all that it owns: a picture taken out of the text can be put back, and goes with the work.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import { may } from '../../core/rights.js';
import type { Viewer } from '../../core/viewer.js';
import type { DocumentImage } from './document.js';
import { createdBy, visible } from './visibility.js';

export const mediaFolder = (dataDir: string): string => join(dataDir, 'media');

const fileOf = (dataDir: string, sha256: string): string =>
  join(mediaFolder(dataDir), sha256.slice(0, 2), sha256);

/** Held shared where a file gets its row, and alone where files without one are taken away. */
export const MEDIA_LOCK = 730_545;

/** Written whole or not at all: a temporary file, synced, renamed. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    return;
  await mkdir(join(path, '..'), { recursive: true });
  const temporary = `${path}.${newId()}.part`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

export interface NewImage {
  type: DocumentImage['type'];
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** Keeps an image for a person until a work takes it. @returns its outward id, for `/media/ID`. */
export async function storeImage(
  db: Kysely<DB>,
  dataDir: string,
  accountId: number,
  image: NewImage,
  at: Date,
): Promise<string> {
  const sha256 = createHash('sha256').update(image.bytes).digest('hex');
  const id = newId();
  const store = async (trx: Kysely<DB>): Promise<void> => {
    await sql`select pg_advisory_xact_lock_shared(${MEDIA_LOCK})`.execute(trx);
    await keep(fileOf(dataDir, sha256), image.bytes);
    await trx
      .insertInto('media')
      .values({
        public_id: id,
        sha256,
        type: image.type,
        width: image.width,
        height: image.height,
        bytes: image.bytes.length,
        account_id: accountId,
        created_at: at,
      })
      .execute();
  };
  await (db.isTransaction ? store(db) : db.transaction().execute(store));
  return id;
}

/** Texts of a work that show a picture and are posted: its own summary and notes, and its chapters. */
const shownIn = (db: Kysely<DB>, publicId: string, workKey: number) =>
  db
    .selectFrom('shown_pictures')
    .leftJoin('chapters', 'chapters.id', 'shown_pictures.chapter_id')
    .select('shown_pictures.media')
    .where('shown_pictures.media', '=', publicId)
    .where('shown_pictures.work_id', '=', workKey)
    .where((eb) =>
      eb.or([eb('shown_pictures.chapter_id', 'is', null), eb('chapters.posted_at', 'is not', null)]),
    );

/** It stands on the front of the work, whole or small. */
const isCover = (db: Kysely<DB>, publicId: string, workKey: number) =>
  db
    .selectFrom('work_covers')
    .select('work_covers.work_id')
    .where('work_covers.work_id', '=', workKey)
    .where((eb) => eb.or([eb('work_covers.media', '=', publicId), eb('work_covers.small', '=', publicId)]));

/**
 * An image that this viewer may see: before there is a work, their own; else that of a work they may see, where a text
 * shows it that they may read.
 */
export async function visibleImage(
  db: Kysely<DB>,
  viewer: Viewer,
  publicId: string,
): Promise<{ type: string; sha256: string } | undefined> {
  const image = await db
    .selectFrom('media')
    .select(['type', 'sha256', 'work_id', 'account_id'])
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  if (!image) return undefined;
  const { work_id } = image;
  if (work_id === null)
    return viewer.kind === 'member' && image.account_id === viewer.accountId ? image : undefined;
  const work = await visible(db, viewer)
    .where('works.id', '=', work_id)
    .$if(!may(viewer, 'see-hidden'), (works) =>
      works.where((eb) =>
        eb.or([
          eb.exists(shownIn(db, publicId, work_id)),
          eb.exists(isCover(db, publicId, work_id)),
          ...(viewer.kind === 'member' ? [createdBy(eb, viewer.accountId)] : []),
        ]),
      ),
    )
    .select('works.id')
    .executeTakeFirst();
  return work && image;
}

/** Lets go of a person's pictures that no work has taken. Their files are swept later. */
export async function dropImages(
  db: Kysely<DB>,
  accountId: number,
  publicIds: readonly string[],
): Promise<void> {
  if (publicIds.length === 0) return;
  await db
    .deleteFrom('media')
    .where('public_id', 'in', [...publicIds])
    .where('account_id', '=', accountId)
    .where('work_id', 'is', null)
    .execute();
}

export const imageStream = (dataDir: string, sha256: string) => createReadStream(fileOf(dataDir, sha256));

/** The images that a work's posted texts show, for its document; those of its drafts too where that is asked for. */
export async function imagesOf(db: Kysely<DB>, workKey: number, drafts = false): Promise<DocumentImage[]> {
  const rows = await db
    .selectFrom('media')
    .select(['public_id as id', 'type', 'width', 'height'])
    .where('work_id', '=', workKey)
    .where('public_id', 'in', (eb) =>
      eb
        .selectFrom('shown_pictures')
        .leftJoin('chapters', 'chapters.id', 'shown_pictures.chapter_id')
        .select('shown_pictures.media')
        .where('shown_pictures.work_id', '=', workKey)
        .$if(!drafts, (shown) =>
          shown.where((or) =>
            or.or([or('shown_pictures.chapter_id', 'is', null), or('chapters.posted_at', 'is not', null)]),
          ),
        ),
    )
    .orderBy('media.id')
    .execute();
  return rows.map((row) => ({ ...row, type: row.type as DocumentImage['type'] }));
}

export async function imageBytes(db: Kysely<DB>, dataDir: string, publicId: string): Promise<Uint8Array> {
  const { sha256 } = await db
    .selectFrom('media')
    .select('sha256')
    .where('public_id', '=', publicId)
    .executeTakeFirstOrThrow();
  return readFile(fileOf(dataDir, sha256));
}
