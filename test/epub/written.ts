/** Books written for a test, read back. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EpubOptions, writeEpub } from '../../src/features/downloads/epub/write-epub.js';
import type { WorkDocument } from '../../src/features/works/index.js';
import { work } from './build.js';
import { pictures } from './pictures.js';
import { readBook } from './read.js';

export const options: EpubOptions = { images: pictures, generator: 'Fanlight test' };

/** The book of a work; what `document` leaves out is that of a plain work. */
export async function written(document: Partial<WorkDocument>, own: EpubOptions = options): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'fanlight-written-'));
  try {
    const path = join(folder, 'book.epub');
    await writeEpub(work(document.id ?? 'w1', document), own, path);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Path in the book → text. */
export async function textsOf(book: Buffer): Promise<Map<string, string>> {
  return new Map([...(await readBook(book))].map(([name, { bytes }]) => [name, bytes.toString()]));
}

export const packageOf = async (document: Partial<WorkDocument>): Promise<string> =>
  (await textsOf(await written(document))).get('EPUB/package.opf')!;
