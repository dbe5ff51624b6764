/** The word or words that are chosen in a block: by a click, by a selection, or by the keys of the word mode. */
import { fill, inlineOf, type Page } from './page.js';
import { offsetAtPoint, offsetOf, rangeOf } from './text-offsets.js';
import { type Word, wordAt, wordsOf } from './words.js';

export interface Chosen {
  block: HTMLElement;
  /** UTF-16 units of the block's text; the same twice for a mere place. */
  from: number;
  to: number;
}

export interface Cursor {
  /** What is chosen in the current block, or null. */
  chosen(): Chosen | null;
  /** Whether ← and → go from word to word. */
  active(): boolean;
  /** Begins the word mode at a word or, without one, where the cursor was or the block's first doubt. */
  enter(at?: number): void;
  /** Ends the word mode; `silent` where something else is said. */
  leave(silent?: boolean): void;
  step(by: number, extend: boolean): void;
  /** To the block's first (-1) or last (1) word. */
  edge(side: -1 | 1, extend: boolean): void;
  click(block: HTMLElement, x: number, y: number): void;
  /** Where a paragraph would begin, or null. */
  splitPlace(): number | null;
  /** The words to emphasise, or null. */
  selection(): Chosen | null;
  /** Chooses the same words again after the block was drawn anew. */
  restore(block: HTMLElement, from: number, to: number): void;
}

const HIGHLIGHT = 'review-cursor';

export function openCursor(page: Page): Cursor {
  let place: Chosen | null = null;
  let mode: { words: Word[]; anchor: number; head: number } | null = null;

  const language = (block: Element): string => block.querySelector<HTMLElement>('.prose')?.lang ?? '';
  const wordsIn = (block: HTMLElement): Word[] =>
    wordsOf(inlineOf(block)?.textContent ?? '', language(block));

  /** A place is shown by the word after it, where the browser can mark words without touching the text. */
  function show(): void {
    if (typeof CSS === 'undefined' || !('highlights' in CSS)) return;
    CSS.highlights.delete(HIGHLIGHT);
    const text = inlineOf(place?.block);
    if (!place || !text || place.from !== place.to || mode) return;
    const words = wordsIn(place.block);
    const word = words[wordAt(words, place.from)];
    if (word) CSS.highlights.set(HIGHLIGHT, new Highlight(rangeOf(text, word.start, word.end)));
  }

  function select(block: HTMLElement, from: number, to: number): void {
    const text = inlineOf(block);
    if (!text) return;
    const range = rangeOf(text, from, to);
    window
      .getSelection()
      ?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    place = { block, from, to };
    show();
    const box = range.getBoundingClientRect();
    if (box.bottom > window.innerHeight || box.top < 0)
      range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    page.clear(range.getBoundingClientRect());
  }

  function showWords(first = false): void {
    const block = page.current();
    if (!mode || !block) return;
    const [low, high] = [Math.min(mode.anchor, mode.head), Math.max(mode.anchor, mode.head)];
    const [from, to] = [mode.words[low]!, mode.words[high]!];
    select(block, from.start, to.end);
    const text = inlineOf(block)?.textContent ?? '';
    const chosen = text.slice(from.start, to.end);
    if (low !== high) page.say(fill(page.words.chosen, { words: chosen }));
    else
      page.say(fill(first ? page.words.wordFirst : page.words.word, { word: text.slice(from.from, to.end) }));
  }

  function move(head: number, extend: boolean): void {
    if (!mode) return;
    const last = mode.words.length - 1;
    mode.head = Math.min(last, Math.max(0, head));
    if (!extend) mode.anchor = mode.head;
    showWords();
  }

  document.addEventListener('selectionchange', () => {
    const selection = window.getSelection();
    if (!selection || selection.rangeCount === 0 || mode) return;
    const range = selection.getRangeAt(0);
    const start =
      range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
    const block = start?.closest<HTMLElement>('.review-block');
    const text = inlineOf(block);
    // A click elsewhere, on a tool perhaps, does not take the choice away.
    if (!block || !text?.contains(range.startContainer) || !page.list.contains(block)) return;
    const from = offsetOf(text, range.startContainer, range.startOffset);
    const inside = text.contains(range.endContainer);
    place = {
      block,
      from,
      to: inside ? offsetOf(text, range.endContainer, range.endOffset) : (text.textContent ?? '').length,
    };
    show();
  });

  const chosen = (): Chosen | null =>
    place && place.block === page.current() && place.block.isConnected ? place : null;

  return {
    chosen,
    active: () => mode !== null,
    enter(at) {
      const block = page.current();
      const words = block ? wordsIn(block) : [];
      if (!block || words.length === 0) {
        page.say(page.words.noText ?? '');
        return;
      }
      const doubt = block.dataset.doubts?.split(' ')[0];
      const offset = at ?? chosen()?.from ?? (doubt === undefined ? 0 : Number(doubt));
      const index = wordAt(words, offset);
      mode = { words, anchor: index, head: index };
      showWords(true);
    },
    leave(silent = false) {
      if (!mode) return;
      mode = null;
      window.getSelection()?.removeAllRanges();
      show();
      if (!silent) page.say(page.words.blocksAgain ?? '');
    },
    step(by, extend) {
      if (mode) move(mode.head + by, extend);
    },
    edge(side, extend) {
      if (mode) move(side < 0 ? 0 : mode.words.length - 1, extend);
    },
    click(block, x, y) {
      mode = null;
      const text = inlineOf(block);
      const selected = window.getSelection();
      if (!text || (selected && !selected.isCollapsed)) return;
      const offset = offsetAtPoint(text, x, y);
      place = offset === null ? null : { block, from: offset, to: offset };
      show();
    },
    splitPlace() {
      const here = chosen();
      if (!here) return null;
      const words = wordsIn(here.block);
      return words[wordAt(words, here.from)]?.from ?? null;
    },
    selection() {
      const here = chosen();
      if (!here || here.from !== here.to) return here;
      const words = wordsIn(here.block);
      const word = words[wordAt(words, here.from)];
      return word ? { block: here.block, from: word.start, to: word.end } : null;
    },
    restore(block, from, to) {
      if (mode) mode.words = wordsIn(block);
      select(block, from, to);
    },
  };
}
