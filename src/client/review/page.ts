/** The page of a review: its blocks, the one that is chosen, and what is said. */

export type ScriptWords = Readonly<Record<string, string>>;

export interface Page {
  article: HTMLElement;
  list: HTMLOListElement;
  words: ScriptWords;
  blocks(): HTMLElement[];
  /** The chosen block, or null. */
  current(): HTMLElement | null;
  choose(block: HTMLElement | null | undefined, focus?: boolean): void;
  /** Scrolls until a place of the window is not under the tools. */
  clear(box: DOMRect): void;
  /** Shown, and read out by screen readers. */
  say(text: string): void;
  /** What went wrong; '' takes it away. With `retry` a button to try again. */
  fault(text: string, retry?: boolean): void;
}

/** `{name}` in a text of the catalogue becomes what is given for it. */
export const fill = (text: string | undefined, values: Record<string, string | number>): string =>
  (text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** The text of a block that offsets count, or null where it has none. */
export const inlineOf = (block: Element | null | undefined): HTMLElement | null =>
  block?.querySelector<HTMLElement>('[data-inline]') ?? null;

/** Between the tools and what has the focus. */
const MARGIN_PX = 12;

const openerOf = (block: Element): Element | null => block.querySelector('.change > summary');

function nameOf(block: HTMLElement, blocks: readonly HTMLElement[], words: ScriptWords): string {
  const place = fill(words.block, {
    kind: block.dataset.kind ?? '',
    n: blocks.indexOf(block) + 1,
    all: blocks.length,
  });
  return block.classList.contains('doubtful') ? `${place}, ${words.doubtful}` : place;
}

export function openPage(article: HTMLElement): Page | null {
  const list = article.querySelector<HTMLOListElement>('ol.review-blocks');
  const said = article.querySelector<HTMLElement>('[data-announce]');
  const faultBox = article.querySelector<HTMLElement>('[data-fault]');
  if (!list || !said || !faultBox) return null;
  const words = JSON.parse(article.dataset.words ?? '{}') as ScriptWords;
  const blocks = () => [...list.children] as HTMLElement[];
  const current = () => list.querySelector<HTMLElement>(':scope > .is-current');

  function choose(block: HTMLElement | null | undefined, focus = true): void {
    if (!block) return;
    for (const other of list?.querySelectorAll<HTMLElement>(':scope > [tabindex="0"]') ?? []) {
      other.tabIndex = -1;
      other.classList.remove('is-current');
      other.removeAttribute('aria-current');
      openerOf(other)?.setAttribute('tabindex', '-1');
    }
    block.tabIndex = 0;
    openerOf(block)?.setAttribute('tabindex', '0');
    block.classList.add('is-current');
    block.setAttribute('aria-current', 'true');
    block.setAttribute('aria-label', nameOf(block, blocks(), words));
    const id = block.dataset.block;
    const reason = document.getElementById(`reason-${id}`) ? ` reason-${id}` : '';
    block.setAttribute('aria-describedby', `prose-${id}${reason}`);
    if (!focus) return;
    block.focus({ preventScroll: true });
    block.scrollIntoView({ block: 'nearest' });
    clear(block.getBoundingClientRect());
  }

  /** The tools stand over the top of the window while the text is scrolled; what has the focus comes out from under them. */
  function clear(box: DOMRect): void {
    const tools = article.querySelector('.review-tools')?.getBoundingClientRect();
    const hidden = tools && tools.top <= 1 ? tools.bottom + MARGIN_PX - box.top : 0;
    if (hidden > 0) window.scrollBy({ top: -hidden, behavior: 'instant' });
  }

  return {
    article,
    list,
    words,
    blocks,
    current,
    choose,
    clear,
    say(text) {
      // The same words twice in a row are a change only with another sign behind them.
      said.textContent = said.textContent === text && text !== '' ? `${text}\u00a0` : text;
    },
    fault(text, retry = false) {
      const [shown, button] = [faultBox.querySelector('span'), faultBox.querySelector('button')];
      if (shown) shown.textContent = text;
      if (button) button.hidden = !retry;
      faultBox.hidden = text === '';
    },
  };
}
