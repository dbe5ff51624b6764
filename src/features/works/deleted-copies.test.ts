/** Whoever made a work has its text when it is gone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { wordsFor } from '../../core/messages/index.js';
import { queueCopies } from './deleted-copies.js';

const made = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const { app, origin } = made;
const writer = await makePerson(app, { login: 'writer', pseud: 'Quill' });
const second = await makePerson(app, { login: 'second' });
const invited = await makePerson(app, { login: 'invited' });

const letters = () =>
  app.db.selectFrom('letters').selectAll().where('kind', '=', 'work-deleted').orderBy('id').execute();
const attached = (row: { attachments: unknown }) =>
  row.attachments as { name: string; type: string; text: string }[];

test('a deleted work goes by letter to everybody who made it, drafts too, and to nobody else', async () => {
  for (const state of ['draft', 'posted'] as const) {
    await app.db.deleteFrom('letters').execute();
    const { id, key } = await makeWork(app, writer, {
      state,
      withPseuds: [second.pseudId],
      fields: { title: 'Lamps & <Salt>', summary: 'Of the sea.' },
      chapters: [
        { title: 'One', html: '<p>It was <em>late</em>.</p>', endNotes: 'Thanks.' },
        { html: '<p>A second.</p>' },
      ],
    });
    await app.db
      .insertInto('creatorships')
      .values({ work_id: key, pseud_id: invited.pseudId, position: 2, accepted_at: null })
      .execute();
    await app.db
      .updateTable('chapters')
      .set({ posted_at: null })
      .where('work_id', '=', key)
      .where('position', '=', 2)
      .execute();
    assert.equal(
      (await send(origin, `/works/${id}/delete`, { form: {}, cookie: second.cookie })).status,
      303,
    );
    assert.equal((await send(origin, `/works/${id}`, { cookie: writer.cookie })).status, 404);
    const sent = await letters();
    assert.deepEqual(sent.map(({ email }) => email).sort(), ['second@example.org', 'writer@example.org']);
    const [copy] = attached(sent[0]!);
    assert.deepEqual([copy?.name, copy?.type], ['Lamps_Salt.html', 'text/html']);
    for (const said of [
      '<h1>Lamps &amp; &lt;Salt&gt;</h1>',
      '<p>It was <em>late</em>.</p>',
      'A second.',
      'Of the sea.',
      'Thanks.',
      'Testing (Invented)',
    ])
      assert.ok(copy?.text.includes(said), said);
    assert.equal(copy?.text.includes('Chapter 2 (Draft)'), state === 'posted');
  }
});

test('a work that no letter carries goes in several, and every chapter is in one of them', async () => {
  await app.db.deleteFrom('letters').execute();
  const texts = Array.from({ length: 45 }, (_, i) => `Chapter of ${i} ${'word '.repeat(40)}`);
  const { key } = await makeWork(app, writer, {
    chapters: texts.map((text) => ({ html: `<p>${text}</p>` })),
  });
  const words = wordsFor('en');
  const desk = { words, archiveName: 'Test' };
  await app.db.transaction().execute((trx) => queueCopies(trx, key, desk, app.clock.now(), 2_000));
  const parts = (await letters()).map((row) => attached(row)[0]);
  assert.ok(parts.length > 4);
  assert.equal(new Set(parts.map((part) => part?.name)).size, parts.length);
  for (const part of parts) assert.ok((part?.text.length ?? 0) < 2_600, 'about the size');
  const all = parts.map((part) => part?.text).join('');
  for (let i = 0; i < 45; i += 1) assert.equal(all.split(`Chapter of ${i} `).length, 2, `chapter ${i}`);
});

test('when the deletion fails no letter leaves', async () => {
  await app.db.deleteFrom('letters').execute();
  const { id } = await makeWork(app, writer);
  assert.equal((await send(origin, `/works/${id}/delete`, { form: {}, cookie: invited.cookie })).status, 404);
  assert.deepEqual(await letters(), []);
});
