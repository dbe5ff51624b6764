import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { TagType } from './canon.js';
import { cleanTagName, tagKey } from './names.js';

export interface TagName {
  type: TagType;
  name: string;
}

const SUFFIX: Record<TagType, string> = {
  rating: 'Rating',
  warning: 'Warning',
  category: 'Category',
  fandom: 'Fandom',
  relationship: 'Relationship',
  character: 'Character',
  freeform: 'Freeform',
};

/**
 * Ids of these tags, in their order, without doubles; those that are new are made as typed.
 * A name is unique over all types: where another type has it, this one becomes "Name - Character".
 */
export async function findOrCreateTags(
  db: Kysely<DB>,
  wanted: readonly TagName[],
  at: Date,
): Promise<number[]> {
  const names = wanted
    .map((tag) => ({ type: tag.type, name: cleanTagName(tag.name) }))
    .filter((tag) => tag.name !== '');
  if (names.length === 0) return [];
  const ids = await createMissing(db, names, at);
  const clashing = names.filter((tag) => !ids.has(idKey(tag)));
  if (clashing.length > 0) {
    const renamed = clashing.map((tag) => ({ type: tag.type, name: `${tag.name} - ${SUFFIX[tag.type]}` }));
    const more = await createMissing(db, renamed, at);
    clashing.forEach((tag, i) => {
      const id = more.get(idKey(renamed[i]!));
      if (id !== undefined) ids.set(idKey(tag), id);
    });
  }
  return [...new Set(names.flatMap((tag) => ids.get(idKey(tag)) ?? []))];
}

const idKey = (tag: TagName): string => `${tag.type}\n${tagKey(tag.name)}`;

async function createMissing(
  db: Kysely<DB>,
  tags: readonly TagName[],
  at: Date,
): Promise<Map<string, number>> {
  // In the order of their keys, so that two writers with the same new tags never wait for one another.
  const unique = [...new Map(tags.map((tag) => [tagKey(tag.name), tag])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  await db
    .insertInto('tags')
    .values(unique.map(([key, tag]) => ({ type: tag.type, name: tag.name, name_key: key, created_at: at })))
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
