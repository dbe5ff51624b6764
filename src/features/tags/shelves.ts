/** How completion finds names by the beginnings of their words: the index tags_words, shelf by shelf. */
import { type RawBuilder, sql } from 'kysely';
import type { TagType } from './canon.js';

const DIGITS: Readonly<Record<TagType, string>> = {
  rating: '0',
  warning: '1',
  category: '2',
  fandom: '3',
  relationship: '4',
  character: '5',
  freeform: '6',
};

/** What the index is made of; `tags` is what the table is called in the query. */
export const shelvedWords = (tags: string): RawBuilder<unknown> =>
  sql`array_to_tsvector(string_to_array(regexp_replace(${sql.ref(`${tags}.name_fold`)}, '(^| )(?=.)', '\\1' || ${sql.ref(`${tags}.shelf`)}, 'g'), ' '))`;

/**
 * Text of a tsquery: every one of these folded words begins a word of the name, whatever their order.
 * @param shelf `c` for canonical tags, `t` for others, and the tier of their use
 */
export const shelfQuery = (type: TagType, shelf: string, words: readonly string[]): string =>
  words.map((word) => `'${DIGITS[type]}${shelf}${word.replace(/['\\]/g, '')}':*`).join(' & ');
