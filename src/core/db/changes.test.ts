import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../../../test/support/db.js';
import { recordChange } from './changes.js';

const { db } = await testDatabase();
const at = new Date('2026-03-01T10:00:00Z');

/** As a follower reads: below the oldest transaction that is still open. */
const settledChanges = async (): Promise<number[]> =>
  (
    await sql<{ thing_id: number }>`
      select thing_id from changes
      where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id`.execute(db)
  ).rows.map((row) => row.thing_id);

test('a change stands with its write, or not at all', async () => {
  await db.transaction().execute((trx) => recordChange(trx, 'work', 1, 'posted', at));
  const failed = db.transaction().execute(async (trx) => {
    await recordChange(trx, 'work', 2, 'posted', at);
    throw new Error('the write failed');
  });
  await assert.rejects(failed, /the write failed/);
  const rows = await db.selectFrom('changes').select(['kind', 'thing_id', 'what', 'at']).execute();
  assert.deepEqual(rows, [{ kind: 'work', thing_id: 1, what: 'posted', at }]);
});

test('a follower loses no row of a transaction that began early and ended late', async () => {
  const numbered = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const slow = db.transaction().execute(async (trx) => {
    await recordChange(trx, 'work', 10, 'edited', at);
    numbered.resolve();
    await finish.promise;
  });
  // Its number is taken before the next one's, and it is committed after.
  await numbered.promise;
  await db.transaction().execute((trx) => recordChange(trx, 'work', 11, 'edited', at));
  assert.ok(!(await settledChanges()).includes(11), 'the later one waits for the earlier');
  finish.resolve();
  await slow;
  assert.deepEqual((await settledChanges()).slice(-2), [10, 11]);
});
