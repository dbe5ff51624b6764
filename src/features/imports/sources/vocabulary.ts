import { CATEGORIES } from '../../tags/canon.js';

/** The names that AO3 and this archive use for ratings, warnings and categories, and what other sites write for them. */

const WARNINGS: [RegExp, string][] = [
  [
    /\bchose not to use archive warnings$|^choose not to (?:use archive warnings|warn)$/i,
    'Choose Not To Use Archive Warnings',
  ],
  [/^graphic depictions of violence$|^graphic violence$/i, 'Graphic Depictions Of Violence'],
  [/^(?:major )?character death$|^major death$/i, 'Major Character Death'],
  [/^no archive warnings apply$/i, 'No Archive Warnings Apply'],
  [/^rape(?:\s*[/-]\s*non-?con)?$|^non-?con$/i, 'Rape/Non-Con'],
  [/^underage(?: sex)?$/i, 'Underage Sex'],
];

/** AO3's canonical name of a warning, whatever name a page displays for it; null when it is none. */
export const canonicalWarning = (name: string): string | null =>
  WARNINGS.find(([pattern]) => pattern.test(name.trim()))?.[1] ?? null;

const RATINGS: [RegExp, string][] = [
  [/^(?:general audiences?|general|g|k|all ages|everyone)$/i, 'General Audiences'],
  [/^(?:teen and up audiences?|teens?|t|pg|pg-?1[235]|k\+|12\+|13\+)$/i, 'Teen And Up Audiences'],
  [/^(?:mature|m|r|15\+|16\+)$/i, 'Mature'],
  [/^(?:explicit|e|nc-?17|ma|x|adult|18\+)$/i, 'Explicit'],
  [/^(?:not rated|unrated|none|nr)$/i, 'Not Rated'],
];

/** One of the five ratings for what other sites and old headers write (`PG-13`, `NC17`, `Fiction T`); null when unknown. */
export function canonicalRating(name: string): string | null {
  const tidy = name
    .trim()
    .replace(/^(?:rated|fiction)\s*:?\s+/i, '')
    .replace(/\s*[([].*$/, '')
    .replace(/[.!]+$/, '')
    .trim();
  return RATINGS.find(([pattern]) => pattern.test(tidy))?.[1] ?? null;
}

/** One of AO3's six categories for its name or a site's word for it; null when it is none. */
export function canonicalCategory(name: string): string | null {
  const tidy = name.trim().toLowerCase();
  const exact = CATEGORIES.find((category) => category.toLowerCase() === tidy);
  if (exact) return exact;
  return { slash: 'M/M', femslash: 'F/F', het: 'F/M', 'm/f': 'F/M', general: 'Gen' }[tidy] ?? null;
}
