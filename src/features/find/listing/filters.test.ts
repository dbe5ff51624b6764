/** Lists with filters, as browsers without scripts ask for them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'parse5';
import { type Received, send } from '../../../../test/security/client.js';
import { elements } from '../../../../test/security/fields.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type WorkOptions } from '../../../../test/support/factories.js';
import { AppError } from '../../../core/errors.js';
import { findOrCreateTags } from '../../tags/index.js';
import { listAddress } from './address.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });
const writer = await makePerson(app, { pseud: 'Wren' });
const reader = await makePerson(app);

const HARBOUR = 'Harbour Tales (Invented)';
const make = async (title: string, options: WorkOptions['fields'] = {}, words = 10) =>
  (
    await makeWork(app, writer, {
      fields: { title, fandoms: [HARBOUR], ...options },
      chapters: [{ html: `<p>${'word '.repeat(words)}</p>` }],
    })
  ).id;

const one = await make(
  'One',
  { freeforms: ['Fluff', 'Sea'], rating: 'Mature', relationships: ['Ann/Ben'] },
  100,
);
const two = await make(
  'Two',
  { freeforms: ['Angst', 'Sea'], rating: 'Explicit', relationships: ['Ann/Ben'] },
  200,
);
const three = await make(
  'Three',
  { freeforms: ['Fluff'], language: 'de', fandoms: ['Skylark, Station'] },
  300,
);
const four = await make('Lighthouse Keeping', { categories: ['M/M'], summary: 'Slow and steady.' }, 400);
const secret = await make('Canary', { restricted: true, freeforms: ['Canary Tag'], fandoms: [HARBOUR] }, 500);

const idsIn = ({ text }: Received): string[] =>
  [...text.matchAll(/<h3[^>]*><a href="\/works\/([^"]*)"/g)].map(([, id]) => id ?? '');
const get = (path: string, cookie?: string) => send(origin, path, { cookie });
const found = async (query: string, path = '/works', cookie?: string): Promise<string[]> => {
  const answer = await get(listAddress(path, query), cookie);
  assert.equal(answer.status, 200, query);
  return idsIn(answer).sort();
};
const finds = async (query: string, expected: readonly string[], path?: string) =>
  assert.deepEqual(await found(query, path), [...expected].sort(), query);

/** What the form of a page would send as it is, and what else is ticked. */
function fields({ text }: Received, more: Record<string, string[]> = {}): URLSearchParams {
  const sent = new URLSearchParams();
  for (const { tagName, attrs } of elements(parse(text))) {
    const attribute = (name: string) => attrs.find((one) => one.name === name)?.value;
    if (tagName === 'input' && attribute('type') === 'checkbox' && attribute('checked') !== undefined)
      sent.append(attribute('name') ?? '', attribute('value') ?? '');
  }
  for (const [field, values] of Object.entries(more)) for (const value of values) sent.append(field, value);
  if (!sent.has('sort')) sent.set('sort', '');
  return sent;
}

test('tags, people, numbers, flags and words', async () => {
  await finds('', [one, two, three, four]);
  await finds('freeform:fluff', [one, three]);
  await finds('freeform:fluff,angst', [one, two, three]);
  await finds('freeform:fluff freeform:sea', [one]);
  await finds('-freeform:fluff', [two, four]);
  await finds('rating:m,e', [one, two]);
  await finds('m/m', [four]);
  await finds('fandom:"Skylark" OR category:slash', [three, four]);
  await finds('tag:"ann/ben" -rating:explicit', [one]);
  await finds('creator:wren words:100-200', [one, two]);
  await finds('-creator:wren', []);
  await finds('creator:nobody', []);
  await finds('words>300', [four]);
  await finds('language:de', [three]);
  await finds('language:german,en -"slow and steady"', [one, two, three]);
  await finds('title:lighthouse', [four]);
  await finds('lighthouse', [four]);
  await finds('"steady slow"', []);
  await finds('complete:no', []);
  await finds('updated:<1w', [one, two, three, four]);
  await finds('updated:2025', []);
  await finds('chapters:1 crossover:no', [one, two, three, four]);
  await finds('freeform:sea', [one, two], `/tags/${encodeURIComponent('Ann*s*Ben')}/works`);
});

