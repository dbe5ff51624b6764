/** A form is taken from a page of this archive and from nowhere else, and sent twice it is carried out once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setupToken } from '../../src/features/admin/index.js';
import { createTestApp } from '../support/app.js';
import { makeWork } from '../support/factories.js';
import { multipart, sendImport, untilRead } from './bring.js';
import { type Received, send } from './client.js';
import { fill } from './routes.js';
import { RULES } from './rules.js';
import { testSite } from './site.js';

const { test: made, people, serving } = await testSite({ at: undefined });
const { app, origin } = made;
const { host } = new URL(origin);
const draft = await makeWork(app, people.creator, { state: 'draft' });

/** All but what programs send that show letters: a secret in the address stands for those. */
const POSTS = made.routes
  .filter(({ method, fromLetters }) => method === 'POST' && !fromLetters)
  .map(({ path }) => path);
const FROM_LETTERS = made.routes.filter(({ fromLetters }) => fromLetters).map(({ path }) => path);
const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends a form as the host of the archive, whom everything is open to. */
const post = (path: string, headers: Record<string, string>, at = origin): Promise<Received> =>
  send(at, path, {
    method: 'POST',
    cookie: people.host.cookie,
    headers: { ...URLENCODED, ...headers },
    body: 'to=%2Fworks',
  });

/** A path without its parameters would be another one. */
const anyOf = (path: string): Record<string, string> =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, 'none']));

const FOREIGN: Record<string, Record<string, string>> = {
  'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  'a sister of the host': { 'sec-fetch-site': 'same-site', origin: 'http://blog.127.0.0.1' },
  'the address bar': { 'sec-fetch-site': 'none' },
  'a browser that says two things': { 'sec-fetch-site': 'same-origin, cross-site', origin },
  'another site that claims our Origin': { 'sec-fetch-site': 'cross-site', origin },
  'an old browser elsewhere': { origin: 'https://evil.example' },
  'another port of this host': { origin: 'http://127.0.0.1:1' },
  'a page that hides its Origin': { origin: 'null' },
  'an Origin that is no address': { origin: host },
  'nobody knows where': {},
  'a page that names ours in Referer alone': { referer: `${origin}/login` },
};

test('every form is refused when it comes from elsewhere', async () => {
  assert.ok(POSTS.length > 10);
  const before = await app.db.selectFrom('works').selectAll().execute();
  for (const [from, headers] of Object.entries(FOREIGN)) {
    for (const path of POSTS) {
      const answer = await post(fill(path, { ...anyOf(path), id: draft.id }), headers);
      assert.equal(answer.status, 403, `${path} took a form from ${from}`);
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.match(answer.text, /not sent from a page of this archive/);
    }
  }
  const upload = multipart({ once: 'x', paste: 'A text.' });
  const foreign = { 'sec-fetch-site': 'cross-site', 'content-type': upload.headers['content-type'] ?? '' };
  const taken = await send(origin, '/import', {
    method: 'POST',
    cookie: people.host.cookie,
    headers: foreign,
    body: upload.body,
  });
  assert.equal(taken.status, 403);
  assert.deepEqual(await app.db.selectFrom('works').selectAll().execute(), before);
  assert.deepEqual(await app.db.selectFrom('imports').select('id').execute(), []);
});

test('a refusal says nothing of what is there', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  const there = await post(`/works/${draft.id}/delete`, headers);
  const missing = await post('/works/zzzzzzzzzz/delete', headers);
  assert.deepEqual(
    [there.status, there.headers, there.text],
    [missing.status, missing.headers, missing.text],
  );
});

test('forms of our own pages are taken, in new browsers and in old ones', async () => {
  const own: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin', origin },
    { origin },
  ];
  for (const headers of own) assert.equal((await post('/adult', headers)).status, 303);
});

