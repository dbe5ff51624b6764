/** Many works at once: what is chosen, shown before, done work by work, and left alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { newId } from '../../../core/ids.js';
import { worksJobs } from '../jobs.js';
import { BULK_JOB } from './actions.js';
import { carryOut } from './carry-out.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, clock, origin } = await testApp({ at: AT, jobs: false });
const words = (text: string): string => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const get = (path: string, by: TestPerson) => send(origin, path, { cookie: by.cookie });
const post = (path: string, form: Record<string, string> | [string, string][], by: TestPerson) =>
  send(origin, path, { form, cookie: by.cookie });

/** Chooses works, up to the page of the change. */
async function choose(by: TestPerson, ids: readonly string[], act = 'edit'): Promise<string> {
  const answer = await post(
    '/my/works/edit',
    [['act', act], ...ids.map((id): [string, string] => ['work', id])],
    by,
  );
  assert.equal(answer.status, 303, answer.text);
  return String(answer.headers.location);
}

async function addPseud(by: TestPerson, name: string): Promise<string> {
  const id = newId();
  await app.db
    .insertInto('pseuds')
    .values({
      public_id: id,
      account_id: by.viewer.accountId,
      name,
      name_key: name.toLowerCase(),
      is_default: false,
      created_at: AT,
    })
    .execute();
  return id;
}

const workOf = (key: number) =>
  app.db.selectFrom('works').selectAll().where('id', '=', key).executeTakeFirst();

const tagsOf = async (key: number): Promise<string[]> =>
  (
    await app.db
      .selectFrom('work_tags')
      .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
      .where('work_id', '=', key)
      .select('tags.name')
      .orderBy('work_tags.position')
      .execute()
  ).map(({ name }) => name);

test('it is said what will change before it does, then it does, and no date moves', async () => {
  const writer = await makePerson(app);
  const fields = { freeforms: ['Lamps', 'Stairs'], fandoms: ['Harbour'] };
  const one = await makeWork(app, writer, { fields: { ...fields, title: 'One' } });
  const two = await makeWork(app, writer, {
    fields: { ...fields, title: 'Two', rating: 'Explicit', freeforms: ['Rope'] },
  });
  const left = await makeWork(app, writer, { fields: { ...fields, title: 'Left Alone' } });
  const before = await Promise.all([one, two, left].map(({ key }) => workOf(key)));
  const path = await choose(writer, [one.id, two.id]);
  assert.match((await get(path, writer)).text, /What is to become of 2 works/);
  const nothing = await post(path, { act: 'look' }, writer);
  assert.equal(nothing.status, 422);
  assert.match(nothing.text, /at least one thing/);
  const change = {
    act: 'look',
    'freeforms-add': 'Rope, Night',
    'freeforms-remove': 'lamps',
    rating: 'Explicit',
    restricted: 'yes',
    seriesAdd: 'The Harbour',
    skin: 'letter',
  };
  assert.equal((await post(path, change, writer)).status, 303);
  const look = words((await get(path, writer)).text);
  assert.match(
    look,
    /One Additional tags taken off: Lamps added: Rope, Night Rating General Audiences → Explicit/,
  );
  assert.match(look, /Two Additional tags added: Night For members only No → Yes/);
  assert.doesNotMatch(look, /Left Alone/);
  assert.match((await get(`${path}?change`, writer)).text, /Rope, Night/, 'what was typed is still there');
  assert.deepEqual(
    await Promise.all([one, two].map(({ key }) => workOf(key))),
    before.slice(0, 2),
    'nothing has changed yet',
  );

  clock.set(new Date(AT.getTime() + 3600_000));
  assert.equal((await post(path, { act: 'begin' }, writer)).headers.location, path);
  assert.match(words((await get(path, writer)).text), /It is done\. 2 of 2 works 2 works changed/);
  assert.deepEqual((await tagsOf(one.key)).slice(-3), ['Stairs', 'Rope', 'Night']);
  assert.deepEqual((await tagsOf(two.key)).slice(-2), ['Rope', 'Night']);
  for (const [i, { key }] of [one, two].entries()) {
    const now = await workOf(key);
    assert.deepEqual(
      [now?.restricted, now?.archive_skin, now?.adult, now?.revised_at, now?.published_at],
      [true, 'letter', true, before[i]?.revised_at, before[i]?.published_at],
    );
  }
  assert.deepEqual(await workOf(left.key), before[2]);
  const places = await app.db
    .selectFrom('series_works')
    .select(['work_id', 'position'])
    .orderBy('position')
    .execute();
  assert.deepEqual(places, [
    { work_id: one.key, position: 1 },
    { work_id: two.key, position: 2 },
  ]);
  assert.equal((await post(path, { act: 'begin' }, writer)).status, 303, 'sent again, it is done already');
  assert.match(
    (await get(`/works/${one.id}/revisions`, writer)).text,
    /compare/,
    'the header before is kept',
  );
});

