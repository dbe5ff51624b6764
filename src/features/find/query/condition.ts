/**
 * What a search asks, resolved to keys. One tree, of which the index, the SQL, the form and the language of queries are
 * four faces: whatever can be asked is asked as one of these.
 */

/** Whole numbers; the dates in seconds since 1970. */
export const NUMBER_FIELDS = [
  'words',
  'chapters',
  'kudos',
  'hits',
  'comments',
  'bookmarks',
  'updated',
  'published',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** Where words are looked for, if not everywhere. */
export type TextPlace = 'title';

/** `crossover`: no single fandom shares a metatag with all others. `otp`: one relationship once synonyms are one. */
export const FLAGS = ['complete', 'crossover', 'otp', 'series', 'anonymous'] as const;
export type Flag = (typeof FLAGS)[number];

export type Condition =
  /** `and` of nothing is every work, `or` of nothing none. */
  | { op: 'and' | 'or'; of: readonly Condition[] }
  | { op: 'not'; of: Condition }
  /** The tag as it was typed; of a canonical one its synonyms and all below it too. */
  | { op: 'tag'; id: number }
  /** Both ends are part of it; null is no end. From above to is nothing. */
  | { op: 'range'; field: NumberField; from: number | null; to: number | null }
  | { op: 'flag'; flag: Flag }
  /** A code as works have it: "en", "pt-BR". */
  | { op: 'language'; code: string }
  /** Of this pseud. Anonymous works never match: the answer would tell who made them. */
  | { op: 'creator'; pseudId: number }
  | { op: 'series'; id: number }
  | { op: 'works'; keys: readonly number[] }
  /** Words in title, summary, notes, tags or chapters, as `websearch_to_tsquery` reads them; Postgres alone answers it. */
  | { op: 'text'; words: string; in?: TextPlace };

export const EVERYTHING: Condition = { op: 'and', of: [] };
export const NOTHING: Condition = { op: 'or', of: [] };

export const SORTS = [
  'updated',
  'published',
  'title',
  'creator',
  'words',
  'hits',
  'kudos',
  'comments',
  'bookmarks',
  /** How well the words fit; where no words are asked for it is `updated`. */
  'relevance',
] as const;
export type Sort = (typeof SORTS)[number];

export interface Order {
  sort: Sort;
  /** Ties fall by key in the same direction, else pages repeat works. */
  ascending: boolean;
}

/** One question with all that decides its answer; nobody's name is in it. */
export interface Question {
  /** Guests see `public`; members, whoever they are, `members`: that and `public`. */
  audience: 'public' | 'members';
  where: Condition;
  /** What this reader never wants to see. Null: nothing, or lifted for once. */
  hide: Condition | null;
  order: Order;
}
