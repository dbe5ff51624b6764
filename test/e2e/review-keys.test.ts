/** The review of an import with scripts: by keyboard alone, by mouse, and when something goes wrong. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson } from '../support/factories.js';
import {
  bringText,
  follow,
  followClick,
  shownInReview,
  shownInWork,
  waitForReview,
} from '../support/journey.js';
import { story } from '../support/story.js';

const archive = await testApp();
const browser = await testBrowser();
const { origin } = archive;

let cookie = '';
before(async () => {
  cookie = (await makePerson(archive.app)).cookie;
});

const revision = (page: Page) => page.getAttribute('article.review', 'data-revision');
const said = async (page: Page) =>
  (await page.textContent('[data-announce]'))?.replaceAll('\u00a0', '') ?? '';
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('.review-block')?.getAttribute('data-block') ?? null);
const texts = (page: Page) =>
  page.$$eval('.review-block .prose', (all) => all.map((one) => one.textContent ?? ''));
const inlineOf = (page: Page, block: string | null) => page.innerHTML(`#block-${block} .content`);

/** Presses keys and waits until the act that they ask for is done. @returns what was announced. */
async function act(page: Page, ...keys: string[]): Promise<string> {
  const before = await revision(page);
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForFunction(
    (old) => document.querySelector('article.review')?.getAttribute('data-revision') !== old,
    before,
  );
  return said(page);
}

/** Tab, until the focus is where `selector` says. */
async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

