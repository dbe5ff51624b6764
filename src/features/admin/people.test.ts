/** Staff act on people: what each form does, whom it refuses, and that it is written down. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { type Received, send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, type TestPerson } from '../../../test/support/factories.js';
import { wordsFor } from '../../core/messages/index.js';
import type { Role } from '../../core/viewer.js';
import { rolesOf, takeRole } from '../people/index.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;

const idOf = async (person: TestPerson): Promise<string> =>
  (
    await app.db
      .selectFrom('accounts')
      .select('public_id')
      .where('id', '=', person.viewer.accountId)
      .executeTakeFirstOrThrow()
  ).public_id;

const act = async (
  by: TestPerson,
  on: TestPerson,
  name: string,
  form: Record<string, string>,
): Promise<Received> => send(origin, `/admin/people/${await idOf(on)}/${name}`, { cookie: by.cookie, form });

const logged = async () =>
  app.db.selectFrom('staff_log').select(['act', 'why', 'details']).orderBy('id').execute();

const isMember = async (person: TestPerson): Promise<boolean> =>
  (await send(origin, '/my/works', { cookie: person.cookie })).status === 200;

const host = await makePerson(app, { roles: ['host'], login: 'the_host' });
const admin = await makePerson(app, { roles: ['admin'] });
const moderator = await makePerson(app, { roles: ['moderator'] });
const fresh = (roles: Role[] = []) => makePerson(app, { roles });

beforeEach(async () => {
  made.clock.set(AT);
  await app.db.deleteFrom('staff_log').execute();
});

test('roles: asked once more, given, taken, written down with why', async () => {
  const person = await fresh();
  const id = await idOf(person);
  const form = { role: 'archivist', do: 'give', why: 'Knows the old list.' };
  const asked = await act(host, person, 'role', form);
  assert.equal(asked.status, 200);
  assert.match(asked.text, /Are you sure/);
  assert.deepEqual(await rolesOf(app.db, id), []);
  const given = await act(host, person, 'role', { ...form, sure: 'yes' });
  assert.equal(given.headers.location, `/admin/people/${id}?done`);
  assert.deepEqual(await rolesOf(app.db, id), ['archivist']);
  await act(host, person, 'role', { ...form, sure: 'yes' });
  await act(admin, person, 'role', { role: 'archivist', do: 'take', sure: 'yes' });
  assert.deepEqual(await rolesOf(app.db, id), []);
  assert.deepEqual(await logged(), [
    { act: 'role-given', why: 'Knows the old list.', details: 'archivist' },
    { act: 'role-taken', why: '', details: 'archivist' },
  ]);
});

test('an admin makes no hosts and no admins, and takes nothing from another admin', async () => {
  const person = await fresh();
  for (const role of ['host', 'admin'])
    assert.equal((await act(admin, person, 'role', { role, do: 'give', sure: 'yes' })).status, 404);
  const other = await fresh(['admin', 'archivist']);
  assert.equal((await act(admin, other, 'role', { role: 'admin', do: 'take', sure: 'yes' })).status, 404);
  assert.equal((await act(admin, other, 'role', { role: 'archivist', do: 'take', sure: 'yes' })).status, 404);
  assert.equal((await act(admin, person, 'role', { role: 'nobody', do: 'give' })).status, 422);
  assert.deepEqual(await logged(), []);
});

test('the last host stays: also when two hosts take each other’s role at the same moment', async () => {
  const refused = await act(host, host, 'role', { role: 'host', do: 'take', sure: 'yes' });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /An archive needs a host/);
  const second = await fresh(['host']);
  const words = wordsFor('en');
  const deed = (by: TestPerson) => ({ by: by.viewer, at: AT, why: '', words });
  const ends = await Promise.allSettled([
    takeRole(app.db, await idOf(second), 'host', deed(host)),
    takeRole(app.db, await idOf(host), 'host', deed(second)),
  ]);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const left = await app.db
    .selectFrom('account_roles')
    .select('account_id')
    .where('role', '=', 'host')
    .execute();
  assert.equal(left.length, 1);
  await app.db.deleteFrom('account_roles').where('role', '=', 'host').execute();
  await app.db
    .insertInto('account_roles')
    .values({ account_id: host.viewer.accountId, role: 'host', granted_at: AT })
    .execute();
});

test('nobody acts on their equals or on those above them', async () => {
  const equal = await fresh(['moderator', 'archivist']);
  for (const [by, on] of [
    [moderator, equal],
    [moderator, admin],
    [moderator, host],
    [admin, host],
    [moderator, moderator],
  ] as const) {
    assert.equal((await act(by, on, 'warn', { why: 'x' })).status, 404);
    assert.equal((await act(by, on, 'suspend', { why: 'x', days: '3' })).status, 404);
  }
  assert.equal((await act(admin, host, 'ban', { why: 'x', sure: 'yes' })).status, 404);
  assert.deepEqual(await logged(), []);
});

test('a warning waits on every page until it is said to be read; its writer is not named', async () => {
  const person = await fresh();
  assert.equal((await act(moderator, person, 'warn', { why: '' })).status, 422);
  await act(moderator, person, 'warn', { why: 'No adverts, please.' });
  const page = await send(origin, '/works', { cookie: person.cookie });
  assert.match(page.text, /href="\/my\/notices"/);
  const notices = await send(origin, '/my/notices', { cookie: person.cookie });
  assert.match(notices.text, /No adverts, please\./);
  assert.ok(!notices.text.includes(moderator.login));
  await send(origin, '/my/notices', { cookie: person.cookie, form: {} });
  assert.doesNotMatch((await send(origin, '/works', { cookie: person.cookie })).text, /my\/notices/);
});

test('a note is for staff alone', async () => {
  const person = await fresh();
  await act(moderator, person, 'note', { why: 'Wrote to us twice.' });
  assert.doesNotMatch((await send(origin, '/my/notices', { cookie: person.cookie })).text, /twice/);
  const shown = await send(origin, `/admin/people/${await idOf(person)}`, { cookie: admin.cookie });
  assert.match(shown.text, /Wrote to us twice\./);
  assert.deepEqual(await logged(), [{ act: 'note-written', why: '', details: '' }]);
});

test('a suspension ends on its day or when it is lifted; its days have bounds', async () => {
  const person = await fresh();
  for (const days of ['0', '3651', '-1', '1.5', 'x', ''])
    assert.equal((await act(moderator, person, 'suspend', { why: 'x', days })).status, 422, days);
  await act(moderator, person, 'suspend', { why: 'Insults.', days: '7' });
  const page = await send(origin, '/works', { cookie: person.cookie });
  assert.match(page.text, /suspended until Mar 8, 2026/);
  assert.equal(await isMember(person), true, 'a suspended person stays logged in');
  await act(moderator, person, 'unsuspend', {});
  assert.doesNotMatch((await send(origin, '/works', { cookie: person.cookie })).text, /suspended until/);
  assert.deepEqual(await logged(), [
    { act: 'suspended', why: 'Insults.', details: '2026-03-08' },
    { act: 'suspension-lifted', why: '', details: '' },
  ]);
});

test('a ban ends every session and takes every role; it is asked once more; moderators can’t', async () => {
  const person = await fresh(['tag_wrangler']);
  assert.equal((await act(moderator, person, 'ban', { why: 'x', sure: 'yes' })).status, 404);
  const asked = await act(admin, person, 'ban', { why: 'Threats.' });
  assert.match(asked.text, /name="why" value="Threats\."/);
  assert.equal(await isMember(person), true);
  await act(admin, person, 'ban', { why: 'Threats.', sure: 'yes' });
  assert.equal(await isMember(person), false);
  assert.deepEqual(await rolesOf(app.db, await idOf(person)), []);
  const back = await send(origin, '/login', { form: { name: person.login, password: person.password } });
  assert.equal(back.status, 303, 'whoever is banned can log in to delete what is theirs');
  assert.equal((await act(host, person, 'role', { role: 'archivist', do: 'give', sure: 'yes' })).status, 422);
  await act(admin, person, 'unban', {});
  assert.deepEqual(await logged(), [
    { act: 'banned', why: 'Threats.', details: 'tag_wrangler' },
    { act: 'ban-lifted', why: '', details: '' },
  ]);
});

test('people are found by parts of login and pen name; by e-mail only by those who may see it', async () => {
  await makePerson(app, { login: 'zaunkoenig', pseud: 'Winter Wren', email: 'tiny@birds.example' });
  const found = async (by: TestPerson, query: string) =>
    (await send(origin, `/admin/people?${query}`, { cookie: by.cookie })).text;
  for (const q of ['q=zaunk', 'q=ZAUN', 'q=winter+w']) assert.match(await found(moderator, q), /zaunkoenig/);
  assert.doesNotMatch(await found(moderator, 'q=zaunk'), /birds\.example/);
  assert.doesNotMatch(await found(moderator, 'q=tiny%40'), /zaunkoenig/);
  assert.match(await found(admin, 'q=tiny%40'), /zaunkoenig.*birds\.example/s);
  assert.doesNotMatch(await found(admin, 'q=zaun%25nig'), /zaunkoenig/);
  assert.match(await found(admin, 'role=host'), /the_host/);
  assert.doesNotMatch(await found(admin, 'role=host'), /zaunkoenig/);
});

test('the log is filtered by who, what and on what, and comes in pages', async () => {
  const person = await fresh();
  for (let i = 0; i < 21; i += 1) await act(moderator, person, 'note', { why: `Note ${i}` });
  await act(admin, person, 'warn', { why: 'A warning.' });
  const read = async (query: string) =>
    (await send(origin, `/admin/log?${query}`, { cookie: host.cookie })).text;
  const lines = (html: string) => html.split('<li><p><time').length - 1;
  assert.equal(lines(await read('')), 20);
  assert.equal(lines(await read('page=2')), 2);
  assert.equal(lines(await read(`who=${admin.login}`)), 1);
  assert.equal(lines(await read('act=warned')), 1);
  assert.equal(lines(await read('who=no_such_person')), 0);
  assert.equal(lines(await read(`thing=account&id=${await idOf(admin)}`)), 0);
  assert.match(await read('act=warned'), new RegExp(`${person.login}.*A warning\\.`, 's'));
  await app.db.deleteFrom('accounts').where('id', '=', person.viewer.accountId).execute();
  const gone = await read('act=warned');
  assert.ok(!gone.includes(person.login), 'a deleted account is not named any more');
  assert.match(gone, /a deleted account/);
});
