/** The host reads what lies in files, each reading is written down, and nobody else may. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson } from '../../../test/support/factories.js';
import { letterFiles, mailJobs, queueLetter } from '../../core/mail/index.js';

const { app, origin } = await testApp({ jobs: false });
const host = await makePerson(app, { roles: ['host'] });
const admin = await makePerson(app, { roles: ['admin'] });

async function queued(): Promise<number> {
  const letter = {
    language: 'de',
    subject: 'Grüße & mehr',
    body: ['Für dich.', { link: `${origin}/reset/secret-token`, label: 'Öffnen' }],
    why: 'Probe',
  };
  const addressed = { accountId: null, email: 'ada@example.org', kind: 'test', letter };
  await app.db.transaction().execute((trx) => queueLetter(trx, addressed, 'Archiv', app.clock.now()));
  const row = await app.db.selectFrom('letters').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return row.id;
}

test('a letter in a file is read as it was written, by the host alone, and the log says so', async () => {
  await mailJobs(app)['send-letter']!({ id: await queued() }, { attempt: 1, maxAttempts: 11 });
  const [file = ''] = await letterFiles(app.config.dataDir);
  const list = await send(origin, '/admin/letters', { cookie: host.cookie });
  assert.match(list.text, new RegExp(file));
  assert.doesNotMatch(list.text, /secret-token/);
  const seen = await send(origin, `/admin/letters/${file}`, { cookie: host.cookie });
  assert.match(seen.text, /Grüße &amp; mehr/);
  assert.match(seen.text, /reset\/secret-token/);
  assert.equal((await send(origin, `/admin/letters/${file}`, { cookie: admin.cookie })).status, 404);
  const entries = await app.db.selectFrom('staff_log').select(['act', 'details']).execute();
  assert.deepEqual(entries, [{ act: 'letter-read', details: file }]);

  const form = { act: 'remove', file };
  assert.equal((await send(origin, '/admin/letters', { form, cookie: admin.cookie })).status, 404);
  await send(origin, '/admin/letters', { form, cookie: host.cookie });
  assert.equal((await send(origin, `/admin/letters/${file}`, { cookie: host.cookie })).status, 404);
});

test('a letter that did not leave is named with why, sent again or given up', async () => {
  const id = await queued();
  await app.db
    .updateTable('letters')
    .set({ failed_at: app.clock.now(), fault: 'refused' })
    .where('id', '=', id)
    .execute();
  const page = await send(origin, '/admin/letters', { cookie: host.cookie });
  assert.match(page.text, /ada@example\.org/);
  assert.match(page.text, /refused by the receiver/);
  const letter = /name="letter" value="(\w+)"/.exec(page.text)?.[1] ?? '';
  await send(origin, '/admin/letters', { form: { act: 'again', letter }, cookie: host.cookie });
  const row = () => app.db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirst();
  assert.equal((await row())?.failed_at, null);
  await send(origin, '/admin/letters', { form: { act: 'forget', letter }, cookie: host.cookie });
  assert.ok(await row(), 'one that is under way is not given up');
});
