import { ImportError } from '../files/import-error.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { readTextFile } from './fanficfare/text-file.js';
import type { SourceReader } from './source-reader.js';
import { doubtfulEncoding } from './warnings.js';

/** The plain text that FanFicFare writes: entries, a table of contents, then Markdown with wrapped lines. */
export const fanficfareText: SourceReader = {
  format: 'fanficfare-txt',
  label: 'plain text made by FanFicFare',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    const { text } = await file.text();
    const head = text.slice(0, 40_000);
    if (!/^\s*\S[^\n]*\r?\n(?:[^\n]+\n)?\s*\n\s*by \S/.test(head)) return 0;
    const marks = [
      /^Packaged: \d{4}-\d{2}-\d{2}/m.test(head),
      /^Story URL:\s+https?:/m.test(head),
      /^TABLE OF CONTENTS\s*$/m.test(head),
      /\nEnd file\.\s*$/.test(text.slice(-200)),
      /\n\s*\n(?:\t| {8})\S[^\n]*\r?\n\s*\n/.test(text),
    ].filter(Boolean).length;
    return marks >= 3 ? 0.95 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const work = readTextFile(decoded.text);
    if (work.chapters.every(({ body }) => body === '')) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like a FanFicFare download, but no chapter is in it. Download the story again.`,
      );
    }
    work.warningsForReader.push(...doubtfulEncoding(decoded));
    yield work;
  },
};
