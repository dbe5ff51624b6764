/** The zip file that a book is: OCF's order, no time zones, and as little in memory as can be. */
import { once } from 'node:events';
import { Transform, type TransformCallback, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Bytes that may wait for a slow receiver before more are read in. */
const MOST_WAITING = 8 * 1024 * 1024;

export class Container {
  readonly #zip = new ZipFile();
  readonly #counter = new Counter();
  readonly #done: Promise<void>;
  readonly #time: Date;
  #stored = 0;

  /** Starts to write to `out`. `day` (YYYY-MM-DD) is the time that all entries bear. */
  constructor(out: Writable, day: string) {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    // Zip times are local times without a zone: noon local is noon in the file, wherever the archive runs.
    this.#time = new Date(year, month - 1, date, 12);
    this.#zip.on('error', (error: Error) => this.#counter.destroy(error));
    this.#done = pipeline(this.#zip.outputStream, this.#counter, out);
    // Seen by whoever waits for it below; a failure in between must not end the process.
    this.#done.catch(() => {});
    this.#add('mimetype', 'application/epub+zip', false);
  }

  addText(path: string, text: string): void {
    this.#add(path, text, true);
  }

  /** Stores bytes that are compressed already, and waits while too many of them are still on their way. */
  async addStored(path: string, bytes: Uint8Array): Promise<void> {
    this.#add(path, bytes, false);
    this.#stored += bytes.length;
    while (this.#stored - this.#counter.bytes > MOST_WAITING) {
      await Promise.race([once(this.#counter, 'passed'), this.#done]);
      if (this.#counter.destroyed) await this.#done;
    }
  }

  /** Writes the directory and waits until everything has been received. Returns the size in bytes. */
  async close(): Promise<number> {
    this.#zip.end();
    await this.#done;
    return this.#counter.bytes;
  }

  /** Gives up: the receiver is destroyed with the error. */
  async abort(error: Error): Promise<void> {
    this.#counter.destroy(error);
    await this.#done.catch(() => {});
  }

  #add(path: string, content: string | Uint8Array, compress: boolean): void {
    const bytes =
      typeof content === 'string'
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    // Without forceDosTimestamp each entry gets an extra field, which OCF forbids for the first.
    this.#zip.addBuffer(bytes, path, { mtime: this.#time, compress, forceDosTimestamp: true });
  }
}

class Counter extends Transform {
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.bytes += chunk.length;
    this.emit('passed');
    callback(null, chunk);
  }
}
