/** The log tells what happened and to nobody whom: a journey full of canaries leaves none of them in it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AppError } from '../../src/core/errors.js';
import { open } from '../../src/core/http/route.js';
import { addJob, runJobs } from '../../src/core/jobs/queue.js';
import { createLog } from '../../src/core/log.js';
import { allJobs, allRoutes } from '../../src/rooms.js';
import { createTestApp } from '../support/app.js';
import { makePerson, makeWork } from '../support/factories.js';
import { multipart, sendImport, untilRead } from './bring.js';
import { send } from './client.js';
import { serve } from './site.js';

const lines: string[] = [];
const made = await createTestApp({ jobs: false, env: { FANLIGHT_PROXIES: '127.0.0.1' } });
const app = { ...made.app, log: createLog('trace', { write: (line) => void lines.push(line) }) };
const broken = [
  // The database repeats the row that it refuses.
  open('GET', '/broken/row', async () => {
    const account = await app.db.selectFrom('accounts').selectAll().executeTakeFirstOrThrow();
    const { id: _, ...row } = account;
    await app.db
      .insertInto('accounts')
      .values({ ...row, public_id: 'x' })
      .execute();
    return { kind: 'redirect', to: '/' } as const;
  }),
  // And the value that it can't read.
  open('GET', '/broken/value', async () => {
    await made.database.pool.query('select $1::int', ['canary-value']);
    return { kind: 'redirect', to: '/' } as const;
  }),
  open('GET', '/broken/cause', () => {
    throw new AppError('broken', 500, 'It broke.', { cause: new Error('the cause of it') });
  }),
];
const { origin, close } = await serve({ ...made, app }, [...allRoutes(app), ...broken]);
const runner = await runJobs(made.database.pool, allJobs(app), app.log);
after(async () => {
  await runner.stop();
  await close();
  await made.close();
});

const person = await makePerson(app, {
  login: 'canary_login',
  email: 'canary-mail@secret.example',
  pseud: 'Canary Pseud',
});
const IP = '203.0.113.77';
const headers = {
  'x-forwarded-for': IP,
  'user-agent': 'canary-agent',
  referer: 'http://canary-referer.example/',
  'sec-fetch-site': 'same-origin',
};
const ask = (path: string, cookie?: string) => send(origin, path, { headers, ...(cookie ? { cookie } : {}) });
const token = person.cookie.split('=')[1] ?? '';

test('a journey', async () => {
  const typed = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  const post = (path: string, form: Record<string, string>, cookie = '') =>
    send(origin, path, { form, headers: typed, cookie });
  const statuses = [
    (await post('/login', { name: 'canary_login', password: 'canary-wrong' })).status,
    (await post('/login', { name: 'canary-mail@secret.example', password: person.password })).status,
    (await ask('/works?q=canary-query')).status,
    (await ask('/canary-path?canary-query')).status,
    (await ask('/works/canary-id')).status,
    (await ask('/canary-bad%E0%A4%A')).status,
    (await ask('/my/works', person.cookie)).status,
  ];
  assert.deepEqual(statuses, [422, 303, 200, 404, 404, 400, 200]);
  const { id } = await makeWork(app, person, { state: 'draft', fields: { title: 'Canary Title' } });
  await post(`/works/${id}/edit`, { title: 'Canary Title Two', fandoms: 'canary<' }, person.cookie);
  await post(`/works/${id}/post`, {}, person.cookie);
  for (const [name, text] of [
    ['canary-file.txt', 'Canary text.\n\nThe end.'],
    ['canary-file.epub', 'canary that is no book'],
  ] as const)
    await sendImport(origin, person.cookie, { once: name }, { [name]: text });
  await untilRead(app);
  for (const path of ['/imports', '/broken/row', '/broken/value', '/broken/cause'])
    await ask(path, person.cookie);
  const torn = multipart({ once: 'canary-torn', paste: 'canary' });
  const half = torn.body.subarray(0, torn.body.length - 20);
  const answer = await send(origin, '/import', {
    method: 'POST',
    cookie: person.cookie,
    headers: torn.headers,
    body: half,
  });
  assert.equal(answer.status, 400, 'a form that is torn off is the sender’s fault');
});

test('a job that fails', async () => {
  await addJob(app.db, 'imports.read', { import: { name: 'canary-payload' } }, { maxAttempts: 1 });
  const failed = () => lines.some((line) => line.includes('Failed task') && line.includes('"level":50'));
  for (let turn = 0; turn < 200 && !failed(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  assert.ok(failed(), 'the failure is told');
});

test('the log holds what happened', () => {
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const answered = entries.filter(({ msg }) => msg === 'answered');
  assert.ok(answered.length > 12);
  for (const entry of answered)
    assert.deepEqual(Object.keys(entry).sort(), ['level', 'method', 'ms', 'msg', 'route', 'status', 'time']);
  assert.ok(answered.some(({ route, status }) => route === '/works/:id' && status === 404));
  assert.ok(answered.some(({ route, status }) => route === 'none' && status === 404));
  const errors = entries.filter(({ err }) => err).map(({ err, route }) => ({ ...(err as object), route }));
  const at = (route: string) =>
    errors.find((error) => error.route === route) as
      | { message?: string; code?: string; table?: string; constraint?: string; at?: string[] }
      | undefined;
  const row = at('/broken/row');
  assert.deepEqual([row?.code, row?.table, row?.constraint], ['23505', 'accounts', 'accounts_login_key_key']);
  assert.ok((row?.at?.length ?? 0) > 0);
  assert.equal(at('/broken/value')?.message, 'invalid input syntax for type integer: "…"');
  assert.equal(at('/broken/cause')?.message, 'the cause of it');
});

test('the log names nobody', () => {
  const log = lines.join('').toLowerCase();
  const words = ['canary', 'secret.example', IP, token, person.password, '127.0.0.1'];
  for (const word of words) {
    const found = lines.find((line) => line.toLowerCase().includes(word.toLowerCase()));
    assert.ok(!log.includes(word.toLowerCase()), `${word}: ${found}`);
  }
});
