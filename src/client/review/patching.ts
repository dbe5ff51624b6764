/** What the server answers is put into the page. */
import type { Page } from './page.js';
import type { Answer } from './sending.js';

const firstIndex = (page: Page): number => Number(page.list.dataset.from ?? 0);

/** Loads the page that shows a change, even where its address is this page's but for the place in it. */
export function goTo(to: string): void {
  const url = new URL(to, location.href);
  const same = url.pathname === location.pathname && url.search === location.search;
  location.assign(url);
  if (same) location.reload();
}

/** Whether the change lies among the blocks that this page shows. */
function isHere(page: Page, { reload, at, removed, blocks }: Answer): boolean {
  if (reload || at === undefined || removed === undefined || !blocks) return false;
  const from = firstIndex(page);
  return at >= from && at + removed <= from + page.blocks().length;
}

function parse(html: string): Node {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/** Blocks can have the focus; what opens the form of one is reached from the block that is chosen alone. */
export function prepare(page: Page): void {
  for (const block of page.blocks()) {
    if (!block.hasAttribute('tabindex')) block.tabIndex = -1;
    const opener = block.querySelector<HTMLElement>('.change > summary');
    if (opener) opener.tabIndex = block.tabIndex;
  }
}

/**
 * Puts changed blocks in the place of the old ones. @returns the block to go on from, or null when there is none.
 * Leaves for another page when the change lies there.
 */
export function putIn(page: Page, answer: Answer): HTMLElement | null {
  if (!isHere(page, answer)) {
    goTo(answer.to);
    return null;
  }
  const index = (answer.at ?? 0) - firstIndex(page);
  const old = page.blocks().slice(index, index + (answer.removed ?? 0));
  const next = page.blocks()[index + old.length] ?? null;
  for (const block of old) block.remove();
  for (const html of answer.blocks ?? []) page.list.insertBefore(parse(html), next);
  prepare(page);
  for (const [id, words] of Object.entries(answer.notes ?? {})) {
    const label = page.list.querySelector(`[data-note-place="${CSS.escape(id)}"]`);
    if (label) label.textContent = words;
  }
  return answer.focus === undefined ? null : document.getElementById(`block-${answer.focus}`);
}

/** What stands beside the text: how many doubts are left, and whether there is something to take back. */
export function putAround(page: Page, answer: Answer): void {
  page.article.dataset.revision = String(answer.revision);
  const count = page.article.querySelector<HTMLElement>('.doubt-count');
  const words = page.article.querySelector('[data-doubt-count]');
  if (count && words) {
    words.textContent = answer.doubts;
    count.hidden = answer.doubts === '';
  }
  const undo = page.article.querySelector<HTMLButtonElement>('[data-undo]');
  if (undo) undo.disabled = !answer.canUndo;
}
