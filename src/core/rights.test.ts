/** Every right, with every role: made from the table itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAbove, may, RIGHTS, type Right } from './rights.js';
import { GOOD, GUEST, type Member, ROLES, type Role } from './viewer.js';

const member = (roles: readonly Role[], standing = GOOD): Member => ({
  kind: 'member',
  accountId: 1,
  login: 'wren',
  roles,
  showsAdult: false,
  standing,
});

for (const right of Object.keys(RIGHTS) as Right[]) {
  const given: readonly Role[] = RIGHTS[right];
  test(`${right}: ${given.join(', ')} and nobody else`, () => {
    for (const role of ROLES) assert.equal(may(member([role]), right), given.includes(role), role);
    const others = ROLES.filter((role) => !given.includes(role));
    assert.equal(may(member(others), right), false, 'all other roles together');
    assert.equal(may(member([...others, given[0]!]), right), true);
    assert.equal(may(member([]), right), false, 'an ordinary member');
    assert.equal(may(GUEST, right), false);
    assert.equal(may(member([...ROLES], { kind: 'banned' }), right), false);
    assert.equal(may(member([...ROLES], { kind: 'suspended', until: new Date() }), right), false);
  });
}

test('nobody but the host holds every right of staff, and no right is held by everybody', () => {
  for (const roles of Object.values(RIGHTS) as (readonly Role[])[]) {
    assert.ok(roles.length > 0 && roles.length < ROLES.length);
    assert.equal(new Set(roles).size, roles.length);
    assert.ok(roles.includes('host'));
  }
});

test('staff act on those below them, never on their equals', () => {
  const order: Role[][] = [['host'], ['admin'], ['moderator'], []];
  for (const [i, actor] of order.entries())
    for (const [j, other] of order.entries()) assert.equal(isAbove(actor, other), i < j, `${actor} ${other}`);
  assert.equal(isAbove(['moderator'], ['archivist', 'tag_wrangler']), true);
  assert.equal(isAbove(['moderator'], ['archivist', 'admin']), false);
  assert.equal(isAbove(['archivist'], []), false);
});
