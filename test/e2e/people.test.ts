/** One's own account on a phone: pen names with pictures, preferences and their language, devices, a second proof, a new password. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { startSession } from '../../src/features/people/index.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();
const SHOTS = process.env.SHOTS;

const SAVE = 'main form.form button.primary';
const said = async (page: Page): Promise<string> => (await page.textContent('main [role=status]')) ?? '';

/** No wider than the screen, and with scripts every rule of axe, in light and dark. */
async function looksRight(page: Page, what: string, hasScripts: boolean): Promise<void> {
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    const { scroll, inner } = hasScripts
      ? await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, inner: innerWidth }))
      : { scroll: 0, inner: 0 };
    assert.ok(scroll <= inner, `${what} is ${scroll} wide`);
    if (!SHOTS || !hasScripts) continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${SHOTS}/${what}-${size.width}-${colorScheme}.png`, fullPage: true });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }
  if (hasScripts) await assertAccessible(page, what);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';

  test(`pen names: made, with a picture that is described, made the usual one, renamed; ${how}`, async () => {
    const person = await makePerson(app, { pseud: 'Wren' });
    await makeWork(app, person, { fields: { title: 'By the Old Name' } });
    const { page, context } = await openPage(browser, {
      viewport: PHONE,
      javaScriptEnabled,
      cookie: person.cookie,
      origin,
    });
    await page.goto(`${origin}/account/pseuds`);
    await followClick(page, 'main a[href="/account/pseuds/new"]');
    await page.fill('#field-name', 'Kestrel');
    await page.fill('#field-description', 'Hovers over fields.');
    const buffer = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#864' } })
      .png()
      .toBuffer();
    await page.setInputFiles('#field-icon', { name: 'icon.png', mimeType: 'image/png', buffer });
    await page.fill('#field-alt', 'A brown bird');
    await page.check('input[name=usual]');
    await followClick(page, SAVE);
    assert.match(await said(page), /\S/);
    const icon = page.locator('img[alt="A brown bird"]');
    assert.equal(await icon.count(), 1);
    const answer = await page.request.get(new URL((await icon.getAttribute('src')) ?? '', origin).href);
    assert.equal(answer.status(), 200);
    await looksRight(page, 'pen-names', javaScriptEnabled);
    const usual = page.locator('li.pseud', { hasText: 'Kestrel' });
    assert.match((await usual.textContent()) ?? '', /Used unless you choose/);

    await follow(page, () =>
      page.locator('li.pseud', { hasText: 'Wren' }).locator('a.button').first().click(),
    );
    await page.fill('#field-name', 'Jenny Wren');
    await looksRight(page, 'pen-name-form', javaScriptEnabled);
    await followClick(page, SAVE);
    await page.goto(`${origin}/works`);
    assert.match((await page.textContent('main')) ?? '', /By the Old Name.*Jenny Wren/s);
    await context.close();
  });

  test(`preferences: each is explained, German is spoken at once, dates follow; ${how}`, async () => {
    const person = await makePerson(app);
    const { page, context } = await openPage(browser, {
      viewport: PHONE,
      javaScriptEnabled,
      cookie: person.cookie,
      origin,
    });
    await page.goto(`${origin}/account/preferences`);
    for (const box of await page.locator('main form.form input[type=checkbox][aria-describedby]').all()) {
      const help = await page.textContent(`#${await box.getAttribute('aria-describedby')}`);
      assert.ok((help ?? '').length > 10, `${await box.getAttribute('name')} is explained`);
    }
    await looksRight(page, 'preferences', javaScriptEnabled);
    await page.selectOption('#field-language', 'de');
    await page.selectOption('#field-zone', 'Europe/Berlin');
    await page.check('input[name=whole]');
    await followClick(page, SAVE);
    assert.equal(await page.getAttribute('html', 'lang'), 'de');
    assert.match(await said(page), /Gespeichert|gespeichert/);
    assert.ok(await page.isChecked('input[name=whole]'));
    await looksRight(page, 'preferences-de', javaScriptEnabled);
    await page.goto(`${origin}/works/nothinghere`);
    assert.match((await page.textContent('main')) ?? '', /Nicht gefunden/);
    await context.close();
  });

  test(`devices are listed and ended one by one; another password ends the others; ${how}`, async () => {
    const person = await makePerson(app);
    const { accountId } = person.viewer;
    for (let i = 0; i < 2; i += 1) await startSession(app.db, accountId, new Date(), false);
    const { page, context } = await openPage(browser, {
      viewport: PHONE,
      javaScriptEnabled,
      cookie: person.cookie,
      origin,
    });
    await page.goto(`${origin}/account/sessions`);
    assert.equal(await page.locator('main ul.entries > li').count(), 3);
    await looksRight(page, 'sessions', javaScriptEnabled);
    await followClick(page, 'main ul.entries button[name=session] >> nth=0');
    assert.equal(await page.locator('main ul.entries > li').count(), 2);
    await page.goto(`${origin}/account/password`);
    await page.fill('#field-password', 'a kettle upon the stairs');
    await page.fill('#field-current', 'not the password');
    await followClick(page, SAVE);
    assert.equal(await page.locator('#fault-current').count(), 1);
    await page.fill('#field-password', 'a kettle upon the stairs');
    await page.fill('#field-current', person.password);
    await followClick(page, SAVE);
    await page.goto(`${origin}/account/sessions`);
    assert.equal(await page.locator('main ul.entries > li').count(), 1, 'this one stays, the others ended');
    await context.close();
  });

  test(`a second proof by an app: set up, asked at the next log-in; ${how}`, async () => {
    const person = await makePerson(app);
    const { page, context } = await openPage(browser, {
      viewport: PHONE,
      javaScriptEnabled,
      cookie: person.cookie,
      origin,
    });
    await page.goto(`${origin}/account/second-factor`);
    await page.fill('#current-app', person.password);
    await followClick(page, 'form[action="/account/second-factor/app"] button.primary');
    const secret = ((await page.textContent('code.key')) ?? '').replace(/\s/g, '');
    await looksRight(page, 'second-proof', javaScriptEnabled);
    const app_ = new TOTP({ secret });
    await page.fill('#field-code', '000000');
    await followClick(page, SAVE);
    assert.equal(await page.locator('#fault-code').count(), 1);
    await page.fill('#field-code', app_.generate());
    await followClick(page, SAVE);
    assert.match((await page.textContent('main')) ?? '', /\S/);

    await followClick(page, '.site-header form button');
    await page.goto(`${origin}/login`);
    await page.fill('#field-name', person.login);
    await page.fill('#field-password', person.password);
    await follow(page, () => page.press('#field-password', 'Enter'));
    assert.equal(new URL(page.url()).pathname, '/login/second');
    // A code is good once: the one of the next half minute is another.
    await page.fill('#field-code', app_.generate({ timestamp: Date.now() + 30_000 }));
    await follow(page, () => page.press('#field-code', 'Enter'));
    assert.equal(new URL(page.url()).pathname, '/');
    await context.close();
  });
}
