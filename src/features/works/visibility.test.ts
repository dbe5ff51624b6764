import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { GUEST } from '../../core/viewer.js';
import { listed, visible } from './index.js';

const { app } = await testApp({ jobs: false });
const writer = await makePerson(app);
const reader = await makePerson(app);
const host = await makePerson(app, { roles: ['host'] });

const open = await makeWork(app, writer);
const draft = await makeWork(app, writer, { state: 'draft' });
const restricted = await makeWork(app, writer, { fields: { restricted: true } });
const hidden = await makeWork(app, writer);
await app.db.updateTable('works').set({ hidden_at: new Date() }).where('id', '=', hidden.key).execute();

const keys = async (query: ReturnType<typeof visible>) =>
  (await query.select('works.id').orderBy('works.id').execute()).map((row) => row.id);

test('each viewer sees exactly their set', async () => {
  assert.deepEqual(await keys(visible(app.db, GUEST)), [open.key]);
  assert.deepEqual(await keys(visible(app.db, reader.viewer)), [open.key, restricted.key]);
  assert.deepEqual(await keys(visible(app.db, writer.viewer)), [
    open.key,
    draft.key,
    restricted.key,
    hidden.key,
  ]);
  assert.deepEqual(await keys(visible(app.db, host.viewer)), [
    open.key,
    draft.key,
    restricted.key,
    hidden.key,
  ]);
});

test('lists hold the same for a creator as for others', async () => {
  assert.deepEqual(await keys(listed(app.db, GUEST)), [open.key]);
  assert.deepEqual(await keys(listed(app.db, writer.viewer)), [open.key, restricted.key]);
  assert.deepEqual(await keys(listed(app.db, host.viewer)), [open.key, restricted.key]);
});