test('a work that refuses the change is left whole and says why; the others change', async () => {
  const writer = await makePerson(app);
  const many = Array.from({ length: 74 }, (_, i) => `Tag ${i}`);
  const full = await makeWork(app, writer, { fields: { title: 'Full', freeforms: many } });
  const free = await makeWork(app, writer, { fields: { title: 'Free' } });
  const gone = await makeWork(app, writer, { fields: { title: 'Gone' } });
  const path = await choose(writer, [full.id, free.id, gone.id]);
  await post(path, { act: 'look', 'freeforms-add': 'One More, And Another' }, writer);
  assert.match(words((await get(path, writer)).text), /Full Will be left as it is:/);
  await app.db.deleteFrom('works').where('id', '=', gone.key).execute();
  await post(path, { act: 'begin' }, writer);
  const results = words((await get(path, writer)).text);
  assert.match(results, /1 work changed 2 works left as they were/);
  assert.match(results, /Gone left as it was It is not there any more/);
  assert.equal((await tagsOf(full.key)).includes('One More'), false);
  assert.equal((await tagsOf(free.key)).includes('One More'), true);
});

test('blank keeps everything: a change of one thing leaves every other column as it was', async () => {
  const writer = await makePerson(app);
  const work = await makeWork(app, writer, {
    fields: {
      title: 'Rich',
      summary: '<p>A <em>lamp</em>.</p>',
      startNotes: 'Before',
      endNotes: 'After',
      relationships: ['A/B', 'C/D'],
      emphasis: { 'a/b': 'primary', 'c/d': 'background' },
      categories: ['Gen'],
      characters: ['Ada'],
      series: [{ title: 'Kept', position: 7 }],
      sourceUrl: 'https://old.example/1',
      comments: 'nobody',
      commentsModerated: true,
      publishedOn: '2020-01-05',
    },
  });
  const [before, tags] = [await workOf(work.key), await tagsOf(work.key)];
  const path = await choose(writer, [work.id]);
  await post(path, { act: 'look', language: 'de' }, writer);
  await post(path, { act: 'begin' }, writer);
  const now = await workOf(work.key);
  const same = ({ language: _l, minor_version: _m, changed_at: _c, ...rest }: NonNullable<typeof before>) =>
    rest;
  assert.deepEqual(same(now!), same(before!));
  assert.equal(now?.language, 'de');
  assert.deepEqual(await tagsOf(work.key), tags);
  const emphasis = await app.db
    .selectFrom('work_tags')
    .select('emphasis')
    .where('work_id', '=', work.key)
    .where('emphasis', 'is not', null)
    .orderBy('position')
    .execute();
  assert.deepEqual(
    emphasis.map((row) => row.emphasis),
    ['primary', 'background'],
  );
  const series = await app.db
    .selectFrom('series_works')
    .select('position')
    .where('work_id', '=', work.key)
    .execute();
  assert.deepEqual(series, [{ position: 7 }]);
});

test('more than fifty are a job, which goes on where it was broken off and does no work twice', async () => {
  const writer = await makePerson(app);
  const works = [];
  for (let i = 0; i < 52; i += 1) works.push(await makeWork(app, writer, { fields: { title: `W ${i}` } }));
  const all = await post('/my/works/edit', { act: 'edit', every: 'yes', fandom: '' }, writer);
  const path = String(all.headers.location);
  await post(path, { act: 'look', 'freeforms-add': 'Together' }, writer);
  await post(path, { act: 'begin' }, writer);
  assert.match(words((await get(path, writer)).text), /0 of 52 works/);
  const { id } = await app.db
    .selectFrom('bulk_edits')
    .select('id')
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  // The archive stops in the middle: the fifth work can't be written.
  const now = app.clock.now();
  let left = 4;
  const failing = {
    ...app,
    clock: {
      now: () => {
        left -= 1;
        if (left < 0) throw new Error('the lights went out');
        return now;
      },
    },
  };
  await assert.rejects(carryOut(failing, id), /lights went out/);
  const through = await app.db
    .selectFrom('bulk_edit_works')
    .select('work_id')
    .where('bulk_edit_id', '=', id)
    .where('state', '=', 'changed')
    .execute();
  assert.ok(through.length > 0 && through.length < 52);
  // Two at once share the rest.
  const job = worksJobs(app)[BULK_JOB];
  assert.ok(job);
  await Promise.all([carryOut(app, id), job({ bulk: id }, { attempt: 2, maxAttempts: 5 })]);
  assert.match(words((await get(path, writer)).text), /It is done\. 52 of 52 works 52 works changed/);
  const versions = await app.db
    .selectFrom('works')
    .select('minor_version')
    .where(
      'id',
      'in',
      works.map(({ key }) => key),
    )
    .execute();
  assert.deepEqual([...new Set(versions.map((row) => row.minor_version))].length, 1, 'each was changed once');
});

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
