import { ImportError } from '../files/import-error.js';
import { parsePage } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { ao3PdfPage, isAo3Pdf } from './ao3/pdf-page.js';
import { readAo3Pages } from './ao3/work.js';
import { pdfLayout } from './pdf/layout.js';
import type { SourceReader } from './source-reader.js';

/** The PDF that AO3 makes of its HTML with calibre. */
export const ao3Pdf: SourceReader = {
  format: 'ao3-pdf',
  label: 'PDF downloaded from AO3',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'pdf') return 0;
    const { layout } = await pdfLayout(file);
    return isAo3Pdf(layout) ? 0.95 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const { content, layout } = await pdfLayout(file);
    const page = parsePage(file.name, ao3PdfPage(content, layout));
    const work = readAo3Pages('ao3-pdf', [page]);
    if (!work || work.chapters.every(({ body }) => body === '')) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like an AO3 download, but no chapter is in it. Download the work again.`,
      );
    }
    work.warningsForReader.push(
      'A PDF keeps how a page looks, not what its parts are: look at paragraphs, italics and scene breaks. The EPUB or HTML of the same work is better.',
    );
    yield work;
  },
};
