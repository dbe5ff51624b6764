/** What a host, a writer and a reader do, from the set-up to the delete. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { setupToken } from '../../src/features/admin/index.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import {
  bringFile,
  bringText,
  fillDetails,
  followClick,
  shownInReview,
  shownInWork,
  waitForReview,
} from '../support/journey.js';

const archive = await testApp({ settings: null });
const browser = await testBrowser();
const { origin } = archive;
const fixture = (name: string) => fileURLToPath(new URL(`../golden/import/${name}`, import.meta.url));

const host = await openPage(browser, { viewport: PHONE });
const { page } = host;
const guest = await openPage(browser);

/** Both widths, both themes: no rule broken, nothing wider than the window. */
async function looksRight(on: Page, what: string): Promise<void> {
  for (const size of [PHONE, WIDE]) {
    await on.setViewportSize(size);
    const over = await on.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${what} at ${size.width}: ${over} px too wide`);
  }
  await assertAccessible(on, what);
  await on.setViewportSize(PHONE);
}

/** The page of a work that was just posted. */
const workAddress = (): string => new URL(page.url()).pathname;

test('set-up, log in, one line in, review, post, read', async () => {
  const token = await setupToken(archive.app.config.dataDir);
  await page.goto(`${origin}/setup?token=${token}`);
  await looksRight(page, 'set-up');
  await page.fill('#field-archiveName', 'The Shelf');
  await followClick(page, 'main button[type=submit]');
  await page.waitForSelector('.problem');
  assert.equal(await page.inputValue('#field-archiveName'), 'The Shelf');
  await page.fill('#field-login', 'keeper');
  await page.fill('#field-pseud', 'Keeper of Lamps');
  await page.fill('#field-email', 'keeper@example.org');
  await page.fill('#field-password', 'four words in line');
  await followClick(page, 'main button[type=submit]');
  await page.waitForURL(`${origin}/`);
  await looksRight(page, 'the front page');
  await followClick(page, 'header button');
  await page.goto(`${origin}/import`);
  assert.match(page.url(), /\/login\?to=/);
  await looksRight(page, 'log in');
  await page.fill('#field-name', 'keeper');
  await page.fill('#field-password', 'not the one');
  await followClick(page, 'main button[type=submit]');
  await page.waitForSelector('.problem');
  assert.equal(await page.inputValue('#field-name'), 'keeper');
  await page.fill('#field-password', 'four words in line');
  await followClick(page, 'main button[type=submit]');
  await page.waitForURL(`${origin}/import`);
  await looksRight(page, 'the page that takes works in');
  await followClick(page, 'main button[type=submit]');
  await page.waitForSelector('.problem');

  await bringText(
    page,
    origin,
    '“Is it far?” she asked. “Not very,” he said, and lied. They walked until dark.',
  );
  await looksRight(page, 'the review');
  const review = await shownInReview(page);
  await followClick(page, 'main a.button.primary');
  await page.waitForSelector('#field-title');
  await looksRight(page, 'about the work');

  // What is missing is said, and what was typed is still there.
  await page.fill('#field-title', 'A Short Walk');
  await page.fill('#field-summary', 'They <em>walk</em>.');
  await page.check('input[name=backdated]');
  await page.fill('#field-publishedOn', '2019-03-04');
  await followClick(page, 'button[name=save][value=posted]');
  await page.waitForSelector('.problem');
  assert.equal(await page.locator('.has-fault').count(), 3);
  assert.equal(await page.inputValue('#field-title'), 'A Short Walk');
  assert.equal(await page.inputValue('#field-summary'), 'They <em>walk</em>.');
  assert.equal(await page.inputValue('#field-publishedOn'), '2019-03-04');
  await looksRight(page, 'about the work, with faults');

  // Back to the text and on again keeps it too.
  await followClick(page, 'button[name=save][value=back]');
  await waitForReview(page);
  await followClick(page, 'main a.button.primary');
  assert.equal(await page.inputValue('#field-title'), 'A Short Walk');
  await fillDetails(page, { title: 'A Short Walk' });
  await followClick(page, 'button[name=save][value=draft]');
  await page.waitForSelector('.work .chapter');
  await looksRight(page, 'a draft');
  const address = workAddress();
  await guest.page.goto(origin + address);
  assert.equal(await guest.page.locator('.work').count(), 0);
  assert.deepEqual(await shownInWork(page), review);
  await followClick(page, '.acts form button');
  await page.waitForSelector('.notice');
  await looksRight(page, 'a work');
  await guest.page.goto(origin + address);
  assert.deepEqual(await shownInWork(guest.page), review);
  assert.equal(await guest.page.textContent('h1'), 'A Short Walk');
  // An import that is saved leads to its work.
  await page.goto(`${origin}/imports`);
  await looksRight(page, 'the list of imports');
  await followClick(page, '.imports a.button:not(.danger)');
  assert.equal(workAddress(), address);
});

test('a header is edited, a work deleted after it was asked for', async () => {
  await page.goto(`${origin}/my/works`);
  await looksRight(page, 'my works');
  await followClick(page, 'main a:has-text("A Short Walk")');
  await followClick(page, 'a.button:has-text("Edit")');
  await looksRight(page, 'edit');
  await page.fill('#field-title', '');
  await followClick(page, 'main button.primary');
  await page.waitForSelector('.problem');
  await page.fill('#field-title', 'A Long Walk');
  await followClick(page, 'main button.primary');
  await page.waitForSelector('.work');
  assert.equal((await page.textContent('h1'))?.trim(), 'A Long Walk');
  const address = workAddress();
  await followClick(page, 'a.button.danger');
  await looksRight(page, 'delete');
  assert.match((await page.textContent('main')) ?? '', /can’t be taken back/);
  await followClick(page, 'main button.danger');
  await page.waitForURL(/my\/works\?deleted/);
  const gone = await guest.page.goto(origin + address);
  assert.equal(gone?.status(), 404);
  await looksRight(guest.page, 'not found');
  guest.faults.length = 0;
});

test('the gate asks once and leads to the very page; previews and downloads get nothing past it', async () => {
  await bringFile(page, origin, fixture('ao3-html/multi-2026.html'));
  const review = await shownInReview(page);
  await followClick(page, 'main a.button.primary');
  await page.selectOption('#field-rating', 'Explicit');
  await followClick(page, 'button[name=save][value=posted]');
  await page.waitForSelector('.work .chapter');
  assert.deepEqual(await shownInWork(page), review);
  const address = workAddress();
  const some =
    review.text.map((html) => html.replace(/<[^>]*>/g, '').trim()).find((text) => text.length > 40) ?? '';
  const { page: reader, context, faults } = await openPage(browser);
  const chapter = await page.getAttribute('.contents li:nth-child(2) a', 'href');
  assert.ok(chapter);
  await reader.goto(origin + chapter);
  await looksRight(reader, 'the gate');
  const title = (await page.textContent('h1'))?.trim() ?? '';
  const head = (await reader.innerHTML('head')) + (await reader.innerHTML('main'));
  assert.ok(!head.includes(title) && !head.includes(some.slice(0, 40)));
  const download = await context.request.get(`${origin}${address}/download.epub`);
  assert.doesNotMatch(download.headers()['content-type'] ?? '', /epub/);
  await followClick(reader, 'main button.primary');
  assert.equal(new URL(reader.url()).pathname, chapter);
  assert.equal(await reader.locator('.chapter').count(), 1);
  await reader.goto(`${origin}${address}/entire`);
  assert.ok(await reader.locator('.chapter').count());
  assert.deepEqual(faults, []);
  await context.close();
});

test('a restricted work is for members: a guest logs in and arrives there', async () => {
  await bringFile(page, origin, fixture('ao3-epub/single-2026.epub'));
  assert.match((await page.textContent('article.review')) ?? '', /go straight on/);
  const review = await shownInReview(page);
  await followClick(page, 'main a.button.primary');
  await page.check('input[name=restricted]');
  await page.selectOption('#field-rating', 'General Audiences');
  await followClick(page, 'button[name=save][value=posted]');
  await page.waitForSelector('.work .chapter');
  assert.deepEqual(await shownInWork(page), review);
  const address = workAddress();
  const title = (await page.textContent('h1'))?.trim() ?? '';
  const { page: reader, context } = await openPage(browser);
  assert.equal((await reader.goto(origin + address))?.status(), 404);
  assert.ok(!(await reader.content()).includes(title));
  await reader.goto(`${origin}/works`);
  assert.ok(!(await reader.content()).includes(title));
  await reader.goto(origin + address);
  await followClick(reader, 'main a[href^="/login"]');
  await reader.fill('#field-name', 'keeper@example.org');
  await reader.fill('#field-password', 'four words in line');
  await followClick(reader, 'main button[type=submit]');
  await reader.waitForSelector('.work .chapter');
  assert.equal(new URL(reader.url()).pathname, address);
  await context.close();
});

test('a theme is kept, with and without scripts', async () => {
  await guest.page.goto(`${origin}/works`);
  await looksRight(guest.page, 'works');
  const kept = guest.page.waitForResponse((response) => response.request().method() === 'POST');
  await guest.page.selectOption('#theme', 'sepia');
  await kept;
  await guest.page.reload();
  assert.equal(await guest.page.getAttribute('html', 'data-theme'), 'sepia');
  const { page: plain, context } = await openPage(browser, { javaScriptEnabled: false });
  await plain.goto(`${origin}/works`);
  await plain.selectOption('#theme', 'dark');
  await followClick(plain, '.theme-form button');
  assert.equal(await plain.getAttribute('html', 'data-theme'), 'dark');
  assert.equal(new URL(plain.url()).pathname, '/works');
  await context.close();
});

/** Pastes into the box as a browser does, with what a program put on the clipboard. */
const paste = (html: string, text: string): Promise<void> =>
  page.evaluate(
    ([richText = '', plainText = '']) => {
      const box = document.querySelector<HTMLTextAreaElement>('#field-paste');
      const data = new DataTransfer();
      if (richText) data.setData('text/html', richText);
      data.setData('text/plain', plainText);
      box?.focus();
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      // A synthetic paste puts nothing in by itself.
      if (box?.dispatchEvent(event)) {
        box.setRangeText(plainText, box.selectionStart, box.selectionEnd, 'end');
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    },
    [html, text],
  );

for (const program of ['google-docs', 'word']) {
  test(`italics pasted from ${program} survive, and what is shown is what is brought in`, async () => {
    const clipboard = (part: string) =>
      readFileSync(
        new URL(`../../src/core/text/golden/clipboard/${part}/${program}.html.txt`, import.meta.url),
        'utf8',
      );
    const italics = clipboard('out').match(/<em>/g)?.length ?? 0;
    assert.ok(italics > 0);
    await page.goto(`${origin}/import`);
    await paste(clipboard('in'), 'What the page shows of it.');
    assert.match((await page.textContent('.paste-kept')) ?? '', /formatting of what you pasted is kept/);
    // Changed by hand: the formatting goes, says so, and can be had back.
    await page.focus('#field-paste');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' More.');
    assert.match((await page.textContent('.paste-kept')) ?? '', /as plain text/);
    assert.equal(await page.inputValue('input[name=html]'), '');
    await page.click('.paste-kept button');
    assert.equal(await page.inputValue('#field-paste'), 'What the page shows of it.');
    await followClick(page, 'main button[type=submit]');
    await waitForReview(page);
    assert.equal(await page.locator('.review-blocks em').count(), italics);
  });
}

test('a paste without formatting, or whose formatting is not wanted, is plain text', async () => {
  await page.goto(`${origin}/import`);
  await paste('<meta charset="utf-8"><span>One line of nothing.</span>', 'One line of nothing.');
  assert.equal(await page.isVisible('.paste-kept'), false);
  assert.equal(await page.inputValue('#field-paste'), 'One line of nothing.');
  await page.keyboard.press('Control+End');
  await paste('<p>And <i>more</i>.</p><p>Again.</p>', 'And more.\nAgain.');
  assert.equal(await page.inputValue('#field-paste'), 'One line of nothing.\n\nAnd more.\nAgain.');
  assert.equal(
    await page.inputValue('input[name=html]'),
    '<p>One line of nothing.</p>\n<p>And <i>more</i>.</p><p>Again.</p>',
  );
  await page.click('.paste-kept button');
  assert.equal(await page.inputValue('input[name=html]'), '');
  await followClick(page, 'main button[type=submit]');
  await waitForReview(page);
  assert.equal(await page.locator('.review-blocks em, .review-blocks i').count(), 0);
});

test('no page reported a fault', () => {
  // A form that comes back with faults has the status 422, which browsers report.
  const told = [...host.faults, ...guest.faults].filter((fault) => !/status of (422|404)/.test(fault));
  assert.deepEqual(told, []);
});
