/** Skins that come with the archive, for everybody. Their names and what they are for stand in the catalogue. */
import { createHash } from 'node:crypto';
import { CLEANER_VERSION, cleanSkin } from '../css/clean.js';
import { chat } from './chat.js';
import { letter } from './letter.js';
import { newspaper } from './newspaper.js';
import { texts } from './texts.js';

const SKINS = { texts, letter, chat, newspaper } as const;

export type ArchiveSkin = keyof typeof SKINS;
export const ARCHIVE_SKINS = Object.keys(SKINS) as ArchiveSkin[];

export const archiveSkin = (name: string): ArchiveSkin | undefined =>
  ARCHIVE_SKINS.find((known) => known === name);

/** What a writer may copy, and the text that shows it. */
export const sourceOf = (name: ArchiveSkin): { css: string; sample: string } => ({
  css: SKINS[name].css.trim(),
  sample: SKINS[name].sample,
});

/** 16 hexadecimal digits that stand for these words. */
export const stampOf = (...words: readonly string[]): string =>
  createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);

export const archiveSkinPath = (name: ArchiveSkin): string =>
  `/skins/${name}-${stampOf(SKINS[name].css, String(CLEANER_VERSION))}.css`;

const cleaned = new Map<ArchiveSkin, Promise<string>>();

/** As pages use it. */
export function archiveCss(name: ArchiveSkin): Promise<string> {
  const known = cleaned.get(name) ?? cleanSkin(SKINS[name].css).then(({ css }) => css);
  cleaned.set(name, known);
  return known;
}
