/** Every page of staff lets in whom the table of rights says, and is not there for anybody else. Made from the table and the routes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RIGHTS, type Right } from '../../src/core/rights.js';
import { deedOf } from '../../src/core/standing.js';
import { ROLES, type Role } from '../../src/core/viewer.js';
import { testApp } from '../support/app.js';
import { makePerson, type TestPerson } from '../support/factories.js';
import { ROLES_PAGE, rolesPage } from '../support/roles-page.js';
import { send } from './client.js';
import { fill } from './routes.js';
import { ruleOf } from './rules.js';

const made = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const { app, origin } = made;
const plain = await makePerson(app);
const people = new Map<Role, TestPerson>();
for (const role of ROLES) people.set(role, await makePerson(app, { roles: [role] }));

const { public_id } = await app.db
  .selectFrom('accounts')
  .select('public_id')
  .where('id', '=', plain.viewer.accountId)
  .executeTakeFirstOrThrow();

const isRight = (access: string): access is Right => Object.hasOwn(RIGHTS, access);
const gated = made.routes.flatMap((route) =>
  isRight(route.access) ? [{ ...route, right: route.access }] : [],
);

test('the page about roles is what the table makes', () => {
  assert.equal(readFileSync(ROLES_PAGE, 'utf8'), rolesPage(), 'run node --import tsx scripts/roles.mjs');
});

test('the rules of the crawl name the same right as the route itself', () => {
  assert.ok(gated.length > 10);
  for (const { method, path, right } of gated) assert.equal(ruleOf(`${method} ${path}`)?.who, right, path);
});

for (const { method, path, right } of gated) {
  test(`${method} ${path} is for ${right}`, async () => {
    const ask = (cookie?: string) =>
      send(origin, fill(path, { id: public_id }), { cookie, ...(method === 'POST' ? { form: {} } : {}) });
    const given: readonly Role[] = RIGHTS[right];
    // What another thing's id is needed for is answered alike to all; its own tests say whom it lets in.
    const decides = !path.includes(':') || path.startsWith('/admin/people/');
    for (const role of ROLES) {
      const { status } = await ask(people.get(role)?.cookie);
      if (!given.includes(role)) assert.equal(status, 404, `${role} is let in`);
      else if (decides) assert.notEqual(status, 404, `${role} is refused`);
    }
    assert.equal((await ask(plain.cookie)).status, 404);
    assert.equal((await ask()).status, 404);
  });
}

test('a role that is taken is gone with the next request', async () => {
  const admin = await makePerson(app, { roles: ['admin'] });
  assert.equal((await send(origin, '/admin', { cookie: admin.cookie })).status, 200);
  await app.db.deleteFrom('account_roles').where('account_id', '=', admin.viewer.accountId).execute();
  assert.equal((await send(origin, '/admin', { cookie: admin.cookie })).status, 404);
});

test('suspended: reads, and no form that keeps or deletes anything is carried out; banned: may delete', async () => {
  const suspended = await makePerson(app, { roles: ['host'] });
  const banned = await makePerson(app);
  const set = (person: TestPerson, change: object) =>
    app.db.updateTable('accounts').set(change).where('id', '=', person.viewer.accountId).execute();
  await set(suspended, { suspended_until: new Date('2026-03-08T10:00:00Z') });
  await set(banned, { banned_at: new Date('2026-03-01T09:00:00Z') });
  const forms = made.routes.filter(({ method, path }) => method === 'POST' && path !== '/logout');
  /** Of a thing that is not there. */
  const gone = (path: string): Record<string, string> => ({
    ...Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, 'zzzzzzzzzz'])),
    token: 'z'.repeat(43),
  });
  let refused = 0;
  for (const route of forms) {
    const post = (person: TestPerson) =>
      send(origin, fill(route.path, gone(route.path)), { cookie: person.cookie, form: {} });
    const deed = deedOf(route);
    const [one, other] = [await post(suspended), await post(banned)];
    if (isRight(route.access)) {
      assert.deepEqual([one.status, other.status], [404, 404], route.path);
      continue;
    }
    assert.equal(one.status === 403, deed !== 'nothing', `suspended: ${route.path} is ${one.status}`);
    assert.equal(other.status === 403, deed === 'adds', `banned: ${route.path} is ${other.status}`);
    if (one.status === 403) assert.match(one.text, /suspended until Mar 8, 2026/);
    if (other.status === 403) assert.match(other.text, /You are banned/);
    refused += Number(one.status === 403);
  }
  assert.ok(refused > 5);
  const page = await send(origin, '/works', { cookie: suspended.cookie });
  assert.equal(page.status, 200);
  assert.match(page.text, /suspended until Mar 8, 2026/);
  made.clock.set(new Date('2026-03-08T10:00:01Z'));
  assert.doesNotMatch((await send(origin, '/works', { cookie: suspended.cookie })).text, /suspended until/);
  assert.equal((await send(origin, '/admin', { cookie: suspended.cookie })).status, 200);
});
