/** Joining and one's own account, as people do it: without scripts on a phone, and with a passkey. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { writeSettings } from '../../src/core/settings.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

// Letters are emptied once they have left; without jobs they stay to be read.
const archive = await testApp({ jobs: false });
const { app } = archive;
const browser = await testBrowser();
// Passkeys need a host name.
const origin = archive.origin.replace('127.0.0.1', 'localhost');
await writeSettings(app.db, { name: 'The Shelf', address: origin, joining: 'open' }, new Date());

const SEND = 'main form:last-of-type button[type=submit]';

/** The browser says itself that a form was refused with 422, as it was meant to be. */
const faultsOf = (faults: readonly string[]): string[] =>
  faults.filter((fault) => !/status of 422/.test(fault));

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

async function linkTo(email: string): Promise<string> {
  const { text } = await app.db
    .selectFrom('letters')
    .select('text')
    .where('email', '=', email)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  assert.ok(link);
  return link;
}

test('without scripts, on a phone: join, confirm, log in, forget the password, choose another', async () => {
  const { page, faults, context } = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
  await page.goto(`${origin}/login`);
  await followClick(page, 'main a[href="/join"]');
  await page.fill('#field-login', 'wren_of_the_lamp');
  await page.fill('#field-pseud', 'Wren');
  await page.fill('#field-email', 'wren@example.org');
  await page.fill('#field-password', 'password');
  await followClick(page, SEND);
  assert.match((await page.textContent('.problem')) ?? '', /agrees to all three/);
  assert.equal(await page.inputValue('#field-login'), 'wren_of_the_lamp');
  for (const name of ['age', 'terms', 'data']) await page.check(`input[name=${name}]`);
  await page.fill('#field-password', 'a lamp beside the sea');
  await followClick(page, SEND);
  assert.match((await page.textContent('main')) ?? '', /wren@example\.org/);

  await page.goto(await linkTo('wren@example.org'));
  await followClick(page, 'main button');
  assert.match((await page.textContent('.notice')) ?? '', /confirmed/);
  await page.fill('#field-name', 'wren@example.org');
  await page.fill('#field-password', 'a lamp beside the sea');
  await followClick(page, 'main form button.primary');
  assert.equal(new URL(page.url()).pathname, '/');

  await page.goto(`${origin}/account/sessions`);
  assert.match((await page.textContent('main')) ?? '', /This browser/);
  await followClick(page, '.site-header form button');
  await page.goto(`${origin}/reset`);
  await page.fill('#field-name', 'wren_of_the_lamp');
  await followClick(page, 'main form button');
  await page.goto(await linkTo('wren@example.org'));
  await page.fill('#field-password', 'another lamp by the sea');
  await followClick(page, 'main form button');
  await page.fill('#field-name', 'wren_of_the_lamp');
  await page.fill('#field-password', 'another lamp by the sea');
  await followClick(page, 'main form button.primary');
  assert.equal(new URL(page.url()).pathname, '/');
  assert.deepEqual(faultsOf(faults), []);
  await context.close();
});

test('a passkey is added and logs in by itself', async () => {
  const person = await makePerson(app, { login: 'has_a_key' });
  const { page, faults, context } = await openPage(browser, { cookie: person.cookie, origin });
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${origin}/account/second-factor`);
  await page.waitForSelector('[data-passkey-add] form', { state: 'visible' });
  await page.fill('#field-name', 'My phone');
  await page.fill('#current-passkey', 'wrong');
  await page.click('[data-passkey-add] button');
  await page.waitForSelector('[data-passkey-add] .problem:not([hidden])');
  assert.match((await page.textContent('[data-passkey-add] .problem')) ?? '', /not your password/);
  await page.fill('#current-passkey', person.password);
  await follow(page, () => page.click('[data-passkey-add] button'));
  assert.match((await page.textContent('main')) ?? '', /My phone/);
  await looksRight(page, 'second proof');

  await followClick(page, '.site-header form button');
  await page.goto(`${origin}/login?to=/account`);
  await page.waitForSelector('[data-passkey-login] button', { state: 'visible' });
  await follow(page, () => page.click('[data-passkey-login] button'));
  assert.equal(new URL(page.url()).pathname, '/account');

  // The password alone does not do any more; the passkey does beside it.
  await followClick(page, '.site-header form button');
  await page.goto(`${origin}/login`);
  await page.fill('#field-name', person.login);
  await page.fill('#field-password', person.password);
  await follow(page, () => page.press('#field-password', 'Enter'));
  assert.equal(new URL(page.url()).pathname, '/login/second');
  await looksRight(page, 'the second half of a log-in');
  await follow(page, () => page.click('[data-passkey-login] button'));
  assert.equal(new URL(page.url()).pathname, '/');
  assert.deepEqual(faultsOf(faults), []);
  await context.close();
});

test('the pages of joining and of one’s account', async () => {
  const person = await makePerson(app, { login: 'looks_round', roles: ['host'] });
  const { page, context } = await openPage(browser, { cookie: person.cookie, origin });
  for (const path of ['', '/sessions', '/password', '/name', '/email', '/invitations']) {
    await page.goto(`${origin}/account${path}`);
    await looksRight(page, `/account${path}`);
  }
  await page.goto(`${origin}/admin/invitations`);
  await looksRight(page, '/admin/invitations');
  await context.close();
  const guest = await openPage(browser);
  for (const path of ['/join', '/reset', '/terms', '/login']) {
    await guest.page.goto(`${origin}${path}`);
    await looksRight(guest.page, path);
  }
  await guest.context.close();
});
