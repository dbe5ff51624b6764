/** Skins in a real browser: hostile ones come to nothing, and a writer makes one, wears it, and readers leave it out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { cleanSkin } from '../../src/features/works/skins/css/clean.js';
import { HOSTILE } from '../../src/features/works/skins/testing/hostile.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();

/** What stands outside of the container: how it looks and where; and whatever of the container shows beyond it. */
const outside = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector('.skin-frame');
    if (!frame) throw new Error('There is no container.');
    const all = [...document.querySelectorAll('*')].filter(
      (one) => !frame.contains(one) && !one.contains(frame),
    );
    const around = [...document.querySelectorAll('html, body, main, article.work')];
    const names = ['display', 'visibility', 'opacity', 'color', 'background-color', 'background-image']
      .concat(['position', 'font-family', 'font-size', 'counter-reset', 'list-style-type'])
      .concat(['transform', 'filter']);
    const styles = [...all, ...around].map((one) => {
      const style = getComputedStyle(one);
      return `${one.tagName} ${names.map((name) => style.getPropertyValue(name)).join(' ')}`;
    });
    const of = getComputedStyle(frame);
    const held = ['contain', 'overflow-x', 'overflow-y', 'position', 'isolation']
      .map((name) => of.getPropertyValue(name))
      .join(' ');
    const rect = frame.getBoundingClientRect();
    const beyond: string[] = [];
    for (let x = 4; x < innerWidth; x += 40)
      for (let y = 4; y < innerHeight; y += 40) {
        if (x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom) continue;
        const hit = document.elementFromPoint(x, y);
        if (hit && frame.contains(hit)) beyond.push(`${hit.tagName} at ${x},${y}`);
      }
    const header = document.querySelector('.site-header')?.getBoundingClientRect();
    return { styles, held, beyond, header: JSON.stringify(header), top: Math.round(rect.top) };
  });

async function dressedWork(writer: TestPerson): Promise<{ id: string; dress(css: string): Promise<void> }> {
  const work = await makeWork(app, writer, {
    chapters: [
      {
        title: 'One',
        html: '<p class="c1">A <a href="/works">link</a>.</p><ul><li>One</li></ul><p>Two.</p>',
      },
    ],
  });
  const at = app.clock.now();
  const { key } = await app.db
    .insertInto('skins')
    .values({
      public_id: `skin${work.id}`,
      account_id: writer.viewer.accountId,
      title: 'Mine',
      source: '',
      css: '',
      cleaner_version: 1,
      created_at: at,
      changed_at: at,
    })
    .returning('id as key')
    .executeTakeFirstOrThrow();
  await app.db.updateTable('works').set({ skin_id: key }).where('id', '=', work.key).execute();
  let version = 0;
  return {
    id: work.id,
    async dress(css) {
      version += 1;
      const changed_at = new Date(at.getTime() + version * 1000);
      await app.db.updateTable('skins').set({ css, changed_at }).where('id', '=', key).execute();
    },
  };
}

test('hostile CSS asks for nothing, and changes nothing outside of its work', async () => {
  const writer = await makePerson(app);
  const { id, dress } = await dressedWork(writer);
  const { page } = await openPage(browser, { viewport: WIDE });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const show = async (css: string) => {
    await dress(css);
    asked.length = 0;
    await page.goto(`${origin}/works/${id}`);
    return outside(page);
  };
  const bare = await show('');
  const expected = new Set(asked.filter((url) => !url.includes('/skins/')));
  assert.match(bare.held, /^(content|layout.*paint.*) hidden hidden relative isolate/);
  // The senses are awake: CSS that was not cleaned is seen to do what it does.
  const loose = await show('.site-header { display: none } .skin-frame { overflow: visible; contain: none }');
  assert.notDeepEqual(loose.styles, bare.styles);
  assert.notEqual(loose.held, bare.held);

  for (const [name, source] of Object.entries(HOSTILE)) {
    const { css } = await cleanSkin(source);
    const seen = await show(css);
    assert.deepEqual(
      asked.filter((url) => !expected.has(url) && !url.startsWith(`${origin}/skins/${id}-`)),
      [],
      `${name} asks for something`,
    );
    assert.deepEqual(seen.beyond, [], `${name} shows beyond its work`);
    assert.equal(seen.held, bare.held, name);
    assert.equal(seen.header, bare.header, name);
    assert.equal(seen.top, bare.top, name);
    assert.deepEqual(seen.styles, bare.styles, `${name} changes what is outside`);
  }
});

const cookieOf = (person: TestPerson) => {
  const [name = '', value = ''] = person.cookie.split('=');
  return { name, value, url: origin };
};