test('orders run as they are asked to', async () => {
  const order = async (query: string) => idsIn(await get(listAddress('/works', query)));
  assert.deepEqual(await order('sort:words'), [four, three, two, one]);
  assert.deepEqual(await order('sort:<words'), [one, two, three, four]);
  assert.deepEqual(await order('sort:title'), [four, one, three, two]);
  assert.deepEqual(await order('sort:>title'), [two, three, one, four]);
});

test('a name that no tag has is looked for as words, and said; one that hidden works have is such a name', async () => {
  const unknown = await get(listAddress('/works', 'fandom:lighthouse'));
  assert.deepEqual(idsIn(unknown), [four]);
  assert.match(unknown.text, /No tag here is called “lighthouse”/);
  const settled = (text: string) => text.replaceAll('canary', 'nobird').replaceAll('Canary', 'Nobird');
  const hidden = await get(listAddress('/works', 'freeform:"canary tag"'));
  const none = await get(listAddress('/works', 'freeform:"nobird tag"'));
  assert.equal(settled(hidden.text), none.text);
  assert.deepEqual(await found('freeform:"canary tag"', '/works', reader.cookie), [secret]);
});

test('facets count what is in the list, and nothing that the reader may not see', async () => {
  const page = await get(listAddress('/works', 'freeform:sea'));
  const counted = page.text.replace(/<[^>]*>/g, '');
  assert.match(counted, /Sea \(2\)/);
  assert.match(counted, /Fluff \(1\)/);
  assert.match(counted, /Mature \(1\)/);
  assert.match(counted, /General Audiences \(0\)/);
  const all = await get('/works');
  assert.ok(!all.text.includes('Canary'));
  assert.ok((await get('/works', reader.cookie)).text.includes('Canary Tag'));
  // What is shut out stays, at nothing.
  const without = (await get(listAddress('/works', '-freeform:Sea'))).text;
  assert.match(without.replace(/<[^>]*>/g, ''), /Sea \(0\)/);
  assert.match(without, /name="out" value="freeform:Sea" checked/);
});

test('the form leads to the one address of what it asks', async () => {
  const page = await get(listAddress('/works', 'freeform:Sea kudos<5'));
  const sent = fields(page, {
    in: ['rating:Mature'],
    out: ['freeform:Angst'],
    q: ['kudos<5'],
    words_from: ['50'],
    sort: ['words'],
    language: ['en'],
  });
  const moved = await get(`/works?${sent}`);
  assert.equal(moved.status, 303);
  const to = String(moved.headers.location);
  assert.equal(
    new URL(to, origin).searchParams.get('q'),
    'rating:Mature freeform:Sea -freeform:Angst language:en words>=50 kudos<=4 sort:words',
  );
  const list = await get(to);
  assert.deepEqual(idsIn(list), [one]);
  assert.match(list.text, /<meta name="robots" content="noindex"/);
  assert.ok(list.text.includes(`<link rel="canonical" href="${origin}${to.replaceAll('&', '&amp;')}`));
  assert.equal((await get('/works?sort=')).headers.location, '/works');
  assert.equal((await get('/works?fandom=Merlin')).headers.location, '/works?q=fandom:Merlin');
  assert.equal((await get('/people/nobody?sort=')).status, 404);
});

test('each filter can be taken away by one link', async () => {
  const page = await get(listAddress('/works', 'freeform:Sea -rating:Mature'));
  assert.deepEqual(idsIn(page), [two]);
  for (const [href, left] of [
    ['/works?q=-rating:Mature', [two, three, four]],
    ['/works?q=freeform:Sea', [one, two]],
    ['/works', [one, two, three, four]],
  ] as const) {
    assert.ok(page.text.includes(`href="${href}"`), href);
    assert.deepEqual(idsIn(await get(href)).sort(), [...left].sort());
  }
});

