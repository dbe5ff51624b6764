/** Series: described, ordered, shared, gone with their last work; and what a reader sees beside a work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { stepped } from './order.js';

const made = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const { app, origin } = made;
const wren = await makePerson(app, { pseud: 'Wren' });
const tern = await makePerson(app, { pseud: 'Tern' });

const get = (path: string, by?: TestPerson): Promise<Received> =>
  send(origin, path, by ? { cookie: by.cookie } : {});
const post = (path: string, form: Record<string, string>, by: TestPerson = wren): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });

type Options = Parameters<typeof makeWork>[2];
const inSeries = (title: string, series: string, position: number, more: Options = {}, by = wren) =>
  makeWork(app, by, { ...more, fields: { title, series: [{ title: series, position }], ...more?.fields } });
const idOf = async (title: string): Promise<string> =>
  (await app.db.selectFrom('series').select('public_id').where('title', '=', title).executeTakeFirstOrThrow())
    .public_id;
const order = async (title: string): Promise<string> => {
  const rows = await app.db
    .selectFrom('series_works')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .innerJoin('works', 'works.id', 'series_works.work_id')
    .select(['works.title', 'series_works.position'])
    .where('series.title', '=', title)
    .orderBy('series_works.position')
    .orderBy('works.id')
    .execute();
  return rows.map((row) => `${row.position} ${row.title}`).join(', ');
};

test('a step keeps the numbers that a writer chose', () => {
  const of = (...numbers: number[]) => numbers.map((position, name) => ({ position, name }));
  const told = (works: { position: number; name: number }[]) =>
    works.map((w) => `${w.position}:${w.name}`).join(' ');
  assert.equal(told(stepped(of(1, 5, 9), 0, 1)), '1:1 5:0 9:2');
  assert.equal(told(stepped(of(1, 1, 1), 2, -1)), '1:0 2:2 3:1');
  assert.equal(told(stepped(of(1, 2), 0, -1)), '1:0 2:1');
});

test('described and ordered; readers see it in that order', async () => {
  const works = await Promise.all(['A', 'B', 'C'].map((t, i) => inSeries(t, 'Tides', i + 1)));
  const id = await idOf('Tides');
  const described = {
    title: 'High Tides',
    description: 'Of <em>water</em>.<script>x</script>',
    notes: 'N',
    complete: 'on',
  };
  assert.equal((await post(`/series/${id}/edit`, described)).status, 303);
  const page = await get(`/series/${id}`);
  for (const said of [/High Tides/, /Of <em>water<\/em>\./, /Complete/, /3 works/, />Wren</])
    assert.match(page.text, said);
  assert.equal((await post(`/series/${id}/edit`, { title: '' })).status, 422);
  const act = (name: string, work: number, more = {}) =>
    post(`/series/${id}/works`, { act: name, work: works[work]!.id, ...more });
  await act('up', 2);
  assert.equal(await order('High Tides'), '1 A, 2 C, 3 B');
  await act('place', 0, { position: '7' });
  assert.equal(await order('High Tides'), '2 C, 3 B, 7 A');
  assert.equal((await act('place', 0, { position: 'first' })).status, 422);
  const middle = await get(`/works/${works[1]!.id}`);
  assert.ok(
    middle.text.includes(`href="/works/${works[2]!.id}"`) &&
      middle.text.includes(`href="/works/${works[0]!.id}"`),
  );
  await act('remove', 0);
  const free = await makeWork(app, wren, { fields: { title: 'D' } });
  await post(`/series/${id}/works`, { act: 'add', work: free.id });
  assert.equal(await order('High Tides'), '2 C, 3 B, 4 D');
  await inSeries('X', 'Other', 1);
  assert.equal((await post(`/series/${id}/edit`, { title: 'OTHER' })).status, 422);
});

test('works that a reader may not see are no neighbours of those that they may', async () => {
  const one = await inSeries('One', 'Locks', 1);
  await inSeries('Two', 'Locks', 2, { state: 'draft' });
  const three = await inSeries('Three', 'Locks', 3, { fields: { restricted: true } });
  const four = await inSeries('Four', 'Locks', 4);
  const next = async (by?: TestPerson) =>
    /href="\/works\/(\w+)" rel="nofollow">Next/.exec((await get(`/works/${one.id}`, by)).text)?.[1];
  assert.equal(await next(), four.id);
  assert.equal(await next(tern), three.id);
  const id = await idOf('Locks');
  assert.match((await get(`/series/${id}`)).text, /2 works/);
  for (const { key } of [one, four])
    await app.db.updateTable('works').set({ restricted: true }).where('id', '=', key).execute();
  assert.equal((await get(`/series/${id}`)).status, 404, 'for members when all its works are');
  assert.equal((await get(`/series/${id}`, tern)).status, 200);
});

test('co-creators share a series; others can’t touch it, and a draft in it is not told', async () => {
  const shared = await inSeries('Shared', 'Pair', 1, { withPseuds: [tern.pseudId] });
  const secret = await inSeries('Secret Draft', 'Pair', 2, { state: 'draft' });
  const id = await idOf('Pair');
  const stranger = await makePerson(app);
  assert.equal((await get(`/series/${id}/edit`, stranger)).status, 404);
  assert.equal((await post(`/series/${id}/works`, { act: 'up', work: shared.id }, stranger)).status, 404);
  const page = await get(`/series/${id}/edit`, tern);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.text, /Secret Draft/);
  for (const act of ['remove', 'up'])
    assert.equal((await post(`/series/${id}/works`, { act, work: secret.id }, tern)).status, 404);
  await inSeries('Third', 'pair', 3, {}, tern);
  assert.equal(await order('Pair'), '1 Shared, 2 Secret Draft, 3 Third', 'its title means the shared one');
});

test('a series goes with its last work', async () => {
  const only = await inSeries('Only', 'Short', 1);
  const id = await idOf('Short');
  const gone = await post(`/series/${id}/works`, { act: 'remove', work: only.id });
  assert.equal(gone.headers.location, '/my/series');
  assert.equal((await get(`/series/${id}`, wren)).status, 404);
  assert.equal((await get(`/works/${only.id}`)).status, 200);
});
