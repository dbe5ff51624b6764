/** What the wranglers' desk shows. A tag that is on no listed work and that nobody wrangled is not there: its work may be anybody's secret. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { GraphType } from '../graph/model.js';
import { tagKey } from '../names.js';
import type { TagsOnWorks } from '../on-works.js';
import { TYPED_TYPES, type TypedTagType } from '../typed.js';

export interface DeskTag {
  id: number;
  type: GraphType;
  name: string;
  canonical: boolean;
  unwrangleable: boolean;
  synonymOf: string | null;
  uses: number;
}

const COLUMNS = sql`t.id, t.type, t.name, t.canonical, t.unwrangleable, merger.name as "synonymOf", coalesce(u.members, 0) as uses`;
const JOINS = sql`left join tags merger on merger.id = t.merger_id left join tag_uses u on u.tag_id = t.id`;
const IS_SHOWN = sql`(coalesce(u.members, 0) > 0 or t.canonical or t.merger_id is not null or t.unwrangleable
  or exists (select from tag_act_tags a where a.tag_id = t.id))`;

/** By their names as typed; names that no shown tag has are left out. */
export async function deskTags(db: Kysely<DB>, names: readonly string[]): Promise<DeskTag[]> {
  const { rows } = await sql<DeskTag>`
    select ${COLUMNS} from tags t ${JOINS}
    where t.name_key = any(${names.map(tagKey)}::text[]) and ${IS_SHOWN} order by t.id`.execute(db);
  return rows;
}

export const PER_PAGE = 50;

/** Tags that wait for a wrangler: the much used before the little used; of a fandom by their use there. */
export async function waitingTags(
  db: Kysely<DB>,
  onWorks: TagsOnWorks,
  asked: { type: TypedTagType; fandomId: number | null; page: number },
): Promise<{ tags: DeskTag[]; more: boolean }> {
  const offset = (asked.page - 1) * PER_PAGE;
  if (asked.fandomId !== null) {
    const beside = await onWorks.beside(db, asked.fandomId, asked.type, offset + PER_PAGE + 1);
    const uses = new Map(beside.slice(offset, offset + PER_PAGE).map((one) => [one.id, one.uses]));
    const { rows } = await sql<DeskTag>`
      select ${COLUMNS} from tags t ${JOINS} where t.id = any(${[...uses.keys()]}::int8[])`.execute(db);
    const tags = rows.map((tag) => ({ ...tag, uses: uses.get(tag.id) ?? 0 }));
    return {
      tags: tags.sort((a, b) => b.uses - a.uses || a.id - b.id),
      more: beside.length > offset + PER_PAGE,
    };
  }
  const { rows } = await sql<DeskTag>`
    select ${COLUMNS} from tags t ${JOINS}
    where t.type = ${asked.type} and not t.canonical and t.merger_id is null and not t.unwrangleable and u.members > 0
    order by t.tier desc, t.id limit ${PER_PAGE + 1} offset ${offset}`.execute(db);
  return {
    tags: rows.slice(0, PER_PAGE).sort((a, b) => b.uses - a.uses || a.id - b.id),
    more: rows.length > PER_PAGE,
  };
}

/** Beyond this it is not counted how many wait. */
export const MOST_COUNTED = 1_000;

export interface Bin {
  type: TypedTagType;
  waiting: number;
}

export async function bins(db: Kysely<DB>): Promise<Bin[]> {
  const counts = TYPED_TYPES.map(
    (type) => sql`(select ${type} as type, count(*)::int as waiting from (
      select from tags t join tag_uses u on u.tag_id = t.id and u.members > 0
      where t.type = ${type} and not t.canonical and t.merger_id is null and not t.unwrangleable
      limit ${MOST_COUNTED + 1}) as few)`,
  );
  const { rows } = await sql<Bin>`${sql.join(counts, sql` union all `)}`.execute(db);
  return rows;
}

export interface Ties {
  synonyms: string[];
  metatags: string[];
  subtags: string[];
  parents: string[];
  /** From its characters. */
  inherited: string[];
  children: string[];
}

/** Of each kind so many. */
const MOST_TIES = 300;

export async function tiesOf(db: Kysely<DB>, id: number): Promise<Ties> {
  const names = (from: ReturnType<typeof sql>) =>
    sql`array(select o.name from ${from} order by o.tier desc, o.name limit ${MOST_TIES})`;
  const { rows } = await sql<Ties>`select
    ${names(sql`tags o where o.merger_id = ${id}`)} as synonyms,
    ${names(sql`tag_metas m join tags o on o.id = m.meta_id where m.direct and m.tag_id = ${id}`)} as metatags,
    ${names(sql`tag_metas m join tags o on o.id = m.tag_id where m.direct and m.meta_id = ${id}`)} as subtags,
    ${names(sql`tag_parents p join tags o on o.id = p.parent_id where p.direct and p.tag_id = ${id}`)} as parents,
    ${names(sql`tag_parents p join tags o on o.id = p.parent_id where not p.direct and p.tag_id = ${id}`)} as inherited,
    ${names(sql`tag_parents p join tags o on o.id = p.tag_id where p.direct and p.parent_id = ${id}`)} as children`.execute(
    db,
  );
  return rows[0]!;
}

export interface Comment {
  who: string | null;
  text: string;
  at: Date;
}

/** The pen name that stands for an account among wranglers. */
const WHO = sql`(select p.name from pseuds p where p.account_id = c.account_id and p.is_default)`;

export async function commentsOn(db: Kysely<DB>, tagId: number): Promise<Comment[]> {
  const { rows } = await sql<Comment>`
    select ${WHO} as who, c.text, c.at from tag_comments c where c.tag_id = ${tagId} order by c.id desc limit 100`.execute(
    db,
  );
  return rows;
}

export interface Assigned {
  fandom: string;
  who: string[];
  mine: boolean;
}

export async function assignments(db: Kysely<DB>, accountId: number): Promise<Assigned[]> {
  const { rows } = await sql<Assigned>`
    select t.name as fandom, array_agg(${WHO} order by c.at) as who, bool_or(c.account_id = ${accountId}) as mine
    from wrangling_assignments c join tags t on t.id = c.fandom_id and t.type = 'fandom'
    group by t.id order by mine desc, t.sort_name, t.id limit 500`.execute(db);
  return rows;
}
