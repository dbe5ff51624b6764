/** What people would type: beginnings of words of the names that they mean, the much used more often. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../src/core/db/tables.js';
import { dice } from '../../src/demo/dice.js';
import type { TagType } from '../../src/features/tags/index.js';

export interface Typed {
  types: TagType[];
  typed: string;
  fandoms: string[];
}

/**
 * Half of them mean a tag by its use, half any tag; one to six letters of one word, or a whole word and the beginning
 * of another. Every second one of characters and relationships is asked with its fandom.
 */
export async function questions(db: Kysely<DB>, many: number): Promise<Typed[]> {
  const { unit } = dice(7);
  const { rows } = await sql<{ type: TagType; name_fold: string; fandom: string | null }>`
    with meant as (
      (select id from tags where tier >= 2 order by md5(id::text) limit ${many / 2})
      union all (select id from tags where tier < 2 order by md5(id::text) limit ${many / 2}))
    select t.type, t.name_fold, (
      select f.name from tag_parents p join tags f on f.id = p.parent_id where p.tag_id = t.id limit 1) as fandom
    from meant join tags t using (id) order by md5(t.id::text || 'x')`.execute(db);
  return rows.map(({ type, name_fold, fandom }, place) => {
    const words = name_fold.split(' ');
    const at = Math.floor(unit() * words.length);
    const letters = 1 + Math.floor(unit() * 6);
    const before = at > 0 && unit() < 0.3 ? `${words[at - 1]} ` : '';
    return {
      types: [type],
      typed: before + words[at]!.slice(0, letters),
      fandoms: fandom !== null && place % 2 === 0 ? [fandom] : [],
    };
  });
}
