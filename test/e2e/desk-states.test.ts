/** A writer compares two states of a chapter and puts one back, and sets an hour; with scripts and without. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, makeWork } from '../support/factories.js';
import { followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false, settings: { timeZone: 'Europe/Berlin' } });
const browser = await testBrowser();

for (const javaScriptEnabled of [true, false])
  test(`compare, put back, schedule, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const writer = await makePerson(app);
    const work = await makeWork(app, writer, {
      chapters: [{ title: 'One', html: '<p>The lamp was lit.</p><p>She went home.</p>' }],
    });
    const { public_id: chapter } = await app.db
      .selectFrom('chapters')
      .select('public_id')
      .where('work_id', '=', work.key)
      .executeTakeFirstOrThrow();
    const { page } = await openPage(browser, { viewport: PHONE, javaScriptEnabled });
    const [name = '', value = ''] = writer.cookie.split('=');
    await page.context().addCookies([{ name, value, url: origin }]);
    const look = async (what: string): Promise<void> => {
      for (const size of javaScriptEnabled ? [PHONE, WIDE] : []) {
        await page.setViewportSize(size);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${what} at ${size.width}: ${over} px too wide`);
        if (process.env.SHOTS)
          await page.screenshot({ path: `${process.env.SHOTS}/${what}-${size.width}.png`, fullPage: true });
      }
      if (javaScriptEnabled) await assertAccessible(page, what);
      await page.setViewportSize(PHONE);
    };
    const saved = await fetch(`${origin}/works/${work.id}/chapters/${chapter}/edit`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: writer.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        title: 'One',
        text: 'The old lamp was out.\n\nShe went home.',
        format: 'text',
        position: '1',
        act: 'save',
      }),
    });
    assert.equal(saved.status, 303);

    await page.goto(`${origin}/works/${work.id}/chapters`);
    await look('chapters');
    await followClick(page, `a[href$="/${chapter}/revisions"]`);
    await look('revisions');
    await followClick(page, 'main form button[type=submit]');
    assert.equal(await page.textContent('ins'), 'old ');
    assert.equal(await page.textContent('del'), 'lit.');
    await look('compared');
    await followClick(page, 'main .acts a.button');
    await look('revision');
    await followClick(page, 'button[value=restore]');
    assert.match((await page.textContent('[role=status]')) ?? '', /stands there again/);

    const draft = await makeWork(app, writer, { state: 'draft', fields: { title: 'The Hour' } });
    await page.goto(`${origin}/works/${draft.id}/schedule`);
    await page.fill('#field-day', '2099-03-29');
    await page.fill('#field-time', '18:00');
    await look('schedule');
    await followClick(page, 'button[value=set]');
    assert.match((await page.textContent('[role=status]')) ?? '', /29 Mar 2099, 18:00 \(Europe\/Berlin\)/);
    await page.goto(`${origin}/my/drafts`);
    await look('drafts');
    await page.goto(`${origin}/my/works`);
    await look('my-works');
    await followClick(page, `a[href="/works/${draft.id}/schedule"]`);
    await followClick(page, 'button[value=cancel]');
    assert.match((await page.textContent('[role=status]')) ?? '', /stays a draft/);
  });
