/** For the wranglers' desk: which tags stand together on works that are listed for members. */
import { sql } from 'kysely';
import type { TagsOnWorks } from '../tags/index.js';

/** Of a fandom's works so many are looked at. */
const LOOKED_AT = 50_000;

export const tagsOnWorks: TagsOnWorks = {
  async beside(db, tagId, type, most) {
    const { rows } = await sql<{ id: number; uses: number }>`
      select t.id, count(*)::int as uses
      from (select direct from find_works where filters @> array[${tagId}]::int8[] limit ${LOOKED_AT}) as w,
        unnest(w.direct) as tag
        join tags t on t.id = tag and t.type = ${type} and not t.canonical and t.merger_id is null and not t.unwrangleable
      group by t.id order by uses desc, t.id limit ${most}`.execute(db);
    return rows;
  },
  async together(db, a, b) {
    const { rows } = await sql`
      select from find_works where filters @> array[${a}, ${b}]::int8[] limit 1`.execute(db);
    return rows.length > 0;
  },
};
