/** How many listed works each tag finds: for guests, and for members, who see those too. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

interface Found {
  audience: string;
  filters: readonly number[];
}

/** By tag, what came to its uses or, below zero, went. */
export class UseChanges {
  readonly #byTag = new Map<number, { public: number; members: number }>();

  #count({ audience, filters }: Found, by: 1 | -1): void {
    for (const tag of filters) {
      const uses = this.#byTag.get(tag) ?? { public: 0, members: 0 };
      uses.members += by;
      if (audience === 'public') uses.public += by;
      this.#byTag.set(tag, uses);
    }
  }

  came(work: Found): void {
    this.#count(work, 1);
  }

  went(work: Found): void {
    this.#count(work, -1);
  }

  /** In the order of the tags. */
  get rows(): { tag: number; public: number; members: number }[] {
    return [...this.#byTag]
      .filter(([, uses]) => uses.public !== 0 || uses.members !== 0)
      .map(([tag, uses]) => ({ tag, ...uses }))
      .sort((a, b) => a.tag - b.tag);
  }
}

export async function writeUses(trx: Transaction<DB>, changes: UseChanges): Promise<void> {
  const { rows } = changes;
  if (rows.length === 0) return;
  await sql`
    with delta as (
      select * from unnest(
        ${rows.map((row) => row.tag)}::bigint[],
        ${rows.map((row) => row.public)}::integer[],
        ${rows.map((row) => row.members)}::integer[]
      ) as d (tag_id, public, members)
    ),
    changed as (
      update tag_uses set
        public = greatest(0, tag_uses.public + delta.public),
        members = greatest(0, tag_uses.public + delta.public, tag_uses.members + delta.members)
      from delta where tag_uses.tag_id = delta.tag_id
      returning tag_uses.tag_id
    )
    insert into tag_uses (tag_id, public, members)
    select tag_id, greatest(0, public), greatest(0, public, members) from delta
    where tag_id not in (select tag_id from changed)`.execute(trx);
}

/** Puts the counts right, whatever they are. */
export async function recountUses(db: Kysely<DB>): Promise<void> {
  await sql`
    with counted as materialized (
      select tag_id, count(*) filter (where audience = 'public') as public, count(*) as members
      from find_works, unnest(filters) as tag_id group by tag_id
    ),
    unused as (
      update tag_uses set public = 0, members = 0
      where members > 0 and not exists (select from counted where counted.tag_id = tag_uses.tag_id)
    )
    insert into tag_uses (tag_id, public, members) select tag_id, public, members from counted
    on conflict (tag_id) do update set public = excluded.public, members = excluded.members
    where (tag_uses.public, tag_uses.members) is distinct from (excluded.public, excluded.members)`.execute(
    db,
  );
}
