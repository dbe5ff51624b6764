/** The accessibility rules of axe on a page, in every theme that is asked for. */
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export type AxeTheme = 'light' | 'dark';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .slice(0, 3)
        .map(
          ({ target, failureSummary }) =>
            `${target.join(' ')}: ${(failureSummary ?? '').replace(/\s+/g, ' ')}`,
        )
        .join(' | ')}`,
  );
}

/** Fails with every rule that the page breaks. Animations are waited for by the caller. */
export async function assertAccessible(
  page: Page,
  what: string,
  themes: readonly AxeTheme[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `${what}, ${colorScheme}, ${page.url()}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
