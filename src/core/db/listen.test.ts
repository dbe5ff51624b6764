/** What is told is heard, also after the connection broke. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/db.js';
import { listen } from './listen.js';

const { pool, settings } = await testDatabase();
const silent = { info() {}, warn() {}, error() {} };

test('notices come, and whoever listens is told to look once it listens again', {
  timeout: 60_000,
}, async () => {
  let told = 0;
  const more = async (than: number): Promise<void> => {
    while (told <= than) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const listening = listen(
    settings,
    ['fanlight_test'],
    (channel) => {
      assert.equal(channel, 'fanlight_test');
      told += 1;
    },
    silent,
  );
  after(() => listening.close());
  await more(0);
  await pool.query(`select pg_notify('fanlight_test', '')`);
  await more(1);
  const before = told;
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'fanlight listens' and datname = current_database()`,
  );
  await more(before);
  const since = told;
  await pool.query(`select pg_notify('fanlight_test', '')`);
  await more(since);
});
