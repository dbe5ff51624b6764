/** Files on their way in: streamed to the data folder, whole and synced before anything is said to be taken. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../core/config.js';
import { spoken } from '../../core/errors.js';
import { Form } from '../../core/http/forms.js';
import { newId } from '../../core/ids.js';
import { LIMITS } from '../../core/limits.js';
import { oneLine, stripBidiOverrides } from '../../core/text/index.js';
import type { Arrival } from './actions.js';

const FOLDER = 'imports';

/** Where uploads are kept, how large one may be, and how much room must stay. */
export type Sizes = Pick<Config, 'dataDir' | 'FANLIGHT_UPLOAD_MB' | 'FANLIGHT_DISK_RESERVE_MB'>;

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name for people to see; never a path. */
const shownName = (name: string): string =>
  oneLine(stripBidiOverrides(name.toWellFormed().replace(/^.*[\\/]/s, ''))).slice(0, 200) || 'file';

export async function keepStream(dataDir: string, name: string, stream: Readable): Promise<Arrival> {
  await mkdir(join(dataDir, FOLDER), { recursive: true, mode: 0o700 });
  const file = join(FOLDER, newId() + newId());
  const path = join(dataDir, file);
  try {
    const hash = createHash('sha256');
    const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await pipeline(
      stream,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const part of source) {
          hash.update(part);
          yield part;
        }
      },
      out,
    );
    await sync(path);
    return { name: shownName(name), file, bytes: out.bytesWritten, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

export const keepText = (dataDir: string, name: string, text: string): Promise<Arrival> =>
  keepStream(dataDir, name, Readable.from([Buffer.from(text, 'utf8')]));

export const dropFile = (dataDir: string, file: string): Promise<void> =>
  rm(join(dataDir, file), { force: true });

/** What is left of what one form may bring, bytes. */
interface Room {
  left: number;
}

const MB = 1024 * 1024;

const isZip = (head: Buffer): boolean => head.subarray(0, 2).toString('latin1') === 'PK';

/** Passes bytes on, up to what a file and the whole form may have. A zip may hold many files, so only the form's room counts. */
const capped = (name: string, room: Room, config: Sizes) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let [bytes, most] = [0, 0];
    for await (const part of source) {
      if (bytes === 0) most = isZip(part) ? Number.POSITIVE_INFINITY : LIMITS.uploadBytes;
      bytes += part.length;
      room.left -= part.length;
      if (bytes > most)
        throw spoken('too-large', 413, (w) => w.upload.file(shownName(name), LIMITS.uploadBytes / MB));
      if (room.left < 0) throw spoken('too-large', 413, (w) => w.upload.files(config.FANLIGHT_UPLOAD_MB));
      yield part;
    }
  };

/** @throws AppError 507 when so many bytes would leave the disk without the room that the archive itself needs. */
export async function needRoom(config: Sizes, bytes: number): Promise<void> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(config.dataDir);
  if (bavail * bsize - bytes >= config.FANLIGHT_DISK_RESERVE_MB * MB) return;
  throw spoken('disk-full', 507, (w) => w.upload.noRoom);
}

/** A field that was cut off must not pass for a whole one. */
function wholeField(part: MultipartValue): string {
  if (part.valueTruncated) throw spoken('too-large', 413, (w) => w.upload.paste(LIMITS.pasteBytes / MB));
  return String(part.value);
}

export interface Upload {
  form: Form;
  arrivals: Arrival[];
  /** Where each file lay in the folder that was chosen, as the browser says it; by the file's own address. */
  paths: Map<string, string>;
}

/** Reads a form with files. Files that came before a fault are dropped again: the person still has them. */
export async function readUpload(config: Sizes, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw spoken('bad-input', 422, (w) => w.brokenForm);
  await needRoom(config, Number(request.headers['content-length'] ?? 0) || 0);
  const { dataDir } = config;
  const upload: Upload = { form: new Form(), arrivals: [], paths: new Map() };
  const room = { left: config.FANLIGHT_UPLOAD_MB * MB };
  const limits = { files: LIMITS.uploadFiles, fileSize: room.left + 1 };
  try {
    for await (const part of request.parts({ preservePath: true, limits })) {
      if (part.type === 'field') upload.form.append(part.fieldname, wholeField(part));
      // A file field that was left empty arrives as a nameless part.
      else if (!part.filename) part.file.resume();
      else {
        const bytes = Readable.from(capped(part.filename, room, config)(part.file));
        const arrival = await keepStream(dataDir, part.filename, bytes);
        upload.arrivals.push(arrival);
        upload.paths.set(arrival.file, part.filename);
      }
    }
    return upload;
  } catch (error) {
    await Promise.all(upload.arrivals.map((arrival) => dropFile(dataDir, arrival.file)));
    if ((error as { code?: unknown }).code === 'FST_FILES_LIMIT')
      throw spoken('too-large', 413, (w) => w.upload.many(LIMITS.uploadFiles));
    throw error;
  }
}
