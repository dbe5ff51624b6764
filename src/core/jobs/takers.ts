/**
 * Who takes jobs. The lock that the queue puts on a job outlives its process by hours, so each worker also holds an
 * advisory lock, which Postgres lets go when its process dies; what a worker without one had taken is given back.
 */
import type pg from 'pg';

/** The first of two numbers that name a lock; the other is the worker's. */
const LIVING = 730_531;
/** Held by every process that takes jobs. */
const TAKERS = 7_305_311;

const LIVING_LOCK = 'pg_advisory_lock($1, hashtext($2))';
const TRY_LIVING_LOCK = 'pg_try_advisory_lock($1, hashtext($2))';

export interface Takers {
  /** Says that this worker lives, until `leave` or the end of this process. */
  add(workerId: string): Promise<void>;
  /** Gives back what dead workers had taken. A worker counts as dead when two sweeps in a row find it so: a connection can break without its process. */
  sweep(): Promise<void>;
  leave(): void;
}

const unlock = (client: pg.ClientBase, workers: readonly string[]) =>
  client.query('select graphile_worker.force_unlock_workers($1::text[])', [workers]);

async function holders(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker.jobs where locked_by is not null',
  );
  return rows.map((row) => row.locked_by);
}

const shareTakers = (client: pg.ClientBase) => client.query('select pg_advisory_lock_shared($1)', [TAKERS]);

/** At its start, the first process knows at once that all others are dead. */
async function unlockWhenAlone(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    TAKERS,
  ]);
  if (!rows[0]?.alone) return;
  await unlock(client, await holders(client));
  await shareTakers(client);
  await client.query('select pg_advisory_unlock($1)', [TAKERS]);
}

export async function joinTakers(pool: pg.Pool): Promise<Takers> {
  const mine = new Set<string>();
  let suspects = new Set<string>();
  let client: pg.PoolClient | undefined;

  async function connected(): Promise<pg.PoolClient> {
    if (client) return client;
    const made = await pool.connect();
    client = made;
    // A connection that breaks is made anew by the next sweep, with all its locks.
    made.on('error', () => {
      // One that was let go before belongs to the pool.
      if (client !== made) return;
      client = undefined;
      made.release(true);
    });
    await shareTakers(made);
    for (const id of mine) await made.query(`select ${LIVING_LOCK}`, [LIVING, id]);
    return made;
  }

  async function isDead(of: pg.ClientBase, workerId: string): Promise<boolean> {
    if (mine.has(workerId)) return false;
    const { rows } = await of.query<{ free: boolean }>(`select ${TRY_LIVING_LOCK} as free`, [
      LIVING,
      workerId,
    ]);
    if (!rows[0]?.free) return false;
    await of.query('select pg_advisory_unlock($1, hashtext($2))', [LIVING, workerId]);
    return true;
  }

  const starting = await pool.connect();
  try {
    await unlockWhenAlone(starting);
    await connected();
  } finally {
    starting.release(true);
  }
  return {
    async add(workerId) {
      mine.add(workerId);
      await (await connected()).query(`select ${LIVING_LOCK}`, [LIVING, workerId]);
    },
    async sweep() {
      const of = await connected();
      const dead: string[] = [];
      for (const id of await holders(of)) if (await isDead(of, id)) dead.push(id);
      const sure = dead.filter((id) => suspects.has(id));
      suspects = new Set(dead);
      if (sure.length > 0) await unlock(of, sure);
    },
    leave() {
      client?.release(true);
      client = undefined;
    },
  };
}
