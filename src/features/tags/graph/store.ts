/** Writes changes of the graph, with all that follows from them: closure, inherited fandoms, the change log. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { tagKey } from '../names.js';
import type { Delta, LinkKind } from './model.js';
import { Refusal } from './refusal.js';

const LOCK = 7_305_310;

const TRIES = 3;
const DEADLOCK = '40P01';

/**
 * Runs this as the only one that changes the graph: acts are small, and what one of them checks must still be true when
 * it writes. Whoever counts uses writes to rows of tags too; when both wait for one another, it is tried again.
 */
export async function changeGraph<T>(
  db: Kysely<DB>,
  work: (trx: Transaction<DB>) => Promise<T>,
  tries = TRIES,
): Promise<T> {
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
      // A graph of a hundred thousand tags that is brought in, or taken back, takes longer than a page may.
      await sql`set local statement_timeout = 0`.execute(trx);
      return work(trx);
    });
  } catch (error) {
    if (tries <= 1 || (error as { code?: unknown }).code !== DEADLOCK) throw error;
    return changeGraph(db, work, tries - 1);
  }
}

/** Call it within `changeGraph`. @throws Refusal when a new name is another tag's. */
export async function writeDeltas(trx: Transaction<DB>, deltas: readonly Delta[], at: Date): Promise<void> {
  const renamed = await writeNames(trx, deltas);
  const retyped = await writeTypes(trx, deltas);
  const merged = await writeStates(trx, deltas);
  await writeLinks(trx, 'parent', deltas);
  await writeLinks(trx, 'meta', deltas);
  const moved = await repairMetas(trx, idsOf(deltas, 'meta'));
  await repairParents(trx, idsOf(deltas, 'parent'));
  await recordFilters(trx, { merged, moved }, at);
  await recordNames(trx, renamed, at);
  await recordTypes(trx, retyped, at);
}

const idsOf = (deltas: readonly Delta[], on: Delta['on']): number[] => [
  ...new Set(deltas.filter((delta) => delta.on === on).map((delta) => delta.id)),
];

async function writeNames(trx: Transaction<DB>, deltas: readonly Delta[]): Promise<number[]> {
  const names = new Map<number, string>();
  for (const delta of deltas) if (delta.on === 'name') names.set(delta.id, delta.to);
  for (const [id, name] of names) {
    const key = tagKey(name);
    const other = await trx
      .selectFrom('tags')
      .select('name')
      .where('name_key', '=', key)
      .where('id', '<>', id)
      .executeTakeFirst();
    if (other) throw new Refusal('name-taken', [other.name]);
    await trx.updateTable('tags').set({ name, name_key: key }).where('id', '=', id).execute();
  }
  return [...names.keys()];
}

async function writeTypes(trx: Transaction<DB>, deltas: readonly Delta[]): Promise<number[]> {
  const types = new Map<number, string>();
  for (const delta of deltas) if (delta.on === 'type') types.set(delta.id, delta.to);
  if (types.size === 0) return [];
  await sql`
    update tags set type = given.type
    from unnest(${[...types.keys()]}::int8[], ${[...types.values()]}::text[]) as given(id, type)
    where tags.id = given.id`.execute(trx);
  return [...types.keys()];
}

