/** What a person asks for by a key, a tool or a form, carried out on the chosen block. */
import type { Cursor } from './cursor.js';
import { inlineOf, type Page } from './page.js';
import { goTo, putAround, putIn } from './patching.js';
import { type Answer, type Fields, type Line, sendTo } from './sending.js';

export interface Acts {
  /** An act by its name. */
  run(act: string): void;
  /** An act that a form holds whole. */
  submit(fields: Fields, block: HTMLElement | null): void;
  line: Line;
}

const KINDS = ['paragraph', 'heading', 'note'];
const WHOLE = ['join', 'scene', 'chapter-here', 'settle', 'remove'];

/** Before that nobody wonders whether something happens. */
const SLOW_MS = 700;

export function openActs(page: Page, cursor: Cursor): Acts {
  const { words, article } = page;
  const line = sendTo(article.dataset.action ?? '', Number(article.dataset.revision ?? 0), {
    refused(message) {
      page.fault(message);
      page.say('');
    },
    stale: () => goTo(`${location.pathname}${withoutSaid()}${withSaid('stale')}`),
    stuck(why) {
      page.fault(words[why] ?? '', true);
      page.say('');
    },
  });

  /** Says what was done, and goes on from there; words that were chosen stay so. */
  function finish(answer: Answer, fields: Fields, hadFocus: boolean): void {
    page.fault('');
    putAround(page, answer);
    const act = fields.find(([name]) => name === 'act')?.[1];
    const inWords = cursor.active();
    const value = (name: string) => Number(fields.find(([n]) => n === name)?.[1] ?? 0);
    const block = putIn(page, answer);
    if (!block) return;
    if (act !== 'emphasise') cursor.leave(true);
    page.choose(block, hadFocus);
    if (act === 'emphasise') cursor.restore(block, value('from'), value('to'));
    if (act === 'split' && inWords) cursor.enter(0);
    page.say(answer.message);
  }

  function submit(fields: Fields, block: HTMLElement | null): void {
    const active = document.activeElement;
    // A tool that was pressed keeps the focus; a form in the text goes with its block.
    const hadFocus = !active || active === document.body || page.list.contains(active);
    if (block) page.choose(block, false);
    setTimeout(() => {
      if (line.waiting() > 0) page.say(words.working ?? '');
    }, SLOW_MS);
    line.add({ fields, done: (answer) => finish(answer, fields, hadFocus) });
  }

  const ofBlock = (act: string, block: HTMLElement, ...more: Fields): void =>
    submit([['act', act], ['block', block.dataset.block ?? ''], ...more], block);

  function split(block: HTMLElement): void {
    const at = cursor.splitPlace();
    if (at === null) page.say(words.chooseWord ?? '');
    else ofBlock('split', block, ['at', String(at)]);
  }

  function emphasise(block: HTMLElement): void {
    const chosen = cursor.selection();
    if (!chosen) page.say(words.chooseWords ?? '');
    else ofBlock('emphasise', block, ['from', String(chosen.from)], ['to', String(chosen.to)]);
  }

  function editText(block: HTMLElement): void {
    const change = block.querySelector<HTMLDetailsElement>('details.change');
    const area = change?.querySelector('textarea');
    if (!change || !area) return;
    cursor.leave(true);
    change.open = true;
    area.rows = Math.min(
      16,
      Math.max(4, Math.ceil((inlineOf(block)?.textContent ?? area.value).length / 60)),
    );
    area.focus();
  }

  /** The next block in a direction for which `wanted` holds, on this page. */
  function onward(by: 1 | -1, wanted: (block: HTMLElement) => boolean): HTMLElement | undefined {
    const blocks = by > 0 ? page.blocks() : page.blocks().reverse();
    const current = page.current();
    return blocks.slice(current ? blocks.indexOf(current) + 1 : 0).find(wanted);
  }

  function goToDoubt(by: 1 | -1): void {
    const doubtful = (block: HTMLElement) => block.classList.contains('doubtful');
    const found = onward(by, doubtful);
    const { beyond } = article.dataset;
    const left = article.querySelector('.doubt-count:not([hidden])') !== null;
    cursor.leave(true);
    if (found) page.choose(found);
    else if (by > 0 && beyond && left) void line.idle().then(() => goTo(beyond));
    else {
      const blocks = by > 0 ? page.blocks() : page.blocks().reverse();
      const round = blocks.find((block) => doubtful(block) && block !== page.current());
      const here = page.current()?.classList.contains('doubtful');
      if (round) page.choose(round);
      else page.say((here ? words.onlyDoubt : words.noDoubts) ?? '');
    }
  }

  function onBlock(act: string, block: HTMLElement): void {
    if (act === 'split') split(block);
    else if (act === 'emphasise') emphasise(block);
    else if (act === 'text') editText(block);
    else if (KINDS.includes(act)) ofBlock('kind', block, ['kind', act]);
    else if (WHOLE.includes(act)) ofBlock(act, block);
  }

  function run(act: string): void {
    const block = page.current();
    if (act === 'undo') submit([['act', 'undo']], null);
    else if (act === 'next' || act === 'previous') goToDoubt(act === 'next' ? 1 : -1);
    else if (block) onBlock(act, block);
    else page.say(words.chooseBlock ?? '');
  }

  return { run, submit, line };
}

/** The address's query without what the last act left in it. */
export function withoutSaid(): string {
  const query = new URLSearchParams(location.search);
  query.delete('did');
  query.delete('block');
  return query.size > 0 ? `?${query}` : '';
}

const withSaid = (did: string): string => `${withoutSaid() ? '&' : '?'}did=${did}${location.hash}`;
