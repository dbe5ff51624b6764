import { ImageCollector } from '../files/images.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { manuscriptWork } from './manuscript/to-work.js';
import { isRtf, readRtf } from './rtf/read.js';
import { rtfWarnings } from './rtf/warnings.js';
import type { SourceReader } from './source-reader.js';

/** Rich text, as Word, LibreOffice, Scrivener, TextEdit, Pages, WordPad and others write it. */
export const rtf: SourceReader = {
  format: 'rtf',
  label: 'rich text (.rtf)',

  async detect(file: SourceFile): Promise<number> {
    return isRtf(await file.bytes(0, 16)) ? 0.8 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const images = new ImageCollector();
    const reader = await readRtf(await file.bytes(0, IMPORT_LIMITS.file), { fileName: file.name, images });
    const says = {
      title: reader.info.get('title') ?? null,
      author: reader.info.get('author') ?? null,
      description: reader.info.get('doccomm') ?? null,
      keywords: (reader.info.get('keywords') ?? '').split(/\s*[,;]\s*/),
    };
    const manuscript = { blocks: reader.finish(), notes: reader.notes };
    const work = manuscriptWork(file, 'rtf', 'a rich text file', manuscript, images, says);
    work.warningsForReader.unshift(...rtfWarnings(reader.seen));
    yield work;
  },
};
