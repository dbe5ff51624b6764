/** Writes a work as an EPUB 3.3. */
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { type EpubWords, epubWords } from '../../../core/messages/epub.js';
import type { WorkDocument } from '../../works/index.js';
import { type Book, coverOf, planBook } from './book.js';
import { Container } from './container.js';
import { drawCover } from './cover/cover.js';
import { addImages, type ImageSource } from './images.js';
import type { Contents } from './metadata.js';
import { CONTAINER, navigationDocument, ncx, packageDocument } from './package-document.js';
import { renderPage } from './pages.js';
import { STYLE } from './style.js';

export interface EpubOptions {
  images: ImageSource;
  /** Program and version, as in `Fanlight 1.0`. */
  generator: string;
  /** English when absent. */
  words?: EpubWords;
}

/**
 * Writes a work as an EPUB 3.3 with everything that its document holds, and the document itself as `fanlight.json`.
 * The same document and images give the same bytes. Given a path, the file appears there only when it is whole.
 * @returns the size in bytes
 * @throws what the image source or the receiver throws; the receiver is destroyed then
 */
export async function writeEpub(
  document: WorkDocument,
  options: EpubOptions,
  out: Writable | string,
): Promise<{ bytes: number }> {
  if (typeof out !== 'string') return { bytes: await write(document, options, out) };
  writes += 1;
  const partial = `${out}.${process.pid}-${writes}.part`;
  try {
    const bytes = await write(document, options, createWriteStream(partial, { flush: true }));
    await rename(partial, out);
    await syncFolder(dirname(out));
    return { bytes };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Tells apart the unfinished files of one process. */
let writes = 0;

async function write(document: WorkDocument, options: EpubOptions, out: Writable): Promise<number> {
  const front = document.cover && (await options.images(document.cover.id));
  // A picture that is not there any more is none.
  const book = await planBook(front ? document : { ...document, cover: null }, options.words ?? epubWords);
  const contents: Contents = { images: 0, undescribed: 0, moving: false };
  const container = new Container(out, document.updated);
  try {
    await container.addText('META-INF/container.xml', CONTAINER);
    await container.addText('EPUB/style.css', STYLE);
    if (document.skin) await container.addText('EPUB/skin.css', document.skin);
    await container.addStored(`EPUB/${coverOf(book.document).file}`, front ?? drawnCover(book));
    // Images first: pages show only those that are there, and the package counts what the pages show.
    await addImages(book, options.images, container, contents);
    for (const page of book.pages)
      await container.addText(`EPUB/${page.file}`, await renderPage(book, page, contents));
    await container.addText('EPUB/nav.xhtml', navigationDocument(book));
    await container.addText('EPUB/toc.ncx', ncx(book));
    await container.addText('EPUB/package.opf', packageDocument(book, contents, options.generator));
    // The text a second time: a third of the time for a thirtieth more bytes.
    await container.addText('EPUB/fanlight.json', JSON.stringify(book.document), 4);
    return await container.close();
  } catch (error) {
    await container.abort(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

function drawnCover({ document, title, byline, language }: Book): Uint8Array {
  const { id, archive, direction } = document;
  return drawCover({ id, title, byline, archive, direction, language });
}

/** A renamed file stays renamed after a power cut only when its folder has been written too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
