import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { type DecodedText, decodeText } from './encoding.js';
import { type FileKind, fileKind } from './file-type.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS, sayBytes } from './limits.js';
import { openZip, type Zip } from './zip.js';

/** Bytes that are fetched when asked for. */
export interface ByteSource {
  /** Of the whole, in bytes. */
  size: number;
  /** Bytes `start` to `end` (not included); fewer when the source is shorter. */
  read(start: number, end: number): Promise<Uint8Array>;
}

const HEAD = 64 * 1024;

/**
 * A file to import. Whatever is made from its bytes is made once and shared by
 * all who ask, so that every reader may look at it before one is chosen.
 */
export class SourceFile {
  readonly name: string;
  readonly size: number;
  readonly #source: ByteSource;
  readonly #made = new Map<string, Promise<unknown>>();

  /** `name` is for messages and for telling forms apart; it is never used as a path. */
  constructor(name: string, source: ByteSource) {
    this.name = name;
    this.size = source.size;
    this.#source = source;
  }

  #once<T>(what: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#made.get(what) as Promise<T> | undefined) ?? make();
    this.#made.set(what, made);
    return made;
  }

  /** The ending of the name, lower case, without its dot. */
  get extension(): string {
    return path.extname(this.name).slice(1).toLowerCase();
  }

  kind(): Promise<FileKind> {
    return this.#once('kind', async () => fileKind(await this.#source.read(0, HEAD)));
  }

  /** Bytes `start` to `end` (not included); fewer where the file is shorter. */
  bytes(start: number, end: number): Promise<Uint8Array> {
    return this.#source.read(start, Math.min(end, this.size));
  }

  /** The whole file as text. Throws ImportError when it is not text, or too much of it. */
  text(): Promise<DecodedText> {
    return this.#once('text', async () => {
      if (this.size > IMPORT_LIMITS.text) {
        const limit = sayBytes(IMPORT_LIMITS.text);
        throw new ImportError(
          'too-large',
          `“${this.name}” holds ${sayBytes(this.size)} of text; one file may hold ${limit}. Split it into several files.`,
        );
      }
      return decodeText(await this.#source.read(0, this.size));
    });
  }

  /** The file opened as a zip. Throws ImportError when it is damaged or unsafe. */
  zip(): Promise<Zip> {
    return this.#once('zip', () => openZip(this.name, this.#source));
  }
}

/** A file whose bytes are at hand. */
export function sourceFile(name: string, bytes: Uint8Array): SourceFile {
  return new SourceFile(name, { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) });
}

/**
 * Opens a file on disk for the time that `use` takes, reading only what is asked for. `name` is what messages call it.
 * Throws ImportError when there is no such file or it is too large.
 */
export async function withSourceFile<T>(
  file: string,
  use: (source: SourceFile) => Promise<T>,
  name = path.basename(file),
): Promise<T> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (cause) {
    const code = (cause as { code?: string }).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EACCES'
          ? 'reading it is not allowed'
          : `it cannot be opened (${code ?? 'unknown reason'})`;
    throw new ImportError('cannot-open', `“${name}”: ${why}.`, cause);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile())
      throw new ImportError('cannot-open', `“${name}” is not a file. Name one file at a time.`);
    return await use(new SourceFile(name, fromHandle(handle, stat.size)));
  } finally {
    await handle.close();
  }
}

function fromHandle(handle: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(start, end) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(end, size) - start));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
}
