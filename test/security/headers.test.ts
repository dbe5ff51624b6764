/** The headers of every kind of answer, to the letter. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { LIMITS } from '../../src/core/limits.js';
import { storeImage } from '../../src/features/works/index.js';
import { createTestApp, testApp } from '../support/app.js';
import { makePerson, makeWork } from '../support/factories.js';
import { type Received, send } from './client.js';

const EVERY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
};
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };
const GUEST = { 'cache-control': 'private, no-cache' };
const MEMBER = { 'cache-control': 'private, no-store' };
const NEVER = { 'cache-control': 'no-store' };
const FILE = { 'content-security-policy': "default-src 'none'; sandbox" };

/** What depends on the connection and on the body. */
const CONNECTION = new Set(['connection', 'keep-alive', 'content-length', 'transfer-encoding']);

function assertHeaders(answer: Received, status: number, ...headers: Record<string, string>[]): void {
  assert.equal(answer.status, status);
  const seen = Object.entries(answer.headers).filter(([name]) => !CONNECTION.has(name));
  assert.deepEqual(Object.fromEntries(seen), Object.assign({}, EVERY, ...headers));
}

const made = await testApp({ jobs: false });
const { app, origin } = made;
const writer = await makePerson(app);
const work = await makeWork(app, writer);
const mediaId = await storeImage(
  app.db,
  app.config.dataDir,
  writer.viewer.accountId,
  { type: 'image/png', width: 1, height: 1, bytes: Buffer.from('a picture') },
  app.clock.now(),
);
const draft = await makeWork(app, writer, { state: 'draft' });
const ask = (path: string, sent?: Parameters<typeof send>[2]) => send(origin, path, sent);

test('pages of guests and of members', async () => {
  assertHeaders(await ask('/'), 200, HTML, GUEST);
  assertHeaders(await ask(`/works/${work.id}`), 200, HTML, GUEST);
  assertHeaders(await ask('/my/works', { cookie: writer.cookie }), 200, HTML, MEMBER);
  assertHeaders(await ask(`/works/${draft.id}/edit`, { cookie: writer.cookie }), 200, HTML, MEMBER);
  assertHeaders(await ask(`/works/${work.id}`, { method: 'HEAD', cookie: writer.cookie }), 200, HTML, MEMBER);
});

test('ways elsewhere', async () => {
  assertHeaders(await ask('/my/works'), 303, GUEST, { location: '/login?to=%2Fmy%2Fworks' });
  assertHeaders(await ask('/login', { cookie: writer.cookie }), 303, MEMBER, { location: '/' });
});

test('what is not there', async () => {
  assertHeaders(await ask('/nowhere'), 404, HTML, GUEST);
  assertHeaders(await ask(`/works/${draft.id}`), 404, HTML, GUEST);
  assertHeaders(await ask(`/works/${draft.id}/nowhere`, { cookie: writer.cookie }), 404, HTML, MEMBER);
  assertHeaders(await ask('/assets/nothing.css'), 404, HTML, GUEST);
  assertHeaders(await ask('/nowhere', { method: 'DELETE' }), 404, HTML, GUEST);
  assertHeaders(await ask('/works/%00'), 404, HTML, GUEST);
});

test('errors as JSON', async () => {
  const answer = await ask('/nowhere', { headers: { accept: 'application/json' } });
  assertHeaders(answer, 404, NEVER, { 'content-type': 'application/json; charset=utf-8' });
  assert.deepEqual(JSON.parse(answer.text), {
    error: { code: 'not-found', message: 'There is nothing here that you can see.', fields: {} },
  });
});

test('small files, styles and scripts', async () => {
  assertHeaders(await ask('/robots.txt'), 200, TEXT, GUEST);
  assertHeaders(await ask(app.assets.url('app.css')), 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  });
});

test('files that people brought may do nothing', async () => {
  assertHeaders(await ask(`/media/${mediaId}`, { cookie: writer.cookie }), 200, FILE, {
    'content-type': 'image/png',
    'content-disposition': 'inline',
    'cache-control': 'private, no-cache',
  });
  assertHeaders(await ask(`/works/${work.id}/download.epub`), 200, FILE, GUEST, {
    'content-type': 'application/epub+zip',
    'content-disposition': `attachment; filename="A_Test_of_Patience.epub"; filename*=UTF-8''A%20Test%20of%20Patience.epub`,
    'x-robots-tag': 'noindex',
  });
});

