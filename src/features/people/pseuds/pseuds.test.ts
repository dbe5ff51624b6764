/** Pen names: their page, their picture, and what stays somebody's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { writeTo } from '../preferences/notices.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });

const get = (path: string, cookie = '') => send(origin, path, { cookie });

async function save(
  path: string,
  cookie: string,
  fields: Record<string, string>,
  icon?: Uint8Array,
  type = 'image/png',
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (icon) body.append('icon', new Blob([Buffer.from(icon)], { type }), 'me.png');
  const answer = await fetch(origin + path, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie, origin },
  });
  return { status: answer.status, text: await answer.text() };
}

const idsOf = async (accountId: number) =>
  app.db
    .selectFrom('pseuds')
    .select(['public_id as id', 'name', 'is_default as isDefault', 'id as key'])
    .where('account_id', '=', accountId)
    .orderBy('pseuds.id')
    .execute();

test('pen names are added, changed and chosen; another’s is not there', async () => {
  const person = await makePerson(app, { pseud: 'First' });
  const other = await makePerson(app);
  assert.equal(
    (await save('/account/pseuds/new', person.cookie, { name: 'Second', usual: 'yes' })).status,
    303,
  );
  const [, second] = await idsOf(person.viewer.accountId);
  assert.deepEqual(
    (await idsOf(person.viewer.accountId)).map(({ isDefault }) => isDefault),
    [false, true],
  );
  const path = `/account/pseuds/${second?.id}`;
  assert.equal((await save(path, other.cookie, { name: 'Stolen' })).status, 404);
  assert.equal((await save(path, person.cookie, { name: 'first' })).status, 422, 'taken, whatever the case');
  assert.equal((await save(path, person.cookie, { name: '<b>' })).status, 422);
  const long = await save(path, person.cookie, { name: 'Second', description: 'x'.repeat(501) });
  assert.match(long.text, /up to 500 characters/);
  assert.match(long.text, /x{501}/, 'what was typed is still there');
  assert.equal(
    (await save(path, person.cookie, { name: 'Second', description: '<i>Hello</i>' })).status,
    303,
  );
  await makeWork(app, { ...person, pseudId: second?.key ?? 0 });
  const page = (await get(`/people/${second?.id}`)).text;
  assert.match(page, /&lt;i>Hello/);
  assert.doesNotMatch(page, /First/);
});

test('a picture is written anew, small and square; it is seen where its pen name is', async () => {
  const person = await makePerson(app);
  const [own] = await idsOf(person.viewer.accountId);
  const path = `/account/pseuds/${own?.id}`;
  const photo = await sharp({ create: { width: 600, height: 300, channels: 3, background: '#a33' } })
    .withExif({ IFD0: { Artist: 'TakenAtHome' } })
    .jpeg()
    .toBuffer();
  const fields = { name: person.login, alt: 'A red square', comment: 'by me' };
  assert.equal((await save(path, person.cookie, fields, photo, 'image/jpeg')).status, 303);
  const src = /\/icons\/\w+/.exec((await get('/account/pseuds', person.cookie)).text)?.[0] ?? '';
  const shown = await fetch(origin + src, { headers: { cookie: person.cookie } });
  const bytes = Buffer.from(await shown.arrayBuffer());
  const { width, height } = await sharp(bytes).metadata();
  assert.deepEqual([width, height], [200, 200]);
  assert.ok(!bytes.includes('TakenAtHome'));
  assert.equal((await get(src)).status, 404, 'nobody else sees the pen name yet');
  await makeWork(app, person);
  assert.equal((await get(src)).status, 200);
  assert.match((await get(`/people/${own?.id}`)).text, /alt="A red square"/);
  assert.match(
    (await save(path, person.cookie, fields, Buffer.from('no picture'))).text,
    /no GIF, JPEG or PNG/,
  );
  assert.match((await save(path, person.cookie, fields, Buffer.alloc(500 * 1024 + 1))).text, /up to 500 KB/);
  await save(path, person.cookie, { ...fields, 'no-icon': 'yes' });
  assert.equal((await get(src, person.cookie)).status, 404);
});

test('preferences are kept; what is none of the choices is refused', async () => {
  const person = await makePerson(app);
  const post = (form: Record<string, string>) =>
    send(origin, '/account/preferences', { form, cookie: person.cookie });
  assert.equal((await post({ zone: 'Nowhere/At_All' })).status, 422);
  assert.equal((await post({ language: 'xx', zone: '' })).status, 422);
  assert.equal((await post({ language: '', zone: 'Asia/Tokyo', whole: 'yes', gifts: 'yes' })).status, 303);
  assert.match((await get('/account/sessions', person.cookie)).text, /Asia\/Tokyo/);
  const row = await app.db
    .selectFrom('accounts')
    .select(['allows_gifts', 'allows_invitations', 'time_zone'])
    .where('id', '=', person.viewer.accountId)
    .executeTakeFirst();
  assert.deepEqual(row, { allows_gifts: true, allows_invitations: false, time_zone: 'Asia/Tokyo' });
});

test('a link opens the whole work for those who want that', async () => {
  const person = await makePerson(app);
  const chapters = [{ html: '<p>The beginning.</p>' }, { html: '<p>The very end.</p>' }];
  const { id } = await makeWork(app, person, { chapters });
  assert.doesNotMatch((await get(`/works/${id}`, person.cookie)).text, /The very end/);
  await send(origin, '/account/preferences', { form: { whole: 'yes' }, cookie: person.cookie });
  assert.match((await get(`/works/${id}`, person.cookie)).text, /The very end/);
});

test('letters say how to get no more of them, and one request from anywhere ends them', async () => {
  const person = await makePerson(app);
  const { accountId } = person.viewer;
  const sender = { archiveName: 'Test', origin, language: 'en' };
  const write = () =>
    app.db
      .transaction()
      .execute((trx) =>
        writeTo(
          trx,
          { accountId, kind: 'gift' },
          () => ({ subject: 'Hello', body: ['A gift.'], why: 'So.' }),
          sender,
          AT,
        ),
      );
  assert.equal(await write(), true);
  const { stop_url } = await app.db
    .selectFrom('letters')
    .select('stop_url')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  const path = (stop_url ?? '').slice(origin.length);
  assert.match((await get(path)).text, /Somebody gives me a work/);
  assert.equal(await write(), true, 'looking ends nothing');
  const oneClick = await fetch(origin + path, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  assert.equal(oneClick.status, 200);
  assert.equal(await write(), false);
  assert.equal((await get(path.replace(/stop\/[^/]+/, 'stop/nobody'))).status, 410);
});
