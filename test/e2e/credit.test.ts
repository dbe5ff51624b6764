/** Who is named where, as people do it, on a phone: with scripts and without. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

const archive = await testApp({ jobs: false });
const browser = await testBrowser();
const { app, origin } = archive;

/** Has allowed others to ask, to give and to name. */
async function person(pseud: string): Promise<TestPerson> {
  const made = await makePerson(app, { pseud });
  await app.db
    .updateTable('accounts')
    .set({ allows_invitations: true, allows_gifts: true })
    .where('id', '=', made.viewer.accountId)
    .execute();
  return made;
}

async function open(who: TestPerson, javaScriptEnabled: boolean): Promise<Page> {
  const { page } = await openPage(browser, {
    cookie: who.cookie,
    origin,
    viewport: PHONE,
    javaScriptEnabled,
  });
  return page;
}

/** The page as it is: nothing beside the screen, and nothing in anybody's way. */
async function assertWell(page: Page, name: string): Promise<void> {
  const beside = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(beside <= 0, `${name} is ${beside} px too wide`);
  await assertAccessible(page, name);
}

const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().textContent()) ?? '';

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts';

  test(`somebody is asked, accepts, is credited for a chapter and leaves, ${how}`, async () => {
    const [wren, tern] = [await person(`Wren ${how}`), await person(`Tern ${how}`)];
    const { id } = await makeWork(app, wren, {
      fields: { title: 'Two Nests' },
      chapters: [{ html: '<p>One.</p>' }, { html: '<p>Two.</p>' }],
    });
    const [writer, other] = [await open(wren, scripts), await open(tern, scripts)];
    await writer.goto(`${origin}/works/${id}/creators`);
    await writer.fill('#field-name', `tern ${how}`);
    await followClick(writer, 'form.form button[type=submit]');
    assert.match(await textOf(writer, '.notice'), /They are asked/);
    assert.match(await textOf(writer, '.entries'), /has not answered yet/);
    if (scripts) await assertWell(writer, 'creators');
    await other.goto(`${origin}/my/invitations`);
    assert.match(await textOf(other, '.entries'), /Two Nests/);
    if (scripts) await assertWell(other, 'requests');
    await followClick(other, 'button[value=accept]');
    assert.match(await textOf(other, '.byline'), /Wren.*, Tern/);
    await writer.goto(`${origin}/works/${id}/creators`);
    await writer.click('main details > summary');
    await follow(writer, () => writer.locator('main details a').nth(1).click());
    const names = writer.locator('input[name=by]');
    assert.equal(await names.count(), 2);
    await names.first().uncheck();
    if (scripts) await assertWell(writer, 'creators of a chapter');
    await followClick(writer, 'form.form button[type=submit]');
    await other.goto(`${origin}/works/${id}/entire`);
    assert.match(await textOf(other, '.chapter-by'), /This chapter is by Tern/);
    await other.goto(`${origin}/works/${id}/leave`);
    await followClick(other, 'button.danger');
    await other.goto(`${origin}/works/${id}/entire`);
    assert.equal(await other.locator('.chapter-by').count(), 0);
    assert.doesNotMatch(await textOf(other, '.byline'), /Tern/);
  });

  test(`a work is given and refused, ${how}`, async () => {
    const [wren, tern] = [await person(`Giver ${how}`), await person(`Heir ${how}`)];
    const { id } = await makeWork(app, wren, { fields: { title: 'A Shell' } });
    const [giver, heir] = [await open(wren, scripts), await open(tern, scripts)];
    await giver.goto(`${origin}/works/${id}/gifts`);
    await giver.fill('#field-name', `Heir ${how}`);
    await followClick(giver, 'form.form button[type=submit]');
    if (scripts) await assertWell(giver, 'gifts of a work');
    await heir.goto(`${origin}/works/${id}`);
    assert.match(await textOf(heir, '.gift'), /For Heir/);
    await heir.goto(`${origin}/my/gifts`);
    if (scripts) await assertWell(heir, 'gifts to somebody');
    await followClick(heir, 'button[value=refuse]');
    assert.equal(await heir.locator('.blurb').count(), 0);
    await heir.goto(`${origin}/works/${id}`);
    assert.equal(await heir.locator('.gift').count(), 0);
    await giver.goto(`${origin}/works/${id}/gifts`);
    assert.match(await textOf(giver, '.entries'), /refused/);
    await giver.fill('#field-name', `Heir ${how}`);
    await followClick(giver, 'form.form button[type=submit]');
    assert.match(await textOf(giver, '.problem'), /can’t be given to them again/);
    assert.equal(await giver.inputValue('#field-name'), `Heir ${how}`);
  });

  test(`a work says what inspired it, is allowed and is shown there, ${how}`, async () => {
    const [wren, tern] = [await person(`First ${how}`), await person(`Second ${how}`)];
    const parent = await makeWork(app, wren, { fields: { title: 'The Tide' } });
    const child = await makeWork(app, tern, { fields: { title: 'After the Tide' } });
    const [first, second] = [await open(wren, scripts), await open(tern, scripts)];
    await second.goto(`${origin}/works/${child.id}/edit`);
    await second.click('.related-fields > summary');
    await second.fill('#field-related-0-url', `${origin}/works/${parent.id}/entire`);
    if (scripts) await assertWell(second, 'the form of the header');
    await followClick(second, 'form.form button.primary');
    assert.match(await textOf(second, '.tag-block'), /Inspired by\s*The Tide by First/);
    await second.goto(`${origin}/works/${child.id}/edit`);
    await second.fill('#field-related-1-url', 'https://elsewhere.example/s/9');
    await followClick(second, 'form.form button.primary');
    assert.match(await textOf(second, '#fault-related-1-title'), /needs its title/);
    await second.fill('#field-related-1-title', 'The Sea');
    await second.check('input[name=related-1-translation]');
    await followClick(second, 'form.form button.primary');
    assert.match(await textOf(second, '.tag-block'), /Translation of\s*The Sea/);
    await first.goto(`${origin}/works/${parent.id}`);
    assert.doesNotMatch(await textOf(first, '.tag-block'), /After the Tide/);
    await first.goto(`${origin}/my/related`);
    assert.match(await textOf(first, 'main'), /Inspired by your work “The Tide”/);
    if (scripts) await assertWell(first, 'works made after mine');
    await followClick(first, 'button[value=approve]');
    await first.goto(`${origin}/works/${parent.id}`);
    assert.match(await textOf(first, '.tag-block'), /Works inspired by this one\s*After the Tide by Second/);
    if (scripts) await assertWell(first, 'a work with others made after it');
    await first.goto(`${origin}/works/${parent.id}/related`);
    assert.equal(await first.locator('.blurb').count(), 1);
    if (scripts) await assertWell(first, 'what was made after a work');
  });
}
