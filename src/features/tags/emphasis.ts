/** What a work is mainly about, and what is only in its background: a sign before the name of a relationship. */
import { cleanTagName, tagKey } from './names.js';

export const EMPHASES = ['primary', 'background'] as const;
export type Emphasis = (typeof EMPHASES)[number];
/** By `tagKey` of the name; what is not here is neither. */
export type Emphasised = Readonly<Record<string, Emphasis>>;

const SIGNS: Readonly<Record<Emphasis, string>> = { primary: '*', background: '~' };

/** `*A/B, ~C & D` as the names in a list, and what was said of them. Of a name that comes twice the first counts. */
export function readEmphasis(names: readonly string[]): {
  names: string[];
  emphasis: Record<string, Emphasis>;
} {
  const emphasis: Record<string, Emphasis> = Object.create(null) as Record<string, Emphasis>;
  const bare = new Map<string, string>();
  for (const given of names) {
    const said = EMPHASES.find((one) => given.startsWith(SIGNS[one]));
    const name = cleanTagName(said ? given.replace(/^[*~\s]+/, '') : given);
    const key = tagKey(name);
    if (name === '' || bare.has(key)) continue;
    bare.set(key, name);
    if (said) emphasis[key] = said;
  }
  return { names: [...bare.values()], emphasis: { ...emphasis } };
}

export const emphasisOf = (emphasis: Emphasised, name: string): Emphasis | null =>
  Object.hasOwn(emphasis, tagKey(name)) ? emphasis[tagKey(name)]! : null;

/** The names as they are typed. */
export const writeEmphasis = (names: readonly string[], emphasis: Emphasised): string[] =>
  names.map((name) => {
    const said = emphasisOf(emphasis, name);
    return said ? `${SIGNS[said]}${name}` : name;
  });
