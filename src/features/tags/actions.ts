import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { badInput } from '../../core/errors.js';
import { CATEGORIES, RATINGS, type TagType, WARNINGS } from './canon.js';
import type { GraphType } from './graph/model.js';
import { cleanTagName, tagKey } from './names.js';

export interface TagName {
  type: TagType;
  name: string;
}

/** What may be made: a tag that works can have, or a medium. */
interface NewTag {
  type: GraphType;
  name: string;
}

const SUFFIX: Record<GraphType, string> = {
  rating: 'Rating',
  warning: 'Warning',
  category: 'Category',
  fandom: 'Fandom',
  relationship: 'Relationship',
  character: 'Character',
  freeform: 'Freeform',
  media: 'Media',
};

/** The archive's own words keep their type: nobody's additional tag may take a rating's name away. */
const RESERVED: ReadonlyMap<string, TagType> = new Map([
  ...RATINGS.map((name) => [tagKey(name), 'rating'] as const),
  ...WARNINGS.map((name) => [tagKey(name), 'warning'] as const),
  ...CATEGORIES.map((name) => [tagKey(name), 'category'] as const),
]);

/** The type of the archive's own word of this name, if it is one. */
export const archiveTypeOf = (name: string): TagType | null => RESERVED.get(tagKey(name)) ?? null;

const isReserved = (tag: NewTag): boolean => (RESERVED.get(tagKey(tag.name)) ?? tag.type) !== tag.type;

const withType = (tag: NewTag): NewTag => ({ type: tag.type, name: `${tag.name} - ${SUFFIX[tag.type]}` });

/** What a tag of this type is called that means the same name: of two types with one name the later has its type behind it. */
export function namesakes(tag: NewTag, type: GraphType): string[] {
  const own = ` - ${SUFFIX[tag.type]}`;
  const bare = tag.name.endsWith(own) ? tag.name.slice(0, -own.length) : tag.name;
  return [bare, withType({ type, name: bare }).name].filter((name) => name !== tag.name);
}

const MOST_SUFFIXES = 4;

/**
 * Ids of these tags, in their order, without doubles; those that are new are made as typed.
 * A name is unique over all types: where another type has it, this one becomes "Name - Character".
 * @throws badInput when other types hold every such name.
 */
export async function findOrCreateTags(
  db: Kysely<DB>,
  wanted: readonly NewTag[],
  at: Date,
): Promise<number[]> {
  let names = wanted
    .map((tag) => ({ type: tag.type, name: cleanTagName(tag.name) }))
    .filter((tag) => tag.name !== '')
    .map((tag) => (isReserved(tag) ? withType(tag) : tag));
  const ids = new Map<string, number>();
  for (let suffixes = 0; suffixes < MOST_SUFFIXES; suffixes += 1) {
    const missing = names.filter((tag) => !ids.has(idKey(tag)));
    if (missing.length === 0) return [...new Set(names.map((tag) => ids.get(idKey(tag))!))];
    for (const [key, id] of await createMissing(db, missing, at)) ids.set(key, id);
    names = names.map((tag) => (ids.has(idKey(tag)) ? tag : withType(tag)));
  }
  const lost = names.find((tag) => !ids.has(idKey(tag)));
  throw badInput(
    `The tag “${lost?.name ?? ''}” cannot be made: other kinds of tags have its name. Choose another.`,
  );
}

const idKey = (tag: NewTag): string => `${tag.type}\n${tagKey(tag.name)}`;

async function createMissing(
  db: Kysely<DB>,
  tags: readonly NewTag[],
  at: Date,
): Promise<Map<string, number>> {
  const byKey = new Map<string, NewTag>();
  // The first speller's letters are kept, and the first type's claim.
  for (const tag of tags) if (!byKey.has(tagKey(tag.name))) byKey.set(tagKey(tag.name), tag);
  // In the order of their keys, so that two writers with the same new tags never wait for one another.
  const unique = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  await db
    .insertInto('tags')
    .values(
      unique.map(([key, tag]) => ({
        type: tag.type,
        name: tag.name,
        name_key: key,
        canonical: RESERVED.get(key) === tag.type,
        created_at: at,
      })),
    )
    .onConflict((c) => c.column('name_key').doNothing())
    .execute();
  const rows = await db
    .selectFrom('tags')
    .select(['id', 'type', 'name_key'])
    .where(
      'name_key',
      'in',
      unique.map(([key]) => key),
    )
    .execute();
  return new Map(rows.map((row) => [`${row.type}\n${row.name_key}`, row.id]));
}