/** Only what changes is written: three states in one statement, since no tag may have two of them even for a moment. */
async function writeStates(trx: Transaction<DB>, deltas: readonly Delta[]): Promise<number[]> {
  const states = new Map<number, { canonical?: boolean; unwrangleable?: boolean; merger?: number | null }>();
  for (const delta of deltas) {
    if (delta.on !== 'canonical' && delta.on !== 'unwrangleable' && delta.on !== 'merger') continue;
    states.set(delta.id, { ...states.get(delta.id), [delta.on]: delta.to });
  }
  if (states.size === 0) return [];
  const rows = [...states].map(([id, state]) => ({ id, ...state, merges: 'merger' in state }));
  const { rows: merged } = await sql<{ id: number }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g(id int8, canonical boolean, unwrangleable boolean, merger int8, merges boolean)),
    written as (
      update tags set
        canonical = coalesce(given.canonical, tags.canonical),
        unwrangleable = coalesce(given.unwrangleable, tags.unwrangleable),
        merger_id = case when given.merges then given.merger else tags.merger_id end
      from given join tags before on before.id = given.id where tags.id = given.id
      returning tags.id, tags.merger_id is distinct from before.merger_id as merged)
    select id from written where merged`.execute(trx);
  return merged.map(({ id }) => id);
}

/** Of a link that comes and goes again within one act the last word counts. */
async function writeLinks(trx: Transaction<DB>, kind: LinkKind, deltas: readonly Delta[]): Promise<void> {
  const last = new Map<string, { id: number; above: number; added: boolean }>();
  for (const delta of deltas) if (delta.on === kind) last.set(`${delta.id} ${delta.above}`, { ...delta });
  const links = [...last.values()];
  const table = sql.table(kind === 'parent' ? 'tag_parents' : 'tag_metas');
  const above = sql.ref(kind === 'parent' ? 'parent_id' : 'meta_id');
  const pairs = (added: boolean) => {
    const some = links.filter((link) => link.added === added);
    return sql`unnest(${some.map((l) => l.id)}::int8[], ${some.map((l) => l.above)}::int8[]) as pair(id, above)`;
  };
  if (links.some((link) => !link.added))
    await sql`delete from ${table} using ${pairs(false)} where tag_id = pair.id and ${above} = pair.above`.execute(
      trx,
    );
  if (links.some((link) => link.added))
    await sql`
      insert into ${table} (tag_id, ${above}, direct) select id, above, true from ${pairs(true)}
      on conflict (tag_id, ${above}) do update set direct = true`.execute(trx);
}

/**
 * Makes the closure right again after links right above these tags were written: for them and for all that were below
 * them (whatever is below them only now has its own new link among the given ones, or is below such a one).
 * @returns the tags whose metatags are others now.
 */
async function repairMetas(trx: Transaction<DB>, changed: readonly number[]): Promise<number[]> {
  if (changed.length === 0) return [];
  const { rows } = await sql<{ tag_id: number }>`
    with recursive affected as (
      select id from unnest(${changed}::int8[]) as id
      union select tag_id from tag_metas where meta_id = any(${changed}::int8[])),
    reached(tag_id, meta_id) as (
      select tag_id, meta_id from tag_metas where direct and tag_id in (select id from affected)
      union select r.tag_id, m.meta_id from reached r join tag_metas m on m.tag_id = r.meta_id and m.direct),
    gone as (
      delete from tag_metas m where not direct and tag_id in (select id from affected)
        and not exists (select from reached r where r.tag_id = m.tag_id and r.meta_id = m.meta_id)
      returning tag_id),
    come as (
      insert into tag_metas (tag_id, meta_id, direct) select tag_id, meta_id, false from reached
      on conflict do nothing returning tag_id)
    select tag_id from gone union select tag_id from come union select unnest(${changed}::int8[])`.execute(
    trx,
  );
  return rows.map((row) => row.tag_id);
}

/** The fandoms that relationships have from their characters, after links right above these tags were written. */
async function repairParents(trx: Transaction<DB>, changed: readonly number[]): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    with affected as (
      select id from tags where id = any(${changed}::int8[]) and type = 'relationship'
      union select p.tag_id from tag_parents p join tags c on c.id = p.parent_id and c.type = 'character'
        where p.direct and p.parent_id = any(${changed}::int8[])),
    inherited as (
      select distinct r.tag_id, f.parent_id from tag_parents r
        join tags c on c.id = r.parent_id and c.type = 'character'
        join tag_parents f on f.tag_id = c.id and f.direct
        where r.direct and r.tag_id in (select id from affected)),
    gone as (
      delete from tag_parents p where not direct and tag_id in (select id from affected)
        and not exists (select from inherited i where i.tag_id = p.tag_id and i.parent_id = p.parent_id))
    insert into tag_parents (tag_id, parent_id, direct) select tag_id, parent_id, false from inherited
    on conflict do nothing`.execute(trx);
}

/** Every tag whose own works are found by other tags now: those that were merged or freed, those with other metatags, and their synonyms. */
async function recordFilters(
  trx: Transaction<DB>,
  { merged, moved }: { merged: readonly number[]; moved: readonly number[] },
  at: Date,
): Promise<void> {
  if (merged.length + moved.length === 0) return;
  await sql`
    insert into changes (kind, thing_id, what, at)
    select 'tag', id, 'filters', ${at} from (
      select unnest(${[...merged, ...moved]}::int8[]) as id
      union select id from tags where merger_id = any(${moved}::int8[])) as t order by id`.execute(trx);
}

/** Works are found by the names of their tags and of these tags' canonical ones. */
async function recordNames(trx: Transaction<DB>, renamed: readonly number[], at: Date): Promise<void> {
  if (renamed.length === 0) return;
  await sql`
    insert into changes (kind, thing_id, what, at)
    select 'tag', id, 'name', ${at} from tags
    where id = any(${renamed}::int8[]) or merger_id = any(${renamed}::int8[]) order by id`.execute(trx);
}

/** Whether a work is a crossover, and how many relationships it has, follows from the types of its tags. */
async function recordTypes(trx: Transaction<DB>, retyped: readonly number[], at: Date): Promise<void> {
  if (retyped.length === 0) return;
  await sql`
    insert into changes (kind, thing_id, what, at)
    select 'tag', id, 'type', ${at} from unnest(${retyped}::int8[]) as id order by id`.execute(trx);
}
