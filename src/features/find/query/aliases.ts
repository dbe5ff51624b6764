/** Short and common names of what the archive itself calls differently. By `tagKey`. */
import { tagKey } from '../../tags/index.js';
import type { NameField } from './syntax.js';

const NAMES: Partial<Record<NameField, Readonly<Record<string, readonly string[]>>>> = {
  rating: {
    'Not Rated': ['unrated', 'none', 'nr'],
    'General Audiences': ['general', 'g'],
    'Teen And Up Audiences': ['teen', 't', 'teen and up'],
    Mature: ['m'],
    Explicit: ['e'],
  },
  warning: {
    'Choose Not To Use Archive Warnings': ['choose not to', 'cntw', 'cnw'],
    'No Archive Warnings Apply': ['none', 'nawa'],
    'Graphic Depictions Of Violence': ['violence', 'graphic violence'],
    'Major Character Death': ['death', 'character death', 'mcd'],
    'Rape/Non-Con': ['noncon', 'non-con', 'rape'],
    'Underage Sex': ['underage'],
  },
  category: {
    'F/F': ['femslash'],
    'F/M': ['m/f', 'het'],
    'M/M': ['slash'],
  },
};

const BY_FIELD: ReadonlyMap<NameField, ReadonlyMap<string, string>> = new Map(
  Object.entries(NAMES).map(([field, names]) => [
    field as NameField,
    new Map(
      Object.entries(names).flatMap(([name, others]) =>
        others.map((other) => [tagKey(other), name] as const),
      ),
    ),
  ]),
);

/** The name by which the archive knows what was typed. */
export const fullName = (field: NameField, typed: string): string =>
  BY_FIELD.get(field)?.get(tagKey(typed)) ?? typed;
