/** Lists: who sees what, in which order, on which page, under which address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { tagPath } from '../tags/index.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });
const writer = await makePerson(app);
const reader = await makePerson(app);

const ids: string[] = [];
for (let i = 0; i < 45; i += 1) {
  // All of one moment but the last five, which are older: ties fall by id.
  const publishedOn = i < 40 ? '' : '2020-01-01';
  const fields = { title: `Work ${i}`, restricted: i % 9 === 0, publishedOn, freeforms: ['Common'] };
  ids.push((await makeWork(app, writer, { fields })).id);
}
const isOpen = (i: number) => i % 9 !== 0;
const newestFirst = [...ids.slice(0, 40).reverse(), ...ids.slice(40).reverse()];
const forMembers = newestFirst;
const forGuests = newestFirst.filter((id) => isOpen(ids.indexOf(id)));

const idsIn = ({ text }: Received): string[] =>
  [...text.matchAll(/<h[23][^>]*><a href="\/works\/([^"]*)"/g)].map(([, id]) => id ?? '');
const totalIn = ({ text }: Received): string => /class="count">(\d+) works?</.exec(text)?.[1] ?? '';

async function allPages(path: string, cookie?: string): Promise<Received[]> {
  const pages: Received[] = [];
  for (let n = 1; ; n += 1) {
    const answer = await send(origin, n === 1 ? path : `${path}?page=${n}`, { cookie });
    if (answer.status === 404) return pages;
    assert.equal(answer.status, 200);
    pages.push(answer);
  }
}

for (const [path, name] of [
  ['/works', 'all works'],
  ['/tags/common/works', 'the works of a tag'],
] as const) {
  test(`${name}: no page repeats or leaves out a work; totals are right for guests and for members`, async () => {
    for (const [cookie, expected] of [
      [undefined, forGuests],
      [reader.cookie, forMembers],
    ] as const) {
      const pages = await allPages(path, cookie);
      assert.deepEqual(pages.flatMap(idsIn), expected);
      for (const page of pages) assert.equal(totalIn(page), String(expected.length));
      assert.equal(pages.length, Math.ceil(expected.length / 20));
    }
  });
}

test('a page beyond the end is not found; what is no page number is the first', async () => {
  const status = async (query: string) => (await send(origin, `/works${query}`)).status;
  for (const beyond of ['3', '4', '100000', '100001', '99999999999999999999', '9'.repeat(400)])
    assert.equal(await status(`?page=${beyond}`), 404, beyond);
  const first = idsIn(await send(origin, '/works'));
  for (const none of ['abc', '', '0', '-1', '1.5', '1e1', '0x2', '%00', '２', ' 2x'])
    assert.deepEqual(idsIn(await send(origin, `/works?page=${encodeURIComponent(none)}`)), first, none);
});

test('pages name the ones beside them', async () => {
  const second = (await send(origin, '/works?page=2')).text;
  assert.match(second, /<link rel="prev" href="\/works"\/?>/);
  assert.ok(!second.includes('<link rel="next"'));
  assert.match(second, /<link rel="canonical" href="[^"]*\/works\?page=2"\/?>/);
  assert.match(second, /<ol [^>]*start="21"/);
});

test('tags of every kind of name have an address that leads to them', async () => {
  const names = [
    'AC/DC & Co. #1?',
    '夢'.repeat(150),
    '🌙'.repeat(75),
    'שלום עולם',
    '..',
    '.',
    'a*s*b',
    'semi;colon',
    'plus+sign',
    'x'.repeat(150),
    'quote"s\'',
    '50 per cent',
    'new/works',
    'works',
  ];
  for (const name of names) {
    const { id } = await makeWork(app, writer, { fields: { title: 'Named', freeforms: [name] } });
    const answer = await send(origin, tagPath(name));
    assert.equal(answer.status, 200, name);
    assert.deepEqual(idsIn(answer), [id], name);
    assert.ok((await send(origin, `/works/${id}`)).text.includes(`href="${tagPath(name)}"`), name);
  }
  for (const path of ['/tags//works', '/tags/%00/works', '/tags/%20/works', '/tags/nothing/works'])
    assert.equal((await send(origin, path)).status, 404, path);
});

test('of two tags with one address the one that has works for the reader is shown', async () => {
  await makeWork(app, writer, { fields: { freeforms: ['One/Two'] }, state: 'draft' });
  const { id } = await makeWork(app, writer, { fields: { freeforms: ['One*s*Two'] } });
  assert.deepEqual(idsIn(await send(origin, '/tags/One*s*Two/works')), [id]);
});

test('a tag that hidden works alone use is not there', async () => {
  const tag = 'Hidden From All';
  const draft = await makeWork(app, writer, { fields: { freeforms: [tag] }, state: 'draft' });
  const missing = await send(origin, '/tags/Hidden%20From%20One/works');
  for (const cookie of [undefined, reader.cookie, writer.cookie])
    assert.equal((await send(origin, '/tags/Hidden%20From%20All/works', { cookie })).status, 404);
  const hidden = await send(origin, '/tags/Hidden%20From%20All/works');
  assert.equal(hidden.text.replaceAll('All', 'One'), missing.text.replaceAll('All', 'One'));
  const post = await send(origin, `/works/${draft.id}/post`, { cookie: writer.cookie, form: {} });
  assert.equal(post.status, 303);
  assert.deepEqual(idsIn(await send(origin, '/tags/Hidden%20From%20All/works')), [draft.id]);
});

test('a person of whom nothing stands in lists is not there, but for that person', async () => {
  const shy = await makePerson(app, { pseud: 'Shy' });
  const { public_id } = await app.db
    .selectFrom('pseuds')
    .select('public_id')
    .where('id', '=', shy.pseudId)
    .executeTakeFirstOrThrow();
  const path = `/people/${public_id}`;
  const see = async (cookie?: string) => {
    const answer = await send(origin, path, { cookie });
    return [answer.status, answer.text.replaceAll(public_id, 'z'.repeat(10)), JSON.stringify(answer.headers)];
  };
  const missing = await send(origin, `/people/${'z'.repeat(10)}`);
  const nobody = [404, missing.text, JSON.stringify(missing.headers)];
  assert.deepEqual(await see(), nobody, 'no work at all');
  await makeWork(app, shy, { state: 'draft' });
  assert.deepEqual(await see(), nobody, 'a draft');
  const { key } = await makeWork(app, shy, { fields: { title: 'By Nobody' } });
  await app.db.updateTable('works').set({ anonymous: true }).where('id', '=', key).execute();
  assert.deepEqual(await see(), nobody, 'an anonymous work');
  await makeWork(app, shy, { fields: { restricted: true } });
  assert.deepEqual(await see(), nobody, 'a work for members');
  const [status, text] = await see(reader.cookie);
  assert.equal(status, 200);
  assert.ok(!String(text).includes('By Nobody'));
  const own = await send(origin, path, { cookie: shy.cookie });
  assert.equal(own.status, 200);
  assert.ok(!own.text.includes('By Nobody'), 'not even to its own writer');
});