test('where nothing matches, it is said what each filter costs', async () => {
  const page = (await get(listAddress('/works', 'freeform:Sea freeform:Fluff rating:Explicit'))).text;
  const said = page.replace(/<[^>]*>/g, '');
  assert.match(said, /No work matches all of this/);
  assert.match(said, /Without “Rating: Explicit”: 1 work/);
  assert.match(said, /Without “Tag: Fluff”: 1 work/);
  assert.ok(!said.includes('Without “Tag: Sea”'));
});

test('what can’t be read comes back as it was, with its fault at its place', async () => {
  const page = await get(listAddress('/works', 'sea (words:many)'));
  assert.equal(page.status, 400);
  assert.match(page.text, /At character 12: “many” is no number/);
  assert.match(page.text, /<mark>many<\/mark>/);
  assert.match(page.text, /value="sea \(words:many\)"/);
  assert.match(page.text, /aria-invalid="true"/);
  const form = await get('/works?sort=&words_from=many&in=rating:Mature&q=sea');
  assert.equal(form.status, 400);
  assert.match(form.text, /<p class="fault" id="fault-words_from">“many” is no number/);
  assert.match(form.text, /value="rating:Mature" checked/);
  assert.match((await get(listAddress('/works', 'rating:purple'))).text, /knows no “purple” of this kind/);
});

test('where counting takes too long the works are there all the same', async () => {
  const { facets } = app.find;
  const tooSlow = new AppError('search-too-slow', 503, 'Too slow.');
  app.find.facets = () => Promise.reject(tooSlow);
  const page = await get(listAddress('/works', 'freeform:Sea'));
  const waited = await get(`${listAddress('/works', 'freeform:Sea')}&facets`);
  const part = await get(`${listAddress('/works', 'freeform:Sea')}&facets=part`);
  app.find.facets = facets;
  assert.deepEqual([waited.status, part.status], [200, 503]);
  assert.match(waited.text, /took too long this time/);
  assert.equal(page.status, 200);
  assert.deepEqual(idsIn(page).sort(), [one, two].sort());
  assert.match(page.text, /href="\/works\?q=freeform:Sea&amp;facets"|href="\/works\?q=freeform:Sea&facets"/);
  assert.match(page.text, /value="freeform:Sea" checked/);
});

test('where words stand in a chapter is shown, but not of works for adults', async () => {
  const page = await get(listAddress('/works', 'word language:en'));
  const shown = [...page.text.matchAll(/<p class="snippet"[^>]*>(.*?)<\/p>/gs)];
  // Two of the three are for adults.
  assert.equal(shown.length, 1);
  assert.match(shown[0]?.[1] ?? '', /<mark>word<\/mark>/);
});

test('a synonym’s list is that of its canonical tag; as a filter it finds its own spelling', async () => {
  const other = await make('Five', { freeforms: ['Ocean'] });
  const [ocean = 0, sea = 0] = await findOrCreateTags(
    app.db,
    ['Ocean', 'Sea'].map((name) => ({ type: 'freeform', name })),
    AT,
  );
  await app.db.updateTable('tags').set({ canonical: true }).where('id', '=', sea).execute();
  await app.db.updateTable('tags').set({ merger_id: sea }).where('id', '=', ocean).execute();
  await app.db
    .insertInto('changes')
    .values({ kind: 'tag', thing_id: ocean, what: 'merged', at: AT })
    .execute();
  await finds('freeform:ocean', [other]);
  await finds('freeform:sea', [one, two, other]);
  assert.equal((await get('/tags/Ocean/works')).headers.location, '/tags/Sea/works');
  await finds('', [one, two, other], '/tags/Sea/works');
  await finds('-freeform:sea', [three, four]);
});
