/** Names of tags as people type them. */
import { LIMITS } from '../../core/limits.js';
import { oneLine, stripBidiOverrides } from '../../core/text/index.js';
import type { TagType } from './canon.js';

const FORBIDDEN = /[<>^{}=`\\%]/;

/** Commas part tags, the full-width and the ideographic one too. Twice the same is once. */
export function readTagList(text: string): string[] {
  const names = text
    .split(/[,，、\n]/)
    .map(cleanTagName)
    .filter(Boolean);
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(tagKey(name)) && seen.add(tagKey(name)));
}

export const cleanTagName = (name: string): string => oneLine(stripBidiOverrides(name)).normalize('NFC');

/** Marks over Latin and Greek letters. In other scripts marks are letters of their own: は and ば, का and की are different words. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}/gu;

/** Two spellings with one key are one tag: case, accents and forms of a letter do not count. */
export const tagKey = (name: string): string =>
  name.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() ||
  name.normalize('NFC').toLowerCase();

/** Whether a tag may be called so; the name is clean. Commas part tags where they are typed; files may bring some. */
export const isTagName = (name: string): boolean =>
  name !== '' && name.length <= LIMITS.tagName && !FORBIDDEN.test(name);

export const hasComma = (name: string): boolean => /[,，、]/.test(name);

export type TagFault =
  /** `given` characters; the beginning of it is its name. */
  | { kind: 'long'; type: TagType; name: string; given: number }
  | { kind: 'bad'; type: TagType; name: string }
  | { kind: 'many'; given: number };

const TYPES: readonly TagType[] = [
  'rating',
  'warning',
  'category',
  'fandom',
  'relationship',
  'character',
  'freeform',
];

/** What is wrong with these tags of a work, if anything. */
export function tagFaults(tags: Readonly<Partial<Record<TagType, readonly string[]>>>): TagFault | null {
  let count = 0;
  for (const type of TYPES) {
    for (const name of tags[type] ?? []) {
      if (name.length > LIMITS.tagName)
        return { kind: 'long', type, name: name.slice(0, 40), given: name.length };
      if (FORBIDDEN.test(name)) return { kind: 'bad', type, name };
      if (type === 'fandom' || type === 'relationship' || type === 'character' || type === 'freeform')
        count += 1;
    }
  }
  return count > LIMITS.tagsPerWork ? { kind: 'many', given: count } : null;
}
