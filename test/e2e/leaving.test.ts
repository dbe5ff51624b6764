/** Leaving on a phone without scripts: works given away, works taken along, an account deleted by each choice, copies by letter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { testApp } from '../support/app.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';
import { followClick } from '../support/journey.js';

// Letters are emptied once they have left; without jobs they stay to be read.
const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();

const open = (person: TestPerson) =>
  openPage(browser, { viewport: PHONE, javaScriptEnabled: false, cookie: person.cookie, origin });

const shot = async (page: Page, what: string): Promise<void> => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${what}.png`, fullPage: true });
};

/** What somebody who is not logged in is shown of a work: its byline, or nothing. */
async function byline(page: Page, id: string): Promise<string | null> {
  const answer = await page.goto(`${origin}/works/${id}`);
  return answer?.status() === 200 ? ((await page.textContent('main')) ?? '') : null;
}

test('a work is given away: first it is said what that means, then the name is off it', async () => {
  const person = await makePerson(app, { pseud: 'Wren of the Way' });
  const [given, kept] = [
    await makeWork(app, person, { fields: { title: 'Given Away' } }),
    await makeWork(app, person, { fields: { title: 'Held Back' } }),
  ];
  const { page, context } = await open(person);
  await page.goto(`${origin}/account/orphan`);
  await page.check(`input[name=works][value="${given.id}"]`);
  await followClick(page, 'main form.form button.primary');
  const asked = (await page.textContent('main')) ?? '';
  assert.ok(asked.includes('Given Away') && !asked.includes('Held Back'));
  await shot(page, 'orphan-sure');
  await page.fill('#field-current', 'not it');
  await followClick(page, 'main form.form button.primary');
  assert.equal(await page.locator('#fault-current').count(), 1);
  assert.match((await byline(page, given.id)) ?? '', /Wren of the Way/, 'nothing before the password');
  await page.goto(`${origin}/account/orphan`);
  await page.check(`input[name=works][value="${given.id}"]`);
  await followClick(page, 'main form.form button.primary');
  await page.fill('#field-current', person.password);
  await followClick(page, 'main form.form button.primary');
  assert.doesNotMatch((await byline(page, given.id)) ?? '', /Wren of the Way/);
  assert.match((await byline(page, kept.id)) ?? '', /Wren of the Way/);
  await context.close();
});

for (const choice of ['orphan', 'named', 'delete'] as const)
  test(`an account is deleted, its own works: ${choice}; its files were taken along`, async () => {
    const person = await makePerson(app, {
      pseud: `Leaver ${choice}`,
      email: `leaver_${choice}@example.org`,
    });
    const friend = await makePerson(app, { pseud: 'Stays' });
    const own = await makeWork(app, person, { fields: { title: 'My Own' } });
    const shared = await makeWork(app, person, { withPseuds: [friend.pseudId], fields: { title: 'Ours' } });
    const { page, context } = await open(person);
    await page.goto(`${origin}/account/delete`);
    await shot(page, `delete-${choice}`);
    const files = await page.request.get(`${origin}/account/works.zip`);
    assert.equal(files.status(), 200);
    assert.equal((await files.body()).subarray(0, 2).toString('latin1'), 'PK');
    await page.fill('#field-current', person.password);
    await followClick(page, 'main form.form button.primary');
    assert.equal(await page.locator('#fault-sole').count(), 1, 'nothing is chosen for anybody');
    await page.check(`input[name=sole][value=${choice}]`);
    await page.check('input[name=shared][value=leave]');
    await page.fill('#field-current', person.password);
    await followClick(page, 'main form.form button.primary');
    assert.equal(new URL(page.url()).pathname, '/gone');
    const text = await byline(page, own.id);
    if (choice === 'delete') assert.equal(text, null);
    else if (choice === 'named') assert.match(text ?? '', /Leaver named/);
    else assert.doesNotMatch(text ?? '', /Leaver/);
    const ours = (await byline(page, shared.id)) ?? '';
    assert.ok(ours.includes('Stays') && !ours.includes('Leaver'));
    await page.goto(`${origin}/login`);
    await page.fill('#field-name', person.login);
    await page.fill('#field-password', person.password);
    await followClick(page, 'main form button.primary');
    assert.equal(new URL(page.url()).pathname, '/login', 'nobody logs in with it any more');
    await context.close();
  });

test('whoever deletes a work is asked once more, and gets its text by letter', async () => {
  const person = await makePerson(app, { email: 'copies@example.org' });
  const work = await makeWork(app, person, { fields: { title: 'Soon Gone' } });
  const { page, context } = await open(person);
  await page.goto(`${origin}/works/${work.id}/delete`);
  assert.match((await page.textContent('main')) ?? '', /Soon Gone/);
  await shot(page, 'delete-work');
  await followClick(page, 'main form button.danger');
  assert.equal(await byline(page, work.id), null);
  const letter = await app.db
    .selectFrom('letters')
    .selectAll()
    .where('email', '=', 'copies@example.org')
    .executeTakeFirstOrThrow();
  assert.match(JSON.stringify(letter), /Soon Gone/);
  await context.close();
});
