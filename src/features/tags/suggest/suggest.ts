/** Merges that a wrangler might make, found without anybody's help. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { mustWrangle, type Wrangler } from '../graph/acts.js';
import { Refusal } from '../graph/refusal.js';
import type { TagsOnWorks } from '../on-works.js';
import type { TypedTagType } from '../typed.js';
import { type Likeness, type LikenessKind, likenessSteps, type Named } from './likeness.js';

export interface SuggestedTag {
  id: number;
  name: string;
  canonical: boolean;
  uses: number;
}

export interface Suggestion {
  /** The one to be merged: less used, never canonical when the other one is not. */
  tag: SuggestedTag;
  into: SuggestedTag;
  kind: LikenessKind;
}

/** So many names are compared with one another: the most used of those that wait, and of the canonical ones. */
const COMPARED = { waiting: 700, canonical: 1_300 };

/**
 * Pairs of this type of which one waits for a wrangler and which may be one, those of the most works first; what was
 * said not to be one is left out. Initials are suggested only for tags that some work has together.
 * @param fandomId of its works only; null: of all
 */
export async function suggestMerges(
  db: Kysely<DB>,
  onWorks: TagsOnWorks,
  { type, fandomId, most }: { type: TypedTagType; fandomId: number | null; most: number },
): Promise<Suggestion[]> {
  const tags = new Map((await compared(db, onWorks, type, fandomId)).map((tag) => [tag.id, tag]));
  const pairs = (await comparedInSteps([...tags.values()]))
    .map(({ a, b, kind }) => ({ ...directed(tags.get(a)!, tags.get(b)!), kind }))
    .filter(({ tag }) => !tag.canonical);
  const left = await withoutDismissed(db, pairs);
  const ordered = left.sort(
    (a, b) => b.tag.uses - a.tag.uses || b.into.uses - a.into.uses || a.tag.id - b.tag.id,
  );
  return usedTogether(db, onWorks, ordered, most);
}

/** Other requests are answered between the steps. */
async function comparedInSteps(tags: readonly Named[]): Promise<Likeness[]> {
  const steps = likenessSteps(tags);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

interface Compared extends SuggestedTag {
  type: string;
}

async function compared(
  db: Kysely<DB>,
  onWorks: TagsOnWorks,
  type: TypedTagType,
  fandomId: number | null,
): Promise<Compared[]> {
  const waiting =
    fandomId === null
      ? sql`select t.id from tags t join tag_uses u on u.tag_id = t.id and u.members > 0
          where t.type = ${type} and not t.canonical and t.merger_id is null and not t.unwrangleable
          order by t.tier desc, t.id limit ${COMPARED.waiting}`
      : sql`select unnest(${(await onWorks.beside(db, fandomId, type, COMPARED.waiting)).map(({ id }) => id)}::int8[]) as id`;
  const canonical =
    fandomId === null
      ? sql`select id from tags where type = ${type} and canonical order by tier desc, id limit ${COMPARED.canonical}`
      : sql`select t.id from tag_parents p join tags t on t.id = p.tag_id
          where p.parent_id = ${fandomId} and t.type = ${type} and t.canonical order by t.tier desc, t.id limit ${COMPARED.canonical}`;
  const { rows } = await sql<Compared>`
    with chosen as ((${waiting}) union (${canonical}))
    select t.id, t.type, t.name, t.canonical, coalesce(u.members, 0) as uses
    from chosen join tags t using (id) left join tag_uses u on u.tag_id = t.id order by t.id`.execute(db);
  return rows;
}

const directed = (a: SuggestedTag, b: SuggestedTag): { tag: SuggestedTag; into: SuggestedTag } => {
  const aStays = a.canonical !== b.canonical ? a.canonical : a.uses >= b.uses;
  return aStays ? { tag: b, into: a } : { tag: a, into: b };
};

const ends = ({ tag, into }: { tag: { id: number }; into: { id: number } }): [low: number, high: number] => [
  Math.min(tag.id, into.id),
  Math.max(tag.id, into.id),
];

async function withoutDismissed(db: Kysely<DB>, pairs: readonly Suggestion[]): Promise<Suggestion[]> {
  if (pairs.length === 0) return [];
  const { rows } = await sql<{ low: number; high: number }>`
    select d.low_id as low, d.high_id as high from tag_dismissals d
    join unnest(${pairs.map((pair) => ends(pair)[0])}::int8[], ${pairs.map((pair) => ends(pair)[1])}::int8[]) as p(low, high)
      on d.low_id = p.low and d.high_id = p.high`.execute(db);
  const dismissed = new Set(rows.map((row) => `${row.low} ${row.high}`));
  return pairs.filter((pair) => !dismissed.has(ends(pair).join(' ')));
}

async function usedTogether(
  db: Kysely<DB>,
  onWorks: TagsOnWorks,
  ordered: readonly Suggestion[],
  most: number,
): Promise<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const one of ordered) {
    if (found.length >= most) break;
    if (one.kind === 'initials' && !(await onWorks.together(db, one.tag.id, one.into.id))) continue;
    found.push(one);
  }
  return found;
}

/** These two are not one; nobody is asked again. */
export async function dismissSuggestion(
  db: Kysely<DB>,
  by: Wrangler,
  pair: { tag: { id: number }; into: { id: number } },
  at: Date,
): Promise<void> {
  mustWrangle(by);
  const [low, high] = ends(pair);
  if (low === high) throw new Refusal('self');
  await db
    .insertInto('tag_dismissals')
    .values({
      low_id: low,
      high_id: high,
      account_id: by === 'command-line' ? null : by.accountId,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
