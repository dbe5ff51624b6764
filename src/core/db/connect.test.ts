import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, parseInt8 } from './connect.js';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const nowhere = { host: '/nonexistent', port: 1, user: 'x', database: 'x' };

test('bigints become numbers, and never wrong ones', () => {
  assert.equal(parseInt8('9007199254740991'), Number.MAX_SAFE_INTEGER);
  assert.equal(parseInt8('-42'), -42);
  assert.throws(() => parseInt8('9007199254740992'), RangeError);
  assert.throws(() => parseInt8('-9223372036854775808'), RangeError);
});

test('closing twice is closing once, and a database that is away is an error of the query', async () => {
  const { db, close } = connect<{ works: { id: number } }>(nowhere, silent);
  await assert.rejects(db.selectFrom('works').select('id').execute(), { code: 'ENOENT' });
  await Promise.all([close(), close()]);
  await close();
});
