/** One's own account: what changes asks for the password, and nobody changes another's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookiesOf, type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson } from '../../../../test/support/factories.js';

const AT = new Date('2026-03-01T10:00:00Z');
const DAY = 24 * 3600_000;
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;

const get = (path: string, cookie = ''): Promise<Received> => send(origin, path, { cookie });
const post = (path: string, form: Record<string, string> = {}, cookie = ''): Promise<Received> =>
  send(origin, path, { form, cookie });
const noLimits = () => app.db.deleteFrom('rate_limits').execute();
const logIn = async (name: string, password: string, headers = {}): Promise<Received> => {
  await noLimits();
  return send(origin, '/login', { form: { name, password }, headers });
};
const letters = async (email: string): Promise<string[]> =>
  (await app.db.selectFrom('letters').select('text').where('email', '=', email).orderBy('id').execute()).map(
    (row) => row.text,
  );
const isMember = async (cookie: string): Promise<boolean> => (await get('/account', cookie)).status === 200;

test('sessions are listed with their browser, and ended one by one or all but this', async () => {
  const person = await makePerson(app, { login: 'many_places' });
  const other = await makePerson(app, { login: 'somebody_else' });
  const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const second = cookiesOf(await logIn(person.login, person.password, firefox));
  const third = cookiesOf(await logIn(person.login, person.password));
  const page = (await get('/account/sessions', person.cookie)).text;
  assert.match(page, /Firefox, Windows/);
  const ids = [...page.matchAll(/name="session" value="(\w+)"/g)].map((match) => match[1] ?? '');
  assert.equal(ids.length, 2, 'the one that asks has no button');

  await post('/account/sessions', { session: ids[0] ?? '' }, other.cookie);
  assert.ok(await isMember(second), 'nobody ends another’s');
  assert.ok(await isMember(third));
  const firefoxId = /<strong>Firefox, Windows<\/strong>.*?value="(\w+)"/s.exec(page)?.[1] ?? '';
  await post('/account/sessions', { session: firefoxId }, person.cookie);
  assert.ok(!(await isMember(second)));
  assert.ok(await isMember(third));
  await post('/account/sessions', { others: 'yes' }, person.cookie);
  assert.ok(!(await isMember(third)));
  assert.ok(await isMember(person.cookie));
});

test('when somebody was last here is kept to the hour', async () => {
  const person = await makePerson(app, { login: 'seen_again' });
  made.clock.set(new Date(AT.getTime() + 2 * DAY));
  assert.match((await get('/account/sessions', person.cookie)).text, /last here on 3 Mar 2026/);
  made.clock.set(AT);
});

test('a new password needs the old one, ends the other sessions, and a letter says so', async () => {
  const person = await makePerson(app, { login: 'new_lock' });
  const elsewhere = cookiesOf(await logIn(person.login, person.password));
  const wrong = await post(
    '/account/password',
    { current: 'no', password: 'quite another lamp' },
    person.cookie,
  );
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /That is not your password/);
  assert.doesNotMatch(wrong.text, /quite another lamp/);
  const common = { current: person.password, password: 'password1' };
  assert.match((await post('/account/password', common, person.cookie)).text, /first that a guesser tries/);
  const right = { current: person.password, password: 'quite another lamp' };
  assert.equal((await post('/account/password', right, person.cookie)).status, 303);
  assert.ok(await isMember(person.cookie));
  assert.ok(!(await isMember(elsewhere)));
  assert.equal((await logIn(person.login, 'quite another lamp')).status, 303);
  assert.equal((await logIn(person.login, person.password)).status, 422);
  assert.match((await letters('new_lock@example.org'))[0] ?? '', /password was changed/);
});

test('guesses at the password of a page that was left open are limited', async () => {
  const person = await makePerson(app, { login: 'left_open' });
  await noLimits();
  const statuses = [];
  for (let n = 0; n < 11; n += 1)
    statuses.push(
      (await post('/account/name', { current: `guess ${n}`, login: 'taken_over' }, person.cookie)).status,
    );
  assert.deepEqual(statuses, [...Array(10).fill(422), 429]);
  await noLimits();
});

test('a name changes once in seven days; the pen name of the same name follows; staff keep the old one', async () => {
  const person = await makePerson(app, { login: 'before', pseud: 'before' });
  await makePerson(app, { login: 'occupied' });
  const change = (login: string) => post('/account/name', { current: person.password, login }, person.cookie);
  assert.match((await change('Occupied')).text, /That name is taken/);
  assert.match((await change('before')).text, /your name already/);
  assert.equal((await change('After_1')).status, 303);
  assert.equal((await logIn('after_1', person.password)).status, 303);
  assert.equal((await logIn('before', person.password)).status, 422);
  const pseud = await app.db
    .selectFrom('pseuds')
    .select('name')
    .where('id', '=', person.pseudId)
    .executeTakeFirst();
  assert.equal(pseud?.name, 'After_1');
  assert.match((await change('after_2')).text, /once in seven days/);
  made.clock.set(new Date(AT.getTime() + 7 * DAY));
  assert.equal((await change('after_2')).status, 303);
  made.clock.set(AT);
  const names = await app.db
    .selectFrom('account_names')
    .select('login')
    .where('account_id', '=', person.viewer.accountId)
    .orderBy('until')
    .execute();
  assert.deepEqual(
    names.map((row) => row.login),
    ['before', 'After_1'],
  );
});

test('a pen name that was chosen otherwise stays, and so does one beside another of the new name', async () => {
  const own = await makePerson(app, { login: 'plain_name', pseud: 'Fancy Name' });
  await post('/account/name', { current: own.password, login: 'plainer_name' }, own.cookie);
  const pseud = await app.db
    .selectFrom('pseuds')
    .select('name')
    .where('id', '=', own.pseudId)
    .executeTakeFirst();
  assert.equal(pseud?.name, 'Fancy Name');
});

test('a new mail holds once its letter’s link is followed; the old address is told', async () => {
  const person = await makePerson(app, { login: 'moves', email: 'old@example.org' });
  await noLimits();
  const asked = await post(
    '/account/email',
    { current: person.password, email: 'new@example.org' },
    person.cookie,
  );
  assert.equal(asked.status, 303);
  assert.match((await letters('old@example.org'))[0] ?? '', /new@example\.org/);
  assert.match((await get('/account/email', person.cookie)).text, /new@example\.org waits/);
  assert.match((await get('/account', person.cookie)).text, /old@example\.org/);
  const link =
    /https?:\/\/\S+(\/confirm-email\/\S+)/.exec((await letters('new@example.org'))[0] ?? '')?.[1] ?? '';
  assert.equal((await get(link)).status, 200);
  assert.equal((await post(link)).status, 200);
  assert.equal((await post(link)).status, 410);
  assert.match((await get('/account', person.cookie)).text, /new@example\.org/);
  await noLimits();
});

test('a change of mail is off when the password changes, or when it is taken back', async () => {
  const person = await makePerson(app, { login: 'wavers' });
  for (const n of [1, 2]) {
    await noLimits();
    const email = `wavers${n}@example.net`;
    await post('/account/email', { current: person.password, email }, person.cookie);
    const link = /(\/confirm-email\/\S+)/.exec((await letters(email))[0] ?? '')?.[1] ?? '';
    if (n === 1) await post('/account/email/forget', {}, person.cookie);
    else
      await post(
        '/account/password',
        { current: person.password, password: 'a third lamp here' },
        person.cookie,
      );
    assert.equal((await post(link)).status, 410);
  }
});

test('whether a mail has an account is told neither by the page nor by the time of the letter', async () => {
  await makePerson(app, { login: 'neighbour', email: 'neighbour@example.org' });
  const person = await makePerson(app, { login: 'curious' });
  await noLimits();
  const taken = await post(
    '/account/email',
    { current: person.password, email: 'Neighbour@example.org' },
    person.cookie,
  );
  await noLimits();
  const free = await post(
    '/account/email',
    { current: person.password, email: 'free@example.org' },
    person.cookie,
  );
  assert.deepEqual(
    [taken.status, taken.text, taken.headers.location],
    [free.status, free.text, free.headers.location],
  );
  assert.deepEqual(await letters('neighbour@example.org'), []);
});
