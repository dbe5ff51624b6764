/** Many works at once: what is chosen, shown before, done work by work, and left alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { worksJobs } from '../jobs.js';
import { BULK_JOB } from './actions.js';
import { carryOut } from './carry-out.js';
import { bulkSteps } from './testing/steps.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, clock } = made;
const { words, get, post, choose, workOf, tagsOf } = bulkSteps(made);

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
