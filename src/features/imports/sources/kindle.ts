import { ImportError } from '../files/import-error.js';
import { type SourceFile, sourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { ao3Epub } from './ao3-epub.js';
import { epub } from './epub.js';
import { fanficfareEpub } from './fanficfare-epub.js';
import { fichubEpub } from './fichub-epub.js';
import { convertToEpub, findCalibre } from './kindle/calibre.js';
import { checkKindle, damagedKindle } from './kindle/head.js';
import type { SourceReader } from './source-reader.js';

/** What a Kindle book may have been before it was one. */
const INNER: readonly SourceReader[] = [ao3Epub, fanficfareEpub, fichubEpub, epub];

/** Kindle books (AZW3, MOBI), such as AO3 offers them. They are read through calibre where it is installed. */
export const kindle: SourceReader = {
  format: 'kindle',
  label: 'Kindle book (.azw3, .mobi), where the host has calibre',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'kindle' ? 0.9 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    await checkKindle(file);
    const program = await findCalibre();
    if (!program) throw withoutCalibre(file.name);
    const made = await convertToEpub(program, await file.bytes(0, file.size));
    if (made.kind === 'failed') {
      throw made.why === 'limit'
        ? new ImportError(
            'unsafe',
            `“${file.name}” needs more time or memory than a book does, so converting it stopped. Bring it as EPUB or HTML.`,
            new Error(made.said),
          )
        : damagedKindle(file.name, new Error(made.said));
    }
    const book = sourceFile(file.name, made.bytes);
    try {
      for await (const work of (await surest(book)).read(book)) yield { ...work, format: 'kindle' };
    } catch (error) {
      // Of a broken book calibre makes an EPUB with nothing in it.
      if (error instanceof ImportError && /^(?:no-text|damaged)$/.test(error.fault))
        throw damagedKindle(file.name, error);
      throw error;
    }
  },
};

const withoutCalibre = (name: string): ImportError =>
  new ImportError(
    'unknown-form',
    `“${name}” is a Kindle book (AZW3 or MOBI), which this archive cannot open: calibre is not installed on its machine. AO3 and the downloaders offer the same work as EPUB or HTML; bring one of those, or convert it with calibre on your own computer.`,
  );

async function surest(book: SourceFile): Promise<SourceReader> {
  let best: SourceReader = epub;
  let most = 0;
  for (const reader of INNER) {
    const sure = await reader.detect(book);
    if (sure > most) [best, most] = [reader, sure];
  }
  return best;
}
