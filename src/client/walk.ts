/**
 * The walk through an import's doubtful places, one key a place. Each answer goes to the server, which sends back the
 * places whose look it changed. Without this script the same answers are choices in a form.
 */
import { holdPage } from './review/hold.js';
import { letterOf } from './review/keys.js';
import type { ScriptWords } from './review/page.js';
import { type Fields, type Line, sendTo } from './review/sending.js';
import { type List, makeButtons, openList, type WalkAnswer } from './walk/list.js';

interface Walk {
  article: HTMLElement;
  list: List;
  line: Line<WalkAnswer>;
  words: ScriptWords;
  say(text: string): void;
  fault(text: string, retry?: boolean): void;
}

/** Answers that leave their question open. */
const STAYS = ['longer', 'shorter'];

function speaker(article: HTMLElement): Pick<Walk, 'say' | 'fault'> {
  const said = article.querySelector('[data-announce]');
  const box = article.querySelector<HTMLElement>('[data-fault]');
  return {
    say(text) {
      // The same words twice in a row are a change only with another sign behind them.
      if (said) said.textContent = said.textContent === text && text !== '' ? `${text}\u00a0` : text;
    },
    fault(text, retry = false) {
      const [shown, button] = [box?.querySelector('span'), box?.querySelector('button')];
      if (shown) shown.textContent = text;
      if (button) button.hidden = !retry;
      if (box) box.hidden = text === '';
    },
  };
}

/** What stands around the list follows an answer. */
function putAround({ article, list }: Walk, answer: WalkAnswer): void {
  article.dataset.revision = String(answer.revision);
  article.dataset.from = String(answer.from);
  article.dataset.left = String(answer.left);
  list.count(answer.from, answer.left);
  const undo = article.querySelector<HTMLButtonElement>('[data-undo]');
  if (undo) undo.disabled = !answer.canUndo;
  for (const [selector, text] of [
    ['[data-left]', answer.leftWords],
    ['[data-all-lead]', answer.allLead],
  ] as const) {
    const shown = article.querySelector(selector);
    if (shown) shown.textContent = text;
  }
  const done = answer.left === 0;
  for (const part of article.querySelectorAll<HTMLElement>('.walk-form, details.all, [data-back]'))
    part.hidden = done;
  const progress = article.querySelector<HTMLElement>('[data-progress]');
  if (progress) progress.hidden = done;
  const end = article.querySelector<HTMLElement>('[data-done]');
  if (end) end.hidden = !done;
}

/** Where the walk goes on after an answer; the focus goes along where it was in the walk. */
function goOn(walk: Walk, otherwise: HTMLElement | undefined, moves: boolean): void {
  const { list, article, line } = walk;
  const current = list.current();
  if (otherwise) list.choose(current && !current.hidden ? current : otherwise, moves);
  else if (line.waiting() === 0 && list.all().length === 0) {
    article.querySelector<HTMLElement>('[data-done] h2')?.focus();
  }
}

function finish(walk: Walk, answer: WalkAnswer, act: string): void {
  const { list } = walk;
  const moves = list.element.contains(document.activeElement) || document.activeElement === document.body;
  walk.fault('');
  const at = Math.max(0, list.open().indexOf(list.current()!));
  const fresh = list.take(answer);
  putAround(walk, answer);
  const back = act === 'undo' ? fresh[0] : undefined;
  if (back) list.choose(back);
  else goOn(walk, list.open()[Math.min(at, list.open().length - 1)], moves);
  walk.say(answer.message);
}

function send(walk: Walk, act: string, more: Fields = [], dropped?: () => void): void {
  const { list, line } = walk;
  // A place whose answer is on its way may be asked about anew: it is drawn again then.
  const had = list.open().map((place): Fields[number] => ['had', place.dataset.place ?? '']);
  const from = list.element.closest('article')?.dataset.from ?? '0';
  line.add({
    fields: [['act', act], ['from', from], ...more, ...had],
    done: (answer) => finish(walk, answer, act),
    ...(dropped ? { dropped } : {}),
  });
}

/** Goes on at once; the answer of the server may come later. */
function decide(walk: Walk, place: HTMLElement, answer: string): void {
  const { list } = walk;
  const open = list.open();
  const at = open.indexOf(place);
  if (at === -1) return;
  const fields: Fields = [[`at.${place.dataset.place}`, answer]];
  if (STAYS.includes(answer)) {
    send(walk, 'decide', fields);
    return;
  }
  place.hidden = true;
  const next = open[at + 1] ?? open[at - 1];
  if (next) list.choose(next);
  send(walk, 'decide', fields, () => {
    const again = list.all().find((one) => one.dataset.place === place.dataset.place);
    if (!again) return;
    again.hidden = false;
    list.choose(again);
  });
}

