/** Tags as they are typed: completed, put in order, marked; and the same fields without scripts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { followClick } from '../support/journey.js';

const archive = await testApp({ jobs: false });
const browser = await testBrowser();
const { origin } = archive;
const writer = await makePerson(archive.app);
const other = await makePerson(archive.app);
await makeWork(archive.app, other, {
  fields: { fandoms: ['Harbour Tales'], relationships: ['Ann Lee/Ben Öst', 'Ann Lee & Cy'] },
});
await makeWork(archive.app, other, { state: 'draft', fields: { relationships: ['Ann Lee/Canary'] } });

test('by keyboard: complete, add, mark, move, remove; the field of the form follows', async () => {
  const { page, faults } = await openPage(browser, { cookie: writer.cookie, origin, viewport: PHONE });
  await page.goto(`${origin}/works/new`);
  const input = page.locator('#field-relationships');
  const kept = () => page.locator('textarea[name=relationships]').inputValue();
  await input.pressSequentially('ost');
  await page.waitForSelector('#field-relationships-offers [role=option]');
  assert.deepEqual(await page.locator('#field-relationships-offers [role=option]').allTextContents(), [
    'Ann Lee/Ben Öst',
  ]);
  assert.equal(await input.getAttribute('aria-expanded'), 'true');
  await input.press('ArrowDown');
  assert.equal(await input.getAttribute('aria-activedescendant'), 'field-relationships-offers-0');
  await assertAccessible(page, 'suggestions');
  await input.press('Enter');
  await input.pressSequentially('~Cy & Dee,Eve');
  assert.equal(await kept(), 'Ann Lee/Ben Öst, ~Cy & Dee, Eve');
  await input.press('Enter');
  await input.press('Backspace');
  await page.keyboard.press('Alt+ArrowLeft');
  assert.equal(await kept(), 'Ann Lee/Ben Öst, Eve, ~Cy & Dee');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('[role=menuitem]:focus').textContent(), 'Move later');
  await assertAccessible(page, 'the menu of a tag');
  await page.getByRole('menuitem', { name: 'Mainly about this' }).click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  assert.equal(await kept(), '*Ann Lee/Ben Öst, ~Cy & Dee');
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0);
  assert.deepEqual(faults, []);
});

test('a list that is pasted becomes tags; a tag is dragged', async () => {
  const { page } = await openPage(browser, { cookie: writer.cookie, origin });
  await page.goto(`${origin}/works/new`);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'One, Two，Three\nFour, one');
    document
      .querySelector('#field-freeforms')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const kept = () => page.locator('textarea[name=freeforms]').inputValue();
  assert.equal(await kept(), 'One, Two, Three, Four');
  const chips = page.locator('[data-tags=freeform] .chips > li');
  await chips.nth(3).dragTo(chips.nth(0));
  assert.equal(await kept(), 'Four, One, Two, Three');
});

test('without scripts the fields are plain, and the marks are typed', async () => {
  const { page } = await openPage(browser, { cookie: writer.cookie, origin, javaScriptEnabled: false });
  await page.goto(`${origin}/works/new`);
  await page.fill('#field-title', 'The Mole');
  await page.fill('#field-fandoms', 'Harbour Tales');
  await page.fill('#field-relationships', '*Ann/Ben, ~Cy & Dee, Eve/Flo');
  await page.selectOption('#field-rating', 'General Audiences');
  await page.check('input[name=warnings][value="No Archive Warnings Apply"]');
  await page.fill('#field-text', 'It was late.');
  await page.click('button[value=post]');
  await page.waitForURL(/posted/);
  assert.deepEqual(
    (await page.locator('.row.relationship li').allTextContents()).map((text) => text.trim()),
    ['Ann/Ben (mainly)', 'Cy & Dee (background)', 'Eve/Flo'],
  );
});

test('filters complete what a guest wants to leave out, of any kind', async () => {
  const { page, faults } = await openPage(browser, { origin, viewport: PHONE });
  await page.goto(`${origin}/works`);
  await page.click('.filter-panel > summary');
  const input = page.locator('#field-without');
  await input.pressSequentially('ost');
  await page.waitForSelector('#field-without-offers [role=option]');
  await input.press('ArrowDown');
  await input.press('Enter');
  await followClick(page, '.filter-form button.primary');
  assert.equal(new URL(page.url()).searchParams.get('q'), '-tag:"Ann Lee/Ben Öst"');
  assert.deepEqual(await page.locator('.listing-works article', { hasText: 'Ann Lee/Ben Öst' }).count(), 0);
  assert.equal(await page.locator('.listing-works article').count(), 1, 'the work of the test before');
  assert.deepEqual(faults, []);
});
