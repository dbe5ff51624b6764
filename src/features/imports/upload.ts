/** Files on their way in: streamed to the data folder, whole and synced before anything is said to be taken. */
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { badInput, tooLarge } from '../../core/errors.js';
import { Form } from '../../core/http/forms.js';
import { newId } from '../../core/ids.js';
import { LIMITS } from '../../core/limits.js';
import { oneLine, stripBidiOverrides } from '../../core/text/index.js';
import type { Arrival } from './actions.js';

const FOLDER = 'imports';

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
    const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await pipeline(stream, out);
    await sync(path);
    return { name: shownName(name), file, bytes: out.bytesWritten };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

export const keepText = (dataDir: string, name: string, text: string): Promise<Arrival> =>
  keepStream(dataDir, name, Readable.from([Buffer.from(text, 'utf8')]));

export const dropFile = (dataDir: string, file: string): Promise<void> =>
  rm(join(dataDir, file), { force: true });

async function keepPart(dataDir: string, part: MultipartFile): Promise<Arrival> {
  const arrival = await keepStream(dataDir, part.filename, part.file);
  if (part.file.truncated) {
    await dropFile(dataDir, arrival.file);
    throw tooLarge(
      `“${arrival.name}” is larger than ${LIMITS.uploadBytes / 1024 / 1024} MB, the most that one file may be. Split it into several.`,
    );
  }
  return arrival;
}

/** A field that was cut off must not pass for a whole one. */
function wholeField(part: MultipartValue): string {
  if (part.valueTruncated)
    throw tooLarge(
      `What you pasted is larger than ${LIMITS.pasteBytes / 1024 / 1024} MB, the most that one paste may be. Bring it in parts, or as a file.`,
    );
  return String(part.value);
}

export interface Upload {
  form: Form;
  arrivals: Arrival[];
}

/** Reads a form with files. Files that came before a fault are dropped again: the person still has them. */
export async function readUpload(dataDir: string, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw badInput('This form did not arrive whole. Reload the page and send it again.');
  const form = new Form();
  const arrivals: Arrival[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') form.append(part.fieldname, wholeField(part));
      // A file field that was left empty arrives as a nameless part.
      else if (part.filename) arrivals.push(await keepPart(dataDir, part));
      else part.file.resume();
    }
    return { form, arrivals };
  } catch (error) {
    await Promise.all(arrivals.map((arrival) => dropFile(dataDir, arrival.file)));
    throw error;
  }
}
