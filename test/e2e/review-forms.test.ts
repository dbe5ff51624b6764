/** The review of an import without scripts: plain forms, a textarea for each block. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson } from '../support/factories.js';
import {
  bringText,
  fillDetails,
  follow,
  followClick,
  shownInReview,
  shownInWork,
} from '../support/journey.js';
import { story } from '../support/story.js';

const archive = await testApp();
const browser = await testBrowser();
const { origin } = archive;

let cookie = '';
before(async () => {
  cookie = (await makePerson(archive.app)).cookie;
});

const plain = () => openPage(browser, { cookie, origin, javaScriptEnabled: false, viewport: PHONE });
const blockAt = (page: Page, n: number) => page.locator('.review-block').nth(n);
const textAt = async (page: Page, n: number) =>
  (await blockAt(page, n).locator('.content').textContent())?.trim() ?? '';

/** Opens the form of a block, changes what is asked for, and presses a button of it. @returns what the page says. */
async function change(
  page: Page,
  n: number,
  act: string,
  fields: { text?: string; kind?: string } = {},
): Promise<string> {
  const block = blockAt(page, n);
  await block.locator('summary').click();
  if (fields.text !== undefined) await block.locator('textarea').fill(fields.text);
  if (fields.kind !== undefined) await block.locator('select').selectOption(fields.kind);
  await follow(page, () => block.locator(`details button[value="${act}"]`).click());
  return (await page.textContent('.notice, .problem')) ?? '';
}

