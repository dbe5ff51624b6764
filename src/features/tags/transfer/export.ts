/** What wranglers have made of the tags, to be taken along. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { TagEntry } from './document.js';

interface Row {
  type: TagEntry['type'];
  name: string;
  canonical: boolean;
  unwrangleable: boolean;
  synonymOf: string | null;
  metatags: string[] | null;
  parents: { type: TagEntry['type']; name: string }[] | null;
}

/**
 * Every tag that somebody wrangled, and none that only stands on works: what nobody wrangled may be on a work that few
 * may see. By type, then by name; only links that somebody made, what follows from them follows again elsewhere.
 */
export async function exportTags(db: Kysely<DB>): Promise<TagEntry[]> {
  const { rows } = await sql<Row>`
    select t.type, t.name, t.canonical, t.unwrangleable, merger.name as "synonymOf", metas.metatags, above.parents
    from tags t
    left join tags merger on merger.id = t.merger_id
    left join (
      select m.tag_id, array_agg(o.name order by o.name collate "C") as metatags
      from tag_metas m join tags o on o.id = m.meta_id where m.direct group by 1) as metas on metas.tag_id = t.id
    left join (
      select p.tag_id, jsonb_agg(jsonb_build_object('type', o.type, 'name', o.name) order by o.name collate "C") as parents
      from tag_parents p join tags o on o.id = p.parent_id where p.direct group by 1) as above on above.tag_id = t.id
    where t.canonical or t.merger_id is not null or t.unwrangleable or above.parents is not null
    order by t.type collate "C", t.name collate "C"`.execute(db);
  return rows.map((row) => ({
    type: row.type,
    name: row.name,
    status: row.canonical
      ? 'canonical'
      : row.synonymOf !== null
        ? 'synonym'
        : row.unwrangleable
          ? 'unwrangleable'
          : 'free',
    ...(row.synonymOf === null ? {} : { synonymOf: row.synonymOf }),
    ...(row.metatags ? { metatags: row.metatags } : {}),
    ...(row.parents
      ? { parents: row.parents.map((parent) => ({ type: parent.type, name: parent.name })) }
      : {}),
  }));
}
