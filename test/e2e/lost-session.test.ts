/** The session dies while a long form is being filled in: whoever logs in again finds all of it, and nothing is carried out unseen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';
import { bringText, fillDetails, follow, followClick } from '../support/journey.js';

const { app, origin } = await testApp();
const browser = await testBrowser();

const LONG = `It was late, and the harbour “slept” & waited.\n\n${'A line of it. '.repeat(200)}`;

/** Sends the form after every session of this person has ended, and logs in again as the page asks. */
async function loseAndReturn(page: Page, person: TestPerson, button: string): Promise<void> {
  await app.db.deleteFrom('sessions').where('account_id', '=', person.viewer.accountId).execute();
  await followClick(page, button);
  assert.equal(new URL(page.url()).pathname, '/login');
  assert.match((await page.textContent('.notice')) ?? '', /\S/);
  await page.fill('#field-name', person.login);
  await page.fill('#field-password', person.password);
  await follow(page, () => page.press('#field-password', 'Enter'));
}

interface Journey {
  what: string;
  /** Opens the form and fills it in. */
  begin(page: Page, person: TestPerson): Promise<void>;
  button: string;
  /** The form is shown by itself, to be sent from there; else its own page has it again. */
  waits?: true;
  /** What must stand there again. */
  back: Record<string, string>;
  /** What the page says of it once it is sent for good. */
  saved: RegExp;
}

const JOURNEYS: Journey[] = [
  {
    what: 'a new work',
    async begin(page) {
      await page.goto(`${origin}/works/new`);
      await fillDetails(page, { title: 'Lost at Sea' });
      await page.fill('#field-summary', 'A summary of “it”.');
      await page.fill('#field-text', LONG);
    },
    button: 'button[value=post]',
    back: { title: 'Lost at Sea', summary: 'A summary of “it”.', text: LONG },
    saved: /Lost at Sea/,
  },
  {
    what: 'a new chapter',
    async begin(page, person) {
      const work = await makeWork(app, person, { fields: { title: 'In Parts' } });
      await page.goto(`${origin}/works/${work.id}/chapters/new`);
      await page.fill('#field-title', 'The Second');
      await page.fill('#field-text', LONG);
    },
    button: 'button[value=post]',
    back: { title: 'The Second', text: LONG },
    saved: /The Second/,
  },
  {
    what: 'a work’s header',
    async begin(page, person) {
      const work = await makeWork(app, person, { fields: { title: 'Before' } });
      await page.goto(`${origin}/works/${work.id}/edit`);
      await page.fill('#field-title', 'After & All');
      await page.fill('#field-freeforms', 'One Tag, Another');
      await page.fill('#field-endNotes', LONG.slice(0, 900));
    },
    button: 'main form.form button.primary',
    waits: true,
    back: { title: 'After & All', freeforms: 'One Tag, Another', endNotes: LONG.slice(0, 900) },
    saved: /After & All/,
  },
  {
    what: 'the details of an import',
    async begin(page) {
      const id = await bringText(
        page,
        origin,
        'Not yet titled\n\nIt was late.\n\nNobody came to the harbour that night.',
      );
      await page.goto(`${origin}/imports/${id}/details`);
      await fillDetails(page, { title: 'Brought In' });
      await page.fill('#field-summary', 'Brought, lost, and found.');
    },
    button: 'button[name=save][value=posted]',
    waits: true,
    back: { title: 'Brought In', summary: 'Brought, lost, and found.' },
    saved: /Brought In/,
  },
];

for (const { what, begin, button, waits, back, saved } of JOURNEYS)
  test(`the session dies in ${what}, without scripts, on a phone`, async () => {
    const person = await makePerson(app);
    const { page, context } = await openPage(browser, {
      viewport: PHONE,
      javaScriptEnabled: false,
      cookie: person.cookie,
      origin,
    });
    await begin(page, person);
    await loseAndReturn(page, person, button);
    for (const [name, value] of Object.entries(back))
      assert.equal(await page.inputValue(`main form [name=${name}]`), value, name);
    if (process.env.SHOTS)
      await page.screenshot({
        path: `${process.env.SHOTS}/lost-${what.replace(/\W+/g, '-')}.png`,
        fullPage: true,
      });
    await followClick(page, waits ? 'main form button.primary' : button);
    assert.match((await page.textContent('main')) ?? '', saved);
    await page.goto(`${origin}/kept`);
    assert.equal(await page.locator('main textarea').count(), 0, 'it waits no more');
    await context.close();
  });
