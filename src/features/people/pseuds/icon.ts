/** The picture of a pen name: a small square that holds nothing but pixels. */
import type { FastifyRequest } from 'fastify';
import { AppError, badInput } from '../../../core/errors.js';
import { Form } from '../../../core/http/forms.js';
import type { Messages } from '../../../core/messages/index.js';
import { square } from '../../../core/pictures/reencode.js';
import { type PictureType, pictureType } from '../../../core/pictures/type.js';
import { PSEUD_LIMITS } from './limits.js';

export interface Icon {
  type: PictureType;
  width: number;
  height: number;
  bytes: Buffer;
}

const READ: readonly (PictureType | null)[] = ['image/gif', 'image/jpeg', 'image/png'];

/** @throws badInput with a fault of the field `icon` */
export async function makeIcon(bytes: Uint8Array, { pseuds: { faults } }: Messages): Promise<Icon> {
  const refuse = (fault: string) => badInput(faults.summary, { icon: fault });
  if (bytes.length > PSEUD_LIMITS.iconBytes) throw refuse(faults.iconLarge(PSEUD_LIMITS.iconBytes / 1024));
  if (!READ.includes(pictureType(bytes))) throw refuse(faults.iconKind);
  const made = await square(bytes, PSEUD_LIMITS.iconPixels);
  if (typeof made === 'string') throw refuse(faults.iconKind);
  const { type, width, height } = made;
  return { type, width, height, bytes: Buffer.from(made.bytes) };
}

/** What is too large is received, or no page could say so, but not kept. */
async function readPicture(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of file) {
    if (bytes <= PSEUD_LIMITS.iconBytes) parts.push(part);
    bytes += part.length;
  }
  return Buffer.concat(parts);
}

/** The form of a pen name: its fields, and the picture if one was chosen. One that is too large is read no further. */
export async function readPseudForm(
  request: FastifyRequest,
  words: Messages,
): Promise<{ form: Form; picture: Buffer | null }> {
  if (!request.isMultipart()) throw badInput(words.pseuds.faults.summary);
  const form = new Form();
  let picture: Buffer | null = null;
  const limits = { files: 1, fields: 20, fieldSize: 16 * 1024 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') form.append(part.fieldname, String(part.value));
    else if (!part.filename) part.file.resume();
    else picture = await readPicture(part.file);
  }
  return { form, picture };
}

export const isFault = (error: unknown): error is AppError =>
  error instanceof AppError && error.status === 422;
