/** A list is there before its filters are counted; the counts come as a second answer, and nothing that was begun is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facets } from '../../src/features/find/index/types.js';
import { send } from '../security/client.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();
const writer = await makePerson(app, { pseud: 'Wren' });
for (const restricted of [false, false, true])
  await makeWork(app, writer, {
    fields: {
      title: 'Lamp',
      fandoms: ['Harbour Tales (Invented)'],
      freeforms: [restricted ? 'Canary Tag' : 'Sea'],
      rating: 'Explicit',
      restricted,
    },
  });

// Whoever would not wait for ever gets no facets; whoever waits gets them once the gate is open.
const { facets } = app.find;
let gate: Promise<void> = Promise.resolve();
app.find.facets = async (question, signal): Promise<Facets> => {
  if (signal)
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  await gate;
  return facets(question);
};
Object.assign(app.find, { facetsWithin: 0 });

test('without scripts the works are there, and a link leads to the page with its counts', async () => {
  const { page, context } = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false });
  await page.goto(`${origin}/works?q=rating:Explicit`);
  assert.equal(await page.locator('.blurb').count(), 2);
  assert.equal(await page.locator('.filter-form .n').count(), 0);
  await page.click('.filter-panel > summary');
  await followClick(page, '.facets-later a');
  assert.equal(page.url(), `${origin}/works?q=rating:Explicit&facets`);
  assert.equal(await page.locator('.facets-later').count(), 0);
  assert.match((await page.textContent('.filter-form')) ?? '', /Sea \(2\)/);
  await context.close();
});

test('a script puts the counts in: what is typed, ticked, folded out and where somebody is stays', async () => {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const { page, context, faults } = await openPage(browser, { viewport: WIDE });
  await page.goto(`${origin}/works?q=-rating:Mature`);
  await page.click('[data-facet=warning] > summary');
  await page.check('input[name=in][value="warning:Underage Sex"]');
  await page.fill('#field-without', 'Storms');
  await page.click('[data-facet=freeform] > summary');
  await page.locator('#field-freeform').pressSequentially('Boats,');
  await page.fill('input[name=words_from]', '10');
  const explicit = page.locator('input[name=in][value="rating:Explicit"]');
  await explicit.check();
  await explicit.focus();
  open();
  await page.waitForFunction(
    () => document.querySelector('.facets-later')?.textContent?.startsWith('Each filter') === true,
  );
  assert.match((await page.textContent('.filter-form')) ?? '', /Explicit \(2\)/);
  assert.equal(await page.locator('input[name=in][value="freeform:Sea"]').count(), 1);
  assert.equal(await page.inputValue('input[name=words_from]'), '10');
  assert.equal(await page.inputValue('textarea[name=without]'), 'Storms');
  assert.equal(await page.locator('[data-facet=freeform] .chip').textContent(), 'Boats');
  assert.equal(
    await page.locator('[data-facet=freeform] fieldset > ul:first-child > li').count(),
    1,
    'the rows stand before the field of others',
  );
  assert.ok(await page.isChecked('input[name=in][value="warning:Underage Sex"]'));
  assert.ok(await page.isChecked('input[name=out][value="rating:Mature"]'));
  assert.equal(await page.locator('[data-facet=warning][open]').count(), 1);
  assert.equal(await page.locator('[data-facet=language]').count(), 1);
  assert.equal(
    await page.evaluate(() => (document.activeElement as HTMLInputElement).value),
    'rating:Explicit',
  );
  // The rows that came part like those that were there.
  await page.check('input[name=out][value="rating:Explicit"]');
  assert.equal(await explicit.isChecked(), false);
  await assertAccessible(page, 'counts that came later');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the second answer shows what the viewer may see, and no works', async () => {
  const part = (cookie?: string) => send(origin, '/works?facets=part', { cookie });
  const [guest, member] = [await part(), await part(writer.cookie)];
  assert.ok(!guest.text.includes('Canary Tag'));
  assert.ok(member.text.includes('Canary Tag'));
  assert.ok(!member.text.includes('class="blurb"'));
  assert.equal((await send(origin, '/tags/Canary%20Tag/works?facets=part')).status, 404);
  assert.equal(
    (await send(origin, '/tags/Canary%20Tag/works?facets=part', { cookie: writer.cookie })).status,
    200,
  );
});
