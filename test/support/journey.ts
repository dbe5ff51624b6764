/** Steps that many browser tests share, taken as a person takes them. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Waits until the import that was just sent is read, and returns its id. */
export async function waitForReview(page: Page): Promise<string> {
  await page.waitForSelector('article.review', { timeout: 30_000 });
  const id = /\/imports\/([^/?#]+)/.exec(page.url())?.[1];
  assert.ok(id, `no import at ${page.url()}`);
  return id;
}

/** Brings a text by the paste box, up to its review. */
export async function bringText(page: Page, origin: string, text: string): Promise<string> {
  await page.goto(`${origin}/import`);
  await page.fill('#field-paste', text);
  await page.click('main button[type=submit]');
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
  await page.click('main button[type=submit]');
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
