/** The tags that every archive has from the first day, in the order they are shown in. */
export const TAG_TYPES = [
  'rating',
  'warning',
  'category',
  'fandom',
  'relationship',
  'character',
  'freeform',
] as const;
export type TagType = (typeof TAG_TYPES)[number];

export const RATINGS = [
  'Not Rated',
  'General Audiences',
  'Teen And Up Audiences',
  'Mature',
  'Explicit',
] as const;

export const WARNINGS = [
  'Choose Not To Use Archive Warnings',
  'No Archive Warnings Apply',
  'Graphic Depictions Of Violence',
  'Major Character Death',
  'Rape/Non-Con',
  'Underage Sex',
] as const;

export const CATEGORIES = ['F/F', 'F/M', 'Gen', 'M/M', 'Multi', 'Other'] as const;

const HARMLESS: readonly string[] = ['General Audiences', 'Teen And Up Audiences'];

/** Mature, Explicit, Not Rated and no rating at all: readers are asked before they see it. */
export const isAdultRating = (rating: string | null | undefined): boolean =>
  !rating || !HARMLESS.includes(rating);
