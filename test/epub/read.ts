/** Reads books back, for tests. */
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

export interface BookFile {
  bytes: Buffer;
  stored: boolean;
  extraBytes: number;
  modified: Date;
}

/** The files of a book in the order of its directory. */
export async function readBook(book: Buffer): Promise<Map<string, BookFile>> {
  const open = promisify(yauzl.fromBuffer) as (
    bytes: Buffer,
    options: yauzl.Options,
  ) => Promise<yauzl.ZipFile>;
  const zip = await open(book, { lazyEntries: true });
  const files = new Map<string, BookFile>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        files.set(entry.fileName, {
          bytes: await buffer(stream),
          stored: entry.compressionMethod === 0,
          extraBytes: entry.extraFieldLength,
          modified: entry.getLastModDate(),
        });
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
}