test('a one-line work of 5,000 words goes from paste to post with forms alone', async () => {
  const { page, faults, context } = await plain();
  const { oneLine } = story(5000, 2);
  await bringText(page, origin, oneLine);
  const count = await page.locator('.review-block').count();
  assert.ok(count > 50, `${count} blocks`);
  assert.equal(await page.isVisible('.script-tools'), false);

  const first = await textAt(page, 0);
  const cut = first.indexOf(' ', 20);
  assert.equal(
    await change(page, 0, 'text', { text: `${first.slice(0, cut)}\n\n*${first.slice(cut + 1)}*` }),
    'Text changed.',
  );
  assert.equal(await page.locator('.review-block').count(), count + 1);
  assert.equal(await textAt(page, 0), first.slice(0, cut));
  assert.match(await blockAt(page, 1).locator('.content').innerHTML(), /^<p><em>.*<\/em><\/p>$/s);
  assert.match(page.url(), /#block-\d+$/);

  assert.match(await change(page, 1, 'join'), /Joined/);
  assert.equal(await textAt(page, 0), first);
  assert.equal(await change(page, 0, 'kind', { kind: 'heading' }), 'Now a heading.');
  assert.equal(await change(page, 1, 'kind', { kind: 'note' }), 'Now a note.');
  assert.equal(await change(page, 1, 'kind', { kind: 'paragraph' }), 'Now a paragraph.');
  assert.equal(await change(page, 2, 'kind', { kind: 'note' }), 'Now a note.');
  assert.equal(await change(page, 4, 'scene'), 'A scene break stands above now.');
  assert.equal(await page.locator('.is-scene').count(), 1);
  assert.equal(await change(page, 4, 'remove'), 'Removed.');
  await followClick(page, '[data-undo]');
  assert.equal(await page.textContent('.notice'), 'Taken back.');
  assert.equal(await page.locator('.is-scene').count(), 1);
  // A mark that was typed is a scene break, and can be turned back.
  assert.equal(await change(page, 6, 'text', { text: '***' }), 'Text changed.');
  assert.equal(await page.locator('.is-scene').count(), 2);
  await followClick(page, '[data-undo]');
  assert.equal(await page.locator('.is-scene').count(), 1);

  // A doubtful place is split by one button, another is said to be right.
  const doubts = await page.locator('.review-block.doubtful').count();
  await follow(page, () => page.locator('.reason button[value=settle]').first().click());
  assert.equal(await page.locator('.review-block.doubtful').count(), doubts - 1);
  const button = page.locator('.reason button[value=split]').first();
  const words = /^Begin a paragraph at (.+) …”?$/.exec((await button.textContent()) ?? '')?.[1];
  assert.ok(words);
  await follow(page, () => button.click());
  assert.ok(
    (await page.$$eval('.review-block .content', (all) => all.map((one) => one.textContent ?? ''))).some(
      (t) => t.startsWith(words) || t.startsWith(words.replace(/^“/, '')),
    ),
  );

  const review = await shownInReview(page);
  await followClick(page, 'main a.button.primary');
  await fillDetails(page);
  await followClick(page, 'button[name=save][value=posted]');
  assert.match((await page.textContent('.notice')) ?? '', /Posted/);
  assert.deepEqual(await shownInWork(page), review);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a form that cannot be carried out comes back at its block, filled in', async () => {
  const { page, context } = await plain();
  const id = await bringText(page, origin, 'One was here.\n\nTwo was there.\n\nThree came late.');
  // The same form, opened twice and sent twice.
  const again = await context.newPage();
  await again.goto(`${origin}/imports/${id}`);
  assert.equal(await change(page, 0, 'text', { text: 'One was *here*.' }), 'Text changed.');
  const answer = await change(again, 0, 'text', { text: 'Typed in the other tab.' });
  assert.match(answer, /changed since this page was opened/);
  const block = blockAt(again, 0);
  assert.ok(await block.locator('.problem').isVisible(), 'said at the block');
  assert.equal(await block.locator('textarea').inputValue(), 'Typed in the other tab.');
  assert.match(await block.locator('.content').innerHTML(), /<em>here<\/em>/);
  // Sent again from the page as it stands now, it is done.
  await follow(again, () => block.locator('button[value="text"]').click());
  assert.equal(await textAt(again, 0), 'Typed in the other tab.');
  // The browser's own "send again" does nothing twice.
  assert.match(await change(again, 1, 'join'), /Joined/);
  const doubled = await context.request.post(`${origin}/imports/${id}/edit?chapter=1&part=1`, {
    form: { act: 'scene', block: '3', revision: '3' },
    headers: { origin },
    maxRedirects: 0,
  });
  const twice = await context.request.post(`${origin}/imports/${id}/edit?chapter=1&part=1`, {
    form: { act: 'scene', block: '3', revision: '3' },
    headers: { origin },
    maxRedirects: 0,
  });
  assert.deepEqual([doubled.status(), twice.status()], [303, 409]);
  assert.match(await change(again, 0, 'scene'), /changed since/);
  const refused = await context.request.post(`${origin}/imports/${id}/edit?chapter=1&part=1`, {
    form: { act: 'split', block: '3', at: '0', revision: '4' },
    headers: { origin },
  });
  assert.equal(refused.status(), 422);
  assert.match(await refused.text(), /Put the cursor inside the text/);
  await context.close();
});

test('HTML and marks that are typed are cleaned before they are shown', async () => {
  const { page, faults, context } = await plain();
  await bringText(page, origin, 'One was here.\n\nTwo was there.');
  await change(page, 0, 'text', {
    text: '<script>alert(1)</script><b onclick="x()">Bold</b> & <i>slanted</i></li></ol></main> <form action="/logout"><button>go</button></form> 2 * 3 * 4',
  });
  const html = await blockAt(page, 0).locator('.content').innerHTML();
  assert.doesNotMatch(html, /script|onclick|<form|<button/);
  assert.match(html, /<(b|strong)>Bold<\/\1> &amp; <(i|em)>slanted<\/\2>/);
  assert.match((await page.textContent('ol.review-blocks')) ?? '', /2 \* 3 \* 4/);
  assert.equal(await page.locator('ol.review-blocks').count(), 1);
  const count = await page.locator('.review-block').count();
  assert.equal(await change(page, 0, 'text', { text: ' \n ' }), 'Removed.');
  assert.equal(await page.locator('.review-block').count(), count - 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test('chapters are begun, named and joined', async () => {
  const { page, context } = await plain();
  await bringText(page, origin, 'One was here.\n\nThe Second Part\n\nTwo was there.\n\nThree came late.');
  await change(page, 1, 'kind', { kind: 'heading' });
  assert.match(await change(page, 1, 'chapter-here'), /chapter begins/i);
  assert.match(page.url(), /chapter=2/);
  assert.equal(await page.inputValue('#chapter-title'), 'The Second Part');
  assert.equal(await page.locator('.review-chapters li').count(), 2);
  await page.fill('#chapter-title', 'The Other Part');
  await followClick(page, 'button[value=chapter-title]');
  assert.equal(await page.textContent('.review-chapters [aria-current]'), 'The Other Part');
  await followClick(page, 'button[value=chapter-join]');
  assert.equal(await page.locator('.is-heading').count(), 1);
  assert.deepEqual(await page.$$eval('.review-block .content', (all) => all.map((one) => one.textContent)), [
    'One was here.',
    'The Other Part',
    'Two was there.',
    'Three came late.',
  ]);
  for (let i = 0; i < 4; i += 1) await followClick(page, '[data-undo]');
  assert.equal(await page.locator('.is-heading').count(), 0);
  assert.equal(await page.locator('[data-undo]').isDisabled(), true);
  await context.close();
});
