/** The zip file that a book is: OCF's order, no time zones, and little of it in memory at a time. */
import { once } from 'node:events';
import { Transform, type TransformCallback, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Bytes that may wait for a slow receiver before more are read in. */
const MOST_BYTES_WAITING = 8 * 1024 * 1024;
/** Files that may be compressed at once: each takes 300 KiB for it. */
const MOST_FILES_WAITING = 3;

export class Container {
  readonly #zip = new ZipFile();
  readonly #passed = new Passed();
  readonly #done: Promise<void>;
  readonly #time: Date;
  #files = 0;
  #bytes = 0;

  /** Starts to write to `out`. `day` (YYYY-MM-DD) is the time that all entries bear. */
  constructor(out: Writable, day: string) {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    // Zip times are local times without a zone: noon local is noon in the file, wherever the archive runs.
    this.#time = new Date(year, month - 1, date, 12);
    this.#zip.on('error', (error: Error) => this.#passed.destroy(error));
    this.#done = pipeline(this.#zip.outputStream, this.#passed, out);
    // Seen by whoever waits for it below; a failure in between must not end the process.
    this.#done.catch(() => {});
    this.#add('mimetype', Buffer.from('application/epub+zip'), 0);
  }

  /** Adds a text, compressed (`level` 1 to 9), and waits while too much is still on its way. */
  async addText(path: string, text: string, level = 6): Promise<void> {
    this.#add(path, Buffer.from(text), level);
    await this.#keepUp();
  }

  /** Adds bytes that are compressed already, and waits while too much is still on its way. */
  async addStored(path: string, bytes: Uint8Array): Promise<void> {
    this.#add(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
    this.#bytes += bytes.length;
    await this.#keepUp();
  }

  /** Writes the directory and waits until everything has been received. Returns the size in bytes. */
  async close(): Promise<number> {
    this.#zip.end();
    await this.#done;
    return this.#passed.bytes;
  }

  /** Gives up: the receiver is destroyed with the error. */
  async abort(error: Error): Promise<void> {
    this.#passed.destroy(error);
    await this.#done.catch(() => {});
  }

  #add(path: string, bytes: Buffer, compressionLevel: number): void {
    this.#files += 1;
    // Without forceDosTimestamp each entry gets an extra field, which OCF forbids for the first.
    this.#zip.addBuffer(bytes, path, { mtime: this.#time, compressionLevel, forceDosTimestamp: true });
  }

  async #keepUp(): Promise<void> {
    while (
      this.#files - this.#passed.files > MOST_FILES_WAITING ||
      this.#bytes - this.#passed.bytes > MOST_BYTES_WAITING
    ) {
      await Promise.race([once(this.#passed, 'passed'), this.#done]);
      if (this.#passed.destroyed) await this.#done;
    }
  }
}

const LOCAL_HEADER = 0x04034b50;

/** Counts what goes through: bytes, and files by their headers, which come as pieces of their own. */
class Passed extends Transform {
  bytes = 0;
  files = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.bytes += chunk.length;
    if (chunk.length >= 30 && chunk.readUInt32LE(0) === LOCAL_HEADER) this.files += 1;
    this.emit('passed');
    callback(null, chunk);
  }
}
