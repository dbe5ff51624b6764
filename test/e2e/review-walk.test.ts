/** The walk through the doubtful places of an import, least certain first: by keyboard alone, and with forms alone. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson } from '../support/factories.js';
import { bringText, follow, followClick } from '../support/journey.js';
import { story } from '../support/story.js';

const archive = await testApp();
const browser = await testBrowser();
const { origin } = archive;

let cookie = '';
before(async () => {
  cookie = (await makePerson(archive.app)).cookie;
});

const keyOf = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-place') ?? null);
const revision = (page: Page) => page.getAttribute('article.walk', 'data-revision');
const left = async (page: Page): Promise<number> => {
  const words = (await page.textContent('.progress [data-left]')) ?? '';
  return words === 'None left' ? 0 : Number(words.replace(/\D/g, ''));
};
const open = (page: Page) => page.locator('.walk-place:not([hidden])').count();

/** Keeps all that the page announces, in order. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector('[data-announce]')!;
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => said.push((box.textContent ?? '').replaceAll('\u00a0', ''))).observe(box, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
const announced = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

/** Presses one key, and waits until the act that it asks for is done. */
async function press(page: Page, key: string): Promise<void> {
  const old = await revision(page);
  await page.keyboard.press(key);
  await page.waitForFunction(
    (before) => document.querySelector('article.walk')?.getAttribute('data-revision') !== before,
    old,
  );
}

const chapterText = (page: Page) =>
  page.$$eval('.review-block .content', (all) => all.map((one) => one.textContent ?? ''));

const letters = (texts: string[]) => texts.join('').replace(/[^\p{L}\p{N}]/gu, '');

