/** Rules that are easily got wrong: dates, completeness, counts, names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { editWork } from '../../../test/security/edit.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork, type WorkOptions } from '../../../test/support/factories.js';
import { newId } from '../../core/ids.js';
import { workHeader } from './index.js';

const AT = new Date('2026-03-01T10:00:00Z');
const LATER = new Date('2026-03-09T21:30:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const writer = await makePerson(app);

const at = async <T>(time: Date, work: () => Promise<T>): Promise<T> => {
  made.clock.set(time);
  try {
    return await work();
  } finally {
    made.clock.set(AT);
  }
};

const make = (options: WorkOptions = {}) => makeWork(app, writer, options);
const header = async (id: string, person = writer) => {
  const work = await workHeader(app.db, person.viewer, id);
  assert.ok(work);
  return work;
};
const datesOf = async (id: string) => {
  const { published, revised } = await header(id);
  return [published.toISOString(), revised.toISOString()];
};
/** A header without the switch that backdates. */
const PLAIN = {
  title: 'Plain',
  language: 'en',
  rating: 'General Audiences',
  warnings: 'No Archive Warnings Apply',
  fandoms: 'Testing (Invented)',
  chaptersExpected: '1',
};
const NOON = (day: string) => `${day}T12:00:00.000Z`;

/** The form as a browser shows it to this person, sent back with these changes. */
const edit = (id: string, change: Record<string, string>, person = writer) =>
  editWork(origin, id, change, person.cookie);

const post = (id: string) => send(origin, `/works/${id}/post`, { cookie: writer.cookie, form: {} });

test('posted today is posted now; another day is its noon in UTC', async () => {
  assert.deepEqual(await datesOf((await make()).id), [AT.toISOString(), AT.toISOString()]);
  const today = await make({ fields: { publishedOn: '2026-03-01' } });
  assert.deepEqual(await datesOf(today.id), [AT.toISOString(), AT.toISOString()]);
  const then = await make({ fields: { publishedOn: '2011-02-03' } });
  assert.deepEqual(await datesOf(then.id), [NOON('2011-02-03'), NOON('2011-02-03')]);
  const both = await make({ fields: { publishedOn: '2011-02-03', updatedOn: '2012-05-06' } });
  assert.deepEqual(await datesOf(both.id), [NOON('2011-02-03'), NOON('2012-05-06')]);
});

test('an edit never moves the date that lists sort by', async () => {
  const fresh = await make();
  const old = await make({ fields: { publishedOn: '2011-02-03', updatedOn: '2012-05-06' } });
  await at(LATER, async () => {
    for (const { id } of [fresh, old]) await edit(id, { title: 'Another Title', summary: 'Longer.' });
  });
  assert.equal((await header(fresh.id)).title, 'Another Title');
  assert.deepEqual(await datesOf(fresh.id), [AT.toISOString(), AT.toISOString()]);
  assert.deepEqual(await datesOf(old.id), [NOON('2011-02-03'), NOON('2012-05-06')]);
});

test('backdating moves both dates, as far as no later chapter holds the second', async () => {
  const single = await make();
  await at(LATER, () => edit(single.id, { backdated: 'on', publishedOn: '2010-01-01' }));
  assert.deepEqual(await datesOf(single.id), [NOON('2010-01-01'), NOON('2010-01-01')]);
  const two = await make({
    fields: { publishedOn: '2011-02-03', updatedOn: '2012-05-06', chaptersExpected: 2 },
    chapters: [{ html: '<p>One.</p>' }, { html: '<p>Two.</p>' }],
  });
  await edit(two.id, { backdated: 'on', publishedOn: '2010-01-01' });
  assert.deepEqual(await datesOf(two.id), [NOON('2010-01-01'), NOON('2012-05-06')]);
});

test('the switch taken back, a work has the date on which it was posted again', async () => {
  const work = await make();
  await at(LATER, () => edit(work.id, { backdated: 'on', publishedOn: '2010-01-01' }));
  const page = (await send(origin, `/works/${work.id}/edit`, { cookie: writer.cookie })).text;
  assert.match(page, /name="backdated" checked/);
  await at(LATER, () => send(origin, `/works/${work.id}/edit`, { cookie: writer.cookie, form: PLAIN }));
  assert.deepEqual(await datesOf(work.id), [AT.toISOString(), AT.toISOString()]);
  await at(LATER, () =>
    send(origin, `/works/${work.id}/edit`, {
      cookie: writer.cookie,
      form: { ...PLAIN, publishedOn: '2010-01-01' },
    }),
  );
  assert.deepEqual(await datesOf(work.id), [AT.toISOString(), AT.toISOString()], 'a date alone is no switch');
});

