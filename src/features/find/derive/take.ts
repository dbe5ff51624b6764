/** What changed since the last look, put down as works that wait to be derived. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { recountUses } from './uses.js';

/**
 * Rows of the change log that the last look did not see: those of transactions that committed since, however long ago
 * they began.
 */
const UNSEEN = sql`changes.xid >= (select pg_snapshot_xmin(snapshot) from find_position)
  and not pg_visible_in_snapshot(changes.xid, (select snapshot from find_position))`;

/**
 * Whether anything waits, in the log or put down already. It is asked once a second and more: ordered, the log is read
 * from its index; else Postgres, which can't know that nearly nothing is unseen, reads all of a long log to find that out.
 */
export async function isAnythingDue(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from find_due)
      or exists (select from (select from changes where ${UNSEEN} order by xid limit 1) as unseen) as due`.execute(
    db,
  );
  return rows[0]?.due ?? false;
}

/** In one statement, and so by one snapshot: reads, puts down, and keeps how far it read. @returns tags that changed */
async function takeUnseen(trx: Transaction<DB>): Promise<number[]> {
  // As a value of its own, so that Postgres knows how few rows come after it and reads them by their index.
  const { rows: positions } = await sql<{ since: string }>`
    select pg_snapshot_xmin(snapshot)::text as since from find_position`.execute(trx);
  const { rows } = await sql<{ tags: number[] }>`
    with unseen as materialized (
      select distinct kind, thing_id from changes
      where changes.xid >= ${positions[0]?.since ?? '0'}::xid8 and ${UNSEEN}
    ),
    due as (
      insert into find_due (work_id)
      select thing_id from unseen where kind = 'work'
      union
      select creatorships.work_id from unseen
        join creatorships on creatorships.pseud_id = unseen.thing_id where unseen.kind = 'pseud'
      on conflict (work_id) do update set rederivation_id = null, texts = true, listed = false
    ),
    moved as (
      update find_position set snapshot = pg_current_snapshot() where exists (select from unseen)
    )
    select array(select thing_id from unseen where kind = 'tag' order by 1) as tags`.execute(trx);
  return rows[0]?.tags ?? [];
}

const FINISHED_ARE_KEPT = '30 days';

async function openRederivation(trx: Transaction<DB>, tagIds: number[] | null, at: Date): Promise<number> {
  await sql`delete from find_rederivations where finished_at < ${at}::timestamptz - ${FINISHED_ARE_KEPT}::interval`.execute(
    trx,
  );
  const { id } = await trx
    .insertInto('find_rederivations')
    .values({ tag_ids: tagIds, total: 0, started_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** How many works wait for it; a rederivation that has none is done as soon as it is begun. */
async function setTotal(trx: Transaction<DB>, id: number, at: Date): Promise<void> {
  await sql`
    update find_rederivations set total = n, finished_at = case when n = 0 then ${at}::timestamptz end
    from (select count(*) as n from find_due where rederivation_id = ${id}) as due
    where id = ${id}`.execute(trx);
}

/** Works that wait already are derived sooner and need no second time. */
async function rederiveTags(trx: Transaction<DB>, tagIds: number[], at: Date): Promise<void> {
  const id = await openRederivation(trx, tagIds, at);
  await sql`
    insert into find_due (work_id, rederivation_id, texts)
    select distinct find_works.work_id, ${id}::bigint, false from find_works
    join work_tags on work_tags.work_id = find_works.work_id
    where work_tags.tag_id = any(${tagIds})
    on conflict (work_id) do update set listed = false where find_due.listed`.execute(trx);
  await setTotal(trx, id, at);
}

/** Puts down every work anew, the words of all chapters too, and counts anew how much each tag is used. */
export async function rederiveEverything(trx: Transaction<DB>, at: Date): Promise<number> {
  await sql`set local statement_timeout = 0`.execute(trx);
  await recountUses(trx);
  const id = await openRederivation(trx, null, at);
  await sql`update find_position set snapshot = pg_current_snapshot()`.execute(trx);
  await trx.deleteFrom('find_due').execute();
  await sql`
    insert into find_due (work_id, rederivation_id)
    select id, ${id}::bigint from works where audience in ('public', 'members')
    union
    select work_id, ${id}::bigint from find_works`.execute(trx);
  await setTotal(trx, id, at);
  return id;
}

/** Reads the change log as far as it is written. The caller holds the lock of the deriver. */
export async function takeChanges(trx: Transaction<DB>, at: Date): Promise<void> {
  // A mass of works comes in one go.
  await sql`set local statement_timeout = 0`.execute(trx);
  const tags = await takeUnseen(trx);
  if (tags.length > 0) await rederiveTags(trx, tags, at);
}
