/**
 * Images that came with works. Bytes lie under the data folder by their hash, so the
 * same picture is kept once; each row says to whom it belongs, and that says who may see it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { newId } from '../../core/ids.js';
import type { Viewer } from '../../core/viewer.js';
import type { DocumentImage } from './document.js';
import { visible } from './visibility.js';

const fileOf = (dataDir: string, sha256: string): string =>
  join(dataDir, 'media', sha256.slice(0, 2), sha256);

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
  await keep(fileOf(dataDir, sha256), image.bytes);
  const id = newId();
  await db
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
  return id;
}

/** An image that this viewer may see: its work's, or, before there is a work, their own. */
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
  if (image.work_id === null)
    return viewer.kind === 'member' && image.account_id === viewer.accountId ? image : undefined;
  const work = await visible(db, viewer)
    .where('works.id', '=', image.work_id)
    .select('works.id')
    .executeTakeFirst();
  return work && image;
}

export const imageStream = (dataDir: string, sha256: string) => createReadStream(fileOf(dataDir, sha256));

/** The images of a work, for its document. */
export async function imagesOf(db: Kysely<DB>, workKey: number): Promise<DocumentImage[]> {
  const rows = await db
    .selectFrom('media')
    .select(['public_id as id', 'type', 'width', 'height'])
    .where('work_id', '=', workKey)
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
