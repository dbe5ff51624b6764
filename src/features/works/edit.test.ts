/** Editing and deleting: series stay whose they are, and nothing that was typed or kept is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { editWork } from '../../../test/security/edit.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork, type WorkOptions } from '../../../test/support/factories.js';
import { workHeader } from './index.js';

const { app, origin } = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const writer = await makePerson(app);
const second = await makePerson(app);

const make = (options: WorkOptions = {}) => makeWork(app, writer, options);
const edit = (id: string, change: Record<string, string>, person = writer) =>
  editWork(origin, id, change, person.cookie);

const seriesOf = (key: number) =>
  app.db
    .selectFrom('series_works')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .select(['series.id', 'series.title', 'series.account_id', 'series_works.position'])
    .where('series_works.work_id', '=', key)
    .orderBy('series.title')
    .execute();

test('a co-creator’s edit leaves the work in its creator’s series', async () => {
  const work = await make({
    withPseuds: [second.pseudId],
    fields: { series: [{ title: 'Of the First', position: 3 }] },
  });
  const before = await seriesOf(work.key);
  await edit(work.id, { title: 'By the Second' }, second);
  assert.deepEqual(await seriesOf(work.key), before);
  await edit(work.id, { series: 'of the first #4\nOf the Second #1' }, second);
  const after = await seriesOf(work.key);
  assert.deepEqual(
    after.map(({ title, account_id, position }) => [title, account_id, position]),
    [
      ['Of the First', writer.viewer.accountId, 4],
      ['Of the Second', second.viewer.accountId, 1],
    ],
  );
  // A series that is left empty goes.
  await edit(work.id, { series: '' }, writer);
  assert.deepEqual(await seriesOf(work.key), []);
  const left = await app.db.selectFrom('series').select('id').where('title', 'like', 'Of the %').execute();
  assert.deepEqual(left, []);
});

test('an anonymous work keeps the series and the source that its pages do not show', async () => {
  const work = await make({
    fields: { series: [{ title: 'Kept Quiet', position: 2 }], sourceUrl: 'https://elsewhere.example/1' },
  });
  await app.db.updateTable('works').set({ anonymous: true }).where('id', '=', work.key).execute();
  await edit(work.id, { title: 'Still Nobody’s' });
  assert.deepEqual(
    (await seriesOf(work.key)).map(({ title, position }) => [title, position]),
    [['Kept Quiet', 2]],
  );
  const { source_url } = await app.db
    .selectFrom('works')
    .select('source_url')
    .where('id', '=', work.key)
    .executeTakeFirstOrThrow();
  assert.equal(source_url, 'https://elsewhere.example/1');
});

test('a deleted work is gone for everybody, its creator too, and leaves others’ series alone', async () => {
  const doomed = await make({ fields: { series: [{ title: 'Doomed', position: 1 }] } });
  const other = await make({ fields: { series: [{ title: 'Alive', position: 1 }] } });
  const path = `/works/${doomed.id}/delete`;
  const answer = await send(origin, path, { cookie: writer.cookie, form: {} });
  assert.equal(answer.headers.location, '/my/works?deleted');
  assert.equal((await send(origin, `/works/${doomed.id}`, { cookie: writer.cookie })).status, 404);
  assert.equal((await send(origin, path, { cookie: writer.cookie, form: {} })).status, 404);
  assert.deepEqual(
    await app.db.selectFrom('series').select('id').where('title', '=', 'Doomed').execute(),
    [],
  );
  assert.equal((await seriesOf(other.key)).length, 1);
});

test('a form that fails comes back as it was typed', async () => {
  const { id } = await make();
  const form = { title: 'x'.repeat(256), fandoms: 'a%b', summary: 'Typed <b>with care</b> & "love".' };
  const answer = await send(origin, `/works/${id}/edit`, { cookie: writer.cookie, form });
  assert.equal(answer.status, 422);
  assert.ok(answer.text.includes('x'.repeat(256)));
  assert.ok(answer.text.includes('a%b'));
  assert.ok(answer.text.includes('Typed &lt;b>with care&lt;/b> &amp; &quot;love&quot;.'), 'the summary');
  assert.equal((await workHeader(app.db, writer.viewer, id))?.title, 'A Test of Patience');
});
