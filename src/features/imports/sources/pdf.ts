import { setImmediate } from 'node:timers/promises';
import { parsePage } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { assemble } from './assemble.js';
import { emptyWork } from './empty-work.js';
import { languageTagged } from './languages.js';
import { generalPage } from './pdf/general-page.js';
import { pdfLayout } from './pdf/layout.js';
import type { SourceReader } from './source-reader.js';

/** Any PDF that holds text: paragraphs by their place on the page, chapters by bookmarks or headings. */
export const pdf: SourceReader = {
  format: 'pdf',
  label: 'PDF with text (.pdf)',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'pdf' ? 0.5 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const { content, layout } = await pdfLayout(file);
    await setImmediate();
    const work = emptyWork('pdf', 'html');
    const page = parsePage(file.name, generalPage(content, layout));
    assemble(work, page.body, new Map(), {
      title: content.title,
      author: content.author,
      description: content.subject,
      keywords: (content.keywords ?? '').split(/[,;]/),
    });
    work.language = content.language ? languageTagged(content.language) : null;
    work.warningsForReader.push(
      'A PDF keeps how a page looks, not what its parts are: look at paragraphs, italics and scene breaks. The file that it was made of is better.',
    );
    yield work;
  },
};
