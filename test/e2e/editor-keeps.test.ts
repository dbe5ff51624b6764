/** Nothing typed is lost: tabs that die, sessions that end, two tabs, a server that is away; and nobody else sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { deviceName } from '../../src/core/ui/device-name.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import {
  assertFits,
  deskReady,
  keptOnDevice,
  keptOnServer,
  openDesk,
  RICH,
  shoot,
} from '../support/editor.js';
import { makePerson, makeWork } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();
const NEW = `${origin}/works/new`;

const writers = async (login: string) => makePerson(app, { login });
const copies = (page: Page): Promise<number> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('fanlight-desk:')).length);
/** Whose text this device holds. */
const copiesBy = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Object.keys(localStorage).flatMap((key) => /^fanlight-desk:([\w-]+):/.exec(key)?.[1] ?? []),
  );
const OFFER = '.unsaved:not([data-unsaved])';

test('a tab that dies takes nothing along: the server has the text, with and without scripts', async () => {
  const writer = await writers('dies_once');
  const { page, context } = await openPage(browser, { cookie: writer.cookie, origin });
  await openDesk(page, NEW);
  await page.fill('#field-title', 'Interrupted');
  await page.click(RICH);
  await keptOnServer(page, () => page.keyboard.type('Half a sentence'));
  await page.waitForFunction(() =>
    /on the server at/.test(document.querySelector('.desk-kept')?.textContent ?? ''),
  );
  await shoot(page, 'kept');
  await context.close();

  const bare = await openPage(browser, {
    cookie: writer.cookie,
    origin,
    javaScriptEnabled: false,
    viewport: PHONE,
  });
  await bare.page.goto(NEW);
  await followClick(bare.page, '.unsaved a:has-text("Look at it")');
  assert.match((await bare.page.textContent('.unsaved .prose')) ?? '', /Half a sentence/);
  await assertFits(bare.page, 'what is unsaved beside what is saved');
  await followClick(bare.page, '.unsaved .primary');
  assert.equal(await bare.page.inputValue('#field-text'), '<p>Half a sentence</p>');
  assert.equal(await bare.page.inputValue('#field-title'), 'Interrupted');
  await bare.context.close();

  const again = await openPage(browser, { cookie: writer.cookie, origin });
  await openDesk(again.page, NEW);
  await assertAccessible(again.page, 'the offer');
  await shoot(again.page, 'offer-server');
  const claimed = again.page.waitForResponse((response) => response.url().includes('/desk/autosave?'));
  await followClick(again.page, '.unsaved .primary');
  await again.page.waitForSelector(`${RICH} p`);
  assert.equal(await again.page.textContent(RICH), 'Half a sentence');
  assert.equal((await claimed).status(), 200);
  await followClick(again.page, 'button[value=draft]');
  assert.match(again.page.url(), /\/works\/\w+\?saved/);
  await openDesk(again.page, NEW);
  assert.equal(await again.page.$('.unsaved'), null, 'what is saved is not offered again');
  assert.equal(await copies(again.page), 0);
  await again.context.close();
});

test('a tab that dies while the server is away: this device has the text', async () => {
  const writer = await writers('offline');
  const { page, context } = await openPage(browser, { cookie: writer.cookie, origin });
  await openDesk(page, NEW);
  await page.fill('#field-title', 'On the train');
  await page.route('**/desk/**', (route) => route.abort());
  await page.click(RICH);
  await page.keyboard.type('Tunnel text');
  await page.waitForFunction(() =>
    /cannot be reached/.test(document.querySelector('.desk-trouble')?.textContent ?? ''),
  );
  await keptOnDevice(page, 'Tunnel text');
  await shoot(page, 'offline');
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;

  const again = await context.newPage();
  await openDesk(again, NEW);
  await again.waitForSelector(OFFER);
  await assertAccessible(again, 'the offer of this device');
  await again.click(`${OFFER} button:has-text("Look at it")`);
  await again.waitForSelector('.desk-copy pre');
  assert.equal(await again.textContent('.desk-copy pre'), 'Tunnel text');
  await again.setViewportSize(PHONE);
  await shoot(again, 'offer-device-360');
  await assertFits(again, 'the offer on a phone');
  await followClick(again, `${OFFER} button:has-text("Bring it back")`);
  await deskReady(again);
  assert.equal(await again.textContent(RICH), 'Tunnel text');
  assert.equal(await again.inputValue('#field-title'), 'On the train');
  await context.close();
});

