/**
 * A zip of many files: its list once, and later each file by the place that the list gave it. The zip is never in memory;
 * a file in it is unpacked to disk, capped and checked as it streams.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { z } from 'zod';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS, sayBytes } from './limits.js';
import type { SourceFile } from './source-file.js';
import { checkEntry, damaged, open, openDirectory } from './zip.js';

/** Where a file lies in its zip. Bytes. */
export const EntryPlace = z.object({
  offset: z.number().int(),
  packed: z.number().int(),
  size: z.number().int(),
  method: z.number().int(),
  crc32: z.number().int(),
});
export type EntryPlace = z.infer<typeof EntryPlace>;

export interface ListedEntry {
  name: string;
  place: EntryPlace;
  /** Why it can't be read; the others can. */
  fault: string | null;
}

const sourceOf = (file: SourceFile) => ({
  size: file.size,
  read: (start: number, end: number) => file.bytes(start, end),
});

/** The files of a zip, in the order of its directory. @throws ImportError when the zip as a whole can't be taken. */
export async function listEntries(file: SourceFile): Promise<ListedEntry[]> {
  const { zip, entries } = await openDirectory(file.name, sourceOf(file), {
    entries: IMPORT_LIMITS.batchFiles,
    declared: IMPORT_LIMITS.batchUnpacked,
    kind: 'batch',
  });
  zip.close();
  return [...entries.values()].map((entry) => ({
    name: entry.fileName,
    place: {
      offset: entry.relativeOffsetOfLocalHeader,
      packed: entry.compressedSize,
      size: entry.uncompressedSize,
      method: entry.compressionMethod,
      crc32: entry.crc32,
    },
    fault: faultOf(file.name, entry),
  }));
}

function faultOf(zipName: string, entry: yauzl.Entry): string | null {
  try {
    checkEntry(zipName, entry, IMPORT_LIMITS.file);
    return null;
  } catch (error) {
    if (error instanceof ImportError) return error.safe;
    throw error;
  }
}

/** Follows the bytes that pass: their sum, checksum and hash. @throws ImportError above the limit. */
function watcher(name: string, limit: number) {
  const hash = createHash('sha256');
  let [total, sum] = [0, 0];
  return {
    async *pass(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const part of source) {
        total += part.length;
        if (total > limit)
          throw new ImportError(
            'unsafe',
            `“${name}” unpacks to more than it says, or to more than ${sayBytes(limit)}, so reading stopped.`,
          );
        sum = crc32(part, sum);
        hash.update(part);
        yield part;
      }
    },
    crc32: () => sum,
    sha256: () => hash.digest('hex'),
  };
}

/** Writes one file of a zip to `path`, over what is there. @returns its hash. @throws ImportError when it is damaged or not what was listed. */
export async function unpackEntry(
  file: SourceFile,
  name: string,
  place: EntryPlace,
  path: string,
): Promise<string> {
  const zip = await open(name, sourceOf(file));
  try {
    const entry = Object.assign(Object.create(yauzl.Entry.prototype) as yauzl.Entry, {
      fileName: name,
      relativeOffsetOfLocalHeader: place.offset,
      compressedSize: place.packed,
      uncompressedSize: place.size,
      compressionMethod: place.method,
      generalPurposeBitFlag: 0,
    });
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    const watched = watcher(name, Math.min(place.size, IMPORT_LIMITS.file));
    await pipeline(stream, (source) => watched.pass(source), createWriteStream(path, { mode: 0o600 }));
    if (watched.crc32() !== place.crc32) throw new Error(`checksum of ${name}`);
    return watched.sha256();
  } catch (error) {
    // The disk's faults are not the file's.
    if ((error as { syscall?: string }).syscall) throw error;
    throw damaged(name, error);
  } finally {
    zip.close();
  }
}
