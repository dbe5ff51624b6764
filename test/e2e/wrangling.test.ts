/** The wranglers' desk on a phone, without JavaScript: a suggestion taken, looked at first, done, taken back; a type changed; works that follow. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { follow } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();
const wrangler = await makePerson(app, { roles: ['tag_wrangler'], pseud: 'Tagger' });

before(async () => {
  const writer = await makePerson(app);
  const long = 'A Name That Somebody Typed At Length And That Is Not Broken Anywhere '
    .repeat(2)
    .trim()
    .replaceAll(' ', '');
  await makeWork(app, writer, {
    fields: {
      fandoms: ['Harbour Tales'],
      freeforms: ['Slow Burn', 'Slowburn', long],
      characters: ['Ann Quay'],
    },
  });
  await makeWork(app, writer, { fields: { fandoms: ['Harbour Tales'], freeforms: ['Slow Burn', 'مرفأ'] } });
  // Asked anything, it derives first.
  await app.find.counts([]);
});

test('without JavaScript, at 360 px', async () => {
  const { page, context, faults } = await openPage(browser, {
    viewport: PHONE,
    javaScriptEnabled: false,
    cookie: wrangler.cookie,
    origin,
  });
  const fits = async (): Promise<void> => {
    const width = await page.locator('body').evaluate((body) => body.scrollWidth);
    assert.ok(width <= PHONE.width, `${page.url()} is ${width} px wide`);
  };
  const main = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';
  await page.goto(`${origin}/wrangling`);
  await fits();
  await follow(page, () => page.getByRole('link', { name: 'Suggested merges' }).click());
  await page.selectOption('select[name=type]', 'freeform');
  await follow(page, () => page.getByRole('button', { name: 'Show', exact: true }).first().click());
  await fits();
  await follow(page, () =>
    page.getByRole('button', { name: 'Make “Slowburn” a synonym of “Slow Burn”' }).click(),
  );
  await fits();
  assert.match(await main(), /2 changes; nothing is done yet/);
  await page.fill('input[name=why]', 'The same');
  await follow(page, () => page.getByRole('button', { name: 'Do it' }).click());
  assert.match(await main(), /synonym of “Slow Burn”/);
  await fits();
  await page.goto(`${origin}/wrangling/history`);
  await fits();
  await follow(page, () => page.getByRole('button', { name: 'Take back' }).first().click());
  assert.match(await main(), /Taken back/);
  await page.goto(`${origin}/wrangling/bin?type=freeform`);
  await fits();
  await page.check('input[value="Slow Burn"]');
  await page.selectOption('select[name=act]', 'canonise');
  await follow(page, () => page.getByRole('button', { name: 'See what it would change' }).click());
  assert.match(await main(), /“Slow Burn” becomes canonical/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a character typed as an additional tag gets its type, and the desk shows that the works follow', async () => {
  const { page, context, faults } = await openPage(browser, {
    viewport: PHONE,
    javaScriptEnabled: false,
    cookie: wrangler.cookie,
    origin,
  });
  const fits = async (): Promise<void> => {
    const width = await page.locator('body').evaluate((body) => body.scrollWidth);
    assert.ok(width <= PHONE.width, `${page.url()} is ${width} px wide`);
  };
  const main = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';
  // What was done before is not counted into what follows.
  await app.find.counts([]);
  await page.goto(`${origin}/wrangling/tag?name=${encodeURIComponent('مرفأ')}`);
  await fits();
  await page.selectOption('select[name=act]', { label: 'Is a character' });
  await follow(page, () => page.getByRole('button', { name: 'See what it would change' }).click());
  await fits();
  assert.match(await main(), /goes from “Additional tags” to “Characters”/);
  assert.match(await main(), /The tag is on 1 work in lists/);
  await follow(page, () => page.getByRole('button', { name: 'Do it' }).click());
  assert.match(await main(), /Characters · nobody wrangled it yet/);
  await page.goto(`${origin}/works`);
  await follow(page, () => page.getByRole('link', { name: 'A Test of Patience' }).first().click());
  assert.match((await page.locator('.tag-block .character').textContent()) ?? '', /مرفأ/);
  // Asked anything, it derives first.
  await app.find.counts([]);
  await page.goto(`${origin}/wrangling`);
  await fits();
  assert.match(await main(), /Works that follow\s*مرفأ\s*1 work, done:/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('while works follow, a script looks again and reads the page anew when it is done', async () => {
  const { page, context, faults } = await openPage(browser, { cookie: wrangler.cookie, origin });
  const { id } = await app.db
    .insertInto('find_rederivations')
    .values({ tag_ids: null, total: 4, started_at: app.clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow();
  const waits = (works: number[]) =>
    app.db
      .insertInto('find_due')
      .values(works.map((work_id) => ({ work_id: 1_000_000 + work_id, rederivation_id: id })))
      .execute();
  await waits([1, 2, 3]);
  await page.goto(`${origin}/wrangling`);
  await page.getByText('1 of 4 works', { exact: true }).waitFor();
  await assertAccessible(page, 'the desk while works follow');
  await app.db.deleteFrom('find_due').where('work_id', '=', 1_000_001).execute();
  await page.getByText('2 of 4 works', { exact: true }).waitFor();
  await app.db.deleteFrom('find_due').where('work_id', '>', 1_000_000).execute();
  await app.db
    .updateTable('find_rederivations')
    .set({ finished_at: app.clock.now() })
    .where('id', '=', id)
    .execute();
  await page.getByText('4 works, done:').waitFor();
  await page.locator('progress').waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await context.close();
});

test('nothing that axe finds fault with', async () => {
  const { page, context } = await openPage(browser, { cookie: wrangler.cookie, origin });
  for (const path of [
    '',
    '/bin?type=freeform',
    '/tag?name=Slow+Burn',
    '/suggestions?type=freeform',
    '/history',
    '/files',
  ]) {
    await page.goto(`${origin}/wrangling${path}`);
    await assertAccessible(page, `the desk ${path}`);
  }
  await context.close();
});
