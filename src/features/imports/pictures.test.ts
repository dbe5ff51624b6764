/** Pictures on their way from a file to a work, over HTTP and without scripts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { testApp } from '../../../test/support/app.js';
import { makePerson } from '../../../test/support/factories.js';
import { newId } from '../../core/ids.js';
import { importById } from './queries.js';
import { heldByReviews } from './sweep.js';
import { makeEpub } from './testing/files.js';

const { app, origin } = await testApp();
const person = await makePerson(app);
const headers = { cookie: person.cookie, 'sec-fetch-site': 'same-origin' };

const picture = (r: number): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: { r, g: 90, b: 90 } } })
    .withExif({ IFD0: { Artist: 'TakenAtHome' } })
    .jpeg()
    .toBuffer();
const [rain, star] = [await picture(10), await picture(200)];

const book = makeEpub({
  metadata: '<dc:title>Low Water</dc:title>',
  pages: [
    [
      '1.xhtml',
      `<h1>Chapter 1</h1><p>It rained. <img src="a.jpg" alt=""/></p><p><img src="b.jpg" alt="Star.jpg"/></p><p><img src="c.jpg" alt="The sea"/></p><p>${'And on. '.repeat(40)}</p>`,
    ],
    ['2.xhtml', '<h1>Chapter 2</h1><p>Again: <img src="copy.jpg" alt="x"/> and <img src="a.jpg"/></p>'],
  ],
  items: [
    ['a.jpg', 'image/jpeg', rain],
    ['copy.jpg', 'image/jpeg', rain],
    ['b.jpg', 'image/jpeg', star],
    ['c.jpg', 'image/jpeg', rain.subarray(0, 200)],
  ],
});

async function bring(): Promise<string> {
  const form = new FormData();
  form.set('once', newId());
  form.append('files', new Blob([Uint8Array.from(book)]), 'book.epub');
  const sent = await fetch(`${origin}/import`, { method: 'POST', body: form, headers, redirect: 'manual' });
  assert.equal(sent.status, 303, await sent.clone().text());
  const id = sent.headers.get('location')?.split('/').at(-1) ?? '';
  for (;;) {
    const row = await importById(app.db, person.viewer, id);
    assert.ok(row);
    if (row.state === 'review') return id;
    assert.notEqual(row.state, 'failed', row.error ?? '');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const pageOf = async (path: string): Promise<string> => (await fetch(origin + path, { headers })).text();
const owned = () =>
  app.db
    .selectFrom('media')
    .select(['public_id', 'work_id'])
    .where('account_id', '=', person.viewer.accountId)
    .orderBy('id')
    .execute();

/** Sends the form of the page that has this field, as a browser without scripts does. */
async function answer(html: string, form: RegExp, fields: Record<string, string>): Promise<Response> {
  const whole = html.split('<form').find((part) => form.test(part)) ?? '';
  const action = /action="([^"]+)"/.exec(whole)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const hidden = [...whole.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    (m): [string, string] => [m[1]!, m[2]!],
  );
  return fetch(origin + action.replace(/#.*/, ''), {
    method: 'POST',
    body: new URLSearchParams([...hidden, ...Object.entries(fields)]),
    headers,
    redirect: 'manual',
  });
}

test('pictures are kept once, without what the camera wrote, described in the review, and go with the work', async () => {
  const id = await bring();
  const kept = await owned();
  assert.equal(kept.length, 2);
  const [first] = kept;
  const bytes = Buffer.from(
    await (await fetch(`${origin}/media/${first!.public_id}`, { headers })).arrayBuffer(),
  );
  assert.ok(!bytes.includes('TakenAtHome'));
  assert.equal((await fetch(`${origin}/media/${first!.public_id}`)).status, 404);

  const review = await pageOf(`/imports/${id}`);
  assert.match(review, /2 pictures have no description/);
  assert.match(review, /The picture “[^”]*c\.jpg” was left out: it is damaged/);
  assert.match(review, /\[The sea\]/);
  assert.match(review, /The file says only “Star\.jpg”/);

  const described = await answer(review, new RegExp(`value="${first!.public_id}"`), {
    text: 'Rain on a window',
    as: 'described',
  });
  assert.equal(described.status, 303, await described.clone().text());
  const after = await pageOf(described.headers.get('location')!);
  assert.match(after, /The picture is described\./);
  assert.match(after, /1 picture has no description/);
  const decorated = await answer(after, /It is decoration/, { text: '', as: 'described' });
  assert.equal(decorated.status, 422);
  const again = await decorated.text();
  assert.match(again, /Write what the picture shows first/);

  const saved = await fetch(`${origin}/imports/${id}/details`, {
    method: 'POST',
    body: new URLSearchParams({
      save: 'posted',
      title: 'Low Water',
      rating: 'General Audiences',
      warnings: 'No Archive Warnings Apply',
      fandoms: 'Rain (Invented)',
      language: 'en',
      chaptersExpected: '2',
    }),
    headers,
    redirect: 'manual',
  });
  assert.equal(saved.status, 303, await saved.clone().text());
  const work = await pageOf(`${saved.headers.get('location')}/entire`);
  assert.match(work, /alt="Rain on a window"/);
  assert.ok((await owned()).every(({ work_id }) => work_id !== null));
  assert.equal((await fetch(`${origin}/media/${first!.public_id}`)).status, 200);
});

test('pictures of an import that is discarded go with it; those of one in review are held', async () => {
  const id = await bring();
  const free = (await owned()).filter(({ work_id }) => work_id === null).map(({ public_id }) => public_id);
  assert.equal(free.length, 2);
  assert.deepEqual(await heldByReviews(app.db, [...free, 'abcdefgh']), new Set(free));
  await fetch(`${origin}/imports/${id}/discard`, { method: 'POST', headers, redirect: 'manual' });
  assert.ok((await owned()).every(({ work_id }) => work_id !== null));
});
