/** From an invitation or the waiting list to an account, a name and a mail changed later, and a work and a chapter posted at their hour; on a phone, with scripts and without. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { allJobs } from '../../src/rooms.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser } from '../support/browser.js';
import { deskReady } from '../support/editor.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';
import { followClick } from '../support/journey.js';

/** An hour of the day at which those who wait are invited. */
const NOON = new Date('2026-03-01T12:00:00Z');
const HOUR_MS = 3600_000;
// Letters are emptied once they have left; without jobs they stay to be read, and jobs are begun by the tests.
const made = await testApp({
  at: NOON,
  jobs: false,
  settings: { name: 'The Shelf', joining: 'invitation', timeZone: 'Europe/Berlin' },
});
const { app, origin } = made;
const browser = await testBrowser();

const PASSWORD = 'a lamp beside the sea';
const JOIN = 'form[action="/join"] button.primary';
const SAVE = 'main form.form button.primary';
// A browser lets it pass, but it is no address to which a letter could go.
const NO_MAIL = 'reader@nowhere';

const main = async (page: Page): Promise<string> => (await page.textContent('main')) ?? '';
const problem = async (page: Page): Promise<string> => (await page.textContent('main .problem')) ?? '';
const pathOf = (page: Page): string => new URL(page.url()).pathname;

async function lastLetter(email: string): Promise<string> {
  const { text } = await app.db
    .selectFrom('letters')
    .select('text')
    .where('email', '=', email)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return text;
}

async function linkTo(email: string): Promise<string> {
  const link = /https?:\/\/\S+/.exec(await lastLetter(email))?.[0];
  assert.ok(link, `a link in the letter to ${email}`);
  assert.ok(link.startsWith(`${origin}/`), link);
  return link;
}

