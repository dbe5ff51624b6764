/** Books for the import bench: a download of AO3's shape with invented prose, and a zip of many pages, each from its own seed. */

import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { ZipFile } from 'yazl';
import { dice } from '../../src/demo/dice.js';
import { inventedChapter } from '../../src/demo/prose.js';
import { openZip } from '../../src/features/imports/files/zip.js';

export interface BookParts {
  name: string;
  bytes: Buffer;
}

/** The parts of a book on disk, to write others like it. */
export async function readBook(bytes: Uint8Array): Promise<BookParts[]> {
  const zip = await openZip('model.epub', {
    size: bytes.length,
    read: async (start, end) => bytes.subarray(start, end),
  });
  return Promise.all(
    zip.names.map(async (name) => ({ name, bytes: Buffer.from(await zip.read(name, 1 << 20)) })),
  );
}

async function zipped(fill: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** A picture that no packing makes smaller: as many megabytes as its side says. */
export const noise = (side: number): Promise<Buffer> =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();

/** The model with another title, another address, so many words of another text, and perhaps a picture. */
export async function book(
  model: readonly BookParts[],
  seed: number,
  words: number,
  picture?: Buffer,
): Promise<Buffer> {
  const prose = inventedChapter(dice(seed), words)
    .replaceAll('<p>', '<p class="calibre6">')
    .replaceAll('<hr>', '<hr class="calibre9"/>');
  const shown = picture ? '<p class="calibre6"><img src="picture.png" alt="A picture"/></p>' : '';
  const listed = picture
    ? '<item id="picture" href="picture.png" media-type="image/png"/></manifest>'
    : '</manifest>';
  return zipped((zip) => {
    if (picture) zip.addBuffer(picture, 'picture.png', { compress: false });
    for (const { name, bytes } of model) {
      const text = /\.(?:html|opf|ncx)$/.test(name)
        ? bytes
            .toString('utf8')
            .replaceAll('The Bell Under the Ice', `The Bell Number ${seed}`)
            .replace('</manifest>', listed)
            .replaceAll('990000101', String(800_000_000 + seed))
            .replace(
              /(<div class="userstuff1">\s*)<p class="calibre6">The bay froze[\s\S]*?(<\/div>)/,
              `$1${shown}${prose}$2`,
            )
        : bytes;
      zip.addBuffer(Buffer.from(text as string), name, { compress: name !== 'mimetype' });
    }
  });
}

/** A page of so many kilobytes. */
export function page(seed: number, kilobytes: number): string {
  const prose = inventedChapter(dice(seed), 12_000);
  const times = Math.max(1, Math.round((kilobytes * 1024) / prose.length));
  const body = Array.from({ length: times }, (_, i) => `<p>Part ${i} of ${seed}.</p>\n${prose}`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page Number ${seed}</title></head><body><h1>Page Number ${seed}</h1>\n${body}</body></html>`;
}

/** Writes a zip entry by entry; the whole is never in memory. */
export async function writeZip(
  path: string,
  count: number,
  make: (i: number) => Promise<{ name: string; bytes: Buffer }>,
): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path));
  for (let i = 0; i < count; i += 1) {
    const { name, bytes } = await make(i);
    await new Promise<void>((resolve) => {
      zip.addReadStreamLazy(name, { compress: false, size: bytes.length }, (take) => {
        take(null, Readable.from([bytes]));
        resolve();
      });
    });
  }
  zip.end();
  await written;
}
