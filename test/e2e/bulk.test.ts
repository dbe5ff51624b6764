/** A writer changes many works on a telephone, with scripts and without. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();

for (const javaScriptEnabled of [true, false])
  test(`choose, say, look, carry out, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const writer = await makePerson(app);
    for (const [title, fandom] of [
      ['The Lamp', 'Lighthouse'],
      ['The Stair', 'Lighthouse'],
      ['The Rope, a Rather Long Title That Goes On and On to the End of the Line', 'Harbour'],
    ] as const)
      await makeWork(app, writer, { fields: { title, fandoms: [fandom], freeforms: ['Night'] } });
    const { page, faults } = await openPage(browser, { viewport: PHONE, javaScriptEnabled });
    const [name = '', value = ''] = writer.cookie.split('=');
    await page.context().addCookies([{ name, value, url: origin }]);
    const look = async (what: string): Promise<void> => {
      for (const size of javaScriptEnabled ? [PHONE, WIDE] : [PHONE]) {
        await page.setViewportSize(size);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${what} at ${size.width}: ${over} px too wide`);
        for (const colorScheme of process.env.SHOTS ? (['light', 'dark'] as const) : []) {
          await page.emulateMedia({ colorScheme });
          const path = `${process.env.SHOTS}/${what}-${size.width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      }
      if (javaScriptEnabled) await assertAccessible(page, what);
      await page.setViewportSize(PHONE);
    };
    await page.goto(`${origin}/my/works`);
    await followClick(page, 'main a[href="/my/works/edit"]');
    await look('bulk-choose');
    await page.selectOption('#field-fandom', 'Lighthouse');
    await followClick(page, '.bulk-filter button');
    assert.equal(await page.locator('input[name=work]').count(), 2);
    await followClick(page, '.bulk-choose p a');
    assert.equal(await page.locator('input[name=work]:checked').count(), 2);
    await followClick(page, 'button[value=edit]');
    await look('bulk-form');
    await page.selectOption('#field-rating', 'Mature');
    await page.fill('#field-seriesAdd', 'Lights');
    await followClick(page, 'button[value=look]');
    await look('bulk-look');
    const changes = await page.locator('.bulk-changes').first().textContent();
    assert.match(changes ?? '', /General Audiences → Mature/);
    await followClick(page, 'main a[href$="?change"]');
    assert.equal(await page.inputValue('#field-seriesAdd'), 'Lights');
    await followClick(page, 'button[value=look]');
    await followClick(page, 'button[value=begin]');
    await look('bulk-results');
    assert.match((await page.textContent('[role=status]')) ?? '', /It is done\. 2 of 2 works/);
    assert.equal(
      await app.db
        .selectFrom('works')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('adult', '=', true)
        .where('id', 'in', (eb) =>
          eb.selectFrom('creatorships').where('pseud_id', '=', writer.pseudId).select('work_id'),
        )
        .executeTakeFirstOrThrow()
        .then(({ n }) => Number(n)),
      2,
    );

    await page.goto(`${origin}/my/works/edit`);
    await page.locator('.bulk-works li', { hasText: 'The Rope' }).locator('input').check();
    await followClick(page, 'button[value=delete]');
    await look('bulk-sure');
    await followClick(page, 'button[value=begin]');
    assert.match((await page.textContent('main')) ?? '', /1 work deleted/);
    await page.goto(`${origin}/my/works`);
    assert.doesNotMatch((await page.textContent('main')) ?? '', /The Rope/);
    assert.deepEqual(faults, []);
  });
