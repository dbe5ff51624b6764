/** The rich editor of the writing desk, as tests handle it. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

export const RICH = '.desk-rich';
export const tool = (name: string): string => `.desk-toolbar [data-tool=${name}]`;

/** Waits until the desk's script has opened the text. */
export async function deskReady(page: Page): Promise<void> {
  await page.waitForSelector('[data-ready=yes]');
}

export async function openDesk(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await deskReady(page);
}

/** Waits until what is typed goes into the text; the editor takes the focus a frame after it is asked to. */
export const textHasFocus = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.activeElement?.classList.contains('desk-rich'));

/** What would be sent now, as HTML. */
export async function sourceOf(page: Page): Promise<string> {
  await page.selectOption('#desk-mode', 'html');
  await page.waitForSelector('#field-text', { state: 'visible' });
  return page.inputValue('#field-text');
}

/** Puts what another program would put on the clipboard into the text. */
export const paste = (page: Page, html: string, text: string): Promise<void> =>
  page.$eval(
    RICH,
    (rich, [h, t]) => {
      const data = new DataTransfer();
      data.setData('text/html', h ?? '');
      data.setData('text/plain', t ?? '');
      rich.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [html, text],
  );

/** Does something and waits until the server has taken the unsaved text that this made. */
export async function keptOnServer(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes('/desk/autosave?'));
  await act();
  assert.equal((await answer).status(), 200);
}

/** Waits until this device holds a copy with these words. */
export const keptOnDevice = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) =>
      Object.entries(localStorage).some(
        ([key, value]) => key.startsWith('fanlight-desk:') && String(value).includes(wanted),
      ),
    words,
  );

/** No page is wider than its screen. */
export async function assertFits(page: Page, what: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${what}: ${over} px too wide`);
}

/** With SHOTS, a folder, pages are drawn there to be looked at. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: false });
}
