/** An import that the server's sudden end interrupts: after the next start it is where it was, at every step. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openPage, testBrowser } from '../support/browser.js';
import { fillDetails, followClick, shownInReview, shownInWork, waitForReview } from '../support/journey.js';
import { story } from '../support/story.js';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'fanlight-e2e-'));
const browser = await testBrowser();
const children: ChildProcess[] = [];

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => void child.once('exit', () => resolve()));

after(async () => {
  for (const child of children) {
    child.kill('SIGTERM');
    await ended(child);
  }
  // A database that its server's end left running.
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

interface Server {
  child: ChildProcess;
  said: string;
  origin: string;
}

/** Starts the real server on the same port each time, so that the browser's session goes on. */
async function start(port = 0): Promise<Server> {
  const { DATABASE_URL: _1, NODE_TEST_CONTEXT: _2, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: checkout,
    env: { ...inherited, FANLIGHT_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /open at (http:\/\/\S+)\n/.exec(said)?.[1];
      if (address && said.endsWith('\n\n')) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return { child, said, origin };
}

async function killed({ child, origin }: Server): Promise<Server> {
  child.kill('SIGKILL');
  await ended(child);
  return start(Number(new URL(origin).port));
}

async function setUp(page: Page, { said }: Server): Promise<void> {
  const address = /Set it up here, once: (\S+)/.exec(said)?.[1];
  assert.ok(address, said);
  await page.goto(address);
  await page.fill('#field-archiveName', 'The Shelf');
  await page.fill('#field-login', 'keeper');
  await page.fill('#field-pseud', 'Keeper');
  await page.fill('#field-email', 'keeper@example.org');
  await page.fill('#field-password', 'four words in line');
  await followClick(page, 'main button[type=submit]');
  await page.waitForURL((url) => url.pathname === '/');
}

test('killed between upload, review and post, the import is where it was', async () => {
  let server = await start();
  const { page: first, context } = await openPage(browser);
  let page = first;
  await setUp(page, server);
  const { origin } = server;
  const text = story(1200, 3).oneLine;

  // Sent and answered, and the server dies at once, before or while the file is read.
  await page.goto(`${origin}/import`);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.setInputFiles('#field-files', {
    name: 'lamp.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  });
  await page.click('main button[type=submit]', { noWaitAfter: true });
  assert.equal((await answered).status(), 303);
  server = await killed(server);
  // The page that was on its way may still come, or fail, at any time.
  await page.close();
  page = await context.newPage();
  await page.goto(`${origin}/imports`);
  await followClick(page, '.imports a.button:not(.danger)');
  const id = await waitForReview(page);

  // Half of the review is done.
  await page.click('.review-block >> nth=0');
  await page.keyboard.press('h');
  await page.waitForSelector('.is-heading');
  const half = await shownInReview(page);
  server = await killed(server);
  await page.goto(`${origin}/imports/${id}`);
  assert.deepEqual(await shownInReview(page), half);
  assert.equal(await page.isEnabled('[data-undo]'), true);

  // The details are typed and kept, the post is missing what readers need.
  await followClick(page, 'main a.button.primary');
  await page.fill('#field-title', 'Half a Title');
  await followClick(page, 'button[name=save][value=posted]');
  await page.waitForSelector('.problem');
  server = await killed(server);
  await page.goto(`${origin}/imports/${id}/details`);
  assert.equal(await page.inputValue('#field-title'), 'Half a Title');
  await fillDetails(page);

  // Posted, and dead right after the answer: the work is there, once.
  await followClick(page, 'button[name=save][value=posted]');
  await page.waitForSelector('.work .chapter');
  server = await killed(server);
  await page.goto(`${origin}/imports/${id}`);
  await page.waitForSelector('.work .chapter');
  assert.deepEqual(await shownInWork(page), half);
  await page.goto(`${origin}/my/works`);
  assert.equal(
    await page.locator('main a[href^="/works/"]', { hasText: 'The Lamp at Saltmouth' }).count(),
    1,
  );
});