test('behind a proxy', async (t) => {
  const address = 'https://archive.example';
  const trusted = await createTestApp({
    jobs: false,
    settings: { address },
    env: { FANLIGHT_PROXIES: '127.0.0.1' },
  });
  t.after(() => trusted.close());
  const from = (headers: Record<string, string>) => post('/adult', headers, trusted.origin);
  const passed = { 'x-forwarded-host': 'archive.example', 'x-forwarded-proto': 'https' };
  assert.equal((await from({ ...passed, origin: address })).status, 303);
  // The proxy passes nothing on, and the browser is an old one: the address that was set is enough.
  assert.equal((await from({ origin: address })).status, 303);
  // The address stands for its scheme too: who listens on the way may have written the page of the other.
  assert.equal((await from({ origin: 'http://archive.example' })).status, 403);
  assert.equal((await from({ ...passed, origin: 'https://evil.example' })).status, 403);
  // A proxy that nobody named can't lend its host to a foreign page.
  const forged = { 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' };
  assert.equal((await post('/adult', forged)).status, 403);
  const named = await createTestApp({ jobs: false, env: { FANLIGHT_URL: address } });
  t.after(() => named.close());
  assert.equal((await post('/adult', { origin: address }, named.origin)).status, 303);
});

test('the host’s desk warns when the address that is set is not the one that was asked for', async () => {
  const desk = (headers: Record<string, string>) =>
    send(origin, '/admin', { cookie: people.host.cookie, headers });
  const warning = `but this page was asked for at elsewhere.example`;
  assert.ok(!(await desk({})).text.includes('but this page was asked for at'));
  assert.ok((await desk({ host: 'elsewhere.example' })).text.includes(warning));
});

test('forms that are longer than they may be are refused before they are read whole', async () => {
  const long = `name=${'x'.repeat(70_000)}`;
  for (const [route, rule] of Object.entries(RULES)) {
    if (!route.startsWith('POST ') || rule.who !== 'anyone') continue;
    const headers = { ...URLENCODED, 'sec-fetch-site': 'same-origin' };
    const answer = await send(origin, route.slice('POST '.length), { method: 'POST', headers, body: long });
    assert.equal(answer.status, 413, route);
  }
});

const twice = async (once: () => Promise<Received>): Promise<Received[]> => Promise.all([once(), once()]);

test('an import that is sent twice at once is taken in once', async () => {
  const { cookie } = people.creator;
  const answers = await twice(() =>
    sendImport(origin, cookie, { once: 'same', paste: 'Twice sent.\n\nOnce kept.' }),
  );
  const [first, second] = answers.map(({ status, headers }) => [status, headers.location]);
  assert.equal(first?.[0], 303);
  assert.deepEqual(first, second);
  const kept = await app.db.selectFrom('imports').select('public_id').execute();
  assert.deepEqual(
    kept.map((row) => `/imports/${row.public_id}`),
    [first?.[1]],
  );
  // Sent once more, long after: still the same.
  const late = await sendImport(origin, cookie, { once: 'same', paste: 'Twice sent.\n\nOnce kept.' });
  assert.equal(late.headers.location, first?.[1]);
  // The same key from another person is another form.
  const other = await sendImport(origin, people.member.cookie, { once: 'same', paste: 'Mine.' });
  assert.notEqual(other.headers.location, first?.[1]);
  await untilRead(app);
});

test('an import that is saved twice at once becomes one work', async () => {
  const { cookie, viewer } = people.creator;
  const { public_id: id } = await app.db
    .selectFrom('imports')
    .select('public_id')
    .where('account_id', '=', viewer.accountId)
    .executeTakeFirstOrThrow();
  const form = { title: 'Saved Once', language: 'en', save: 'draft' };
  const answers = await twice(() => send(origin, `/imports/${id}/details`, { cookie, form }));
  const works = await app.db
    .selectFrom('works')
    .select('public_id')
    .where('title', '=', 'Saved Once')
    .execute();
  assert.equal(works.length, 1);
  const places = answers.filter(({ status }) => status === 303).map(({ headers }) => headers.location);
  assert.ok(places.includes(`/works/${works[0]?.public_id}?saved`), String(places));
});

test('a draft that is posted twice at once is posted once', async () => {
  const path = `/works/${draft.id}/post`;
  const answers = await twice(() => send(origin, path, { cookie: people.creator.cookie, form: {} }));
  for (const answer of answers) assert.equal(answer.headers.location, `/works/${draft.id}?posted`);
  const events = await app.db
    .selectFrom('changes')
    .select('what')
    .where('thing_id', '=', draft.key)
    .where('what', '=', 'posted')
    .execute();
  assert.equal(events.length, 1);
});

test('an archive that is set up twice at once is set up once', async (t) => {
  const empty = await createTestApp({ settings: null, jobs: false });
  t.after(() => empty.close());
  const token = await setupToken(empty.app.config.dataDir);
  const form = (login: string) => ({
    token,
    archiveName: 'Once',
    address: 'http://127.0.0.1',
    language: 'en',
    timeZone: 'UTC',
    joining: 'closed',
    login,
    pseud: login,
    email: `${login}@example.org`,
    password: 'a long enough password',
  });
  const answers = await Promise.all(
    ['first', 'second', 'first'].map((login) => send(empty.origin, '/setup', { form: form(login) })),
  );
  // Whoever came after the archive was there finds no page to set it up; whoever was on the way is sent to log in.
  const places = answers.map(({ status, headers }) => `${status} ${headers.location ?? ''}`.trim());
  assert.equal(places.filter((place) => place === '303 /').length, 1, places.join(', '));
  const others = places.filter((place) => place !== '303 /');
  assert.ok(
    others.every((place) => place === '303 /login' || place === '404'),
    places.join(', '),
  );
  const { db } = empty.app;
  assert.equal((await db.selectFrom('accounts').select('id').execute()).length, 1);
  assert.equal((await db.selectFrom('account_roles').select('role').execute()).length, 1);
  assert.equal((await db.selectFrom('settings').select('name').execute()).length, 1);
  // Its token is used up.
  assert.equal((await send(empty.origin, '/setup', { form: form('third') })).status, 404);
  assert.equal((await send(empty.origin, `/setup?token=${token}`)).status, 404);
});

test('whoever tries set-up tokens is stopped; a host who mends the form is not', async (t) => {
  const empty = await createTestApp({ settings: null, jobs: false });
  t.after(() => empty.close());
  const token = await setupToken(empty.app.config.dataDir);
  for (let i = 0; i < 12; i += 1)
    assert.equal((await send(empty.origin, '/setup', { form: { token, login: 'x' } })).status, 422);
  const guesses: number[] = [];
  for (let i = 0; i < 11; i += 1) guesses.push((await send(empty.origin, `/setup?token=guess${i}`)).status);
  assert.deepEqual(guesses, [...Array(10).fill(404), 429]);
  assert.equal((await send(empty.origin, `/setup?token=${token}`)).status, 200);
});

test('the server of this file is the one that is crawled', () => {
  assert.deepEqual(
    serving.routes.filter((route) => route.startsWith('POST ')),
    [...POSTS, ...FROM_LETTERS].map((path) => `POST ${path}`).sort(),
  );
});
