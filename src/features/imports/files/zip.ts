/**
 * Reads a zip by its central directory alone. Sizes are capped as declared and
 * as really unpacked; links are passed over; names are keys and never paths.
 */

import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS, sayBytes } from './limits.js';
import type { ByteSource } from './source-file.js';

export interface Zip {
  /** Names of the entries that are files, in the order of the directory. */
  names: string[];
  has(name: string): boolean;
  /** The size that the directory declares, 0 for a name that is not there. */
  size(name: string): number;
  /** Unpacks one entry of at most `limit` bytes. Throws ImportError when it is missing, encrypted, damaged or larger. */
  read(name: string, limit: number): Promise<Uint8Array>;
}

/** How much of a zip is opened, and what its messages call it. */
export interface ZipCaps {
  entries: number;
  /** Sum of the sizes that its directory declares, bytes. */
  declared: number;
  kind: 'book' | 'batch';
}

const BOOK: ZipCaps = {
  entries: IMPORT_LIMITS.zipEntries,
  declared: IMPORT_LIMITS.zipDeclared,
  kind: 'book',
};

const CHUNK = 64 * 1024;

/** Lets yauzl read through a ByteSource, so that a large file is never in memory whole. */
class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const source = this.#source;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = start; at < end; at += CHUNK) yield await source.read(at, Math.min(end, at + CHUNK));
    }
    return Readable.from(chunks(), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#source.read(position, position + length).then(
      (bytes) => {
        if (bytes.length < length) return callback(new Error('unexpected EOF'));
        buffer.set(bytes, offset);
        callback(null);
      },
      (error: Error) => callback(error),
    );
  }
}

/** `fileName` is for messages. */
export async function openZip(fileName: string, source: ByteSource): Promise<Zip> {
  const { zip, entries } = await openDirectory(fileName, source, BOOK);
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async read(name, limit) {
      const entry = entries.get(name);
      if (!entry)
        throw new ImportError(
          'damaged',
          `“${fileName}” names a part that it does not hold: “${shown(name)}”. Download or save it again.`,
        );
      checkEntry(fileName, entry, limit);
      const bytes = await unpack(fileName, zip, entry, Math.min(limit, IMPORT_LIMITS.zipUnpacked - unpacked));
      unpacked += bytes.length;
      return bytes;
    },
  };
}

/** The zip and its files by name, in the order of the directory. @throws ImportError when there are too many or too large ones. */
export async function openDirectory(
  fileName: string,
  source: ByteSource,
  caps: ZipCaps,
): Promise<{ zip: yauzl.ZipFile; entries: Map<string, yauzl.Entry> }> {
  const zip = await open(fileName, source);
  if (zip.entryCount > caps.entries) {
    throw new ImportError(
      tooMuch(caps),
      caps.kind === 'book'
        ? `“${fileName}” holds ${zip.entryCount} files; a book may hold ${caps.entries}.`
        : `“${fileName}” holds ${zip.entryCount} files; ${caps.entries} can be brought at once. Split it into several.`,
    );
  }
  return { zip, entries: await directory(fileName, zip, caps) };
}

export function open(fileName: string, source: ByteSource): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(
      new SourceReader(source),
      source.size,
      { lazyEntries: true, autoClose: false },
      (error, zip) => {
        if (error) reject(damaged(fileName, error));
        else resolve(zip);
      },
    );
  });
}

/** A book of that much is a trap; a heap of stories is only more than can be brought at once. */
const tooMuch = ({ kind }: ZipCaps): 'unsafe' | 'too-large' => (kind === 'book' ? 'unsafe' : 'too-large');

function directory(fileName: string, zip: yauzl.ZipFile, caps: ZipCaps): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    let declared = 0;
    zip.on('error', (error: Error) => reject(damaged(fileName, error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      declared += entry.uncompressedSize;
      if (declared > caps.declared) {
        return reject(
          new ImportError(
            tooMuch(caps),
            `“${fileName}” would unpack to more than ${sayBytes(caps.declared)}, so it is not opened.`,
          ),
        );
      }
      // Unix keeps a file's kind in the upper half: 0xA is a symbolic link.
      const isLink = ((entry.externalFileAttributes >>> 28) & 0xf) === 0xa;
      if (!isLink && !entry.fileName.endsWith('/') && !entries.has(entry.fileName))
        entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** @throws ImportError for an entry that is locked, too large, or packed as no text is. */
export function checkEntry(fileName: string, entry: yauzl.Entry, limit: number): void {
  const name = shown(entry.fileName);
  if (entry.isEncrypted()) {
    throw new ImportError(
      'encrypted',
      `“${fileName}” is locked with a password. Unlock it, or save it again without one.`,
    );
  }
  if (entry.uncompressedSize > limit) {
    throw new ImportError(
      'too-large',
      `“${name}” in “${fileName}” is ${sayBytes(entry.uncompressedSize)}; ${sayBytes(limit)} can be read.`,
    );
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > IMPORT_LIMITS.zipRatioFrom && ratio > IMPORT_LIMITS.zipRatio) {
    throw new ImportError(
      'unsafe',
      `“${name}” in “${fileName}” unpacks to ${Math.round(ratio)} times its size. No book does, so it is not opened.`,
    );
  }
}

async function unpack(
  fileName: string,
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  limit: number,
): Promise<Uint8Array> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) =>
      error ? reject(damaged(fileName, error)) : resolve(opened),
    );
  });
  const parts: Buffer[] = [];
  let total = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      total += part.length;
      if (total > limit) {
        stream.destroy();
        throw new ImportError(
          'unsafe',
          `“${fileName}” unpacks to more than it says, or to more than ${sayBytes(IMPORT_LIMITS.zipUnpacked)}, so reading stopped.`,
        );
      }
      parts.push(part);
    }
  } catch (error) {
    throw damaged(fileName, error);
  }
  const bytes = Buffer.concat(parts);
  if (crc32(bytes) !== entry.crc32) throw damaged(fileName, new Error(`checksum of ${entry.fileName}`));
  return bytes;
}

/** An entry's name in a message: short, one line. */
const shown = (name: string): string => name.replace(/[\x00-\x1f\x7f]/g, ' ').slice(-80);

export function damaged(fileName: string, error: unknown): ImportError {
  if (error instanceof ImportError) return error;
  const message = error instanceof Error ? error.message : '';
  if (/invalid relative path|absolute path|invalid characters/.test(message)) {
    return new ImportError(
      'unsafe',
      `“${fileName}” holds a file whose name points outside of it. No book does, so it is not opened.`,
      error,
    );
  }
  if (/encrypt/.test(message)) {
    return new ImportError(
      'encrypted',
      `“${fileName}” is locked with a password. Unlock it, or save it again without one.`,
      error,
    );
  }
  if (/unsupported compression/.test(message)) {
    return new ImportError(
      'damaged',
      `“${fileName}” is packed in a way that cannot be read here. Save it again as an ordinary zip or EPUB.`,
      error,
    );
  }
  return new ImportError(
    'damaged',
    `“${fileName}” is damaged or was not downloaded whole. Download or save it again.`,
    error,
  );
}
