/** Gifts: to members who allow it and to names; told once posted; refused for good. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { worksJobs } from '../jobs.js';

const made = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const { app, origin } = made;
const wren = await makePerson(app, { pseud: 'Wren' });
const tern = await makePerson(app, { pseud: 'Tern' });
const rook = await makePerson(app, { pseud: 'Rook' });
const setGifts = (person: TestPerson, allows: boolean) =>
  app.db
    .updateTable('accounts')
    .set({ allows_gifts: allows })
    .where('id', '=', person.viewer.accountId)
    .execute();
await setGifts(tern, true);

const get = (path: string, by?: TestPerson): Promise<Received> =>
  send(origin, path, by ? { cookie: by.cookie } : {});
const post = (path: string, form: Record<string, string>, by: TestPerson = wren): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });
const give = (id: string, name: string, more = {}) =>
  post(`/works/${id}/gifts`, { act: 'give', name, ...more });
const answer = (id: string, act: string, by = tern) => post('/my/gifts', { act, work: id }, by);
/** What the job does that giving and posting ask for. */
async function tell(workKey: number): Promise<string[]> {
  const job = worksJobs(app)['tell-of-gifts'];
  assert.ok(job);
  await job({ workKey }, { attempt: 1, maxAttempts: 5 });
  const letters = await app.db.selectFrom('letters').select('text').where('kind', '=', 'gift').execute();
  await app.db.deleteFrom('letters').execute();
  return letters.map((letter) => letter.text);
}

test('to members who allow it, and to names that nobody has', async () => {
  const { id } = await makeWork(app, wren);
  assert.equal((await give(id, 'Rook')).status, 422, 'allowed by nobody who has not said so');
  assert.equal((await give(id, '')).status, 422);
  assert.equal((await give(id, 'tern')).status, 303);
  assert.equal((await give(id, 'My <Aunt>')).status, 303);
  assert.equal((await give(id, 'my <aunt>')).status, 422, 'once');
  assert.match((await get(`/works/${id}`)).text, /For Tern, My &lt;Aunt>/);
  assert.match((await get('/works')).text, /For Tern, My &lt;Aunt>/);
  assert.match((await get('/my/gifts', tern)).text, /A Test of Patience/);
  assert.doesNotMatch((await get('/my/gifts', rook)).text, /A Test of Patience/);
});

test('told by one letter when it is posted, not while it is a draft', async () => {
  const { id, key } = await makeWork(app, wren, { state: 'draft', fields: { title: 'A Surprise' } });
  assert.equal((await give(id, 'Tern')).status, 303);
  assert.deepEqual(await tell(key), []);
  assert.doesNotMatch((await get('/my/gifts', tern)).text, /A Surprise/);
  await post(`/works/${id}/post`, {});
  const asked = await app.db.selectFrom('gifts').select('told_at').where('work_id', '=', key).execute();
  assert.deepEqual(asked, [{ told_at: null }]);
  const [letter, ...more] = await tell(key);
  assert.match(letter ?? '', /“A Surprise” by Wren/);
  assert.deepEqual([more, await tell(key)], [[], []]);
});

test('a letter about an anonymous work names nobody', async () => {
  const { id, key } = await makeWork(app, wren, { anonymous: true });
  await give(id, 'Tern');
  const [letter] = await tell(key);
  assert.ok(letter?.includes('was posted as a gift'), 'it was written');
  assert.doesNotMatch(letter ?? '', /Wren/);
});

