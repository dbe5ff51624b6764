import { ImportError } from '../files/import-error.js';
import { parsePage, tagBudget } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { liftTexts, putTexts } from './ao3/texts.js';
import { readAo3Pages } from './ao3/work.js';
import { packInlineImages } from './inline-images.js';
import type { SourceReader } from './source-reader.js';
import { doubtfulEncoding } from './warnings.js';

/** The HTML that AO3 (or another archive on its software) offers for download, of 2013 and later. */
export const ao3Html: SourceReader = {
  format: 'ao3-html',
  label: 'HTML downloaded from AO3',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    const { text } = await file.text();
    const marks = [
      /<div\s[^>]*id="chapters"/,
      /<dl\s[^>]*class="tags"/,
      /Posted originally on the\s/,
      /<div\s[^>]*class="byline"/,
    ];
    const found = marks.filter((mark) => mark.test(text)).length;
    return found === marks.length ? 0.98 : found === marks.length - 1 ? 0.8 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const { rest, texts } = liftTexts(decoded.text);
    const budget = tagBudget();
    const page = parsePage(file.name, rest, { budget });
    const images = packInlineImages([page.body]);
    const work = readAo3Pages('ao3-html', [page]);
    if (work)
      putTexts(work.chapters, texts, file.name, budget, (text) => packInlineImages([text.body], images));
    if (!work || work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like an AO3 download, but no chapter is in it. Download the work again as HTML.`,
      );
    }
    work.images = images.images;
    work.warningsForReader.push(...images.warnings, ...doubtfulEncoding(decoded));
    yield work;
  },
};
