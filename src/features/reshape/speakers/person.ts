/** Who acts or speaks, as far as the words say it: a name, a pronoun, or a noun such as `the old man`. */

export type Gender = 'male' | 'female' | 'unknown';

export interface Person {
  kind: 'name' | 'pronoun' | 'noun';
  /** The name's last word, the pronoun (`he`, `she`, `i`, `they`, `we`), or the noun; lower case. */
  key: string;
  gender: Gender;
}

/** How two mentions relate, ordered from surely the same person to surely another. */
export const RELATION = {
  sameName: 0,
  samePronoun: 1,
  /** A name and a pronoun of its gender. */
  fits: 2,
  mayFit: 3,
  unknown: 4,
  /** A noun beside a name: `the doctor` may be anybody. */
  loose: 5,
  otherName: 6,
  other: 7,
} as const;

/** Compares two mentions; null stands for nobody known. */
export function relate(a: Person | null, b: Person | null): number {
  if (a === null || b === null) return RELATION.unknown;
  if (a.key === b.key) return a.kind === 'pronoun' ? RELATION.samePronoun : RELATION.sameName;
  const first = a.key === 'i' || b.key === 'i';
  const many = isMany(a) !== isMany(b);
  if (first || many) return RELATION.other;
  if (a.gender !== 'unknown' && b.gender !== 'unknown' && a.gender !== b.gender) return RELATION.other;
  if (a.kind === 'pronoun' || b.kind === 'pronoun')
    return a.gender !== 'unknown' && a.gender === b.gender ? RELATION.fits : RELATION.mayFit;
  return a.kind === b.kind && a.kind === 'name' ? RELATION.otherName : RELATION.loose;
}

const isMany = ({ key }: Person): boolean => key === 'they' || key === 'we';

/** -1 the same person, 1 another, 0 not known: what a relation says plainly. */
export function plainly(relation: number): number {
  if (relation <= RELATION.fits) return -1;
  return relation >= RELATION.otherName ? 1 : 0;
}