test('a copy on the device can be thrown away, is nobody else’s, and goes with the log-out', async () => {
  const [writer, other] = [await writers('first_here'), await writers('second_here')];
  const { page, context } = await openPage(browser, { cookie: writer.cookie, origin });
  const typeAndClose = async (): Promise<void> => {
    const tab = await context.newPage();
    await tab.route('**/desk/autosave**', (route) => route.abort());
    await openDesk(tab, NEW);
    await tab.click(RICH);
    await tab.keyboard.type('Private words');
    await keptOnDevice(tab, 'Private words');
    await tab.close();
  };
  await typeAndClose();
  await openDesk(page, NEW);
  await page.click(`${OFFER} button:has-text("Throw it away")`);
  assert.equal(await copies(page), 0);
  await typeAndClose();

  const [, value = ''] = other.cookie.split('=');
  await context.addCookies([{ name: 'fanlight_session', value, url: origin }]);
  await openDesk(page, NEW);
  await page.click(RICH);
  await keptOnServer(page, () => page.keyboard.type('Of the second person'));
  assert.equal(await page.$(OFFER), null, 'the offer would have come before the first save');
  assert.doesNotMatch(await page.content(), /Private words/);
  await followClick(page, 'form[action="/logout"] button');
  assert.deepEqual(
    await copiesBy(page),
    [deviceName(writer.viewer)],
    'the first person’s text waits for them',
  );
  await context.close();
});

test('two tabs: neither replaces the other’s text unasked', async () => {
  const writer = await writers('two_tabs');
  const { page, context } = await openPage(browser, { cookie: writer.cookie, origin });
  await openDesk(page, NEW);
  await page.click(RICH);
  await keptOnServer(page, () => page.keyboard.type('Of the first tab'));
  const second = await context.newPage();
  await openDesk(second, NEW);
  await second.waitForSelector(`${OFFER}:has-text("another tab")`);
  await second.click(RICH);
  const refused = second.waitForResponse((response) => response.url().includes('/desk/autosave?'));
  await second.keyboard.type('Of the second tab');
  assert.equal((await refused).status(), 409);
  await second.waitForSelector(`.desk-state ${OFFER}:has-text("Which one shall be kept?")`);
  await shoot(second, 'two-tabs');
  const stored = () =>
    app.db.selectFrom('desk_autosaves').select('body').where('account_id', '=', writer.viewer.accountId);
  assert.match((await stored().executeTakeFirstOrThrow()).body, /first\+tab/);
  await keptOnServer(second, () => second.click(`${OFFER} button:has-text("This one")`));
  assert.match((await stored().executeTakeFirstOrThrow()).body, /second\+tab/);
  await context.close();
});

