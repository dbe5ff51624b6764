/** What is written is found: rows of works, their words, and how much tags are used, always as the tables stand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type WorkOptions } from '../../../../test/support/factories.js';
import { GUEST, type Viewer } from '../../../core/viewer.js';
import { performActs } from '../../tags/index.js';
import { type Condition, EVERYTHING, type Question } from '../query/condition.js';
import { sqlFinder } from '../sql/finder.js';
import { snippets } from '../sql/snippets.js';
import { deriveAll, deriveStep, rebuild, rederivations, settleIn } from './derive.js';
import { isCrossover } from './tag-sets.js';
import { isAnythingDue } from './take.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app } = await testApp({ at: AT, jobs: false });
const { db } = app;
const finder = sqlFinder(db);
const writer = await makePerson(app, { pseud: 'Zoë Quill' });
const wrangler = await makePerson(app, { roles: ['tag_wrangler'] });

const derive = () => deriveAll(db, () => AT);
const ask = (question: Partial<Question> = {}): Question => ({
  audience: 'public',
  where: EVERYTHING,
  hide: null,
  order: { sort: 'updated', ascending: false },
  ...question,
});
async function keys(where: Condition, audience: Question['audience'] = 'public'): Promise<number[]> {
  await derive();
  return (await finder.page(ask({ where, audience }), { offset: 0, limit: 100 })).keys;
}
const words = (text: string, audience?: Question['audience']) => keys({ op: 'text', words: text }, audience);
const make = (options: WorkOptions) => makeWork(app, writer, options);
const tagId = async (name: string): Promise<number> =>
  (await db.selectFrom('tags').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
const usesOf = async (name: string) => {
  await derive();
  const row = await db
    .selectFrom('tag_uses')
    .select(['public', 'members'])
    .where('tag_id', '=', await tagId(name))
    .executeTakeFirst();
  return [row?.public ?? 0, row?.members ?? 0];
};
const set = (key: number, values: Record<string, unknown>) =>
  db.updateTable('works').set(values).where('id', '=', key).execute();

test('a posted work is found by its tags and its words, a draft by nothing', async () => {
  const fields = { freeforms: ['Slow Burn'] };
  const { key } = await make({
    fields: { ...fields, title: 'The Lantern Keeper', summary: 'A café at night.' },
    chapters: [
      { html: '<p>She lit the <em>old</em> la<strong>mp</strong>.</p>' },
      { title: 'Two', html: '<p>夢想家的故事</p>' },
    ],
  });
  await make({ state: 'draft', fields: { ...fields, title: 'Hidden Lantern' } });
  const found = [
    'lantern',
    'lantern CAFE',
    '"old lamp"',
    'slow',
    'zoe quill',
    '夢想',
    '夢',
    '"夢想家"',
    'lam*',
    '事',
  ];
  for (const text of [...found, 'nothing or keeper', 'two -three'])
    assert.deepEqual(await words(text), [key], text);
  for (const text of ['"lamp old"', 'lantern -cafe', 'lam', '夢家', '!!', '', 'l*', '-lantern'])
    assert.deepEqual(await words(text), [], text);
  assert.deepEqual(await keys({ op: 'text', words: 'lamp', in: 'title' }), []);
  assert.deepEqual(await keys({ op: 'text', words: 'keeper', in: 'title' }), [key]);
  assert.deepEqual(await usesOf('Slow Burn'), [1, 1]);
});

test('hiding, restricting and anonymity reach rows, words and counts', async () => {
  const { key } = await make({
    fields: { title: 'Canary', freeforms: ['Canary Tag'], series: [{ title: 'Canary Row', position: 1 }] },
    chapters: [{ html: '<p>feathered</p>' }],
  });
  const series = await db
    .selectFrom('series')
    .select('id')
    .where('title', '=', 'Canary Row')
    .executeTakeFirstOrThrow();
  const bySeries: Condition = { op: 'series', id: series.id };
  const byCreator: Condition = {
    op: 'and',
    of: [
      { op: 'creator', pseudId: writer.pseudId },
      { op: 'works', keys: [key] },
    ],
  };
  for (const condition of [bySeries, byCreator]) assert.deepEqual(await keys(condition), [key]);
  await set(key, { anonymous: true });
  for (const condition of [bySeries, byCreator]) assert.deepEqual(await keys(condition), []);
  assert.deepEqual(await words('quill feathered'), []);
  assert.deepEqual(await words('row feathered'), []);
  assert.deepEqual(await words('feathered'), [key]);
  await set(key, { anonymous: false, restricted: true });
  assert.deepEqual(await words('feathered'), []);
  assert.deepEqual(await words('feathered', 'members'), [key]);
  assert.deepEqual(await usesOf('Canary Tag'), [0, 1]);
  for (const hidden of [{ hidden_at: AT }, { hidden_at: null, unrevealed: true }]) {
    await set(key, hidden);
    assert.deepEqual(await words('feathered', 'members'), []);
    assert.deepEqual(await usesOf('Canary Tag'), [0, 0]);
    assert.equal(
      (await db.selectFrom('find_texts').select('part').where('work_id', '=', key).execute()).length,
      0,
    );
  }
  await set(key, { unrevealed: false, restricted: false });
  assert.deepEqual(await words('feathered'), [key]);
  assert.deepEqual(await usesOf('Canary Tag'), [1, 1]);
});

test('chapters are searched as they are now, and not at all where their writer says so', async () => {
  const { key } = await make({ fields: { title: 'Quiet' }, chapters: [{ html: '<p>mumble</p>' }] });
  assert.deepEqual(await words('mumble'), [key]);
  const touch = () =>
    db.insertInto('changes').values({ kind: 'work', thing_id: key, what: 'edited', at: AT }).execute();
  await db.updateTable('chapters').set({ html: '<p>whisper</p>' }).where('work_id', '=', key).execute();
  await touch();
  assert.deepEqual(await words('mumble'), []);
  assert.deepEqual(await words('whisper'), [key]);
  await set(key, { text_searchable: false });
  await touch();
  assert.deepEqual(await words('whisper'), []);
  assert.deepEqual(await words('quiet'), [key]);
  await make({ fields: { title: 'Quieter', textSearchable: false }, chapters: [{ html: '<p>hush</p>' }] });
  assert.deepEqual(await words('hush'), []);
});

test('snippets show what was asked for to whom may read it', async () => {
  const text = (word: string) => ({ chapters: [{ html: `<p>The ${word} <em>glo</em>wed &amp; sang.</p>` }] });
  const open = await make({ fields: { title: 'Open' }, ...text('ember') });
  const closed = await make({ fields: { title: 'Closed', restricted: true }, ...text('ember') });
  const quiet = await make({ fields: { title: 'Quiet ember', textSearchable: false }, ...text('ember') });
  await derive();
  const where: Condition = { op: 'text', words: '"ember glowed"' };
  const of = (viewer: Viewer) => snippets(db, viewer, where, [open.key, closed.key, quiet.key]);
  const piece = 'The <mark>ember glowed</mark> &amp; sang.';
  assert.deepEqual([...(await of(GUEST))], [[open.key, piece]]);
  assert.deepEqual(Object.fromEntries(await of(wrangler.viewer)), { [open.key]: piece, [closed.key]: piece });
  await set(open.key, { hidden_at: AT });
  assert.deepEqual([...(await of(GUEST))], [], 'hidden since it was found');
});

test('works in which the words weigh more come first, whatever hidden works hold', async () => {
  const word = 'xylograph';
  const order = async () => {
    await derive();
    const question = ask({
      where: { op: 'text', words: word },
      order: { sort: 'relevance', ascending: false },
    });
    return (await finder.page(question, { offset: 0, limit: 10 })).keys;
  };
  const inText = await make({ fields: { title: 'One' }, chapters: [{ html: `<p>A ${word}.</p>` }] });
  const inSummary = await make({ fields: { title: 'Two', summary: `A ${word}.` } });
  const inTitle = await make({ fields: { title: `The ${word}` } });
  const expected = [inTitle.key, inSummary.key, inText.key];
  assert.deepEqual(await order(), expected);
  for (const fields of [{ restricted: true }, {}])
    await make({
      state: fields.restricted ? 'posted' : 'draft',
      fields: { title: `${word} ${word}`, ...fields },
    });
  assert.deepEqual(await order(), expected);
});

test('a phrase is found anywhere in a chapter of the greatest length', async () => {
  const filler = 'the moon and the sea and the moon '.repeat(14_000);
  const html = `<p>${filler} the needle lies here ${filler.slice(0, 20_000)} last words</p>`;
  const { key } = await make({ fields: { title: 'Vast' }, chapters: [{ html }] });
  for (const text of ['"the needle lies here"', '"last words"', '"moon the needle"'])
    assert.deepEqual(await words(text), [key], text);
  assert.deepEqual(await words('"needle the"'), []);
});

test('a renamed writer is found under the new name', async () => {
  const other = await makePerson(app, { pseud: 'Oldname' });
  const { key } = await makeWork(app, other, { fields: { title: 'Signed' } });
  assert.deepEqual(await words('oldname'), [key]);
  await db.updateTable('pseuds').set({ name: 'Newname' }).where('id', '=', other.pseudId).execute();
  await db
    .insertInto('changes')
    .values({ kind: 'pseud', thing_id: other.pseudId, what: 'renamed', at: AT })
    .execute();
  assert.deepEqual(await words('oldname'), []);
  assert.deepEqual(await words('newname'), [key]);
});

test('what wranglers do to tags reaches the works that have them', async () => {
  const { key: plain } = await make({ fields: { title: 'P', freeforms: ['Hurt/Comfort'] } });
  const { key: variant } = await make({ fields: { title: 'V', freeforms: ['H/C'], restricted: true } });
  const [canonical, synonym, meta] = [
    await tagId('Hurt/Comfort'),
    await tagId('H/C'),
    await tagId('Slow Burn'),
  ];
  const act = (...acts: Parameters<typeof performActs>[2]) =>
    performActs(db, wrangler.viewer, acts, { at: AT });
  const tag = (id: number): Condition => ({ op: 'tag', id });
  await act({ act: 'canonise', tag: canonical }, { act: 'merge', tag: synonym, into: canonical });
  assert.deepEqual((await keys(tag(canonical), 'members')).toSorted(), [plain, variant].toSorted());
  assert.deepEqual(await keys(tag(canonical)), [plain]);
  assert.deepEqual(await keys(tag(synonym), 'members'), [variant]);
  assert.deepEqual(await usesOf('Hurt/Comfort'), [1, 2]);
  const facets = await finder.facets(ask({ audience: 'members' }));
  assert.equal(facets.tags.freeform.find(({ id }) => id === canonical)?.count, 2);
  assert.ok(!facets.tags.freeform.some(({ id }) => id === synonym));
  await act({ act: 'canonise', tag: meta }, { act: 'add-meta', tag: canonical, above: meta });
  assert.equal((await keys(tag(meta), 'members')).length, 3);
  await act({ act: 'remove-meta', tag: canonical, above: meta }, { act: 'unmerge', tag: synonym });
  assert.equal((await keys(tag(meta), 'members')).length, 1);
  assert.deepEqual(await usesOf('Hurt/Comfort'), [1, 1]);
  const done = await rederivations(db, 10);
  assert.ok(done.length >= 3);
  for (const one of done) assert.ok(one.finishedAt && one.done === one.total);
});

test('a crossover has no fandom that is related to all others', () => {
  assert.equal(isCrossover([]), false);
  assert.equal(isCrossover([[1]]), false);
  assert.equal(isCrossover([[1], [2]]), true);
  assert.equal(
    isCrossover([
      [1, 9],
      [2, 9],
    ]),
    false,
  );
  assert.equal(isCrossover([[1, 2], [2]]), false);
  assert.equal(
    isCrossover([
      [1, 9],
      [2, 9, 8],
      [3, 8],
    ]),
    false,
  );
  assert.equal(
    isCrossover([
      [1, 9],
      [2, 9],
      [3, 8],
    ]),
    true,
  );
});

test('one bad work keeps no other out of the lists', async () => {
  const bad = await make({ fields: { title: 'Endless', freeforms: ['Poison'] } });
  assert.deepEqual(await words('endless'), [bad.key]);
  await sql`update works set revised_at = 'infinity', restricted = true where id = ${bad.key}`.execute(db);
  const good = await make({ fields: { title: 'Endlessly' } });
  const aside: number[] = [];
  while ((await deriveStep(db, AT, (work) => aside.push(work))) !== 'idle');
  assert.deepEqual(aside, [bad.key]);
  assert.deepEqual(await words('endless*'), [good.key]);
  assert.deepEqual(await usesOf('Poison'), [0, 0]);
  await set(bad.key, { revised_at: AT, restricted: false });
  assert.deepEqual((await words('endless*')).toSorted(), [bad.key, good.key].toSorted());
});

test('made anew, everything is as it was', async () => {
  const shot = async () => {
    await derive();
    const works = await sql`select to_jsonb(w) - 'xid' as row from find_works w order by work_id`.execute(db);
    const texts = await sql`select to_jsonb(t) as row from find_texts t order by chapter_id, part`.execute(
      db,
    );
    const uses = await sql`select * from tag_uses where members > 0 order by tag_id`.execute(db);
    return JSON.stringify([works.rows, texts.rows, uses.rows]);
  };
  const before = await shot();
  await rebuild(db, AT);
  assert.equal(await shot(), before);
  await sql`truncate find_works, find_texts`.execute(db);
  await sql`update tag_uses set members = 77, public = 3`.execute(db);
  await rebuild(db, AT);
  assert.equal(await shot(), before);
});

test('a database that was restored into another cluster loses nothing that is written there', async () => {
  assert.equal(await settleIn(db, AT), false);
  assert.equal(await settleIn(db, AT), false);
  await derive();
  await sql`update find_position set cluster = 'another', snapshot = '9000000000:9000000000:'`.execute(db);
  await sql`update changes set xid = '8000000000'`.execute(db);
  assert.equal(await settleIn(db, AT), true);
  const { key } = await make({ fields: { title: 'Afterwards' } });
  assert.deepEqual(await words('afterwards'), [key]);
  await derive();
  assert.equal(await isAnythingDue(db), false);
});
