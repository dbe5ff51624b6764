/** Steps that many browser tests share, taken as a person takes them. */
import assert from 'node:assert/strict';
import type { Page, Response } from 'playwright-core';

const LONGEST_MS = 180_000;

/** Resolves when the next document that the page asks for is parsed to its end, and its scripts have run. */
function nextDocument(page: Page): { arrived: Promise<void>; giveUp(): void } {
  let giveUp = () => {};
  const arrived = new Promise<void>((resolve, reject) => {
    // No event of the old document comes after the answer that holds the new one.
    const onResponse = (response: Response) => {
      const redirects = response.status() >= 300 && response.status() < 400;
      if (redirects || !response.request().isNavigationRequest()) return;
      page.off('response', onResponse);
      page.once('domcontentloaded', onWhole);
    };
    const onWhole = () => {
      giveUp();
      resolve();
    };
    const timer = setTimeout(() => {
      giveUp();
      reject(new Error(`No other document came; the page is at ${page.url()}`));
    }, LONGEST_MS);
    giveUp = () => {
      clearTimeout(timer);
      page.off('response', onResponse);
      page.off('domcontentloaded', onWhole);
    };
    page.on('response', onResponse);
  });
  return { arrived, giveUp };
}

/**
 * Does what leads to another document, a click on a link or a form's button, and waits until that document is whole.
 * Without it a test may look at the old page, or at the half of the new one that has come by then.
 */
export async function follow<T>(page: Page, act: () => Promise<T>): Promise<T> {
  const next = nextDocument(page);
  try {
    const done = await act();
    await next.arrived;
    return done;
  } finally {
    next.giveUp();
  }
}

/** `follow` for the commonest act. */
export const followClick = (page: Page, selector: string): Promise<void> =>
  follow(page, () => page.click(selector));

/**
 * Waits until the import that was just sent is read, and returns its id. The page that waits loads itself again and
 * again, so this is for after the click that sent it.
 */
export async function waitForReview(page: Page): Promise<string> {
  await page.waitForSelector('article.review', { timeout: LONGEST_MS });
  await page.waitForLoadState('domcontentloaded');
  const id = /\/imports\/([^/?#]+)/.exec(page.url())?.[1];
  assert.ok(id, `no import at ${page.url()}`);
  return id;
}

/** Brings a text by the paste box, up to its review. */
export async function bringText(page: Page, origin: string, text: string): Promise<string> {
  await page.goto(`${origin}/import`);
  await page.fill('#field-paste', text);
  await followClick(page, 'main button[type=submit]');
  return waitForReview(page);
}

/** Brings a file, up to its review. */
export async function bringFile(
  page: Page,
  origin: string,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<string> {
  await page.goto(`${origin}/import`);
  await page.setInputFiles('#field-files', file);
  await followClick(page, 'main button[type=submit]');
  return waitForReview(page);
}

export interface Details {
  title?: string;
  fandoms?: string;
  rating?: string;
  warning?: string;
}

/** Fills in what a work needs to be posted. */
export async function fillDetails(page: Page, details: Details = {}): Promise<void> {
  await page.fill('#field-title', details.title ?? 'The Lamp at Saltmouth');
  await page.fill('#field-fandoms', details.fandoms ?? 'Harbour Tales (Invented)');
  await page.selectOption('#field-rating', details.rating ?? 'General Audiences');
  await page.check(`input[name=warnings][value="${details.warning ?? 'No Archive Warnings Apply'}"]`);
}

/** A text as a list of its blocks, each as the HTML that the page shows. */
export interface Shown {
  start: string[];
  text: string[];
  end: string[];
}

/** What the review of one chapter shows, by what it says becomes of each block. */
export async function shownInReview(page: Page): Promise<Shown> {
  const blocks = await page.$$eval('.review-block', (items) =>
    items.map((item) => {
      const pieces = [...(item.querySelector('.content')?.children ?? [])].map((child) => child.outerHTML);
      if (item.classList.contains('is-scene')) return { kind: 'text', html: '<hr>' };
      if (item.classList.contains('is-label')) return { kind: 'left out', html: '' };
      if (!item.classList.contains('is-note')) return { kind: 'text', html: pieces.join('') };
      const place = item.querySelector('[data-note-place]')?.textContent ?? '';
      if (place === 'Note')
        return { kind: 'text', html: `<blockquote class="authors-note">${pieces.join('')}</blockquote>` };
      return { kind: place === 'Notes at the end' ? 'end' : 'start', html: pieces.join('') };
    }),
  );
  const of = (kind: string) => blocks.filter((block) => block.kind === kind).map((block) => block.html);
  return { start: of('start'), text: of('text'), end: of('end') };
}

/** What the page of a work shows of its first chapter. */
export async function shownInWork(page: Page): Promise<Shown> {
  await page.waitForSelector('.chapter');
  const pieces = (selector: string) =>
    page.$$eval(`.chapter:first-of-type ${selector} > *`, (all) =>
      all.map((one) => one.outerHTML.replace(/>\n</g, '><')),
    );
  return {
    start: await pieces('aside[aria-label^="Notes"] .prose'),
    text: await pieces('.prose.text'),
    end: await pieces('aside[aria-label^="End notes"] .prose'),
  };
}
