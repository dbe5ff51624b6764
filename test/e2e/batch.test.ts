/** Thirty files at once, some of them bad, with scripts and without: read, joined, filled in, saved, posted, reported. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { makeZip } from '../../src/features/imports/testing/files.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, type TestPerson } from '../support/factories.js';
import { follow } from '../support/journey.js';

const { app, origin } = await testApp();
const browser = await testBrowser();
const SHOTS = process.env.SHOTS;

const headed = (title: string, source = ''): string =>
  `${title}\nby Quire\nFandom: Harbour Tales (Invented)\nRating: General Audiences\nWarnings: No Archive Warnings Apply\n${source ? `Source: ${source}\n` : ''}\nIt was a quiet morning at ${title}.\n\nNobody said a word until the ferry came in.\n`;

const page_ = (title: string): string =>
  `<!doctype html><title>${title}</title><h1>${title}</h1><p>At ${title} nobody said a word.</p><p>The ferry came in.</p>`;

/** Twenty whole works, four that lack something, a work in four chapters, two that are bad. */
const zip = makeZip([
  ...Array.from({ length: 20 }, (_, i) => ({
    name: `works/Whole ${'abcdefghijklmnopqrst'[i]}.txt`,
    data: headed(`Whole ${'abcdefghijklmnopqrst'[i]}`),
  })),
  ...['North', 'South', 'East', 'West'].map((name) => ({ name: `works/${name}.html`, data: page_(name) })),
  ...[1, 2, 3, 4].map((n) => ({
    name: `lamp/The Lamp - Chapter ${n}.txt`,
    data: `The lamp burned for the ${n}. time.\n\nNobody had lit it.\n`,
  })),
  { name: 'works/broken.epub', data: 'PK\u0003\u0004 no book' },
  { name: 'works/empty.txt', data: '' },
  { name: 'works/cover.jpg', data: 'x' },
]);

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const theme of ['light', 'dark'] as const)
    for (const size of [PHONE, WIDE]) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize(size);
      await page.screenshot({ path: `${SHOTS}/${name}-${theme}-${size.width}.png`, fullPage: true });
    }
  await page.setViewportSize(WIDE);
}

async function send(page: Page): Promise<void> {
  await page.goto(`${origin}/import`);
  await page.setInputFiles('#field-files', { name: 'thirty.zip', mimeType: 'application/zip', buffer: zip });
  await Promise.all([page.waitForURL(/\/batches\//), page.click('main button.primary[type=submit]')]);
}

/** Until nothing is read or saved by itself any more; with scripts the page says so by itself. */
async function untilQuiet(page: Page, reload: boolean): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    if ((await page.locator('[data-batch-progress][data-going=no]').count()) > 0) return;
    await page.waitForTimeout(200);
    if (reload) await page.reload();
  }
  throw new Error('The batch went on for a minute.');
}

const press = (page: Page, name: RegExp): Promise<void> =>
  follow(page, () => page.getByRole('button', { name }).click());

async function journey(person: TestPerson, javaScriptEnabled: boolean): Promise<void> {
  const { page, context, faults } = await openPage(browser, {
    cookie: person.cookie,
    origin,
    javaScriptEnabled,
  });
  await send(page);
  await untilQuiet(page, !javaScriptEnabled);
  const batch = page.url().replace(/\?.*$/, '');
  await page.goto(batch);
  const main = (await page.textContent('main')) ?? '';
  assert.match(main, /30 of 30 read/);
  assert.match(main, /4 files were recognised as chapters and put together into 1 work/);
  assert.match(main, /1 file that is no story/);
  assert.match(main, /5 works lack something/);
  if (javaScriptEnabled) {
    await assertAccessible(page, 'a batch that is read');
    await shoot(page, 'read');
  }

  // What failed says why.
  await page.goto(`${batch}?show=failed`);
  assert.equal(await page.locator('.imports > li.is-failed .fault').count(), 2);

  // Said once for all that lack it; then all are whole but the joined one, which is taken apart and back to drafts.
  await page.goto(batch);
  await page.locator('details summary', { hasText: 'Say it for all' }).click();
  await page.fill('#field-fandoms', 'Compass Tales (Invented)');
  await page.selectOption('#field-rating', 'General Audiences');
  await page.check('input[name=warnings][value="No Archive Warnings Apply"]');
  await press(page, /^Set it for all/);
  assert.doesNotMatch((await page.textContent('main')) ?? '', /lack something/);
  await page.getByRole('link', { name: 'Take it apart' }).first().click();
  await page.waitForURL(/\/apart$/);
  if (javaScriptEnabled) await shoot(page, 'apart');
  await press(page, /^Take it apart/);
  assert.match((await page.textContent('main')) ?? '', /4 works lack something/);

  // Posted after a question, the rest saved as drafts.
  await press(page, /^Post 24 works/);
  if (javaScriptEnabled) await shoot(page, 'sure');
  await press(page, /^Post 24 works/);
  await untilQuiet(page, !javaScriptEnabled);
  await page.goto(batch);
  await press(page, /^Save 4 works as drafts/);
  await untilQuiet(page, !javaScriptEnabled);
  const works = await app.db
    .selectFrom('works')
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .where('creatorships.pseud_id', '=', person.pseudId)
    .select('posted_at')
    .execute();
  assert.deepEqual([works.length, works.filter((work) => work.posted_at !== null).length], [28, 24]);

  const csv = await page.request.get(`${batch}/report.csv`);
  assert.equal((await csv.text()).trim().split('\r\n').length, 31);

  // The same again: all that was saved is recognised.
  await send(page);
  await untilQuiet(page, !javaScriptEnabled);
  const second = page.url().replace(/\?.*$/, '');
  await page.goto(`${second}?show=here`);
  assert.match((await page.textContent('main')) ?? '', /you have here already/);
  if (javaScriptEnabled) await shoot(page, 'here');
  await page.getByRole('link', { name: 'What is new in it' }).first().click();
  await page.waitForURL(/\/existing$/);
  assert.match((await page.textContent('main')) ?? '', /1 chapter is the same/);
  if (javaScriptEnabled) await shoot(page, 'existing');
  await press(page, /^Bring it up to date/);
  await page.waitForURL(/\/chapters\?updated/);
  if (javaScriptEnabled) await shoot(page, 'updated');
  await page.goto(second);
  await press(page, /^Leave the works as they are/);

  // Removed, after a question; the works stay.
  await page.getByRole('link', { name: 'Remove the whole list' }).click();
  await page.waitForURL(/\/sure/);
  await press(page, /^Remove the whole list/);
  assert.equal((await page.goto(second))?.status(), 404);
  assert.equal((await page.goto(batch))?.status(), 200);
  assert.deepEqual(
    faults.filter((fault) => !/404/.test(fault)),
    [],
  );
  await context.close();
}

test('thirty files at once, with scripts', async () => journey(await makePerson(app), true));
test('thirty files at once, without scripts', async () => journey(await makePerson(app), false));
