/** Logging in and out, and what a guesser learns: nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookiesOf, type Received, send } from '../../../test/security/client.js';
import { createTestApp, testApp } from '../../../test/support/app.js';
import { makePerson } from '../../../test/support/factories.js';
import { hashToken } from '../../core/ids.js';

const AT = new Date('2026-03-01T10:00:00Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000);
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const person = await makePerson(app, { login: 'Wren_42', email: 'Wren.Fair@gmail.com' });

const logIn = (
  name: string,
  password: string,
  more: Record<string, string> = {},
  sent: { cookie?: string; headers?: Record<string, string> } = {},
): Promise<Received> =>
  send(origin, '/login', {
    form: { name, password, ...more },
    ...sent,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...sent.headers,
      'content-type': 'application/x-www-form-urlencoded',
    },
  });

const isMember = async (cookie: string): Promise<boolean> =>
  (await send(origin, '/my/works', { cookie })).status === 200;

const noLimits = () => app.db.deleteFrom('rate_limits').execute();

test('by name or mail, whatever the case and the spelling of the mail', async () => {
  const names = ['Wren_42', 'wren_42', ' WREN_42 ', 'wren.fair@gmail.com', 'WRENFAIR+fic@googlemail.com'];
  for (const name of names) {
    const answer = await logIn(name, person.password);
    assert.equal(answer.status, 303, name);
    assert.ok(await isMember(cookiesOf(answer)), name);
  }
  for (const name of ['wren', 'Wren_42@gmail.com', '', '%', "' or true --", 'wren_42\u0000'])
    assert.equal((await logIn(name, person.password)).status, name === 'wren_42\u0000' ? 303 : 422, name);
  await noLimits();
});

test('letters count in passwords; one letter typed in two ways does not', async () => {
  assert.equal((await logIn(person.login, person.password.toUpperCase())).status, 422);
  assert.equal((await logIn(person.login, `${person.password} `)).status, 422);
  const { createAccount } = await import('./actions.js');
  const { wordsFor } = await import('../../core/messages/index.js');
  const account = { login: 'accent', email: 'accent@example.org', pseud: 'Accent', password: 'café au lait' };
  await createAccount(app.db, account, { roles: [], at: AT, words: wordsFor('en') });
  assert.equal((await logIn('accent', 'cafe\u0301 au lait')).status, 303);
  await noLimits();
});

test('a wrong password and an unknown name get one answer', async () => {
  const faceless = ({ status, headers, text }: Received, name: string) =>
    JSON.stringify([status, headers, text.replaceAll(name, 'NAME')]);
  const wrong = await logIn('wren_42', 'not this one');
  assert.equal(wrong.status, 422);
  assert.equal(faceless(await logIn('zzzz_42', 'not this one'), 'zzzz_42'), faceless(wrong, 'wren_42'));
  assert.ok(!wrong.text.includes('not this one'), 'a password never comes back');
  await noLimits();
});

test('an unknown name takes as long as a wrong password', async () => {
  const took = async (name: string): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const start = performance.now();
      await logIn(name, 'not this one');
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  await logIn('warm_up', 'x');
  const known = await took('wren_42');
  await noLimits();
  const unknown = await took('zzzz_42');
  assert.ok(unknown > known / 4 && unknown < known * 4, `known ${known} ms, unknown ${unknown} ms`);
  await noLimits();
});

test('a new session each time; the one before ends; a planted cookie is worth nothing', async () => {
  const planted = 'fanlight_session=a-token-that-somebody-else-knows';
  const first = cookiesOf(await logIn(person.login, person.password, {}, { cookie: planted }));
  assert.notEqual(first, planted);
  assert.ok(await isMember(first));
  assert.equal(await isMember(planted), false);
  const second = cookiesOf(await logIn(person.login, person.password, {}, { cookie: first }));
  assert.notEqual(second, first);
  assert.ok(await isMember(second));
  assert.equal(await isMember(first), false);
});

test('log-out ends the session on the server', async () => {
  const cookie = cookiesOf(await logIn(person.login, person.password));
  const elsewhere = cookiesOf(await logIn(person.login, person.password));
  const out = await send(origin, '/logout', { cookie, form: {} });
  assert.equal(out.status, 303);
  assert.match(String(out.headers['set-cookie']), /^fanlight_session=; Max-Age=0; Path=\/;/);
  assert.equal(await isMember(cookie), false);
  assert.ok(await isMember(elsewhere));
  assert.equal((await send(origin, '/logout', { form: {} })).status, 303);
});

test('sessions end by themselves: after two weeks, remembered ones after three months', async () => {
  const DAY = 24 * 3600;
  const short = cookiesOf(await logIn(person.login, person.password));
  const long = cookiesOf(await logIn(person.login, person.password, { remember: 'on' }));
  for (const [seconds, shortLives, longLives] of [
    [14 * DAY - 1, true, true],
    [14 * DAY, false, true],
    [90 * DAY - 1, false, true],
    [90 * DAY, false, false],
  ] as const) {
    made.clock.set(later(seconds));
    assert.deepEqual([await isMember(short), await isMember(long)], [shortLives, longLives]);
  }
  // What has expired is swept at the next log-in.
  await logIn(person.login, person.password);
  const hash = hashToken(long.split('=')[1] ?? '');
  assert.deepEqual(
    await app.db.selectFrom('sessions').select('id').where('token_hash', '=', hash).execute(),
    [],
  );
  made.clock.set(AT);
});

test('only the hash of a token is kept', async () => {
  const cookie = cookiesOf(await logIn(person.login, person.password));
  const token = cookie.split('=')[1] ?? '';
  const rows = await app.db.selectFrom('sessions').selectAll().execute();
  assert.ok(rows.some((row) => row.token_hash.equals(hashToken(token))));
  assert.ok(!JSON.stringify(rows).includes(token));
});

test('ways back that lead elsewhere lead home', async () => {
  const ways: [to: string, place: string][] = [
    ['/works?page=2', '/works?page=2'],
    ['', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https:evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/works\nx: y', '/'],
  ];
  const cookie = cookiesOf(await logIn(person.login, person.password));
  for (const [to, place] of ways) {
    assert.equal((await logIn(person.login, person.password, { to })).headers.location, place, to);
    const logged = await send(origin, `/login?to=${encodeURIComponent(to)}`, { cookie });
    assert.equal(logged.headers.location, place, to);
    const shown = await send(origin, `/login?to=${encodeURIComponent(to)}`);
    assert.ok(shown.text.includes(`name="to" value="${place}"`), to);
    for (const path of ['/theme', '/adult']) {
      const answer = await send(origin, path, { form: { to, theme: 'dark' } });
      assert.ok([place, '/works'].includes(String(answer.headers.location)), `${path} ${to}`);
    }
  }
  // A way back with a query of its own, not encoded.
  assert.equal((await send(origin, '/login?to=/works?page=2', { cookie })).headers.location, '/works?page=2');
});

test('ten guesses at one name, and then not even the right password', async () => {
  await noLimits();
  for (let i = 0; i < 10; i += 1)
    assert.equal((await logIn(i % 2 ? 'wren_42' : ' WREN_42 ', `guess ${i}`)).status, 422);
  const refused = await logIn('Wren_42', person.password);
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal(refused.headers['set-cookie'], undefined);
  await noLimits();
});

test('other spellings of a mail are no further attempts, and nobody learns whose mail it is', async () => {
  const at = (mail: string) => logIn(mail, 'guess');
  for (let i = 0; i < 10; i += 1) assert.equal((await at(`wren.fair+${i}@gmail.com`)).status, 422);
  await app.db.deleteFrom('rate_limits').where('key', 'like', 'login:a:%').execute();
  assert.equal((await at('wrenfair@googlemail.com')).status, 429);
  // The name of the same account has its own count: else a lock would tell that they belong together.
  assert.equal((await logIn('wren_42', 'guess')).status, 422);
  await noLimits();
  for (let i = 0; i < 10; i += 1) assert.equal((await at('nobody@example.org')).status, 422);
  await app.db.deleteFrom('rate_limits').where('key', 'like', 'login:a:%').execute();
  assert.equal((await at('nobody@example.org')).status, 429, 'a mail without an account is locked alike');
  await noLimits();
});

test('a success gives back its own attempt at the address, not those at others', async () => {
  for (let i = 0; i < 9; i += 1) await logIn(`somebody_${i}`, 'guess');
  for (let i = 0; i < 3; i += 1) assert.equal((await logIn(person.login, person.password)).status, 303);
  assert.equal((await logIn('somebody_9', 'guess')).status, 422);
  assert.equal((await logIn('somebody_10', 'guess')).status, 429);
  assert.equal((await logIn(person.login, person.password)).status, 429);
  await noLimits();
});

test('a success takes back what was mistyped before', async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 5; i += 1) await logIn(person.login, 'mistyped');
    await app.db.deleteFrom('rate_limits').where('key', 'like', 'login:a:%').execute();
    assert.equal((await logIn(person.login, person.password)).status, 303);
  }
  for (let i = 0; i < 9; i += 1) assert.equal((await logIn(person.login, 'mistyped')).status, 422);
  await noLimits();
});

test('an address that a request claims counts for nothing, unless a proxy that is named says it', async (t) => {
  const claim = (i: number) => ({ headers: { 'x-forwarded-for': `198.51.100.${i}` } });
  for (let i = 0; i < 10; i += 1) await logIn(`somebody_${i}`, 'guess', {}, claim(i));
  assert.equal((await logIn('somebody_10', 'guess', {}, claim(10))).status, 429);
  await noLimits();

  const behind = await createTestApp({ jobs: false, env: { FANLIGHT_PROXIES: '127.0.0.1' } });
  t.after(() => behind.close());
  const from = (address: string, i: number) =>
    send(behind.origin, '/login', {
      form: { name: `somebody_${i}`, password: 'guess' },
      headers: {
        'x-forwarded-for': address,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
  // What stands before the last proxy's word was written by the client.
  for (let i = 0; i < 10; i += 1) await from(`10.0.0.${i}, 203.0.113.7`, i);
  assert.equal((await from('10.0.0.99, 203.0.113.7', 10)).status, 429);
  assert.equal((await from('203.0.113.8', 10)).status, 422);
  for (let i = 0; i < 10; i += 1) await from(`2001:db8:5:5::${i + 1}`, i + 20);
  assert.equal((await from('2001:db8:5:5:ffff::1', 31)).status, 429);
  assert.equal((await from('2001:db8:5:6::1', 31)).status, 422);
});

test('what is stored of attempts names nobody', async () => {
  await logIn('wren_42', 'guess');
  const rows = JSON.stringify(await app.db.selectFrom('rate_limits').selectAll().execute());
  assert.ok(rows.includes('login:n:'));
  for (const word of ['wren', '127.0.0.1', 'guess']) assert.ok(!rows.includes(word), word);
  await noLimits();
});
