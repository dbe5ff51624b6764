import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/db.js';
import { findOnce, rememberOnce } from './once.js';

const { db } = await testDatabase();
const at = new Date('2026-03-01T10:00:00Z');
const hours = (n: number) => new Date(at.getTime() + n * 3_600_000);

test('the second sending finds where the first led, for a day', async () => {
  assert.equal(await findOnce(db, 'k'), undefined);
  await rememberOnce(db, 'k', '/works/a', at);
  assert.equal(await findOnce(db, 'k'), '/works/a');
  await rememberOnce(db, 'l', '/works/b', hours(23));
  assert.equal(await findOnce(db, 'k'), '/works/a');
  await rememberOnce(db, 'm', '/works/c', hours(25));
  assert.equal(await findOnce(db, 'k'), undefined);
  assert.equal(await findOnce(db, 'l'), '/works/b');
});

test('of two at once one is carried out; what failed is not remembered', async () => {
  const tries = await Promise.allSettled(
    ['/1', '/2'].map((to) => db.transaction().execute((trx) => rememberOnce(trx, 'twice', to, at))),
  );
  assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const failed = db.transaction().execute(async (trx) => {
    await rememberOnce(trx, 'failed', '/x', at);
    throw new Error('the form failed');
  });
  await assert.rejects(failed, /the form failed/);
  assert.equal(await findOnce(db, 'failed'), undefined);
});
