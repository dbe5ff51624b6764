/**
 * A reader can't tell whether a thing they may not see exists: every page is asked for by everybody, before the
 * secrets are planted and after. The tests of this file build on one another.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveAll } from '../../src/features/find/index.js';
import {
  careless,
  crawl,
  deadLinks,
  differences,
  existenceFaults,
  headFaults,
  inlineCode,
  leaks,
  type Pages,
  routesWithoutRule,
} from './crawl.js';
import { hangCredit, plantOfPeople, plantOpenCredit, unapproved } from './credit.js';
import { plantAnonymous, plantForOthers, plantRestricted, plantSecrets } from './secrets.js';
import { testSite } from './site.js';
import { VIEWERS } from './viewers.js';
import { plantPublic } from './world.js';

const { test: made, people, serving } = await testSite();
const { app } = made;
const world = await plantPublic(app, people);
const anonymous = await plantAnonymous(app, people);
const credit = await plantOpenCredit(app, world);
const open = { ...serving, people, things: [...world.things, ...anonymous.things, ...credit.things] };
const all = { ...open, things: [...open.things] };
const secrets = [...anonymous.secrets];

// How much tags are used is counted by the deriver, not by whoever asks.
await deriveAll(app.db, () => app.clock.now());

const NOTICES_NOTHING = ['guest', 'member'] as const;
const before: Record<'guest' | 'member', Pages> = {
  guest: await crawl(open, 'guest'),
  member: await crawl(open, 'member'),
};

async function assertUnchanged(viewers: readonly (typeof NOTICES_NOTHING)[number][]): Promise<void> {
  for (const viewer of viewers) {
    const after = await crawl(open, viewer);
    assert.deepEqual(differences(before[viewer], after, viewer), []);
    assert.deepEqual(differences(after, before[viewer], viewer), []);
  }
}

test('every route has a rule', () => {
  assert.deepEqual(routesWithoutRule(serving.routes), []);
});

test('the crawl comes to all there is, and no link leads nowhere', () => {
  for (const viewer of NOTICES_NOTHING) {
    const found = [...before[viewer].values()].filter(({ status }) => status === 200);
    assert.ok(found.length > 80, `only ${found.length} pages were found`);
    assert.deepEqual(deadLinks(before[viewer], serving.origin, viewer), []);
  }
});

test('whose an anonymous work is can’t be told', async () => {
  const move = (from: number, to: number) =>
    app.db
      .updateTable('creatorships')
      .set({ pseud_id: to })
      .where('work_id', '=', anonymous.key)
      .where('pseud_id', '=', from)
      .execute();
  await move(people.creator.pseudId, people.cocreator.pseudId);
  await assertUnchanged(NOTICES_NOTHING);
  await move(people.cocreator.pseudId, people.creator.pseudId);
});

test('which account a pen name belongs to can’t be told', async () => {
  const { key, own, other } = credit.pseud;
  const move = (to: number) =>
    app.db.updateTable('pseuds').set({ account_id: to }).where('id', '=', key).execute();
  await move(other);
  await assertUnchanged(NOTICES_NOTHING);
  await move(own);
});

test('the crawl after the secrets were planted equals the crawl before', async () => {
  const planted = await plantSecrets(app, people, world, serving.origin);
  const hung = await hangCredit(app, people, planted, credit);
  const ofPeople = await plantOfPeople(app, people);
  all.things.push(...planted.things, ...ofPeople.things);
  secrets.push(...planted.secrets, ...hung.secrets, ...ofPeople.secrets);
  await assertUnchanged(NOTICES_NOTHING);
});

test('a guest notices nothing of a work for members', async () => {
  const planted = await plantRestricted(app, people);
  const hung = await hangCredit(app, people, planted, credit);
  all.things.push(...planted.things);
  secrets.push(...planted.secrets, ...hung.secrets);
  await assertUnchanged(['guest']);
});

test('a guest notices nothing of works that an archivist brought in for others', async () => {
  const planted = await plantForOthers(app, people);
  all.things.push(...planted.things);
  secrets.push(...planted.secrets);
  await assertUnchanged(['guest']);
});

for (const viewer of VIEWERS) {
  test(`${viewer} is sent nothing that ${viewer} may not see`, async () => {
    const pages = await crawl(all, viewer);
    assert.deepEqual(await leaks(pages, secrets, viewer), []);
    assert.deepEqual(unapproved(pages, credit, viewer), []);
    assert.deepEqual(await existenceFaults(all, viewer), []);
    assert.deepEqual(careless(pages, viewer), []);
    assert.deepEqual(inlineCode(pages), []);
    if (viewer === 'guest' || viewer === 'creator')
      assert.deepEqual(await headFaults(all, pages, viewer), []);
  });
}

test('what was made after a work is told once its makers allow it', async () => {
  await app.db
    .updateTable('related_works')
    .set({ approved_at: app.clock.now() })
    .where('work_id', '=', credit.after.key)
    .execute();
  const pages = await crawl(open, 'guest');
  assert.ok(unapproved(pages, credit, 'guest').length > 0, 'the link is alive');
});
