import { isEpub, readDocument, readPackage } from '../files/epub-package.js';
import { readPages } from '../files/epub-pages.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { readAo3Pages } from './ao3/work.js';
import type { SourceReader } from './source-reader.js';

/** The EPUB that AO3 makes of its HTML with calibre (since 2019), the same page cut into files; and the one it made itself before. */
export const ao3Epub: SourceReader = {
  format: 'ao3-epub',
  label: 'EPUB downloaded from AO3',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'zip' || !isEpub(await file.zip())) return 0;
    const book = await readPackage(file);
    const first = book.spine.slice(0, 3);
    for (const item of first) {
      if (book.zip.size(item.path) > IMPORT_LIMITS.xml || book.scrambled.has(item.path)) continue;
      const page = await readDocument(book, item.path, IMPORT_LIMITS.xml);
      if (/id="preface"/.test(page) && /<dl\s[^>]*class="[^"]*\btags|Posted originally on the\s/.test(page))
        return 0.95;
      if (
        /<p\s[^>]*class="message"[^>]*>\s*Posted originally on the\s/.test(page) &&
        /<dl\s[^>]*class="tags"/.test(page)
      )
        return 0.95;
    }
    return 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const { pages, images } = await readPages(await readPackage(file));
    const work = readAo3Pages('ao3-epub', pages);
    if (!work || work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like an AO3 download, but no chapter is in it. Download the work again.`,
      );
    }
    work.images = images.images;
    work.warningsForReader.push(...images.warnings);
    yield work;
  },
};
