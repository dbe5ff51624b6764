/** What was done to the graph, with the names that the tags have today. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { type Delta, tagsOf } from '../graph/model.js';
import { readDeltas } from '../graph/read-deltas.js';

export interface PastAct {
  id: string;
  at: Date;
  who: string | null;
  byCommandLine: boolean;
  act: string;
  why: string;
  /** The first of its changes. */
  deltas: Delta[];
  changes: number;
  undone: boolean;
}

const ACTS_PER_PAGE = 20;
/** Of one act so many changes are shown. */
export const MOST_SHOWN = 8;

export async function pastActs(
  db: Kysely<DB>,
  { page, tagId }: { page: number; tagId: number | null },
): Promise<{ acts: PastAct[]; more: boolean; names: ReadonlyMap<number, string> }> {
  const { rows } = await sql<Omit<PastAct, 'deltas'> & { deltas: unknown }>`
    select c.public_id as id, c.at, c.act, c.why, c.by_command_line as "byCommandLine",
      (select p.name from pseuds p where p.account_id = c.account_id and p.is_default) as who,
      jsonb_array_length(c.deltas) as changes,
      (select coalesce(jsonb_agg(value), '[]') from (
        select value from jsonb_array_elements(c.deltas) limit ${MOST_SHOWN}) as first) as deltas,
      exists (select from tag_acts later where later.undoes = c.id) as undone
    from tag_acts c
    where ${tagId}::int8 is null or exists (
      select from tag_act_tags a where a.act_id = c.id and a.tag_id = ${tagId}::int8)
    order by c.id desc limit ${ACTS_PER_PAGE + 1} offset ${(page - 1) * ACTS_PER_PAGE}`.execute(db);
  const acts = rows.slice(0, ACTS_PER_PAGE).map((row) => ({ ...row, deltas: readDeltas(row.deltas) }));
  const names = await namesOf(
    db,
    acts.flatMap((act) => act.deltas.flatMap(tagsOf)),
  );
  return { acts, more: rows.length > ACTS_PER_PAGE, names };
}

export async function namesOf(db: Kysely<DB>, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from tags where id = any(${[...new Set(ids)]}::int8[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