async function runJob(name: string): Promise<void> {
  const job = allJobs(app)[name];
  assert.ok(job, name);
  await job({}, { attempt: 1, maxAttempts: 1 });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
  const mark = javaScriptEnabled ? 'a' : 'b';

  const open = async (person?: TestPerson): Promise<{ page: Page; context: BrowserContext }> =>
    openPage(browser, {
      viewport: PHONE,
      javaScriptEnabled,
      ...(person ? { cookie: person.cookie, origin } : {}),
    });

  /** No wider than the phone, every rule of axe, and every link to a faulty field leads to one. */
  async function looksRight(page: Page, what: string): Promise<void> {
    for (const link of await page.locator('main .problem a').all()) {
      const field = (await link.getAttribute('href')) ?? '';
      assert.equal(await page.locator(field).count(), 1, `${what}: ${field}`);
    }
    if (!javaScriptEnabled) return;
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${what}: ${over} px too wide`);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/joining-${what}.png`, fullPage: true });
    await assertAccessible(page, what);
  }

  /** From the form, which holds the address already, to the first page of somebody who is logged in. */
  async function joinFromForm(page: Page, login: string, email: string): Promise<void> {
    assert.equal(await page.inputValue('#field-email'), email, 'the form knows the address');
    await page.fill('#field-login', login);
    await page.fill('#field-pseud', `Pen of ${login}`);
    for (const name of ['age', 'terms', 'data']) await page.check(`input[name=${name}]`);
    await page.fill('#field-password', PASSWORD);
    await followClick(page, JOIN);
    assert.ok((await main(page)).includes(email));
    await looksRight(page, 'nearly-there');
    await page.goto(await linkTo(email));
    await looksRight(page, 'confirm');
    await followClick(page, 'main button');
    assert.match((await page.textContent('.notice')) ?? '', /confirmed/);
    await logIn(page, login);
  }

  async function logIn(page: Page, name: string, password = PASSWORD): Promise<void> {
    await page.fill('#field-name', name);
    await page.fill('#field-password', password);
    await followClick(page, 'main form button.primary');
    assert.equal(pathOf(page), '/');
  }

  test(`a member's invitation: given by the host, sent, used once; ${how}`, async () => {
    await app.db.deleteFrom('rate_limits').execute();
    const host = await open(await makePerson(app, { roles: ['host'] }));
    const giver = await makePerson(app, { login: `giver_${mark}` });
    await host.page.goto(`${origin}/admin/invitations`);
    await host.page.fill('#field-login', 'nobody_here');
    await followClick(host.page, 'button[value=give]');
    assert.match(await problem(host.page), /no member of that name/);
    assert.equal(await host.page.inputValue('#field-login'), 'nobody_here');
    await looksRight(host.page, 'desk-refused');
    await host.page.fill('#field-login', giver.login);
    await followClick(host.page, 'button[value=give]');
    assert.match(await main(host.page), /Given\./);
    await host.context.close();

    const member = await open(giver);
    await member.page.goto(`${origin}/account/invitations`);
    const SEND = 'form[action="/account/invitations/send"]';
    await member.page.fill(`${SEND} input[type=email]`, NO_MAIL);
    await followClick(member.page, `${SEND} button`);
    assert.equal(await member.page.inputValue(`${SEND} input[type=email]`), NO_MAIL);
    assert.equal(await member.page.locator(`${SEND} .fault`).count(), 1);
    await looksRight(member.page, 'sending-refused');
    const email = `friend_${mark}@example.org`;
    await member.page.fill(`${SEND} input[type=email]`, email);
    await followClick(member.page, `${SEND} button`);
    assert.match(await main(member.page), /The letter is on its way/);
    await looksRight(member.page, 'sent');

    const friend = await open();
    const invitation = await linkTo(email);
    await friend.page.goto(invitation);
    await looksRight(friend.page, 'join');
    await friend.page.fill('#field-login', giver.login);
    await friend.page.fill('#field-pseud', 'Sanderling');
    await friend.page.check('input[name=age]');
    await friend.page.fill('#field-password', 'password');
    await followClick(friend.page, JOIN);
    assert.match(await problem(friend.page), /agrees to all three/);
    assert.equal(await friend.page.inputValue('#field-pseud'), 'Sanderling');
    assert.equal(await friend.page.inputValue('#field-email'), email);
    assert.equal(await friend.page.inputValue('#field-password'), '', 'a password never comes back');
    assert.ok(await friend.page.isChecked('input[name=age]'));
    await looksRight(friend.page, 'join-refused');
    for (const name of ['terms', 'data']) await friend.page.check(`input[name=${name}]`);
    await friend.page.fill('#field-password', PASSWORD);
    await followClick(friend.page, JOIN);
    assert.match((await friend.page.textContent('#fault-login')) ?? '', /taken/);
    await joinFromForm(friend.page, `friend_${mark}`, email);
    await friend.context.close();

    await member.page.goto(`${origin}/account/invitations`);
    assert.match(await main(member.page), /Used on Mar 1, 2026/);
    assert.equal(await member.page.locator(SEND).count(), 0);
    await member.context.close();
    const late = await open();
    await late.page.goto(invitation);
    assert.match((await late.page.textContent('#fault-invitation')) ?? '', /used already/);
    await looksRight(late.page, 'used-invitation');
    await late.context.close();
  });

  test(`the waiting list: asked, one's place seen, let in by the host and by the hour; ${how}`, async () => {
    await app.db.deleteFrom('rate_limits').execute();
    const [first, second] = [`early_${mark}@example.org`, `later_${mark}@example.org`];
    const guest = await open();
    const { page } = guest;
    await page.goto(`${origin}/join`);
    await looksRight(page, 'invitation-needed');
    const WAIT = 'form[action="/join/queue"] button';
    await page.fill('#field-email', NO_MAIL);
    await page.fill('#field-reason', 'I read about harbours.');
    await followClick(page, WAIT);
    assert.equal(await page.inputValue('#field-email'), NO_MAIL);
    assert.match(await page.inputValue('#field-reason'), /I read about harbours\./);
    await looksRight(page, 'waiting-refused');
    for (const email of [first, second]) {
      if (email === second) await page.goto(`${origin}/join`);
      await page.fill('#field-email', email);
      await followClick(page, WAIT);
      assert.ok((await main(page)).includes(email));
    }
    const place = await linkTo(second);
    await page.goto(place);
    assert.match(await main(page), /1 person is before you.*10 invitations go out every 12 hours/s);
    await looksRight(page, 'place');

    const host = await open(await makePerson(app, { roles: ['host'] }));
    await host.page.goto(`${origin}/admin/invitations`);
    assert.match(await main(host.page), /2 people wait.*I read about harbours\./s);
    await looksRight(host.page, 'desk');
    await host.page.fill('#count', '1');
    await followClick(host.page, 'button[value=invite]');
    assert.match(await main(host.page), /1 invitation is on its way.*1 person waits/s);
    await host.context.close();
    assert.match(await linkTo(first), /\/join\?invitation=/);

    await page.goto(place);
    assert.match(await main(page), /You are next/);
    made.clock.set(new Date(NOON.getTime() + HOUR_MS));
    await runJob('invite-waiting');
    assert.match(await linkTo(second), /\/join\/place\//, 'between two hours nobody is let in');
    made.clock.set(new Date(NOON.getTime() + 12 * HOUR_MS));
    await runJob('invite-waiting');
    await page.goto(await linkTo(second));
    await joinFromForm(page, `later_${mark}`, second);
    made.clock.set(NOON);
    await guest.context.close();
  });

  test(`a name changes once in seven days, a mail at the new address; ${how}`, async () => {
    await app.db.deleteFrom('rate_limits').execute();
    const [before, after] = [`before_${mark}`, `after_${mark}`];
    const [old, fresh] = [`${before}@example.org`, `${after}@example.org`];
    const person = await makePerson(app, { login: before });
    const { page, context } = await open(person);
    const otherTab = await context.newPage();
    await otherTab.goto(`${origin}/account/name`);
    await page.goto(`${origin}/account/name`);
    await page.fill('#field-login', after);
    await page.fill('#field-current', 'not the password');
    await followClick(page, SAVE);
    assert.equal(await page.inputValue('#field-login'), after);
    assert.match((await page.textContent('#fault-current')) ?? '', /not your password/);
    await looksRight(page, 'name-refused');
    await page.fill('#field-current', person.password);
    await followClick(page, SAVE);
    assert.match((await page.textContent('main [role=status]')) ?? '', /name is changed/);
    assert.match(await main(page), /change it again on Mar 8, 2026/);
    assert.equal(await page.locator('#field-login').count(), 0, 'no form that would be refused');
    await looksRight(page, 'name-changed');
    assert.ok((await lastLetter(old)).includes(after));

    await otherTab.fill('#field-login', `third_${mark}`);
    await otherTab.fill('#field-current', person.password);
    await followClick(otherTab, SAVE);
    assert.match(await problem(otherTab), /within the last seven days/);
    await looksRight(otherTab, 'name-too-soon');
    await otherTab.close();

    await page.goto(`${origin}/account/email`);
    await page.fill('#field-email', NO_MAIL);
    await page.fill('#field-current', person.password);
    await followClick(page, SAVE);
    assert.equal(await page.inputValue('#field-email'), NO_MAIL);
    await looksRight(page, 'mail-refused');
    await page.fill('#field-email', fresh);
    await page.fill('#field-current', person.password);
    await followClick(page, SAVE);
    assert.ok((await main(page)).includes(`${fresh} waits`));
    await looksRight(page, 'mail-waits');
    assert.ok((await lastLetter(old)).includes(fresh), 'the old address is told');
    await page.goto(`${origin}/account`);
    assert.ok((await main(page)).includes(old), 'the old one holds until then');

    await followClick(page, '.site-header form button');
    await page.goto(await linkTo(fresh));
    await looksRight(page, 'mail-confirm');
    await followClick(page, 'main button');
    assert.match(await main(page), /new address is confirmed/);
    await page.goto(`${origin}/login`);
    await logIn(page, fresh, person.password);
    await page.goto(`${origin}/account`);
    const facts = (await page.textContent('dl.facts')) ?? '';
    assert.ok(facts.includes(after) && facts.includes(fresh) && !facts.includes(old), facts);
    await context.close();
  });

  test(`a work and then a chapter of it are posted at their hour, and not before; ${how}`, async () => {
    const writer = await makePerson(app);
    const work = await makeWork(app, writer, {
      state: 'draft',
      fields: { title: 'The Hour', chaptersExpected: null },
      chapters: [{ title: 'One', html: '<p>The lamp was lit.</p>' }],
    });
    const { page, context } = await open(writer);
    const guest = await open();
    const answer = async (): Promise<number | undefined> =>
      (await guest.page.goto(`${origin}/works/${work.id}`))?.status();
    const setHour = async (day: string, time: string): Promise<void> => {
      await page.fill('#field-day', day);
      await page.fill('#field-time', time);
      await followClick(page, 'button[value=set]');
    };

    await page.goto(`${origin}/works/${work.id}/chapters`);
    await followClick(page, `main a[href="/works/${work.id}/schedule"]`);
    await setHour('2026-03-01', '12:59');
    assert.match(await problem(page), /That time is over/);
    assert.equal(await page.inputValue('#field-time'), '12:59');
    await looksRight(page, 'hour-refused');
    await setHour('2026-03-01', '14:00');
    assert.match(await main(page), /1 Mar 2026, 14:00 \(Europe\/Berlin\)/);
    await runJob('post-due');
    assert.equal(await answer(), 404);
    made.clock.set(new Date(NOON.getTime() + HOUR_MS));
    await runJob('post-due');
    assert.equal(await answer(), 200);

    await page.goto(`${origin}/works/${work.id}/chapters/new`);
    if (javaScriptEnabled) {
      await deskReady(page);
      await page.selectOption('#desk-mode', 'html');
      await page.waitForSelector('#field-text', { state: 'visible' });
    }
    await page.fill('#field-title', 'Two');
    await page.fill('#field-text', '<p>The boats came home.</p>');
    await followClick(page, 'button[value=save]');
    await page.goto(`${origin}/works/${work.id}/chapters`);
    await looksRight(page, 'chapters');
    await followClick(page, 'main li a[href$="/schedule"]');
    await looksRight(page, 'chapter-hour');
    await setHour('2026-03-01', '15:00');
    await page.goto(`${origin}/works/${work.id}/chapters`);
    assert.match(await main(page), /Will be posted on 1 Mar 2026, 15:00/);
    await looksRight(page, 'chapter-waits');
    await runJob('post-due');
    assert.equal(await answer(), 200);
    assert.equal(await guest.page.locator('main a[rel=next]').count(), 0, 'not before its hour');
    made.clock.set(new Date(NOON.getTime() + 2 * HOUR_MS));
    await runJob('post-due');
    await page.goto(`${origin}/works/${work.id}/chapters`);
    assert.equal(await page.locator('main a[href$="/schedule"]').count(), 0, 'nothing waits any more');
    await guest.page.goto(`${origin}/works/${work.id}`);
    await followClick(guest.page, 'main a[rel=next]');
    assert.match(await main(guest.page), /The boats came home/);
    made.clock.set(NOON);
    await guest.context.close();
    await context.close();
  });
}
