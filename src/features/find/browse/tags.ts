/** Tags in lists: fandoms by their medium, tags by name. Only those that the viewer may know of, with how much they are used. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Viewer } from '../../../core/viewer.js';
import { foldName, shelfQuery, shelvedWords, TAG_TYPES, type TagType } from '../../tags/index.js';

export interface CountedTag {
  name: string;
  /** Folded, without article. */
  sortName: string;
  type: TagType;
  canonical: boolean;
  /** Works in lists that are found by it, for this viewer. */
  uses: number;
}

const usesFor = (viewer: Viewer) =>
  viewer.kind === 'guest' ? sql.ref<number>('tag_uses.public') : sql.ref<number>('tag_uses.members');

/** Tags that works in lists have; a synonym stands in no list, its canonical tag does. */
const counted = (db: Kysely<DB>, viewer: Viewer) =>
  db
    .selectFrom('tags')
    .innerJoin('tag_uses', 'tag_uses.tag_id', 'tags.id')
    .where('tags.merger_id', 'is', null)
    .where('tags.type', '!=', 'media')
    .where(usesFor(viewer), '>', 0)
    .select([
      'tags.name',
      'tags.sort_name as sortName',
      'tags.type',
      'tags.canonical',
      usesFor(viewer).as('uses'),
    ])
    .$narrowType<{ type: TagType }>();

export interface Medium {
  /** Null: fandoms that nobody has put under a medium. */
  name: string | null;
  fandoms: number;
}

const underMedium = (eb: ExpressionBuilder<DB, 'tags'>, medium: string | null) => {
  const parents = eb
    .selectFrom('tag_parents')
    .innerJoin('tags as media', 'media.id', 'tag_parents.parent_id')
    .whereRef('tag_parents.tag_id', '=', 'tags.id')
    .where('media.type', '=', 'media')
    .select('media.id');
  return medium === null ? eb.not(eb.exists(parents)) : eb.exists(parents.where('media.name', '=', medium));
};

/** Media in their order with how many fandoms have works; what is under none comes last. */
export async function mediaOf(db: Kysely<DB>, viewer: Viewer): Promise<Medium[]> {
  const fandoms = (medium: string | null) =>
    counted(db, viewer)
      .where('tags.type', '=', 'fandom')
      .where((eb) => underMedium(eb as unknown as ExpressionBuilder<DB, 'tags'>, medium))
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
  const media = await db
    .selectFrom('tags')
    .select('name')
    .where('type', '=', 'media')
    .where('canonical', '=', true)
    .orderBy('sort_name')
    .orderBy('id')
    .execute();
  const all: Medium[] = [];
  for (const name of [...media.map((one) => one.name), null])
    all.push({ name, fandoms: Number((await fandoms(name)).n) });
  return all.filter(({ fandoms: n }) => n > 0);
}

/** Fandoms under a medium from A to Z, articles aside. */
export async function fandomsUnder(
  db: Kysely<DB>,
  viewer: Viewer,
  medium: string | null,
  { offset, limit }: { offset: number; limit: number },
): Promise<CountedTag[]> {
  return counted(db, viewer)
    .where('tags.type', '=', 'fandom')
    .where((eb) => underMedium(eb as unknown as ExpressionBuilder<DB, 'tags'>, medium))
    .orderBy('tags.sort_name')
    .orderBy('tags.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export const TAG_ORDERS = ['uses', 'name', 'newest'] as const;

export interface TagQuery {
  text: string;
  type: TagType | null;
  /** Null: either. */
  canonical: boolean | null;
  order: (typeof TAG_ORDERS)[number];
}

export const tagType = (text: string | null): TagType | null => TAG_TYPES.find((one) => one === text) ?? null;

/** Every shelf that the question is about: the index of words is asked once for all of them. */
function onShelves({ type, canonical }: TagQuery, words: readonly string[]): string {
  const kinds = canonical === null ? ['c', 't'] : canonical ? ['c'] : ['t'];
  return (type ? [type] : TAG_TYPES)
    .flatMap((one) =>
      kinds.flatMap((kind) => [0, 1, 2, 3].map((tier) => shelfQuery(one, `${kind}${tier}`, words))),
    )
    .map((shelf) => `(${shelf})`)
    .join(' | ');
}

/** Tags whose names have words that begin so, whatever their order; of no words all. */
export async function findTags(
  db: Kysely<DB>,
  viewer: Viewer,
  query: TagQuery,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ tags: CountedTag[]; total: number }> {
  const words = foldName(query.text.slice(0, 150)).split(' ').filter(Boolean).slice(0, 12);
  if (query.text.trim() !== '' && words.length === 0) return { tags: [], total: 0 };
  let found = counted(db, viewer);
  if (words.length > 0)
    found = found.where(sql<boolean>`${shelvedWords('tags')} @@ ${onShelves(query, words)}::tsquery`);
  if (query.type) found = found.where('tags.type', '=', query.type);
  if (query.canonical !== null) found = found.where('tags.canonical', '=', query.canonical);
  const { n } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const tags = await found
    .$if(query.order === 'uses', (q) => q.orderBy('uses', 'desc'))
    .$if(query.order === 'newest', (q) => q.orderBy('tags.created_at', 'desc'))
    .orderBy('tags.sort_name')
    .orderBy('tags.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return { tags, total: Number(n) };
}