test('opening a chapter changes nothing; its unsaved text is offered beside what is saved', async () => {
  const writer = await writers('opens_it');
  const html = '<p>The lamp<br>\n  was lit.</p>\n<p>She <i>went</i> home.</p>';
  const work = await makeWork(app, writer, { chapters: [{ title: 'One', html }] });
  const { public_id: chapter } = await app.db
    .selectFrom('chapters')
    .select('public_id')
    .where('work_id', '=', work.key)
    .executeTakeFirstOrThrow();
  const address = `${origin}/works/${work.id}/chapters/${chapter}/edit`;
  const { page, context } = await openPage(browser, { cookie: writer.cookie, origin, viewport: PHONE });
  await openDesk(page, address);
  const before = await page.inputValue('#field-text');
  assert.match(before, /<br>\n/);
  await page.keyboard.press('Control+s');
  assert.equal(await page.inputValue('#field-text'), before);
  await page.click(RICH);
  await page.keyboard.press('Control+End');
  await keptOnServer(page, () => page.keyboard.type(' At last.'));
  const { version } = await app.db
    .selectFrom('desk_autosaves')
    .select('version')
    .where('account_id', '=', writer.viewer.accountId)
    .executeTakeFirstOrThrow();
  assert.equal(version, 1, 'nothing was sent before something was typed');
  await page.close();

  const again = await context.newPage();
  await openDesk(again, address);
  assert.match((await again.textContent(RICH)) ?? '', /home\.$/);
  await followClick(again, '.unsaved a:has-text("Look at it")');
  await deskReady(again);
  const sides = await again.locator('.unsaved .prose').allTextContents();
  assert.deepEqual(
    sides.map((text) => /At last/.test(text)),
    [true, false],
  );
  await assertFits(again, 'what is unsaved beside what is saved');
  await shoot(again, 'compare-360');
  await followClick(again, '.unsaved .primary');
  await deskReady(again);
  await followClick(again, 'button[value=save]');
  assert.match(again.url(), /\?saved/);
  const { html: saved } = await app.db
    .selectFrom('chapters')
    .select('html')
    .where('work_id', '=', work.key)
    .executeTakeFirstOrThrow();
  assert.match(saved, /<em>went<\/em> home\. At last\.<\/p>$/);
  await context.close();
});

test('a session that ends in the middle of a chapter: the log-in leads back to the text', async () => {
  const writer = await writers('logged_out');
  const work = await makeWork(app, writer, {
    chapters: [{ title: 'One', html: '<p>The lamp was lit.</p>' }],
  });
  const { page, context } = await openPage(browser, { cookie: writer.cookie, origin });
  await openDesk(page, `${origin}/works/${work.id}/chapters/new`);
  await page.fill('#field-title', 'Logged out');
  await page.click(RICH);
  await page.keyboard.type('Typed “for hours”.');
  await app.db.deleteFrom('sessions').where('account_id', '=', writer.viewer.accountId).execute();
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() =>
    /logged out/.test(document.querySelector('.desk-trouble')?.textContent ?? ''),
  );
  await followClick(page, 'button[value=post]');
  assert.match((await page.textContent('.notice')) ?? '', /kept for a day/);
  await page.fill('#field-name', writer.login);
  await page.fill('#field-password', writer.password);
  await follow(page, () => page.press('#field-password', 'Enter'));
  await deskReady(page);
  assert.equal(await page.inputValue('#field-title'), 'Logged out');
  assert.equal(await page.textContent(RICH), 'Typed “for hours”.');
  await followClick(page, 'button[value=post]');
  assert.match(page.url(), /\/chapters\?posted/);
  assert.equal(await copies(page), 0);
  await context.close();
});

test('a preview goes on with the same unsaved text; everything works without scripts', async () => {
  const writer = await writers('previews');
  const { page, faults, context } = await openPage(browser, { cookie: writer.cookie, origin });
  await openDesk(page, NEW);
  await page.fill('#field-title', 'Previewed');
  await page.click(RICH);
  await keptOnServer(page, () => page.keyboard.type('Once'));
  await followClick(page, 'button[value=preview]');
  await deskReady(page);
  assert.equal(await page.textContent('.desk-preview .prose'), 'Once');
  await page.click(RICH);
  await page.keyboard.press('Control+End');
  await keptOnServer(page, () => page.keyboard.type(' and twice'));
  assert.equal(await page.$('.unsaved'), null);
  await followClick(page, 'button[value=draft]');
  assert.deepEqual(faults, []);
  await context.close();

  const bare = await openPage(browser, { cookie: writer.cookie, origin, javaScriptEnabled: false });
  await bare.page.goto(NEW);
  assert.equal(await bare.page.$('.unsaved'), null);
  await bare.page.fill('#field-title', 'By hand');
  await bare.page.selectOption('#field-format', 'markdown');
  await bare.page.fill('#field-text', 'A *slanted* word[^1].\n\n---\n\nEnd.\n\n[^1]: A note.');
  await followClick(bare.page, 'button[value=draft]');
  assert.equal(await bare.page.textContent('.prose.text em'), 'slanted');
  await bare.context.close();
});