/** Both widths: nothing wider than the window. */
async function fits(page: Page, what: string): Promise<void> {
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${what} at ${size.width}: ${over} px too wide`);
  }
}

test('a one-line work of 5,000 words: one key a place, each act announced, nothing but the keyboard', async () => {
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  const { oneLine, words } = story(5000, 7);
  assert.ok(words >= 5000);
  const id = await bringText(page, origin, oneLine);
  const link = page.locator('.doubt-count a');
  await link.focus();
  await follow(page, () => page.keyboard.press('Enter'));
  await listen(page);
  const all = await left(page);
  assert.ok(all > 20, `${all} places`);
  await assertAccessible(page, 'the walk');
  await fits(page, 'the walk');
  assert.ok(await keyOf(page), 'the first place has the focus');
  assert.equal(await page.textContent('[data-progress]'), `1 of ${all}`);

  // Odd places get a break, even ones none; each time the next place has the focus, and no page was loaded.
  const met: string[] = [];
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
  });
  let presses = 0;
  while ((await left(page)) > 0) {
    const key = await keyOf(page);
    assert.ok(key, `the focus is at a place after ${presses} presses`);
    assert.ok(!met.includes(key), `${key} is asked once`);
    met.push(key);
    const answers = await page.$$eval('.walk-place[aria-current] [data-answer]', (buttons) =>
      buttons.map((button) => button.getAttribute('aria-keyshortcuts')?.split(' ')[0] ?? ''),
    );
    await press(
      page,
      presses % 2 === 0 && answers.includes('b') ? 'b' : answers.includes('n') ? 'n' : 'Enter',
    );
    presses += 1;
    const rest = await left(page);
    if (rest > 0) assert.equal(await page.textContent('[data-progress]'), `${all - rest + 1} of ${all}`);
  }
  assert.equal(presses, all, 'one key press a place');
  const said = await announced(page);
  assert.equal(said.length, all, 'every act was announced');
  for (const [i, words] of said.entries()) {
    const rest = all - i - 1;
    assert.match(words, rest === 0 ? /\. None left\.$/ : new RegExp(`\\. ${rest} left\\.$`));
  }
  assert.deepEqual(documents, []);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'No doubtful place is left');
  await assertAccessible(page, 'the end of the walk');

  // One undo more, from the end, and the same answer again.
  await press(page, 'u');
  assert.equal(await keyOf(page), met.at(-1));
  assert.match((await announced(page)).at(-1) ?? '', /^Taken back\. 1 left\.$/);
  await press(page, 'Enter');
  await page.keyboard.press('Tab');
  await follow(page, () => page.keyboard.press('Enter'));
  assert.match(page.url(), /\/details$/);
  await page.goto(`${origin}/imports/${id}`);
  assert.equal(letters(await chapterText(page)), letters([oneLine]));
  assert.equal(await page.isVisible('.doubt-count'), false);
  assert.deepEqual(faults, []);
  await context.close();
});

test('places are left open and come back; undo goes back over the walk; keys typed ahead are kept', async () => {
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  const id = await bringText(page, origin, story(1500, 9).oneLine);
  const before = await chapterText(page);
  await page.goto(`${origin}/imports/${id}/doubts`);
  await listen(page);
  const all = await left(page);
  const shown = () => page.$$eval('.walk-place:not([hidden])', (places) => places.map((one) => one.id));
  const order = await shown();
  const first = await keyOf(page);
  await page.keyboard.press('j');
  const second = await keyOf(page);
  assert.notEqual(second, first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await keyOf(page), first);
  await page.keyboard.press('ArrowUp');
  assert.equal((await announced(page)).at(-1), 'This is the first place.');

  // A key of no answer does nothing and says so; ? shows the keys, Esc leads back.
  await page.keyboard.press('q');
  assert.equal((await announced(page)).at(-1), 'That is no answer here.');
  await page.keyboard.press('?');
  assert.ok(await page.isVisible('#walk-keys'));
  await page.keyboard.press('Escape');
  assert.equal(await page.isVisible('#walk-keys'), false);
  assert.equal(await keyOf(page), first);

  // Three answers faster than the server; three times back, and all is as it was.
  const start = Number(await revision(page));
  const until = (n: number) =>
    page.waitForFunction(
      (wanted) => document.querySelector('article.walk')?.getAttribute('data-revision') === wanted,
      String(start + n),
    );
  for (const key of ['Enter', 'Enter', 'Enter']) await page.keyboard.press(key);
  await until(3);
  assert.equal(await left(page), all - 3);
  assert.deepEqual((await shown()).slice(0, 5), order.slice(3, 8));
  for (const key of ['u', 'u', 'u']) await page.keyboard.press(key);
  await until(6);
  assert.equal(await left(page), all);
  assert.deepEqual(await shown(), order);
  assert.equal(await keyOf(page), first);

  // What remains is right, all at once; and taken back at once.
  await page.click('details.all summary');
  const asked = (await page.textContent('[data-all-lead]')) ?? '';
  assert.ok(asked.includes(String(all)), asked);
  await page.click('button[value=all]');
  await until(7);
  assert.equal(await left(page), 0);
  assert.ok(await page.isVisible('[data-done]'));
  await page.click('[data-undo]');
  await until(8);
  assert.equal(await left(page), all);
  assert.equal(await open(page), Math.min(all, 20));
  await page.goto(`${origin}/imports/${id}`);
  assert.deepEqual(await chapterText(page), before);

  // The list of imports says how many there are.
  await page.goto(`${origin}/imports`);
  assert.match((await page.textContent(`a[href="/imports/${id}/doubts"]`)) ?? '', new RegExp(`\\b${all}\\b`));
  assert.deepEqual(faults, []);
  await context.close();
});

test('without scripts: twenty places a page, one button for all of them, one undo', async () => {
  const { page, faults, context } = await openPage(browser, {
    cookie,
    origin,
    javaScriptEnabled: false,
    viewport: PHONE,
  });
  const { oneLine } = story(5000, 7);
  const id = await bringText(page, origin, oneLine);
  await followClick(page, '.doubt-count a');
  const all = await left(page);
  assert.ok(all > 20, `${all} places`);
  assert.equal(await open(page), 20);
  assert.equal(await page.isVisible('[data-progress]'), false);
  await fits(page, 'the walk without scripts');

  // What is proposed is chosen; the other answer of one place, and one left open.
  const other = page.locator('.walk-place').nth(1);
  await other.locator('label').nth(1).click();
  const later = page.locator('.walk-place').nth(2);
  const kept = await later.getAttribute('data-place');
  await later.locator('label').last().click();
  let pages = 1;
  await followClick(page, 'button[value=decide]');
  assert.equal(await page.textContent('.notice'), 'Saved.');
  assert.equal(await left(page), all - 19);
  assert.equal(await page.locator('.walk-place').first().getAttribute('data-place'), kept);

  // One undo takes the whole page back.
  await followClick(page, '[data-undo]');
  assert.equal(await left(page), all);
  while ((await left(page)) > 0) {
    await followClick(page, 'button[value=decide]');
    pages += 1;
  }
  assert.equal(pages - 1, Math.ceil(all / 20), 'one press for twenty places');
  assert.ok(await page.isVisible('[data-done]'));
  await followClick(page, '[data-done] a.button:not(.primary)');
  assert.equal(letters(await chapterText(page)), letters([oneLine]));
  await page.goto(`${origin}/imports/${id}/doubts?from=40`);
  assert.ok(await page.isVisible('[data-done]'));
  assert.deepEqual(faults, []);
  await context.close();
});

test('without scripts: all that remain are right, asked before it is done', async () => {
  const { page, context } = await openPage(browser, { cookie, origin, javaScriptEnabled: false });
  await bringText(page, origin, story(1500, 9).oneLine);
  const before = await chapterText(page);
  await followClick(page, '.doubt-count a');
  await page.click('details.all summary');
  await followClick(page, 'button[value=all]');
  assert.ok(await page.isVisible('[data-done]'));
  await followClick(page, '[data-done] a.button:not(.primary)');
  assert.deepEqual(await chapterText(page), before);
  await context.close();
});
