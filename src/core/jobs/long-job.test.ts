/** A job that is being done is nobody else's to give back, however often others look for dead workers. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTestDatabase } from '../../../test/support/db.js';
import { createLog } from '../log.js';
import { addJob, runJobs } from './queue.js';
import { joinTakers } from './takers.js';

const database = await createTestDatabase();
const { pool, db } = database;
after(() => database.close());

test('a job that asks for itself again while others sweep is not lost', async () => {
  const sweeper = await joinTakers(pool);
  let turns = 0;
  let over = () => {};
  const done = new Promise<void>((resolve) => {
    over = resolve;
  });
  const runner = await runJobs(
    pool,
    {
      async turn() {
        turns += 1;
        await sweeper.sweep();
        await sweeper.sweep();
        if (turns === 3) over();
        else await addJob(db, 'turn', {}, { key: 'the same' });
      },
    },
    createLog('fatal'),
  );
  await addJob(db, 'turn', {}, { key: 'the same' });
  await done;
  assert.equal(turns, 3);
  await runner.stop();
  sweeper.leave();
});