test('the date of a draft chapter does not count for a posted work', async () => {
  const work = await make({ fields: { publishedOn: '2011-02-03' } });
  await app.db
    .insertInto('chapters')
    .values({
      public_id: newId(),
      work_id: work.key,
      position: 2,
      source: 'x',
      source_format: 'html',
      html: '<p>not yet</p>',
      sanitiser_version: 1,
      words: 2,
      published_at: LATER,
      created_at: LATER,
      changed_at: LATER,
    })
    .execute();
  await edit(work.id, { backdated: 'on', publishedOn: '2010-01-01' });
  assert.deepEqual(await datesOf(work.id), [NOON('2010-01-01'), NOON('2010-01-01')]);
  const { words, chaptersPosted, chaptersExpected } = await header(work.id);
  assert.deepEqual([words, chaptersPosted], [5, 1], 'its words and it itself do not count either');
  assert.equal(chaptersExpected, null, 'there are two chapters, so not one in all');
});

test('a draft gets its date when it is posted, unless its writer chose one', async () => {
  const plain = await make({ state: 'draft' });
  const chosen = await make({
    state: 'draft',
    fields: { publishedOn: '2011-02-03', updatedOn: '2012-05-06' },
  });
  await at(LATER, async () => {
    assert.equal((await post(plain.id)).status, 303);
    assert.equal((await post(chosen.id)).status, 303);
    // Once more is once.
    assert.equal((await post(plain.id)).status, 303);
  });
  assert.deepEqual(await datesOf(plain.id), [LATER.toISOString(), LATER.toISOString()]);
  assert.deepEqual(await datesOf(chosen.id), [NOON('2011-02-03'), NOON('2012-05-06')]);
  const { published_at } = await app.db
    .selectFrom('chapters')
    .select('published_at')
    .where('work_id', '=', plain.key)
    .executeTakeFirstOrThrow();
  assert.equal(published_at.toISOString(), LATER.toISOString());
});

test('a draft that lacks what readers need is not posted, and says what', async () => {
  const bare = await make({ state: 'draft', fields: { title: '', fandoms: [], rating: '', warnings: [] } });
  const answer = await post(bare.id);
  assert.equal(answer.status, 422);
  for (const field of ['title', 'fandoms', 'rating', 'warnings'])
    assert.ok(answer.text.includes(`href="#field-${field}"`), field);
  assert.equal((await header(bare.id)).posted, false);
});

test('a work is complete at its last chapter, and can be incomplete again', async () => {
  const chapters = [{ html: '<p>One.</p>' }, { html: '<p>Two.</p>' }];
  const { id } = await make({ chapters, fields: { chaptersExpected: 2 } });
  const state = async () => {
    const { complete, chaptersPosted, chaptersExpected } = await header(id);
    return `${chaptersPosted}/${chaptersExpected ?? '?'} ${complete}`;
  };
  assert.equal(await state(), '2/2 true');
  await edit(id, { chaptersExpected: '5' });
  assert.equal(await state(), '2/5 false');
  await edit(id, { chaptersExpected: '?' });
  assert.equal(await state(), '2/? false');
  await edit(id, { chaptersExpected: '2' });
  assert.equal(await state(), '2/2 true');
  // It has two already, so one is none that the writer knows.
  await edit(id, { chaptersExpected: '1' });
  assert.equal(await state(), '2/? false');
});

test('words: of a draft all chapters, of a posted work those that are posted', async () => {
  const chapters = [{ html: '<p>One two three.</p>' }, { html: '<p>Four—five.</p>' }];
  const { id } = await make({ state: 'draft', chapters, fields: { chaptersExpected: 2 } });
  assert.equal((await header(id)).words, 5);
  await post(id);
  const { words, chaptersPosted } = await header(id);
  assert.deepEqual([words, chaptersPosted], [5, 2]);
});

test('tags stay in the writer’s order, types in theirs', async () => {
  const { id } = await make({
    fields: {
      freeforms: ['Zebra', 'Apple', 'Mango'],
      characters: ['Zoe', 'Adam'],
      fandoms: ['Z Fandom', 'A Fandom'],
    },
  });
  const names = async () =>
    (await header(id)).tags
      .filter(({ type }) => type !== 'rating' && type !== 'warning')
      .map(({ name }) => name);
  assert.deepEqual(await names(), ['Z Fandom', 'A Fandom', 'Zoe', 'Adam', 'Zebra', 'Apple', 'Mango']);
  await edit(id, { freeforms: 'Mango, Zebra' });
  assert.deepEqual(await names(), ['Z Fandom', 'A Fandom', 'Zoe', 'Adam', 'Mango', 'Zebra']);
});

test('no rating, Not Rated, Mature and Explicit are gated; an edit moves the gate', async () => {
  const gated = async (rating: string) => (await header((await make({ fields: { rating } })).id)).adult;
  for (const rating of ['', 'Not Rated', 'Mature', 'Explicit'])
    assert.equal(await gated(rating), true, rating);
  for (const rating of ['General Audiences', 'Teen And Up Audiences'])
    assert.equal(await gated(rating), false, rating);
  const { id } = await make({
    fields: { rating: 'Explicit' },
    chapters: [{ html: '<p>Behind the gate.</p>' }],
  });
  const shown = async () => (await send(origin, `/works/${id}`)).text.includes('Behind the gate.');
  assert.equal(await shown(), false);
  await edit(id, { rating: 'General Audiences' });
  assert.equal(await shown(), true);
});
