/** Two writers of one work edit a chapter at once: the later one sees what stands there and what differs; nothing is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';
import { follow, followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();

test('the later of two writers is shown the other’s text and the difference, and saves over it knowingly', async () => {
  const [anna, bea] = [await makePerson(app, { pseud: 'Anna' }), await makePerson(app, { pseud: 'Bea' })];
  const work = await makeWork(app, anna, {
    withPseuds: [bea.pseudId],
    chapters: [{ title: 'One', html: '<p>The lamp was lit.</p><p>She went home.</p>' }],
  });
  const { public_id: chapter } = await app.db
    .selectFrom('chapters')
    .select('public_id')
    .where('work_id', '=', work.key)
    .executeTakeFirstOrThrow();
  const path = `${origin}/works/${work.id}/chapters/${chapter}/edit`;
  const open = async ({ cookie }: TestPerson) => {
    const opened = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false, cookie, origin });
    await opened.page.goto(path);
    return opened;
  };
  const first = await open(anna);
  const later = await open(bea);
  await first.page.fill('#field-text', 'The lamp was out.\n\nShe went home.');
  await followClick(first.page, 'button[value=save]');
  assert.match((await first.page.textContent('[role=status]')) ?? '', /\S/);

  const bears = 'The lamp was lit.\n\nShe went home, singing.';
  await later.page.fill('#field-text', bears);
  await later.page.fill('#field-title', 'One, by Bea');
  await followClick(later.page, 'button[value=save]');
  assert.match((await later.page.textContent('.desk-preview')) ?? '', /The lamp was out\./);
  assert.deepEqual(await later.page.locator('.desk-preview ins').allTextContents(), [
    'lit.',
    'home, singing.',
  ]);
  assert.deepEqual(await later.page.locator('.desk-preview del').allTextContents(), ['out.', 'home.']);
  assert.equal(await later.page.inputValue('#field-text'), bears, 'what was typed is there');
  assert.equal(await later.page.inputValue('#field-title'), 'One, by Bea');
  const over = await later.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${over} px too wide`);
  if (process.env.SHOTS)
    await later.page.screenshot({ path: `${process.env.SHOTS}/two-writers.png`, fullPage: true });

  // Saving again is meant; what the other wrote stays among the earlier states.
  await follow(later.page, () => later.page.click('button[value=save]'));
  await later.page.goto(`${origin}/works/${work.id}`);
  assert.match((await later.page.textContent('.chapter')) ?? '', /singing/);
  await later.page.goto(`${origin}/works/${work.id}/chapters/${chapter}/revisions`);
  const states = await app.db
    .selectFrom('chapter_revisions')
    .innerJoin('chapters', 'chapters.id', 'chapter_revisions.chapter_id')
    .select('chapter_revisions.html')
    .where('chapters.public_id', '=', chapter)
    .execute();
  assert.ok(
    states.some(({ html }) => html.includes('The lamp was out.')),
    'Anna’s text is kept',
  );
  await first.context.close();
  await later.context.close();

  const seen = await openPage(browser, { viewport: PHONE, cookie: bea.cookie, origin });
  await seen.page.goto(`${origin}/works/${work.id}/chapters/${chapter}/revisions`);
  await assertAccessible(seen.page, 'earlier states');
  await seen.context.close();
});