function move(walk: Walk, by: number): void {
  const { list, article, words } = walk;
  const open = list.open();
  const at = open.indexOf(list.current()!);
  const next = open[at + by];
  const { from = '0', all = '0', left } = article.dataset;
  const further = Number(from) + list.all().length < Number(left);
  if (next) list.choose(next);
  else if (by > 0 && further && open.length > 0)
    void walk.line
      .idle()
      .then(() => location.assign(`?from=${Number(from) + list.open().length}&all=${all}`));
  else if (by < 0 && Number(from) > 0) void walk.line.idle().then(() => location.assign(`?all=${all}`));
  else walk.say((by > 0 ? words.lastOne : words.firstOne) ?? '');
}

function showKeys(walk: Walk): void {
  const help = walk.article.querySelector<HTMLDetailsElement>('details.help');
  if (!help) return;
  help.open = true;
  help.querySelector('summary')?.focus();
}

const ARROWS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** Carries a key out. @returns whether it was one of ours. */
function pressed(walk: Walk, event: KeyboardEvent, place: HTMLElement): boolean {
  const letter = letterOf(event);
  if (event.ctrlKey || event.metaKey) {
    if (letter !== 'z' || event.shiftKey) return false;
    send(walk, 'undo');
    return true;
  }
  const step = ARROWS[event.key] ?? STEPS[letter];
  // A key that is held down answers one place, not all of them.
  if (event.repeat && step === undefined) return true;
  const answer = [...place.querySelectorAll<HTMLElement>('[data-answer]')].find(
    (button) => button.getAttribute('aria-keyshortcuts')?.split(' ')[0] === letter,
  );
  const proposed = place.querySelector<HTMLElement>('[data-answer]');
  if (step !== undefined) move(walk, step);
  else if (event.key === '?') showKeys(walk);
  else if (letter === 'u') send(walk, 'undo');
  else if ((event.key === 'Enter' || letter === 'y') && proposed)
    decide(walk, place, proposed.dataset.answer ?? '');
  else if (answer) decide(walk, place, answer.dataset.answer ?? '');
  else if (letter !== '') walk.say(walk.words.noAnswer ?? '');
  else return false;
  return true;
}

function listen(walk: Walk): void {
  const { article, list } = walk;
  article.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.isComposing || event.altKey || !(target instanceof Element)) return;
    const help = target.closest<HTMLDetailsElement>('details.help');
    if (help && event.key === 'Escape') {
      help.open = false;
      list.choose(list.current());
      return;
    }
    const done = target.closest('[data-done]') !== null;
    const place = target.closest<HTMLElement>('.walk-place');
    const native = target.closest('a, button') !== null && ['Enter', ' '].includes(event.key);
    if (native || target.closest('input, textarea, select')) return;
    if (place ? pressed(walk, event, place) : done && letterOf(event) === 'u') event.preventDefault();
    if (!place && event.defaultPrevented) send(walk, 'undo');
  });
  list.element.addEventListener('focusin', ({ target }) => {
    const place = target instanceof Element ? target.closest<HTMLElement>('.walk-place') : null;
    if (place && place !== list.current()) list.choose(place, false);
  });
  article.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    const answer = target.closest<HTMLElement>('[data-answer]');
    const place = target.closest<HTMLElement>('.walk-place');
    const go = target.closest<HTMLElement>('[data-go]')?.dataset.go;
    if (go) move(walk, Number(go));
    else if (answer && place) decide(walk, place, answer.dataset.answer ?? '');
    else if (target.closest('[data-retry]')) {
      walk.fault('');
      walk.line.retry();
    }
  });
  article.addEventListener('submit', (event) => {
    const act = event.submitter instanceof HTMLButtonElement ? event.submitter.value : '';
    event.preventDefault();
    if (act === 'undo' || act === 'all') send(walk, act);
  });
}

function begin(article: HTMLElement): void {
  const element = article.querySelector<HTMLOListElement>('ol.walk-places');
  if (!element) return;
  const words = JSON.parse(article.dataset.words ?? '{}') as ScriptWords;
  const { say, fault } = speaker(article);
  const line = sendTo<WalkAnswer>(article.dataset.action ?? '', Number(article.dataset.revision), {
    refused(message) {
      fault(message);
      say('');
    },
    stale: () => location.assign(`${location.pathname}?did=stale`),
    stuck(why) {
      fault(words[why] ?? '', true);
      say('');
    },
  });
  const list = openList(element, words, Number(article.dataset.all ?? 0));
  const walk: Walk = { article, list, line, words, say, fault };
  article.classList.add('has-script');
  for (const tools of article.querySelectorAll<HTMLElement>('.script-tools')) tools.hidden = false;
  const text = article.querySelector('[data-text]');
  text?.setAttribute('role', 'application');
  text?.setAttribute('aria-label', words.list ?? '');
  text?.setAttribute('aria-describedby', 'walk-keys');
  for (const place of list.all()) makeButtons(place);
  list.count(Number(article.dataset.from ?? 0), Number(article.dataset.left ?? 0));
  listen(walk);
  holdPage(line, () => say(words.working ?? ''));
  list.choose(list.open()[0]);
  const notice = article.querySelector('.notice')?.textContent;
  if (notice) setTimeout(() => say(notice), 100);
}

const article = document.querySelector<HTMLElement>('article.walk');
if (article) begin(article);
