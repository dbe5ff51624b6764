/** Two processes on one database: what is posted in one stands in the lists of both by itself. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { all } from '../search.js';
import { startFind } from './start.js';

const { app, database } = await testApp({ jobs: false });
const processes = [startFind(app, database.settings), startFind(app, database.settings)];
after(async () => {
  for (const one of processes) await one.stop();
});
const writer = await makePerson(app);

const keysIn = async ({ finder }: (typeof processes)[number]) =>
  (await finder.page({ ...all(), audience: 'public' }, { offset: 0, limit: 100 })).keys;

async function until(shown: () => Promise<boolean>): Promise<void> {
  while (!(await shown())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a posted work comes into the lists of every process, a hidden one goes', {
  timeout: 60_000,
}, async () => {
  const { key } = await makeWork(app, writer);
  for (const one of processes) await until(async () => (await keysIn(one)).includes(key));
  await app.db.updateTable('works').set({ hidden_at: new Date() }).where('id', '=', key).execute();
  for (const one of processes) await until(async () => !(await keysIn(one)).includes(key));
  assert.deepEqual(await keysIn(processes[0]!), []);
});

test('one that stands in lists is derived although another transaction stays open', {
  timeout: 60_000,
}, async () => {
  const open = await database.pool.connect();
  await open.query('begin');
  await open.query(`insert into changes (kind, thing_id, what, at) values ('work', 1, 'edited', now())`);
  const { key } = await makeWork(app, writer);
  await until(async () => (await keysIn(processes[1]!)).includes(key));
  await open.query('rollback');
  open.release();
});