test('forms that are refused', async () => {
  assertHeaders(await ask('/logout', { method: 'POST' }), 403, HTML, GUEST);
  assertHeaders(await ask('/login', { form: { name: 'nobody', password: 'x' } }), 422, HTML, GUEST);
  const large = { method: 'POST', body: 'x'.repeat(LIMITS.openFormBytes + 1) };
  const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  assertHeaders(await ask('/login', { ...large, headers: form }), 413, HTML, GUEST);
  const json = { ...form, 'content-type': 'application/json' };
  assertHeaders(await ask('/login', { method: 'POST', body: '{}', headers: json }), 415, HTML, GUEST);
  const notUtf8 = { method: 'POST', body: Buffer.from('name=\xff', 'latin1'), headers: form };
  assertHeaders(await ask('/login', notUtf8), 422, HTML, GUEST);
});

test('addresses that cannot be read', async () => {
  assertHeaders(await ask('/%E0%A4%A'), 400, HTML, GUEST);
  assertHeaders(await ask('/%E0%A4%A', { cookie: writer.cookie }), 400, HTML, MEMBER);
  assertHeaders(await ask(`/tags/${'x'.repeat(3000)}/works`), 414, HTML, GUEST);
  const long = await ask(`/works?${'x'.repeat(20_000)}`);
  assertHeaders(long, 431, TEXT, NEVER);
  assert.match(long.text, /too long/);
});

test('bytes that are no request', async () => {
  const { hostname, port } = new URL(origin);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write('HELO archive\r\n\r\n'));
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += part.toString();
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/);
  for (const [name, value] of Object.entries(EVERY))
    assert.ok(answer.includes(`${name}: ${value}\r\n`), name);
  assert.match(answer, /\r\n\r\nBad Request\n\nThis request cannot be read\.\n$/);
});

test('before set-up', async (t) => {
  const empty = await createTestApp({ settings: null, jobs: false });
  t.after(() => empty.close());
  assertHeaders(await send(empty.origin, '/'), 503, TEXT, NEVER);
  assertHeaders(await send(empty.origin, '/setup'), 404, HTML, GUEST);
});

test('too many pages', async (t) => {
  const busy = await createTestApp({ jobs: false, env: { FANLIGHT_PAGES_PER_MINUTE: '2' } });
  t.after(() => busy.close());
  await send(busy.origin, '/');
  await send(busy.origin, '/nowhere');
  for (const path of ['/', '/nowhere']) {
    const answer = await send(busy.origin, path);
    const { 'retry-after': wait, ...rest } = answer.headers;
    assertHeaders({ ...answer, headers: rest }, 429, HTML, GUEST);
    assert.ok(Number(wait) > 0 && Number(wait) <= 60);
  }
});

test('https is for ever where a proxy that is trusted says https', async (t) => {
  const behind = await createTestApp({ jobs: false, env: { FANLIGHT_PROXIES: '127.0.0.1' } });
  t.after(() => behind.close());
  const secure = { 'strict-transport-security': 'max-age=31536000' };
  const headers = { 'x-forwarded-proto': 'https' };
  assertHeaders(await send(behind.origin, '/', { headers }), 200, HTML, GUEST, secure);
  assertHeaders(await send(behind.origin, '/nowhere', { headers }), 404, HTML, GUEST, secure);
  assertHeaders(await send(behind.origin, '/'), 200, HTML, GUEST);
  // Nobody named this proxy.
  assertHeaders(await ask('/', { headers }), 200, HTML, GUEST);
});

test('cookies are for the server alone, and for https alone where the archive has it', async (t) => {
  const form = { name: writer.login, password: writer.password, to: '/' };
  const cookieAt = async (at: string, fields: Record<string, string>) =>
    String((await send(at, '/login', { form: fields })).headers['set-cookie']);
  assert.match(
    await cookieAt(origin, form),
    /^fanlight_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  assert.match(await cookieAt(origin, { ...form, remember: 'on' }), /; Max-Age=7776000; /);
  const other = await createTestApp({ jobs: false, settings: { address: 'https://archive.example' } });
  t.after(() => other.close());
  const person = await makePerson(other.app);
  assert.match(
    await cookieAt(other.origin, { name: person.login, password: person.password, to: '/' }),
    /; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const theme = await ask('/theme', { form: { theme: 'dark', to: '/' } });
  assert.match(
    String(theme.headers['set-cookie']),
    /^fanlight_theme=dark; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});
