/** Finding works as people do it: on a phone without scripts, by keyboard, and with filters that stay. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();
const writer = await makePerson(app, { pseud: 'Wren of the Lamp' });

const HARBOUR = 'Harbour Tales (Invented)';
const LONG_NAME = 'A Relationship/Whose Name Is As Long As The Road To Skylark Station And Back';
for (let i = 0; i < 24; i += 1)
  await makeWork(app, writer, {
    fields: {
      title: `Lamp ${i}`,
      fandoms: [i % 2 === 0 ? HARBOUR : 'The Long Road (Invented)'],
      relationships: [i % 3 === 0 ? 'Ann/Ben' : LONG_NAME],
      freeforms: ['Sea', ...(i % 4 === 0 ? ['Storms'] : [])],
      rating: i % 6 === 0 ? 'Explicit' : 'General Audiences',
    },
  });

const countOn = async (page: Page): Promise<string> => ((await page.textContent('h2.count')) ?? '').trim();
const queryOf = (page: Page): string | null => new URL(page.url()).searchParams.get('q');

async function looksRight(page: Page, what: string): Promise<void> {
  const before = page.viewportSize() ?? WIDE;
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${what} at ${size.width}: ${over} px too wide`);
  }
  await assertAccessible(page, what);
  await page.setViewportSize(before);
}

test('on a phone without scripts: fold out the filters, choose, shut out, take one away, turn the page', async () => {
  const { page, context } = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
  await page.goto(`${origin}/works`);
  assert.equal(await countOn(page), '24 works');
  assert.equal(await page.isVisible('.filter-form'), false);
  await page.click('.filter-panel > summary');
  await page.check(`input[name=in][value="fandom:${HARBOUR}"]`);
  await page.click('.facet:has(input[value="freeform:Storms"]) > summary');
  await page.check('input[name=out][value="freeform:Storms"]');
  await followClick(page, '.filter-form button.primary');
  assert.equal(queryOf(page), `fandom:"${HARBOUR}" -freeform:Storms`);
  assert.equal(await countOn(page), '6 works');
  await followClick(page, '.applied li:nth-child(2) a');
  assert.equal(queryOf(page), `fandom:"${HARBOUR}"`);
  assert.equal(await countOn(page), '12 works');
  await page.goto(`${origin}/works?q=freeform:Sea`);
  await followClick(page, '.pager a[rel=next]');
  assert.equal(queryOf(page), 'freeform:Sea');
  assert.equal(await page.locator('.blurb').count(), 4);
  await context.close();
});

test('where there is room the filters stand beside the works; by keyboard a tick replaces its opposite', async () => {
  const { page, faults, context } = await openPage(browser, { viewport: WIDE });
  await page.goto(`${origin}/works`);
  assert.ok(await page.isVisible('.filter-form'));
  const [works, filters] = await Promise.all(
    ['.listing-works', '.filter-form'].map((part) => page.locator(part).boundingBox()),
  );
  assert.ok(works && filters && works.x + works.width <= filters.x);
  const chosen = page.locator('input[name=in][value="rating:Explicit"]');
  const shutOut = page.locator('input[name=out][value="rating:Explicit"]');
  await chosen.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.deepEqual([await chosen.isChecked(), await shutOut.isChecked()], [false, true]);
  await follow(page, () => page.locator('.filter-form button.primary').press('Enter'));
  assert.equal(queryOf(page), '-rating:Explicit');
  assert.equal(await countOn(page), '20 works');
  await looksRight(page, 'a list with filters');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a mistake in the box is shown and selected at its place', async () => {
  const { page, context } = await openPage(browser, { viewport: WIDE });
  await page.goto(`${origin}/search`);
  await looksRight(page, 'how to search');
  await page.fill('#query', 'sea words:9-3');
  await follow(page, () => page.press('#query', 'Enter'));
  assert.match((await page.textContent('#query-fault')) ?? '', /At character 11: 9-3 runs from more to less/);
  const selected = await page.$eval('#query', (box) => {
    const { value, selectionStart, selectionEnd } = box as HTMLInputElement;
    return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
  });
  assert.equal(selected, '9-3');
  await looksRight(page, 'a search with a mistake');
  await page.goto(`${origin}/works?q=rating:mature+freeform:Sea`);
  await looksRight(page, 'nothing found');
  await followClick(page, '.loosen a');
  assert.equal(queryOf(page), 'freeform:Sea');
  await context.close();
});

test('a member hides a work from its place in the list, sees how many are hidden, keeps a search', async () => {
  const reader = await makePerson(app);
  const { page, context } = await openPage(browser, { cookie: reader.cookie, origin, viewport: PHONE });
  await page.goto(`${origin}/works?q=freeform:Storms`);
  assert.equal(await countOn(page), '6 works');
  await followClick(page, '.blurb-foot button');
  assert.equal(queryOf(page), 'freeform:Storms');
  assert.equal(await countOn(page), '5 works');
  assert.match((await page.textContent('.hidden-works')) ?? '', /1 work is hidden/);
  await looksRight(page, 'a list with a hidden work');
  await followClick(page, '.hidden-works a');
  assert.equal(await countOn(page), '6 works');
  await page.click('.keep-search > summary');
  await page.fill('#field-search-name', 'Storms at sea');
  await followClick(page, '.keep-search button');
  assert.match((await page.textContent('main')) ?? '', /Storms at sea/);
  await looksRight(page, 'kept searches');
  await page.goto(`${origin}/account/filters`);
  await page.fill('#field-value', LONG_NAME);
  await page.fill('#field-reason', 'Too long a road.');
  await followClick(page, 'main form.form button');
  assert.match((await page.textContent('main')) ?? '', /Too long a road/);
  await looksRight(page, 'what is hidden');
  await context.close();
});

test('fandoms, tags and people without scripts, at both widths', async () => {
  const { page, context } = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
  await page.goto(`${origin}/`);
  await followClick(page, 'main a[href="/fandoms"]');
  await followClick(page, '.tag-list a');
  assert.match((await page.textContent('main')) ?? '', /Harbour Tales \(Invented\)\s*12 works/);
  await followClick(page, '.tag-list a');
  assert.equal(await countOn(page), '12 works');
  await context.close();
  const guest = await openPage(browser, { viewport: WIDE });
  for (const path of ['/fandoms', '/fandoms?other', '/tags?q=ann', '/people', '/']) {
    await guest.page.goto(`${origin}${path}`);
    await looksRight(guest.page, path);
  }
  await guest.context.close();
});
