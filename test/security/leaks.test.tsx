/** The crawl finds leaks: each of these servers has one, and each is reported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, open, page, type Route } from '../../src/core/http/route.js';
import { workHeader } from '../../src/features/works/index.js';
import {
  careless,
  crawl,
  differences,
  existenceFaults,
  headFaults,
  inlineCode,
  leaks,
  routesWithoutRule,
  type Site,
} from './crawl.js';
import { plantOpenCredit, unapproved } from './credit.js';
import { plantSecrets } from './secrets.js';
import { serve, testSite } from './site.js';
import { plantPublic } from './world.js';

const { test: made, people, serving } = await testSite();
const { app } = made;
const world = await plantPublic(app, people);
const planted = await plantSecrets(app, people, world, serving.origin);
const credit = await plantOpenCredit(app, world);
const things = [...world.things, ...credit.things, ...planted.things];

/** A site whose server has one route in place of ours, or one more. */
async function leaky(t: { after(done: () => Promise<void>): void }, bad: Route): Promise<Site> {
  const others = made.routes.filter((route) => route.method !== bad.method || route.path !== bad.path);
  const { close, ...rest } = await serve(made, [...others, bad]);
  t.after(close);
  return { ...rest, people, things };
}

const titles = async (): Promise<string> =>
  (await app.db.selectFrom('works').select('title').execute()).map((row) => row.title).join(', ');

const drafts = async (): Promise<number> =>
  (await app.db.selectFrom('works').select('id').where('posted_at', 'is', null).execute()).length;

/** The page of a work, with what `more` adds to it; without the work, what `otherwise` answers. */
const workPage = (otherwise: (there: boolean) => Answer): Route =>
  open('GET', '/works/:id', async (ask) => {
    const id = ask.params.id ?? '';
    const work = await workHeader(app.db, ask.viewer, id);
    if (work) return page(work.title, work.title);
    const there = await app.db.selectFrom('works').select('id').where('public_id', '=', id).execute();
    return otherwise(there.length > 0);
  });

test('a route without a rule, and what it tells', async (t) => {
  const site = await leaky(
    t,
    open('GET', '/everything', async () => page('Everything', await titles())),
  );
  assert.ok(routesWithoutRule(site.routes).includes('GET /everything has no rule'));
  const found = await leaks(await crawl(site, 'guest'), planted.secrets, 'guest');
  for (const name of ['Draft', 'Unrevealed', 'Hidden', 'Deleted']) {
    assert.ok(
      found.some((fault) => fault.includes('/everything') && fault.includes(`(title of ${name})`)),
      `${name} is not reported`,
    );
  }
});

test('a page that tells a secret to the wrong reader', async (t) => {
  const site = await leaky(
    t,
    open('GET', '/', async () => page('Home', await titles())),
  );
  const found = await leaks(await crawl(site, 'member'), planted.secrets, 'member');
  assert.ok(found.some((fault) => fault.endsWith('by /')));
});

test('a work’s page that names what nobody allowed there', async (t) => {
  const site = await leaky(
    t,
    open('GET', '/works/:id/related', async () => page('Made after it', await titles())),
  );
  const found = unapproved(await crawl(site, 'guest'), credit, 'guest');
  assert.ok(found.some((fault) => fault.startsWith(`guest is told by /works/${credit.parentId}/related`)));
});

test('a secret in a header, in a file and behind a link', async (t) => {
  const word = planted.secrets[0]?.words[0] ?? '';
  const header: Route = open('GET', '/robots.txt', () => ({
    kind: 'bytes',
    type: 'text/plain',
    body: '',
    headers: { etag: `"${word}"` },
  }));
  const linked = [open('GET', '/', () => page('Home', <a href="/robots.txt">robots</a>)), header];
  const { close, ...rest } = await serve(made, [
    ...made.routes.filter((route) => route.path !== '/' && route.path !== '/robots.txt'),
    ...linked,
  ]);
  t.after(close);
  const found = await leaks(await crawl({ ...rest, people, things }, 'guest'), planted.secrets, 'guest');
  assert.ok(found.some((fault) => fault.endsWith('by /robots.txt')));
});

test('a count, a length or an order that secrets move', async (t) => {
  const site = await leaky(
    t,
    open('GET', '/works', async () => page('Works', `There are ${await drafts()} more.`)),
  );
  const after = await crawl(site, 'guest');
  await app.db.updateTable('works').set({ posted_at: null }).where('title', '=', 'Filler 3').execute();
  const found = differences(await crawl(site, 'guest'), after, 'guest');
  assert.ok(found.some((fault) => fault === 'guest sees /works change'));
  await app.db
    .updateTable('works')
    .set({ posted_at: made.app.clock.now() })
    .where('title', '=', 'Filler 3')
    .execute();
});

test('403 for what is there and 404 for what is not', async (t) => {
  const site = await leaky(
    t,
    workPage((there) => ({ ...page('No', 'No.'), status: there ? 403 : 404 })),
  );
  const found = await existenceFaults(site, 'member');
  assert.ok(found.includes('member can tell from GET /works/:id that there is Draft'));
});

test('a header or a byte more for what is there', async (t) => {
  const site = await leaky(
    t,
    workPage((there) => ({
      ...page('No', 'No.'),
      status: 404,
      headers: { 'x-cache': there ? 'hit' : 'miss' },
    })),
  );
  const found = await existenceFaults(site, 'guest');
  assert.ok(found.includes('guest can tell from GET /works/:id that there is Hidden'));
});

test('a form that says what it found before it looks who asks', async (t) => {
  const site = await leaky(
    t,
    open('POST', '/works/:id/delete', async (ask) => {
      const rows = await app.db
        .selectFrom('works')
        .select('id')
        .where('public_id', '=', ask.params.id ?? '')
        .execute();
      return { ...page('No', 'No.'), status: rows.length > 0 ? 403 : 404 };
    }),
  );
  const found = await existenceFaults(site, 'member');
  assert.ok(found.includes('member can tell from POST /works/:id/delete that there is Draft'));
});

test('HEAD that answers otherwise than GET', async (t) => {
  const site = await leaky(
    t,
    open('GET', '/works', (ask) => page('Works', ask.request.method)),
  );
  const found = await headFaults(site, await crawl(site, 'guest'), 'guest');
  assert.ok(found.some((fault) => fault.startsWith('guest: HEAD /works says 200')));
});

test('code that stands in a page, and a member’s page that may be kept', async (t) => {
  const site = await leaky(
    t,
    open('GET', '/works', () => ({
      ...page('Works', <a {...{ href: '/', onclick: 'x()', style: 'color: red' }}>home</a>),
      headers: { 'cache-control': 'public', 'content-security-policy': "script-src 'unsafe-inline'" },
    })),
  );
  const pages = await crawl(site, 'member');
  const code = inlineCode(pages);
  assert.ok(code.includes('/works holds onclick="x()"'));
  assert.ok(code.includes('/works holds style="color: red"'));
  const found = careless(pages, 'member');
  assert.ok(found.includes('member: /works (200) may be kept: “public”'));
  assert.ok(found.includes("member: /works has the policy “script-src 'unsafe-inline'”"));
});
