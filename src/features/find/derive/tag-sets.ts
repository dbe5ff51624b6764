/** From the tags that writers gave to works to what works are found by and counted under: the one place where that is said. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

export interface TagSets {
  /** What facets count: of each tag its canonical one, where it has none the tag itself. */
  direct: number[];
  /** What matching goes by: the tags as typed, `direct`, and all metatags above. */
  filters: number[];
  /** Words that find the work: names of the tags as typed and of their canonical ones. */
  names: string[];
  crossover: boolean;
  otp: boolean;
}

export const NO_TAGS: TagSets = { direct: [], filters: [], names: [], crossover: false, otp: false };

/** A tag that works have, with what follows from it alone. */
interface OnWorks {
  id: number;
  type: string;
  name: string;
  main: number;
  mainName: string | null;
  filters: number[];
}

/**
 * More than one fandom, and none that is related to all the others: two are when they are under one metatag, or one
 * under the other.
 * @param fandoms of each fandom, its synonyms resolved, the tags that it is found by
 */
export function isCrossover(fandoms: readonly (readonly number[])[]): boolean {
  if (fandoms.length < 2) return false;
  const sets = fandoms.map((filters) => new Set(filters));
  const related = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => !a.isDisjointFrom(b);
  return !sets.some((one) => sets.every((other) => other === one || related(one, other)));
}

const byMain = (rows: readonly OnWorks[], type: string): Map<number, OnWorks> =>
  new Map(rows.filter((row) => row.type === type).map((row) => [row.main, row]));

const ascending = (ids: Iterable<number>): number[] => [...new Set(ids)].sort((a, b) => a - b);

function setsOf(rows: readonly OnWorks[]): TagSets {
  return {
    direct: ascending(rows.map((row) => row.main)),
    filters: ascending(rows.flatMap((row) => row.filters)),
    names: [
      ...new Set(rows.flatMap(({ name, mainName }) => (mainName === null ? [name] : [name, mainName]))),
    ],
    // A synonym's own id is no relation between two fandoms.
    crossover: isCrossover(
      [...byMain(rows, 'fandom')].map(([main, { filters }]) => [
        main,
        ...filters.filter((id) => id !== main),
      ]),
    ),
    otp: byMain(rows, 'relationship').size === 1,
  };
}

async function tagsOnWorks(db: Kysely<DB>, tagIds: readonly number[]): Promise<Map<number, OnWorks>> {
  const { rows } = await sql<OnWorks>`
    select tags.id, tags.type, tags.name, main.id as main,
      case when main.id <> tags.id then main.name end as "mainName",
      array(select filter_id from tag_filters where tag_filters.tag_id = tags.id) as filters
    from tags join tags as main on main.id = coalesce(tags.merger_id, tags.id)
    where tags.id = any(${tagIds})`.execute(db);
  return new Map(rows.map((tag) => [tag.id, tag]));
}

/**
 * By work; a work that has no tags is not in it. Works that are derived together share many tags, so the graph is asked
 * once for each tag and not for each tag of each work.
 */
export async function tagSets(db: Kysely<DB>, workKeys: readonly number[]): Promise<Map<number, TagSets>> {
  const { rows } = await sql<{ work: number; tags: number[] }>`
    select work_id as work, array_agg(tag_id order by position) as tags from work_tags
    where work_id = any(${workKeys}) group by work_id`.execute(db);
  const known = await tagsOnWorks(db, [...new Set(rows.flatMap(({ tags }) => tags))]);
  return new Map(rows.map(({ work, tags }) => [work, setsOf(tags.flatMap((id) => known.get(id) ?? []))]));
}