for (const javaScriptEnabled of [true, false])
  test(`a skin is made, worn and left out, a cover put on, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const writer = await makePerson(app);
    const work = await makeWork(app, writer, {
      fields: { title: 'Letters from Saltmouth' },
      chapters: [{ html: '<p class="sign">Closed</p><p>She went home.</p>' }],
    });
    const { page, faults } = await openPage(browser, { viewport: PHONE, javaScriptEnabled });
    await page.context().addCookies([cookieOf(writer)]);
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
    await followClick(page, 'main a[href="/my/skins"]');
    await look('skins');
    await followClick(page, 'a[href="/my/skins/archive/texts"]');
    await look('archive-skin');
    await page.goBack({ waitUntil: 'domcontentloaded' });
    await followClick(page, 'a[href="/my/skins/new"]');
    await page.fill('#field-title', 'Signs');
    await page.fill(
      '#field-source',
      '.sign { color: rgb(180, 100, 40); font-size: 2em; text-align: center }\np { position: fixed }',
    );
    await page.selectOption('#field-on', work.id);
    await followClick(page, 'button[value=preview]');
    assert.match((await page.textContent('.notice')) ?? '', /not saved/);
    assert.match((await page.textContent('.skin-faults')) ?? '', /Line 2, column 5: fixed can’t be/);
    const colour = () => page.$eval('.sign', (one) => getComputedStyle(one).color);
    assert.equal(await colour(), 'rgb(180, 100, 40)');
    await look('skin-preview');
    await followClick(page, 'button[value=save]');
    assert.match((await page.textContent('.notice')) ?? '', /is saved/);
    assert.equal(await page.inputValue('#field-title'), 'Signs');

    await page.goto(`${origin}/works/${work.id}/edit`);
    await page.selectOption('#field-skin', { label: 'Signs' });
    await followClick(page, 'form.form button.primary');
    assert.equal(await colour(), 'rgb(180, 100, 40)');
    await look('work-with-skin');

    await page.goto(`${origin}/works/${work.id}/cover`);
    const picture = await sharp({ create: { width: 300, height: 450, channels: 3, background: '#246' } })
      .png()
      .toBuffer();
    await page.setInputFiles('#field-picture', { name: 'c.png', mimeType: 'image/png', buffer: picture });
    await page.fill('#field-alt', 'A dark sea');
    await followClick(page, 'button[value=save]');
    await look('cover');
    await page.goto(`${origin}/works/${work.id}`);
    await page.waitForFunction(() => [...document.images].every((one) => one.complete));
    assert.equal(await page.$eval('.cover img', (one) => (one as HTMLImageElement).naturalWidth), 300);
    await look('work-with-cover');

    const reader = await openPage(browser, { viewport: PHONE, javaScriptEnabled });
    await reader.page.goto(`${origin}/works/${work.id}`);
    const readerColour = () => reader.page.$eval('.sign', (one) => getComputedStyle(one).color);
    assert.equal(await readerColour(), 'rgb(180, 100, 40)');
    await followClick(reader.page, '.skin-choice button');
    assert.notEqual(await readerColour(), 'rgb(180, 100, 40)');
    assert.equal(reader.page.url(), `${origin}/works/${work.id}`);
    await followClick(reader.page, '.skin-choice button');
    assert.equal(await readerColour(), 'rgb(180, 100, 40)');

    await page.goto(`${origin}/account/preferences`);
    for (const name of ['plain', 'covers', 'hideWarnings', 'hideFreeforms'])
      await page.check(`input[name=${name}]`);
    await followClick(page, 'main form button.primary');
    await look('preferences');
    const other = await makePerson(app);
    await makeWork(app, other, {
      fields: { title: 'Of Another', warnings: ['Major Character Death'], freeforms: ['Twist', 'Turn'] },
    });
    await page.goto(`${origin}/works`);
    await look('list-with-choices');
    const warning = page.locator('.blurb', { hasText: 'Of Another' }).locator('.veil').first();
    assert.equal(await warning.getByText('Major Character Death').isVisible(), false);
    await warning.locator('summary').click();
    assert.equal(await warning.getByText('Major Character Death').isVisible(), true);

    await page.goto(`${origin}/works/${work.id}/edit`);
    await page.fill('#field-title', 'Letters from Elsewhere');
    await followClick(page, 'form.form button.primary');
    await page.goto(`${origin}/works/${work.id}/revisions`);
    await look('header-revisions');
    await followClick(page, 'main .entries a.button');
    await look('header-revision');
    await followClick(page, 'button[value=restore]');
    assert.match((await page.textContent('.notice')) ?? '', /stands there again/);
    await page.goto(`${origin}/my/skins`);
    await followClick(page, 'main .entries a');
    await followClick(page, 'a.danger');
    await look('skin-delete');
    await follow(page, () => page.click('main button.danger'));
    assert.match((await page.textContent('.notice')) ?? '', /deleted/);
    assert.deepEqual(faults, []);
  });
