/** What an archivist says of writers who are not here. */
import { z } from 'zod';
import type { Messages } from '../../core/messages/index.js';
import { oneLine, stripBidiOverrides } from '../../core/text/index.js';

/** Characters of a writer's name and of an archive's. */
export const LONGEST_NAME = 100;

export const WriterName = z.object({
  name: z.string(),
  /** '' when it is not known. */
  email: z.string(),
});
export type WriterName = z.infer<typeof WriterName>;

/** A work is brought in for these. */
export const ForOthers = z.object({
  /** Name of the archive that the work comes from, or ''. */
  archive: z.string(),
  writers: z.array(WriterName),
});
export type ForOthers = z.infer<typeof ForOthers>;

const line = (text: string): string => oneLine(stripBidiOverrides(text)).normalize('NFC');

/** Lines such as `Wren <wren@example.org>`. A name that stands twice counts once. */
export function readWriters(text: string): WriterName[] {
  const writers: WriterName[] = [];
  for (const row of text.split('\n').map(line)) {
    const found = /^(.*?)\s*<([^<>]*)>$/.exec(row);
    const writer = found ? { name: found[1]!, email: found[2]!.trim() } : { name: row, email: '' };
    if (writer.name !== '' && !writers.some((one) => keyOf(one.name) === keyOf(writer.name)))
      writers.push(writer);
  }
  return writers;
}

export const writeWriters = (writers: readonly WriterName[]): string =>
  writers.map(({ name, email }) => (email ? `${name} <${email}>` : name)).join('\n');

export const readArchive = (text: string): string => line(text);

/** One writer, one archive, however it is spelled. */
export const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase().trim();

const isEmail = (text: string): boolean => z.email().max(254).safeParse(text).success;

/** What forbids to save; null when nothing does. */
export function forOthersFault({ archive, writers }: ForOthers, { claims }: Messages): string | null {
  const { faults } = claims;
  if (archive.length > LONGEST_NAME) return faults.archiveLong;
  if (writers.length === 0) return faults.writers;
  if (writers.some(({ name }) => name.length > LONGEST_NAME)) return faults.writerLong;
  if (writers.some(({ email }) => email !== '' && !isEmail(email))) return faults.email;
  return null;
}

/** An address as it is kept, or null for none. @returns undefined when it is no address. */
export function readEmail(text: string): string | null | undefined {
  const email = line(text);
  if (email === '') return null;
  return isEmail(email) ? email : undefined;
}
