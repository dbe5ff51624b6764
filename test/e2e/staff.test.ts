/** The pages of staff, of archivists and of a writer with a link, walked with no script, on a phone and in the dark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';

const made = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const { app, origin } = made;
const browser = await testBrowser();
/** Our own scripts do not arrive; that scripts run at all is what axe needs. */
async function withoutScripts(cookie?: string): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await openPage(browser, { viewport: PHONE, ...(cookie ? { cookie, origin } : {}) });
  await opened.context.route('**/assets/*.js', (route) => route.abort());
  return opened;
}

const host = await makePerson(app, { roles: ['host', 'archivist'], login: 'the_host', pseud: 'Host' });
const wren = await makePerson(app, { login: 'wren_42', pseud: 'Wren' });
for (const [i, title] of ['The Lamp in the Stairwell', 'A Door That Stays Shut', 'Late Ferries'].entries())
  await makeWork(app, host, {
    state: i === 2 ? 'draft' : 'posted',
    forOthers: { archive: 'The Lantern List', writers: [{ name: 'Old Finch', email: '' }] },
    fields: { title, sourceUrl: i === 0 ? 'https://lantern.example/fic/12' : '' },
  });

/** No page is wider than the phone, and every rule of axe holds in light and dark. */
async function assertWell(page: Page, what: string): Promise<void> {
  const { scroll, inner } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    inner: innerWidth,
  }));
  assert.ok(scroll <= inner, `${what} is ${scroll} wide`);
  await assertAccessible(page, what);
}

const heading = (page: Page): Promise<string | null> => page.locator('h1').textContent();

test('the host finds somebody, gives a role, warns, suspends, and reads it in the log', async () => {
  const { page, context } = await withoutScripts(host.cookie);
  await page.goto(`${origin}/admin/people`);
  await assertWell(page, 'people');
  await page.getByLabel('Name, pen name or e-mail').fill('wren');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'wren_42' }).click();
  assert.equal(await heading(page), 'wren_42');
  await assertWell(page, 'a person');
  await page.getByLabel('Role').selectOption('moderator');
  await page.getByRole('button', { name: 'Give' }).click();
  assert.equal(await heading(page), 'Are you sure?');
  await assertWell(page, 'sure');
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  await page.getByRole('status').waitFor();
  await page.locator('summary', { hasText: 'Suspend' }).click();
  const form = page.locator('details[open] form');
  await form.getByLabel('Days').fill('many');
  await form.getByLabel('Words').fill('Insults in comments.');
  await form.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('alert').waitFor();
  await assertWell(page, 'a person, with a fault');
  assert.equal(await form.getByLabel('Words').inputValue(), 'Insults in comments.');
  await form.getByLabel('Days').fill('7');
  await form.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('status').waitFor();
  await page.goto(`${origin}/admin/log`);
  assert.match((await page.locator('main').textContent()) ?? '', /suspended.*wren_42.*gave a role/s);
  await assertWell(page, 'the log');
  await context.close();
});

test('whoever is suspended is told so, and why', async () => {
  const { page, context } = await withoutScripts(wren.cookie);
  await page.goto(`${origin}/works`);
  assert.match((await page.locator('main').textContent()) ?? '', /suspended until Mar 8, 2026/);
  await assertWell(page, 'works, suspended');
  await page.getByRole('link', { name: 'Read it' }).click();
  assert.match((await page.locator('main').textContent()) ?? '', /Insults in comments\./);
  await assertWell(page, 'notices');
  await page.getByRole('button', { name: 'I have read this' }).click();
  await page.getByRole('button', { name: 'I have read this' }).waitFor({ state: 'detached' });
  await context.close();
});

test('an archivist makes a link; the writer comes by it, logs in, and claims and refuses', async () => {
  const desk = await withoutScripts(host.cookie);
  await desk.page.goto(`${origin}/archivist`);
  await assertWell(desk.page, 'writers');
  await desk.page.getByRole('link', { name: 'Old Finch' }).click();
  await assertWell(desk.page, 'a writer');
  await desk.page.getByRole('button', { name: 'Make a link' }).click();
  const link = await desk.page.locator('code').textContent();
  await assertWell(desk.page, 'a link');

  const finch = await makePerson(app, { login: 'finch', pseud: 'Finch' });
  const { page, context } = await withoutScripts();
  await page.goto(link ?? '');
  assert.equal(await heading(page), 'Works of Old Finch');
  await assertWell(page, 'a claim, not logged in');
  await page.locator('main').getByRole('link', { name: 'Log in' }).click();
  await page.getByLabel('Name or e-mail').fill('finch');
  await page.getByLabel('Password').fill(finch.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('Claim as').waitFor();
  await assertWell(page, 'a claim');
  const works = page.locator('fieldset');
  await works.filter({ hasText: 'The Lamp' }).getByLabel('for everybody').check();
  await works.filter({ hasText: 'A Door' }).getByLabel('Refuse').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  assert.equal(await heading(page), 'Is this right?');
  await assertWell(page, 'a claim, sure');
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  assert.equal(await heading(page), 'Done');
  await assertWell(page, 'a claim, done');
  await page.getByRole('link', { name: 'Back' }).click();
  const left = (await page.locator('main').textContent()) ?? '';
  assert.ok(left.includes('Late Ferries') && !left.includes('A Door'));
  await page.goto(`${origin}/works`);
  const listed = (await page.locator('main').textContent()) ?? '';
  assert.ok(listed.includes('The Lamp in the Stairwell') && !listed.includes('A Door'));
  await desk.page.goto(`${origin}/archivist?state=refused`);
  await desk.page.getByRole('link', { name: 'Old Finch' }).click();
  assert.match((await desk.page.locator('main').textContent()) ?? '', /A Door That Stays Shut.*refused/s);
  await context.close();
  await desk.context.close();
});
