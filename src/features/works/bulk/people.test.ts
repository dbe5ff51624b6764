/** Many works at once: who is named on them, whom they are given to, and which there are to choose from. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { bulkSteps } from './testing/steps.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const { words, get, post, choose, addPseud, workOf } = bulkSteps(made);

test('pen names are put in each other’s place, co-creators are asked, and who can’t be asked undoes nothing', async () => {
  const writer = await makePerson(app, { pseud: 'First Name' });
  const friend = await makePerson(app, { pseud: 'Friendly' });
  await app.db
    .updateTable('accounts')
    .set({ allows_invitations: true })
    .where('id', '=', friend.viewer.accountId)
    .execute();
  const second = await addPseud(writer, 'Second Name');
  const work = await makeWork(app, writer, { fields: { title: 'Ours' } });
  const path = await choose(writer, [work.id]);
  await post(path, { act: 'look', pseud: second, invite: 'Friendly' }, writer);
  assert.match(words((await get(path, writer)).text), /By Second Name\. Friendly is asked/);
  await post(path, { act: 'begin' }, writer);
  const names = await app.db
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .select(['pseuds.name', 'creatorships.accepted_at'])
    .where('work_id', '=', work.key)
    .orderBy('creatorships.position')
    .execute();
  assert.deepEqual(
    names.map(({ name, accepted_at }) => [name, accepted_at !== null]),
    [
      ['Second Name', true],
      ['Friendly', false],
    ],
  );
  const again = await choose(writer, [work.id]);
  await post(again, { act: 'look', invite: 'Nobody at All', restricted: 'yes' }, writer);
  await post(again, { act: 'begin' }, writer);
  assert.match(words((await get(again, writer)).text), /changed The co-creator could not be asked/);
  assert.equal((await workOf(work.key))?.restricted, true);
});

test('works are given away and deleted, with copies by letter; drafts and others’ works stay', async () => {
  const writer = await makePerson(app, { pseud: 'Leaver' });
  const other = await makePerson(app);
  const posted = await makeWork(app, writer, { fields: { title: 'Given' } });
  const draft = await makeWork(app, writer, { fields: { title: 'Kept' }, state: 'draft' });
  const path = await choose(writer, [posted.id, draft.id], 'orphan');
  assert.match((await get(path, writer)).text, /Give 2 works away\?/);
  await post(path, { act: 'begin' }, writer);
  assert.match(words((await get(path, writer)).text), /1 work given away 1 work left as they were/);
  assert.match((await send(origin, `/works/${posted.id}`)).text, /orphan account/);
  assert.doesNotMatch((await send(origin, `/works/${posted.id}`)).text, /Leaver/);

  const theirs = await makeWork(app, other, { fields: { title: 'Theirs' } });
  const none = await post('/my/works/edit', { act: 'delete', work: theirs.id }, writer);
  assert.equal(none.status, 422, 'another’s work can’t be chosen');
  const gone = await makeWork(app, writer, { fields: { title: 'Deleted' } });
  const away = await choose(writer, [gone.id], 'delete');
  assert.ok(await workOf(gone.key), 'not before it is said twice');
  await post(away, { act: 'begin' }, writer);
  assert.equal(await workOf(gone.key), undefined);
  assert.match(words((await get(away, writer)).text), /1 work deleted/);
  const letters = await app.db
    .selectFrom('letters')
    .select('kind')
    .where('account_id', '=', writer.viewer.accountId)
    .execute();
  assert.ok(letters.some(({ kind }) => kind === 'work-deleted'));
  for (const page of [path, away]) assert.equal((await get(page, other)).status, 404);
  assert.equal((await post(path, { act: 'begin' }, other)).status, 404);
});

test('the list to choose from is filtered by fandom and marked without a script', async () => {
  const writer = await makePerson(app);
  for (const [title, fandom] of [
    ['Alpha', 'Harbour'],
    ['Beta', 'Lighthouse'],
    ['Gamma', 'Lighthouse'],
  ] as const)
    await makeWork(app, writer, { fields: { title, fandoms: [fandom] } });
  const list = (await get('/my/works/edit?fandom=Lighthouse&marked', writer)).text;
  assert.doesNotMatch(list, /Alpha/);
  assert.equal(list.match(/name="work"[^>]*checked/g)?.length, 2);
  assert.match(list, /Lighthouse \(2 works\)/);
  const none = await post('/my/works/edit', { act: 'edit', fandom: 'Lighthouse' }, writer);
  assert.equal(none.status, 422);
  assert.match(none.text, /Mark at least one work/);
  assert.match(none.text, /Beta/);
});
