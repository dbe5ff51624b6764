/** A real Chromium, as a person would use it. */
import { accessSync } from 'node:fs';
import { after } from 'node:test';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { requireTool } from './tools.js';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens the browser for a test file; it is closed when the file's tests are done. */
export async function testBrowser(): Promise<Browser> {
  const executablePath = requireTool('chromium');
  accessSync(executablePath);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  after(() => browser.close());
  return browser;
}

const NEVER_MS = 180_000;

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

/** A page in a session of its own. Errors on the page fail the test that asks `faults`. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions & { cookie?: string; origin?: string } = {},
): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const { cookie, origin, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: WIDE, ...contextOptions });
  if (cookie && origin) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: origin }]);
  }
  // A test says what happens, never how soon: this is for what never happens.
  context.setDefaultTimeout(NEVER_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, context, faults };
}
