/** Pictures that lie in a file are written anew and kept for the person, one after the other: what waits takes no memory twice. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { PICTURE_LIMITS, type PictureFault, reencode } from '../../core/pictures/reencode.js';
import { storeImage } from '../works/index.js';
import type { SourceImage } from './source-work.js';

export interface KeptPictures {
  /** Outward ids by the keys of the file; a picture that the file holds twice is kept once. */
  kept: Map<string, string>;
  /** One line for each that was left out or changed more than it should be, in plain words. */
  warnings: string[];
}

const MOST_WARNINGS = 20;

const FAULTS: Record<PictureFault, string> = {
  kind: 'it is not a JPEG, PNG, GIF or WebP picture',
  pixels: `it has more than ${PICTURE_LIMITS.pixels / 1e6} million pixels`,
  broken: 'it is damaged',
};

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function keepPictures(
  tools: { db: Kysely<DB>; dataDir: string; now(): Date },
  accountId: number,
  images: readonly SourceImage[],
): Promise<KeptPictures> {
  const kept = new Map<string, string>();
  const warnings: string[] = [];
  const byBytes = new Map<string, string>();
  for (const { key, bytes, name } of images) {
    const shown = name ?? `picture ${key}`;
    const source = hashOf(bytes);
    const before = byBytes.get(source);
    if (before !== undefined) {
      kept.set(key, before);
      continue;
    }
    const picture = await reencode(bytes);
    if (typeof picture === 'string') {
      warnings.push(
        `The picture “${shown}” was left out: ${FAULTS[picture]}. Its description stays in its place.`,
      );
      continue;
    }
    if (picture.stilled)
      warnings.push(`The picture “${shown}” moves for too long to be kept moving: its first frame stays.`);
    const made = hashOf(picture.bytes);
    const id =
      byBytes.get(made) ?? (await storeImage(tools.db, tools.dataDir, accountId, picture, tools.now()));
    byBytes.set(source, id).set(made, id);
    kept.set(key, id);
  }
  return { kept, warnings: shortened(warnings) };
}

const shortened = (warnings: readonly string[]): string[] =>
  warnings.length <= MOST_WARNINGS
    ? [...warnings]
    : [
        ...warnings.slice(0, MOST_WARNINGS),
        `There are ${warnings.length - MOST_WARNINGS} more such pictures.`,
      ];
