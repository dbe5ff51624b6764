/** Codes of an app, codes on paper, and what staff without either may do. Passkeys need a browser: test/e2e/passkeys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { cookiesOf, type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, type TestPerson } from '../../../../test/support/factories.js';
import { readSettings, writeSettings } from '../../../core/settings.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const PATH = '/account/second-factor';

const get = (path: string, cookie = ''): Promise<Received> => send(origin, path, { cookie });
const post = (path: string, form: Record<string, string> = {}, cookie = ''): Promise<Received> =>
  send(origin, path, { form, cookie });
const noLimits = () => app.db.deleteFrom('rate_limits').execute();
let seconds = 0;
/** Codes are good once, so each test goes on to another step of time. */
const goOn = (by = 60): void => {
  seconds += by;
  made.clock.set(new Date(AT.getTime() + seconds * 1000));
};
const codeOf = (secret: string, shift = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: AT.getTime() + (seconds + shift) * 1000,
  });

async function setUp(person: TestPerson): Promise<{ secret: string; paper: string[] }> {
  assert.equal((await post(`${PATH}/app`, { current: 'wrong' }, person.cookie)).status, 422);
  assert.equal((await post(`${PATH}/app`, { current: person.password }, person.cookie)).status, 303);
  const page = (await get(`${PATH}/app`, person.cookie)).text;
  const secret = /<code class="key">([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  assert.match(page, /<svg class="qr-code"/);
  assert.equal((await post(`${PATH}/app/confirm`, { code: '000000' }, person.cookie)).status, 422);
  const done = await post(`${PATH}/app/confirm`, { code: codeOf(secret) }, person.cookie);
  assert.equal(done.status, 200);
  const paper = [...done.text.matchAll(/<code>(\w{5}-\w{5})<\/code>/g)].map((match) => match[1] ?? '');
  assert.equal(paper.length, 10);
  goOn();
  return { secret, paper };
}

async function firstHalf(person: TestPerson): Promise<string> {
  const answer = await post('/login', { name: person.login, password: person.password, to: '/account' });
  assert.equal(answer.headers.location, '/login/second?to=%2Faccount');
  const cookie = cookiesOf(answer);
  assert.doesNotMatch(cookie, /fanlight_session/, 'no session before the second proof');
  return cookie;
}

const secondHalf = (cookie: string, code: string) => post('/login/second', { code, to: '/account' }, cookie);

test('the password alone opens nothing; a code does, and once', async () => {
  const person = await makePerson(app, { login: 'two_locks' });
  const { secret } = await setUp(person);
  const cookie = await firstHalf(person);
  assert.equal((await get('/account', cookie)).status, 303);
  assert.equal((await secondHalf(cookie, '123456')).status, 422);
  const code = codeOf(secret);
  const inside = await secondHalf(cookie, ` ${code.slice(0, 3)} ${code.slice(3)} `);
  assert.equal(inside.headers.location, '/account');
  assert.equal((await get('/account', cookiesOf(inside))).status, 200);
  assert.equal(
    (await secondHalf(await firstHalf(person), code)).status,
    422,
    'a code that was seen is worth nothing',
  );
  assert.equal(
    (await secondHalf(cookie, code)).headers.location,
    '/login?late&to=%2Faccount',
    'the step is over',
  );
  goOn();
  const late = await firstHalf(person);
  assert.equal(
    (await secondHalf(late, codeOf(secret, -30))).status,
    303,
    'a clock that is half a minute slow',
  );
  goOn();
  assert.equal((await secondHalf(await firstHalf(person), codeOf(secret, -90))).status, 422);
  await noLimits();
});

test('a code on paper lets in once, however it is typed; new ones end the old', async () => {
  const person = await makePerson(app, { login: 'on_paper' });
  const { paper } = await setUp(person);
  const [first = '', second = ''] = paper;
  assert.equal(
    (await secondHalf(await firstHalf(person), first.toUpperCase().replace('-', ' '))).status,
    303,
  );
  assert.equal((await secondHalf(await firstHalf(person), first)).status, 422);
  assert.match((await get(PATH, person.cookie)).text, /9 codes are left/);
  const renewed = await post(`${PATH}/codes`, { current: person.password }, person.cookie);
  assert.match(renewed.text, /good no longer/);
  assert.equal((await secondHalf(await firstHalf(person), second)).status, 422);
  await noLimits();
});

test('guesses from many browsers are counted together', async () => {
  const person = await makePerson(app, { login: 'guessed_at' });
  await setUp(person);
  await noLimits();
  const statuses = new Set<number>();
  for (let n = 0; n < 11; n += 1) statuses.add((await secondHalf(await firstHalf(person), '000000')).status);
  assert.deepEqual([...statuses], [422, 429]);
  await noLimits();
});

test('ten minutes after the password it is asked again', async () => {
  const person = await makePerson(app, { login: 'slow_one' });
  const { secret } = await setUp(person);
  const cookie = await firstHalf(person);
  goOn(601);
  assert.match(String((await secondHalf(cookie, codeOf(secret))).headers.location), /^\/login\?late/);
  await noLimits();
});

test('a new password by letter does not get around it; taking it off needs the password, and a letter says so', async () => {
  const person = await makePerson(app, { login: 'forgot_one' });
  await setUp(person);
  await post('/reset', { name: person.login });
  const letter = await app.db
    .selectFrom('letters')
    .select('text')
    .where('email', '=', 'forgot_one@example.org')
    .where('kind', '=', 'reset')
    .executeTakeFirstOrThrow();
  const link = /(\/reset\/\S+)/.exec(letter.text)?.[1] ?? '';
  await post(link, { password: 'a lamp that is new' });
  const half = await post('/login', { name: person.login, password: 'a lamp that is new' });
  assert.match(String(half.headers.location), /^\/login\/second/);
  await noLimits();

  const other = await makePerson(app, { login: 'takes_off' });
  await setUp(other);
  assert.equal((await post(`${PATH}/app/remove`, { current: 'wrong' }, other.cookie)).status, 422);
  assert.equal((await post(`${PATH}/app/remove`, { current: other.password }, other.cookie)).status, 303);
  const inside = await post('/login', { name: other.login, password: other.password });
  assert.match(cookiesOf(inside), /fanlight_session/);
  const letters = await app.db
    .selectFrom('letters')
    .select('subject')
    .where('email', '=', 'takes_off@example.org')
    .orderBy('id')
    .execute();
  assert.match(letters[0]?.subject ?? '', /another proof/);
  assert.match(letters[1]?.subject ?? '', /one proof less/);
  await noLimits();
});

test('where staff need it, roles give nothing without it; the host cannot lock themselves out', async () => {
  const host = await makePerson(app, { login: 'careful_host', roles: ['host'] });
  const moderator = await makePerson(app, { login: 'bare_mod', roles: ['moderator'] });
  const settings = {
    archiveName: 'Test Archive',
    address: origin,
    language: 'en',
    timeZone: 'UTC',
    joining: 'closed',
  };
  const ask = () => post('/admin', { ...settings, staffSecondProof: 'yes' }, host.cookie);
  assert.equal((await get('/admin/people', moderator.cookie)).status, 200);
  const refused = await ask();
  assert.equal(refused.status, 422);
  assert.match(refused.text, /lock yourself out/);
  await setUp(host);
  assert.equal((await ask()).headers.location, '/admin?saved');
  assert.equal((await get('/admin', host.cookie)).status, 200);
  assert.equal((await get('/admin/people', moderator.cookie)).status, 404);
  assert.match((await get('/works', moderator.cookie)).text, /asks its staff for a second proof/);
  await setUp(moderator);
  assert.equal((await get('/admin/people', moderator.cookie)).status, 200);
  const now = await readSettings(app.db);
  assert.ok(now?.staffSecondProof);
  await writeSettings(app.db, { ...now, staffSecondProof: false }, AT);
});

test('passkeys are offered where browsers have them: at a host name', async () => {
  const person = await makePerson(app, { login: 'by_number' });
  assert.match((await get(PATH, person.cookie)).text, /need an address with a host name/);
  assert.doesNotMatch((await get('/login')).text, /data-passkey-login/);
  assert.equal((await post('/login/passkey/options')).status, 422);
});