test('a one-line work of 5,000 words goes from paste to post by keyboard alone, each act announced', async () => {
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  const { oneLine, words } = story(5000);
  assert.ok(words >= 5000);
  await page.goto(`${origin}/import`);
  await tabTo(page, '#field-paste');
  await page.keyboard.insertText(oneLine);
  await tabTo(page, 'main button[type=submit]');
  await follow(page, () => page.keyboard.press('Enter'));
  await waitForReview(page);
  await assertAccessible(page, 'the review');
  const before = await texts(page);
  assert.ok(before.length > 50, `${before.length} blocks`);
  assert.equal(before.join(' ').replace(/\s+/g, ''), oneLine.replace(/\s+/g, ''));

  await tabTo(page, '.review-block');
  const first = await focused(page);
  const first30 = `#block-${first} .content`;
  const whole = await page.textContent(first30);

  // Split before the fourth word, found by moving from word to word.
  await page.keyboard.press('Enter');
  assert.match(await said(page), /^Words: \S+/);
  await page.keyboard.press('Home');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
  const fourth = await said(page);
  assert.equal(await act(page, 's'), 'Split in two.');
  const second = await focused(page);
  assert.notEqual(second, first);
  assert.ok((await page.textContent(`#block-${second} .content`))?.startsWith(fourth));
  await page.keyboard.press('Escape');

  // Join it again.
  assert.equal(await act(page, 'j'), 'Joined with the block above.');
  assert.equal(await focused(page), first);
  assert.equal(await page.textContent(first30), whole);

  // Emphasise two words, take the emphasis away, and give it back.
  for (const key of ['Enter', 'Home', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
  const chosen = (await said(page)).replace(/ chosen$/, '');
  assert.match(chosen, /^\S+ \S+$/);
  assert.equal(await act(page, 'e'), 'Emphasised.');
  assert.match(await inlineOf(page, first), new RegExp(`<em>${chosen}</em>`));
  assert.equal(await act(page, 'e'), 'Emphasis taken away.');
  assert.doesNotMatch(await inlineOf(page, first), /<em>/);
  assert.equal(await act(page, 'e'), 'Emphasised.');
  await page.keyboard.press('Escape');

  // The first block becomes a heading, the last one a note, the one in the middle stays text with a break above.
  assert.equal(await act(page, 'h'), 'Now a heading.');
  await page.keyboard.press('End');
  assert.equal(await act(page, 'm'), 'Now a note.');
  assert.equal(await page.textContent('.is-note [data-note-place]'), 'Notes at the end');
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowUp');
  assert.equal(await act(page, 'm'), 'Now a note.');
  const middle = await focused(page);
  assert.equal(await page.textContent(`#block-${middle} [data-note-place]`), 'Note');
  assert.equal(await act(page, 'p'), 'Now a paragraph.');
  assert.equal(await act(page, 'b'), 'A scene break stands above now.');
  assert.equal(await focused(page), middle);
  const withBreak = await texts(page);
  assert.equal(await act(page, 'Delete'), 'Removed.');
  assert.equal(await act(page, 'u'), 'Taken back.');
  assert.equal(await focused(page), middle);
  assert.deepEqual(await texts(page), withBreak);
  assert.equal(await act(page, 'Control+z'), 'Taken back.');
  assert.equal(await page.locator('.is-scene').count(), 0);
  assert.equal(await act(page, 'b'), 'A scene break stands above now.');

  // Two identical acts in a row are announced as two changes.
  await page.keyboard.press('n');
  assert.match(
    (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '',
    /doubtful$/,
  );
  assert.equal(await act(page, 'y'), 'Marked as right.');
  await page.evaluate(() => {
    const box = document.querySelector<HTMLElement>('[data-announce]');
    if (box)
      new MutationObserver(() =>
        box.setAttribute('data-times', String(Number(box.dataset.times ?? 0) + 1)),
      ).observe(box, { childList: true, characterData: true, subtree: true });
  });
  await page.keyboard.press('n');
  assert.equal(await act(page, 'y'), 'Marked as right.');
  assert.ok(Number(await page.getAttribute('[data-announce]', 'data-times')) >= 1);

  // The text of a block in its own field.
  await page.keyboard.press('t');
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(' And *that* was that.\n\n* * *\n\nNobody said a word.');
  assert.equal(await act(page, 'Control+Enter'), 'Text changed.');
  assert.equal(await page.locator('.is-scene').count(), 2);
  assert.match(await inlineOf(page, await focused(page)), / And <em>that<\/em> was that\./);

  const review = await shownInReview(page);
  await assertAccessible(page, 'the review after its acts');

  await tabTo(page, 'a.button.primary');
  await follow(page, () => page.keyboard.press('Enter'));
  await tabTo(page, '#field-title');
  await page.keyboard.insertText('The Lamp at Saltmouth');
  await tabTo(page, '#field-rating');
  await page.keyboard.press('g');
  await tabTo(page, 'input[name=warnings][value="No Archive Warnings Apply"]');
  await page.keyboard.press('Space');
  await tabTo(page, '#field-fandoms');
  await page.keyboard.insertText('Harbour Tales (Invented)');
  await tabTo(page, 'button[name=save][value=posted]');
  await follow(page, () => page.keyboard.press('Enter'));
  assert.deepEqual(await shownInWork(page), review);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the mouse chooses words and blocks, and tools act on them', async () => {
  const { page, faults, context } = await openPage(browser, { cookie, origin, viewport: PHONE });
  await bringText(
    page,
    origin,
    '“Is it far?” she asked. “Not very,” he said, and lied.\n\nThey walked until dark.\n\n* * *\n\nIn the morning it rained.',
  );
  const tool = async (name: string) => {
    const before = await revision(page);
    await page.click(`[data-tool=${name}]`);
    await page.waitForFunction(
      (old) => document.querySelector('article.review')?.getAttribute('data-revision') !== old,
      before,
    );
  };
  const second = page.locator('.review-block', { hasText: 'They walked' });
  await second.locator('.content').click();
  assert.ok(await second.evaluate((block) => block.classList.contains('is-current')));
  // A double click chooses a word.
  await second.evaluate((block) => {
    const text = block.querySelector('[data-inline] p')?.firstChild;
    if (text) window.getSelection()?.setBaseAndExtent(text, 5, text, 12);
  });
  await tool('emphasise');
  assert.equal(await second.locator('.content').innerHTML(), '<p>They <em>walked</em> until dark.</p>');
  // A click puts the cursor where a paragraph is to begin: before the quote, though the click was in the word.
  const spot = await page.evaluate(() => {
    const text = [...document.querySelectorAll('.review-block [data-inline] p')]
      .map((p) => p.firstChild)
      .find((node) => node?.nodeValue?.includes('Not very'));
    const range = document.createRange();
    const at = text?.nodeValue?.indexOf('Not very') ?? 0;
    range.setStart(text as Node, at + 1);
    range.setEnd(text as Node, at + 2);
    text?.parentElement?.scrollIntoView({ block: 'center' });
    const { x, y, height } = range.getBoundingClientRect();
    return { x: x + 1, y: y + height / 2 };
  });
  await page.mouse.click(spot.x, spot.y);
  await tool('split');
  assert.ok((await texts(page)).includes('“Not very,” he said, and lied.'));
  await tool('join');
  await tool('heading');
  assert.equal(await page.locator('.is-heading').count(), 1);
  await page.click('[data-undo]');
  await page.waitForFunction(() => document.querySelectorAll('.is-heading').length === 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a change that cannot be sent waits, one that cannot be done says why, an old page does nothing twice', async () => {
  const { page, context } = await openPage(browser, { cookie, origin });
  const id = await bringText(page, origin, 'One was here.\n\nTwo was there.\n\nThree came late.');
  const start = await page.getAttribute('article.review', 'data-revision');
  await page.click('.review-block >> nth=1');

  // The answer is lost after the change was done: sending it again does not do it twice.
  await page.route(
    '**/edit?*',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.keyboard.press('j');
  await page.waitForSelector('[data-fault]:not([hidden])');
  assert.match((await page.textContent('[data-fault]')) ?? '', /cannot be reached/);
  await followClick(page, '[data-retry]');
  assert.deepEqual(
    (await texts(page)).map((t) => t.trim()),
    ['One was here. Two was there.', 'Three came late.'],
  );
  assert.match((await page.textContent('.notice')) ?? '', /changed since this page was opened/);

  // Without a connection nothing is lost, and acts go on in order when it is back.
  await page.click('.review-block >> nth=0');
  await context.setOffline(true);
  await page.keyboard.press('h');
  await page.keyboard.press('m');
  await page.waitForSelector('[data-fault]:not([hidden])');
  await context.setOffline(false);
  await page.click('[data-retry]');
  await page.waitForSelector('.is-note');
  assert.equal(await page.isVisible('[data-fault]'), false);

  // What can't be done says why.
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await page.waitForSelector('[data-fault]:not([hidden])');
  assert.match((await page.textContent('[data-fault]')) ?? '', /no block above/);

  // Another tab has an older page.
  const other = await context.newPage();
  await other.goto(`${origin}/imports/${id}`);
  await page.keyboard.press('p');
  await page.waitForSelector('.is-note', { state: 'detached' });
  await other.click('.review-block >> nth=1');
  await follow(other, () => other.keyboard.press('h'));
  assert.match((await other.textContent('.notice')) ?? '', /changed since this page was opened/);
  assert.equal(await other.locator('.is-heading').count(), 0);
  assert.notEqual(await page.getAttribute('article.review', 'data-revision'), start);

  // Logged out meanwhile: the act waits too.
  await context.clearCookies();
  await page.keyboard.press('h');
  await page.waitForSelector('[data-fault]:not([hidden])');
  assert.match((await page.textContent('[data-fault]')) ?? '', /not logged in/);
  await context.close();
});

test('the block that has the focus is never under the tools', async () => {
  const { page, context } = await openPage(browser, { cookie, origin, viewport: PHONE });
  await bringText(page, origin, story(600, 4).paragraphs.join('\n\n'));
  await page.focus('.review-block');
  const covered: string[] = [];
  for (const key of [...Array(8).fill('ArrowDown'), ...Array(8).fill('ArrowUp'), 'End', 'ArrowUp']) {
    await page.keyboard.press(key);
    const under = await page.evaluate(() => {
      const tools = document.querySelector('.review-tools')?.getBoundingClientRect();
      const block = document.activeElement?.getBoundingClientRect();
      return tools && block ? tools.bottom - block.top : 0;
    });
    if (under > 0) covered.push(`${key}: ${under}`);
  }
  assert.deepEqual(covered, []);
  await context.close();
});

test('single letters mean nothing outside the text', async () => {
  const { page, context } = await openPage(browser, { cookie, origin });
  await bringText(page, origin, 'One was here.\n\nTwo was there.');
  const before = Number(await revision(page));
  await page.focus('#chapter-title');
  await page.keyboard.type('jehm');
  await page.focus('[data-tool=split]');
  await page.keyboard.press('j');
  await page.focus('.review-block');
  await page.keyboard.press('Alt+j');
  // Acts are sent in order: had one of these keys been one, it would have come before this.
  assert.equal(await act(page, 'h'), 'Now a heading.');
  assert.equal(Number(await revision(page)), before + 1);
  assert.equal(await page.inputValue('#chapter-title'), 'jehm');
  await context.close();
});

test('the tools of a small screen take three rows; the chosen word is marked; what opens a form touches no other block', async () => {
  const { page, context } = await openPage(browser, {
    cookie,
    origin,
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
  });
  await bringText(page, origin, story(300).oneLine);
  const tools = await page.$eval('.review-tools', (box) => ({
    height: box.getBoundingClientRect().height,
    pushed: [...box.querySelectorAll('*')].some((e) => e.scrollWidth > e.clientWidth && e.clientWidth > 0),
    least: Math.min(
      ...[...box.querySelectorAll('button, .button')].map((e) => e.getBoundingClientRect().height || 99),
    ),
  }));
  assert.ok(tools.height <= 120, `${tools.height} px high`);
  assert.ok(tools.least >= 24, `a button is ${tools.least} px high`);
  assert.equal(tools.pushed, false);

  // The script is a module: it may come after the page that it makes ready.
  await page.waitForSelector('.script-tools:not([hidden])');
  await page
    .locator('.review-block .content')
    .nth(1)
    .click({ position: { x: 60, y: 12 } });
  await page.waitForFunction(() => CSS.highlights.has('review-cursor'));
  const [mark, block] = await page.$eval('.review-block .content p', (p) => [
    getComputedStyle(p, '::highlight(review-cursor)').backgroundColor,
    getComputedStyle(p).backgroundColor,
  ]);
  assert.notEqual(mark, block);

  const gap = await page.evaluate(() => {
    const [above, chosen] = document.querySelectorAll<HTMLElement>('.review-block');
    chosen?.focus({ focusVisible: true } as FocusOptions);
    const style = getComputedStyle(chosen!);
    const outline = Number.parseFloat(style.outlineOffset) + Number.parseFloat(style.outlineWidth);
    const opener = above!.querySelector('.change > summary')!.getBoundingClientRect();
    return chosen!.getBoundingClientRect().top - outline - opener.bottom;
  });
  assert.ok(gap > 0, `${gap} px between them`);
  await context.close();
});
