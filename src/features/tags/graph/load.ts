/** Reads the part of the graph that acts on some tags need. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { Graph, type GraphTag, type GraphType, type Link } from './model.js';

/**
 * These tags with all links and synonyms, the tags at the other ends, and the metatags of all of them with the links
 * among them, so that cycles are seen. Ids of no tag are left out.
 */
export async function loadGraph(db: Kysely<DB>, ids: readonly number[]): Promise<Graph> {
  const links = await loadLinks(db, ids);
  const ends = new Set([...ids, ...links.flatMap((link) => [link.id, link.above])]);
  return new Graph(await loadTags(db, [...ends]), links);
}

async function loadLinks(db: Kysely<DB>, ids: readonly number[]): Promise<Link[]> {
  const { rows } = await sql<Link>`
    with asked as (
      select id from unnest(${ids}::int8[]) as id
      union select merger_id from tags where id = any(${ids}::int8[]) and merger_id is not null),
    climbing as (
      select id from asked
      union select tag_id from tag_metas where meta_id in (select id from asked) and direct
      union select meta_id from tag_metas where tag_id in (select id from asked))
    select 'parent' as kind, tag_id as id, parent_id as above from tag_parents
      where direct and (tag_id in (select id from asked) or parent_id in (select id from asked))
    union
    select 'meta', tag_id, meta_id from tag_metas where direct and tag_id in (select id from climbing)`.execute(
    db,
  );
  return rows;
}

async function loadTags(db: Kysely<DB>, ids: readonly number[]): Promise<GraphTag[]> {
  const { rows } = await sql<{
    id: number;
    type: GraphType;
    name: string;
    canonical: boolean;
    merger_id: number | null;
    unwrangleable: boolean;
  }>`
    select id, type, name, canonical, merger_id, unwrangleable from tags where id = any(${ids}::int8[])
    union
    select id, type, name, canonical, merger_id, unwrangleable from tags where merger_id = any(${ids}::int8[])
    union
    select m.id, m.type, m.name, m.canonical, m.merger_id, m.unwrangleable
      from tags t join tags m on m.id = t.merger_id where t.id = any(${ids}::int8[])`.execute(db);
  return rows.map(({ merger_id, ...tag }) => ({ ...tag, mergerId: merger_id }));
}
