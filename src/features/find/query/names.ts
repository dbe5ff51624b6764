/** Names of a query looked up. What only hidden works have is not known: the answer must not tell that it exists. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Viewer } from '../../../core/viewer.js';
import { pseudsOfNames } from '../../people/index.js';
import { type TagType, tagKey } from '../../tags/index.js';
import { listed } from '../../works/index.js';
import { LIMITS } from '../limits.js';
import type { Mark } from '../marks.js';
import { fullName } from './aliases.js';
import { isTagField, type MarkField, type NameField, type Node, type Query } from './syntax.js';

export interface KnownTag {
  id: number;
  type: TagType;
  name: string;
}

export interface KnownNames {
  /** By `tagKey` of their name. */
  tags: ReadonlyMap<string, KnownTag>;
  /** Keys of pseuds by name as typed. */
  pseuds: ReadonlyMap<string, readonly number[]>;
  /** Keys of series by title as typed. */
  series: ReadonlyMap<string, readonly number[]>;
  /** Works that have a mark which was asked for; null: too many to ask for. Of guests nothing is here. */
  marks: ReadonlyMap<MarkField, readonly number[] | null>;
}

const SUFFIX: Partial<Record<NameField, string>> = {
  fandom: 'Fandom',
  relationship: 'Relationship',
  character: 'Character',
  freeform: 'Freeform',
};

/** Keys that a name of this field may have, the likeliest first: of two types with one name the later got its type behind it. */
export function tagKeysOf(field: NameField, name: string): string[] {
  const suffix = SUFFIX[field];
  const full = fullName(field, name);
  return suffix ? [tagKey(full), tagKey(`${full} - ${suffix}`)] : [tagKey(full)];
}

/** Tags of these keys that this viewer may know of. */
async function knownTags(
  db: Kysely<DB>,
  viewer: Viewer,
  keys: readonly string[],
): Promise<Map<string, KnownTag>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('tags')
    .select(['id', 'type', 'name', 'name_key'])
    .where('name_key', 'in', [...keys])
    .where('type', '!=', 'media')
    .where((eb) =>
      eb.or([
        eb('canonical', '=', true),
        eb.exists(
          listed(db, viewer)
            .innerJoin('work_tags', 'work_tags.work_id', 'works.id')
            .whereRef('work_tags.tag_id', '=', 'tags.id' as never)
            .select('works.id'),
        ),
      ]),
    )
    .execute();
  return new Map(rows.map(({ name_key, ...tag }) => [name_key, { ...tag, type: tag.type as TagType }]));
}

async function seriesOfTitles(
  db: Kysely<DB>,
  titles: readonly string[],
): Promise<Map<string, readonly number[]>> {
  if (titles.length === 0) return new Map();
  const keys = titles.map((title) => title.toLowerCase());
  const rows = await db
    .selectFrom('series')
    .select(['id', 'title_key'])
    .where('title_key', 'in', keys)
    .execute();
  return new Map(
    titles.map((title, i) => [title, rows.filter((row) => row.title_key === keys[i]).map((row) => row.id)]),
  );
}

/** Every part of the query that holds no other. */
function* leaves(node: Node): Generator<Node> {
  if (node.kind === 'and' || node.kind === 'or') for (const part of node.of) yield* leaves(part);
  else if (node.kind === 'not') yield* leaves(node.of);
  else yield node;
}

/** Works that marks of the query stand for, each mark once. */
async function markedWorks(
  db: Kysely<DB>,
  viewer: Viewer,
  { where }: Query,
  marks: readonly Mark[],
): Promise<KnownNames['marks']> {
  if (viewer.kind === 'guest' || !where) return new Map();
  const asked = new Set([...leaves(where)].map((node) => (node.kind === 'flag' ? node.flag : null)));
  const found = marks
    .filter(({ name }) => asked.has(name))
    .map(async (mark) => {
      const keys = await mark.all(db, viewer, LIMITS.marked + 1);
      return [mark.name, keys.length > LIMITS.marked ? null : keys] as const;
    });
  return new Map(await Promise.all(found));
}

/** Every name of the query by its field, once. */
function namesIn({ where }: Query): Map<NameField, Set<string>> {
  const found = new Map<NameField, Set<string>>();
  for (const node of where ? leaves(where) : []) {
    if (node.kind !== 'names') continue;
    const names = found.get(node.field) ?? new Set();
    for (const name of node.names) names.add(name);
    found.set(node.field, names);
  }
  return found;
}

/** `marks`: those that can be asked for. */
export async function lookUp(
  db: Kysely<DB>,
  viewer: Viewer,
  query: Query,
  marks: readonly Mark[],
): Promise<KnownNames> {
  const names = namesIn(query);
  const keys = new Set<string>();
  for (const [field, some] of names)
    if (isTagField(field)) for (const name of some) for (const key of tagKeysOf(field, name)) keys.add(key);
  return {
    tags: await knownTags(db, viewer, [...keys]),
    pseuds: await pseudsOfNames(db, [...(names.get('creator') ?? [])]),
    series: await seriesOfTitles(db, [...(names.get('series') ?? [])]),
    marks: await markedWorks(db, viewer, query, marks),
  };
}
