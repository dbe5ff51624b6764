/** How the change log is looked at: once a second, however long it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { testDatabase } from '../../../../test/support/db.js';
import type { DB } from '../../../core/db/tables.js';
import { isAnythingDue, takeChanges } from './take.js';

const { db } = await testDatabase();

/** How often the whole log was read in this transaction. */
async function wholeReads(trx: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select seq_scan as n from pg_stat_xact_user_tables where relname = 'changes'`.execute(trx);
  return rows[0]!.n;
}

const write = (works: number) =>
  sql`insert into changes (kind, thing_id, what, at)
    select 'work', n, 'posted', now() from generate_series(1, ${works}::int) as n`.execute(db);

test('a log that was read is not read again to find nothing in it', async () => {
  for (let i = 0; i < 5; i += 1) await write(10_000);
  await sql`update find_position set snapshot = pg_current_snapshot()`.execute(db);
  await sql`analyze changes`.execute(db);
  await db.transaction().execute(async (trx) => {
    const before = await wholeReads(trx);
    assert.equal(await isAnythingDue(trx), false);
    assert.equal(await wholeReads(trx), before);
  });
  await write(1);
  assert.equal(await isAnythingDue(db), true);
  await db.transaction().execute(async (trx) => {
    const before = await wholeReads(trx);
    await takeChanges(trx, new Date());
    assert.equal(await wholeReads(trx), before, 'nor to take the one row that is new');
  });
  const due = await db.selectFrom('find_due').select('work_id').execute();
  assert.deepEqual(
    due.map(({ work_id }) => work_id),
    [1],
  );
});
