import { decodeText } from '../files/encoding.js';
import { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import { parsePage } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { assemble } from './assemble.js';
import { emptyWork } from './empty-work.js';
import { isGoogleDocs, readGooglePage } from './google-docs/page.js';
import { packInlineImages } from './inline-images.js';
import type { SourceReader } from './source-reader.js';
import { takeZipPictures } from './zip-pictures.js';

/** What Google Docs gives as “Web page (.html, zipped)”, and its page taken out of the zip. */
export const googleDocs: SourceReader = {
  format: 'google-docs',
  label: 'Google Docs (web page, zipped)',

  async detect(file: SourceFile): Promise<number> {
    const found = await findPage(file);
    return found && isGoogleDocs(found.source) ? 0.85 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const { name, source } = (await findPage(file))!;
    const page = parsePage(file.name, source);
    const read = readGooglePage(page);
    const work = emptyWork('google-docs', 'html');
    work.title = read.title;
    let images = new ImageCollector();
    if (name === null) images = packInlineImages([page.body]);
    else {
      const zip = await file.zip();
      await takeZipPictures(zip, name, page.body, images);
    }
    assemble(work, page.body, read.notes, {});
    if (work.chapters.length === 0)
      throw new ImportError(
        'no-text',
        `“${file.name}” is a page of Google Docs without any text. Choose the document that holds the story.`,
      );
    work.images = images.images;
    if (read.comments) work.warningsForReader.push('Comments in the margin were left out.');
    work.warningsForReader.push(...images.warnings);
    yield work;
  },
};

/** The only page in a zip, or the file itself; null when there is no such page. */
async function findPage(file: SourceFile): Promise<{ name: string | null; source: string } | null> {
  const { kind } = await file.kind();
  if (kind === 'text' && file.size <= IMPORT_LIMITS.text) {
    const { text } = await file.text();
    return /^\s*<(?:!doctype\s+html|html)\b/i.test(text) ? { name: null, source: text } : null;
  }
  if (kind !== 'zip') return null;
  const zip = await file.zip();
  const pages = zip.names.filter((name) => /^[^/]+\.html?$/i.test(name));
  const [only] = pages;
  if (!only || pages.length > 1 || zip.names.some((name) => !/^images\//.test(name) && name !== only))
    return null;
  return { name: only, source: decodeText(await zip.read(only, IMPORT_LIMITS.text)).text };
}
