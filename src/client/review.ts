/**
 * The review of an import: each act is sent to the server, which answers with the blocks that changed. Without this
 * script the same acts are forms on the page.
 */
import { type Acts, openActs, withoutSaid } from './review/acts.js';
import { type Cursor, openCursor } from './review/cursor.js';
import { holdPage } from './review/hold.js';
import { actOf } from './review/keys.js';
import { openPage, type Page } from './review/page.js';
import { prepare } from './review/patching.js';
import type { Fields } from './review/sending.js';

/** Keys that move about in the text. @returns whether the key was one of them. */
function moved(event: KeyboardEvent, page: Page, cursor: Cursor): boolean {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (cursor.active()) {
    const rtl = getComputedStyle(page.current()?.querySelector('.prose') ?? page.list).direction === 'rtl';
    if (key === 'ArrowLeft' || key === 'ArrowRight')
      cursor.step((key === 'ArrowRight') === rtl ? -1 : 1, shiftKey);
    else if (key === 'Home' || key === 'End') cursor.edge(key === 'Home' ? -1 : 1, shiftKey);
    else if (key === 'Escape' || key === 'Enter') cursor.leave();
    else if (key === 'ArrowUp' || key === 'ArrowDown') cursor.step(key === 'ArrowUp' ? -10 : 10, shiftKey);
    else return false;
    return true;
  }
  const blocks = page.blocks();
  const at = blocks.indexOf(page.current()!);
  if (key === 'ArrowDown') page.choose(blocks[Math.min(at + 1, blocks.length - 1)]);
  else if (key === 'ArrowUp') page.choose(blocks[Math.max(at - 1, 0)]);
  else if (key === 'Home') page.choose(blocks[0]);
  else if (key === 'End') page.choose(blocks.at(-1));
  else if (key === 'Enter') cursor.enter();
  else return false;
  return true;
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, button, a, summary') !== null;

function listenToKeys(page: Page, cursor: Cursor, acts: Acts): void {
  page.article.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof HTMLTextAreaElement) inText(event, target, page);
    const inList = target instanceof Node && page.list.contains(target);
    if (!inList || inField(target)) return;
    const act = actOf(event);
    if (act !== '') acts.run(act);
    else if (!moved(event, page, cursor)) return;
    event.preventDefault();
  });
}

/** In the field of a block's text: Ctrl+Enter saves, Esc goes back to the block. */
function inText(event: KeyboardEvent, area: HTMLTextAreaElement, page: Page): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    area.form?.querySelector<HTMLButtonElement>('button[value="text"]')?.click();
  } else if (event.key === 'Escape') {
    const block = area.closest<HTMLElement>('.review-block');
    const change = area.closest('details');
    if (change) change.open = false;
    page.choose(block);
  }
}

function listenToPointer(page: Page, cursor: Cursor, acts: Acts): void {
  page.list.addEventListener('focusin', ({ target }) => {
    const block = target instanceof Element ? target.closest<HTMLElement>('.review-block') : null;
    if (!block || block === page.current()) return;
    cursor.leave(true);
    page.choose(block, false);
  });
  page.list.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || inField(event.target)) return;
    const block = event.target.closest<HTMLElement>('.review-block');
    if (!block) return;
    if (block !== page.current()) page.choose(block, false);
    if (event.target.closest('[data-inline]')) cursor.click(block, event.clientX, event.clientY);
  });
  for (const tool of page.article.querySelectorAll<HTMLElement>('[data-tool], [data-next]')) {
    // The chosen words stay chosen, and the focus stays with them.
    tool.addEventListener('pointerdown', (event) => event.preventDefault());
    tool.addEventListener('mousedown', (event) => event.preventDefault());
    tool.addEventListener('click', (event) => {
      event.preventDefault();
      acts.run(tool.dataset.tool ?? 'next');
    });
  }
  page.article.querySelector('[data-retry]')?.addEventListener('click', () => {
    page.fault('');
    acts.line.retry();
  });
}

/** Every form of the review is an act; its fields are sent as the script's own are. */
function listenToForms(page: Page, acts: Acts): void {
  page.article.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].flatMap(
      ([name, value]): Fields => (typeof value === 'string' && name !== 'revision' ? [[name, value]] : []),
    );
    acts.submit(fields, form.closest<HTMLElement>('.review-block'));
  });
}

/** Where the address or the last act leads, and what it said. */
function arrive(page: Page): void {
  const target = /^#block-\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
  const notice = page.article.querySelector('.notice')?.textContent;
  page.choose(target ?? page.blocks()[0], target !== null);
  if (notice) setTimeout(() => page.say(notice), 100);
  if (location.search.includes('did='))
    history.replaceState(null, '', location.pathname + withoutSaid() + location.hash);
}

function begin(article: HTMLElement): void {
  const page = openPage(article);
  if (!page) return;
  article.classList.add('has-script');
  for (const tools of article.querySelectorAll<HTMLElement>('.script-tools')) tools.hidden = false;
  const text = article.querySelector('[data-text]');
  text?.setAttribute('role', 'application');
  text?.setAttribute('aria-label', page.words.text ?? '');
  text?.setAttribute('aria-describedby', 'review-keys');
  prepare(page);
  const cursor = openCursor(page);
  const acts = openActs(page, cursor);
  listenToKeys(page, cursor, acts);
  listenToPointer(page, cursor, acts);
  listenToForms(page, acts);
  holdPage(acts.line, () => page.say(page.words.working ?? ''));
  arrive(page);
}

const article = document.querySelector<HTMLElement>('article.review');
if (article) begin(article);