test('what was refused names nobody, stays on record and can’t be given again', async () => {
  const { id } = await makeWork(app, wren, { fields: { title: 'Unwanted' } });
  await give(id, 'Tern');
  assert.equal((await answer(id, 'refuse', rook)).status, 404, 'only whom it was given to');
  assert.equal((await answer(id, 'refuse')).status, 303);
  assert.doesNotMatch((await get(`/works/${id}`)).text, /For Tern/);
  assert.doesNotMatch((await get('/my/gifts', tern)).text, /Unwanted/);
  assert.match((await get('/my/gifts?show=refused', tern)).text, /Unwanted/);
  const gift = await app.db
    .selectFrom('gifts')
    .innerJoin('works', 'works.id', 'gifts.work_id')
    .select('gifts.public_id')
    .where('works.public_id', '=', id)
    .executeTakeFirstOrThrow();
  await post(`/works/${id}/gifts`, { act: 'back', gift: gift.public_id });
  assert.equal((await give(id, 'Tern')).status, 422);
  await answer(id, 'take');
  assert.match((await get(`/works/${id}`)).text, /For Tern/);
  await post(`/works/${id}/gifts`, { act: 'back', gift: gift.public_id });
  assert.doesNotMatch((await get(`/works/${id}`)).text, /For Tern/);
});

test('of several people of one name the giver says which; others can’t give', async () => {
  const { id } = await makeWork(app, wren);
  const gulls = [await makePerson(app, { pseud: 'Gull' }), await makePerson(app, { pseud: 'Gull' })] as const;
  for (const gull of gulls) await setGifts(gull, true);
  const which = await give(id, 'Gull');
  assert.equal(which.status, 422);
  const [, second = ''] = [...which.text.matchAll(/name="pseud" value="(\w+)"/g)].map(
    (found) => found[1] ?? '',
  );
  assert.equal((await give(id, 'Gull', { pseud: second })).status, 303);
  assert.match((await get('/my/gifts', gulls[1])).text, /A Test of Patience/);
  assert.doesNotMatch((await get('/my/gifts', gulls[0])).text, /A Test of Patience/);
  assert.equal((await post(`/works/${id}/gifts`, { act: 'give', name: 'X' }, rook)).status, 404);
});

test('what is taken back and given again is no news', async () => {
  const { id, key } = await makeWork(app, wren, { fields: { title: 'Again and Again' } });
  await give(id, 'Tern');
  assert.equal((await tell(key)).length, 1);
  const { public_id: gift } = await app.db
    .selectFrom('gifts')
    .select('public_id')
    .where('work_id', '=', key)
    .executeTakeFirstOrThrow();
  await post(`/works/${id}/gifts`, { act: 'back', gift });
  assert.doesNotMatch((await get(`/works/${id}`)).text, /For Tern/);
  assert.doesNotMatch((await get(`/works/${id}/gifts`, wren)).text, /Tern/);
  assert.doesNotMatch((await get('/my/gifts', tern)).text, /Again and Again/);
  assert.equal((await answer(id, 'refuse')).status, 404, 'what was taken back is not there to be refused');
  assert.equal((await give(id, 'Tern')).status, 303);
  assert.match((await get(`/works/${id}`)).text, /For Tern/);
  assert.deepEqual(await tell(key), []);
});

test('the list of gifts has pages, the newest first', async () => {
  const heir = await makePerson(app, { pseud: 'Heir' });
  await setGifts(heir, true);
  for (let i = 0; i < 23; i += 1) {
    const { key } = await makeWork(app, wren, { fields: { title: `Present ${i}.` } });
    await app.db
      .insertInto('gifts')
      .values({
        public_id: `present${i}`,
        work_id: key,
        account_id: heir.viewer.accountId,
        pseud_id: heir.pseudId,
        name: 'Heir',
        name_key: `\n${heir.viewer.accountId}`,
        created_at: app.clock.now(),
      })
      .execute();
  }
  const titles = async (path: string) =>
    [...(await get(path, heir)).text.matchAll(/Refuse: (Present \d+\.)/g)].map((found) => found[1]);
  const first = await titles('/my/gifts');
  assert.deepEqual([first.length, first[0]], [20, 'Present 22.']);
  assert.deepEqual(await titles('/my/gifts?page=2'), ['Present 2.', 'Present 1.', 'Present 0.']);
});
