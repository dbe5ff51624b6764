/** The images of a book: checked, embedded beside `fanlight.json`, converted where readers lack the format. */

import { type Book, type DocumentImage, imageFile } from './book.js';
import type { Container } from './container.js';
import type { Contents } from './metadata.js';

/** Gives the bytes of an image of the document, or null when they are lost. */
export type ImageSource = (id: string) => Promise<Uint8Array | null>;

/**
 * Writes the document's images into the container, one at a time, and notes them in `book.images`.
 * A lost image, or one that is not what the document says, is left out: its alternative text takes its place.
 */
export async function addImages(
  book: Book,
  source: ImageSource,
  container: Container,
  contents: Contents,
): Promise<void> {
  for (const image of book.document.images) {
    // The id becomes a file name.
    if (!/^[\w-]{1,64}$/.test(image.id) || book.images.has(image.id)) continue;
    const bytes = await source(image.id);
    if (!bytes || typeOf(bytes) !== image.type) continue;
    const file = imageFile(image);
    await container.addStored(`EPUB/${file}`, bytes);
    if (image.type === 'image/gif' || image.type === 'image/webp') contents.moving = true;
    const shown = image.type === 'image/webp' ? await convert(image, bytes) : null;
    if (shown) await container.addStored(`EPUB/${shown.file}`, shown.bytes);
    const original = { file, type: image.type };
    book.images.set(
      image.id,
      shown
        ? { id: image.id, file: shown.file, type: shown.type, original }
        : { id: image.id, ...original, original: null },
    );
  }
}

/** WebP came to EPUB with 3.3, and many devices are older: they are shown a JPEG, or a PNG where parts are transparent. */
async function convert(
  { id }: DocumentImage,
  bytes: Uint8Array,
): Promise<{ file: string; type: string; bytes: Uint8Array } | null> {
  // Loaded only here: it is large, and few works hold a WebP.
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(bytes);
    const { isOpaque } = await picture.stats();
    return isOpaque
      ? {
          file: `images/${id}-shown.jpg`,
          type: 'image/jpeg',
          bytes: await picture.jpeg({ quality: 88 }).toBuffer(),
        }
      : { file: `images/${id}-shown.png`, type: 'image/png', bytes: await picture.png().toBuffer() };
  } catch {
    return null;
  }
}

/** The media type that the first bytes of a file show. */
function typeOf(bytes: Uint8Array): DocumentImage['type'] | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return null;
}
