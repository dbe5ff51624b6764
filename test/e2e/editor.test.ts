/** The rich editor as people use it: type, format, look for words, change the way of writing, paste, save, read. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { countWords, sanitiseNow, tidyParagraphs } from '../../src/core/text/index.js';
import { testApp } from '../support/app.js';
import { assertAccessible } from '../support/axe.js';
import { openPage, PHONE, testBrowser, WIDE } from '../support/browser.js';
import {
  assertFits,
  deskReady,
  openDesk,
  paste,
  RICH,
  shoot,
  sourceOf,
  textHasFocus,
  tool,
} from '../support/editor.js';
import { makePerson } from '../support/factories.js';
import { followClick } from '../support/journey.js';

const { app, origin } = await testApp({ jobs: false });
const browser = await testBrowser();
const NEW = `${origin}/works/new`;

test('a text with marks, scene break and footnotes is written, found, saved and read', async () => {
  const { cookie } = await makePerson(app);
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  await openDesk(page, NEW);
  await page.fill('#field-title', 'The Lamp at Saltmouth');
  await page.click(RICH);
  await page.keyboard.type('1. "Straight" ');
  await page.keyboard.press('Control+i');
  await page.keyboard.type('slanted');
  assert.equal(await page.getAttribute(tool('italic'), 'aria-pressed'), 'true');
  await page.keyboard.press('Control+i');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Middle');
  await page.click(tool('centre'));
  await page.keyboard.press('Enter');
  await page.click(tool('centre'));
  await page.keyboard.type('***');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Noted');
  for (const note of ['The first', 'The second']) {
    await page.click(tool('footnote'));
    await page.fill('.desk-dialog textarea', note);
    await assertAccessible(page, 'the question for a note', ['light']);
    await page.click('.desk-dialog .primary');
    await page.waitForSelector('.desk-dialog', { state: 'detached' });
    await page.click(`${RICH} p:first-child`);
    await page.keyboard.press('Home');
  }
  await shoot(page, 'editor-written');

  await page.focus(RICH);
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.tool), 'find');
  await page.keyboard.press('Enter');
  await page.keyboard.type('middle');
  await page.keyboard.press('Enter');
  assert.equal(await page.textContent('.desk-find [role=status]'), '1 of 1');
  await page.fill('.desk-find label:nth-of-type(2) input', 'Centre');
  await page.click('.desk-find button:has-text("Replace all")');
  assert.equal(await page.textContent('.desk-find [role=status]'), 'Replaced: 1');
  await page.click('.desk-find button:has-text("Close")');

  await page.click(tool('full'));
  assert.equal(
    await page.evaluate(() => document.querySelector('.site-header')?.closest('[inert]') !== null),
    true,
  );
  await textHasFocus(page);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.querySelector('[inert]')), null);

  const html = await sourceOf(page);
  assert.equal(
    html,
    [
      '<p><sup><a href="#u-note-1" name="u-note-ref-1">1</a></sup>1. "Straight" <em>slanted</em></p>',
      '<p align="center">Centre</p>',
      '<hr>',
      '<p>Noted<sup><a href="#u-note-2" name="u-note-ref-2">2</a></sup></p>',
      '<hr>',
      '<ol><li><a name="u-note-1"></a>The second <a href="#u-note-ref-1">↑</a></li><li><a name="u-note-2"></a>The first <a href="#u-note-ref-2">↑</a></li></ol>',
    ].join('\n'),
  );
  await page.selectOption('#desk-mode', 'rich');
  await page.waitForSelector(`${RICH} em`);
  assert.equal(await page.textContent('.desk-count'), `Words: ${countWords(html)}`, 'as the archive counts');
  await followClick(page, 'button[value=draft]');
  assert.match(page.url(), /\/works\/\w+\?saved/);
  assert.equal(await page.textContent('.prose.text em'), 'slanted');
  assert.equal(await page.locator('.prose.text hr').count(), 2);
  await page.click('.prose.text sup a >> nth=0');
  assert.match(page.url(), /#u-\w+-note-1$|#u-note-1$/);
  assert.equal(
    await page.locator('script[src*="/desk-"]').count(),
    0,
    'the editor is not loaded on reading pages',
  );
  assert.deepEqual(faults, []);
  await context.close();
});

test('rich text, HTML and Markdown turn into each other; plain text says first what it loses', async () => {
  const { cookie } = await makePerson(app);
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  await openDesk(page, NEW);
  await page.click(RICH);
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Bold');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' plain ');
  await page.keyboard.press('Control+k');
  await page.fill('.desk-dialog label:nth-of-type(1) input', 'a.example/b');
  await page.fill('.desk-dialog label:nth-of-type(2) input', 'there');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${RICH} a`);
  await page.click(tool('scene'));
  await page.click(tool('quote'));
  await textHasFocus(page);
  await page.keyboard.type('After');
  await page.selectOption('#desk-mode', 'markdown');
  await page.waitForSelector('#field-text', { state: 'visible' });
  assert.equal(
    await page.inputValue('#field-text'),
    '**Bold** plain [there](<https://a.example/b>)\n\n---\n\n> After',
  );
  await page.selectOption('#desk-mode', 'text');
  assert.match(
    (await page.textContent('.desk-dialog')) ?? '',
    /loses: Link, Block quote, Scene break, Bold\./,
  );
  await page.click('.desk-dialog button:not(.primary)');
  await page.waitForSelector('.desk-dialog', { state: 'detached' });
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>('#desk-mode')?.disabled === false,
  );
  assert.equal(await page.inputValue('#desk-mode'), 'markdown');
  await page.selectOption('#desk-mode', 'rich');
  await page.waitForSelector(`${RICH} strong`);
  const link = '<a href="https://a.example/b" rel="nofollow ugc noopener noreferrer">there</a>';
  assert.equal(
    await sourceOf(page),
    `<p><strong>Bold</strong> plain ${link}</p>\n<hr>\n<blockquote><p>After</p></blockquote>`,
  );
  await page.fill('#field-text', '<p>Kept</p>\n<iframe src="https://a.example/"></iframe>');
  await page.selectOption('#desk-mode', 'rich');
  await page.waitForSelector('.desk-dialog');
  assert.match((await page.textContent('.desk-dialog')) ?? '', /loses: iframe/);
  await page.click('.desk-dialog button:not(.primary)');
  await page.waitForSelector('.desk-dialog', { state: 'detached' });
  assert.match(await page.inputValue('#field-text'), /<iframe/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('what the editor does not know is kept, and the page is fit for every screen', async () => {
  const { cookie } = await makePerson(app);
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  await openDesk(page, NEW);
  const html = [
    '<p class="note" dir="rtl">a <abbr title="b">c</abbr> <q>d <em>e</em></q> <ruby>f<rp>(</rp><rt>g</rt><rp>)</rp></ruby></p>',
    '<p>A <span class="text-message">span of <b>a class</b></span>, <small>small</small>, x<sup>2</sup> and y<sub>3</sub>.</p>',
    '<table><tbody><tr><td>cell</td></tr></tbody></table>',
    '<div class="letter"><p>Dear</p></div>',
    '<ol start="3"><li>three<ul><li>inner</li></ul></li></ol>',
    '<details><summary>More</summary><p>hidden</p></details>',
    '<p>One<br>\n  two <em>three</em>\n<strong>four</strong></p>',
    '<address>Harbour <em>Lane</em></address>',
    '<p>A note<sup><a href="#u-note-1" name="u-note-ref-1">1</a></sup>, a <a href="https://a.example/">link</a></p>',
    '<p><a name="u-note-1"></a>The note</p>',
  ].join('\n');
  await sourceOf(page);
  await page.fill('#field-text', html);
  await page.selectOption('#desk-mode', 'rich');
  await page.waitForSelector(`${RICH} table`);
  await page.click(`${RICH} .letter p`);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  const wanted = tidyParagraphs(
    sanitiseNow(html.replace('Dear', 'Dear!').replace(/<(\/?)b>/g, '<$1strong>')).html,
  );
  // White space at the ends of lines says nothing.
  const even = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('<br> ', '<br>');
  assert.equal(even(tidyParagraphs(sanitiseNow(await sourceOf(page)).html)), even(wanted));
  await page.selectOption('#desk-mode', 'rich');
  await page.waitForSelector(RICH);
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator('.desk-toolbar').scrollIntoViewIfNeeded();
      await shoot(page, `editor-${size.width}-${colorScheme}`);
    }
    await assertFits(page, String(size.width));
  }
  await page.click(tool('find'));
  await assertAccessible(page, 'the writing page');
  await page.click(tool('full'));
  await shoot(page, 'editor-full-360');
  await assertFits(page, 'full screen');
  await assertAccessible(page, 'full screen');
  assert.deepEqual(faults, []);
  await context.close();
});

test('an empty text is refused where it can be seen, and the fault leads into the editor', async () => {
  const { cookie } = await makePerson(app);
  const { page, context } = await openPage(browser, { cookie, origin });
  await openDesk(page, NEW);
  await page.fill('#field-title', 'Empty');
  await followClick(page, 'button[value=draft]');
  await deskReady(page);
  assert.equal(await page.getAttribute(RICH, 'aria-invalid'), 'true');
  assert.ok(await page.isVisible('#fault-text'));
  await page.click('.problem a[href="#field-text"]');
  await textHasFocus(page);
  await context.close();
});

const golden = new URL('../../src/core/text/golden/clipboard/', import.meta.url);
const wordsOf = (html: string): string[] =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
const SAME: Readonly<Record<string, string>> = { em: '(em|i)', strong: '(strong|b)', s: '(s|strike|del)' };

test('pastes of other programs come out clean', async (t) => {
  const { cookie } = await makePerson(app);
  const { page, faults, context } = await openPage(browser, { cookie, origin });
  // Each paste is a page of its own; here none of them waits for what the last one left unsaved.
  await page.route('**/desk/autosave?*', (route) => route.fulfill({ json: { version: 1, at: new Date(0) } }));
  for (const name of readdirSync(new URL('in/', golden)))
    await t.test(name, async () => {
      await openDesk(page, NEW);
      await paste(page, readFileSync(new URL(`in/${name}`, golden), 'utf8'), 'the text alone');
      await page.waitForFunction(() => (document.querySelector('.desk-rich')?.textContent ?? '').length > 20);
      await page.locator('.desk-state').scrollIntoViewIfNeeded();
      await shoot(page, `paste-${name}`);
      const out = await sourceOf(page);
      const wanted = tidyParagraphs(sanitiseNow(readFileSync(new URL(`out/${name}`, golden), 'utf8')).html);
      assert.deepEqual(wordsOf(out), wordsOf(wanted));
      assert.doesNotMatch(out, /style=|Mso|docs-internal|<o:p|<font|<meta/);
      for (const mark of ['em', 'strong', 'u', 's', 'sup'])
        assert.equal(out.includes(`<${mark}>`), new RegExp(`<${SAME[mark] ?? mark}>`).test(wanted), mark);
      assert.equal(tidyParagraphs(sanitiseNow(out).html), out, 'a save changes nothing in it');
      await page.selectOption('#desk-mode', 'rich');
      await page.waitForSelector(RICH);
    });
  assert.deepEqual(faults, []);
  await context.close();
});
