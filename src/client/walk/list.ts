/** The places of a walk as they stand on the page: which are open, which one is chosen, what their answers are. */
import { fill, type ScriptWords } from '../review/page.js';

/** What the server answers to an act of the walk. */
export interface WalkAnswer {
  revision: number;
  canUndo: boolean;
  /** Places before the first that is shown, which were left open. */
  from: number;
  left: number;
  leftWords: string;
  allLead: string;
  message: string;
  /** The keys of the places that are shown, in their order. */
  order: string[];
  /** `<li>`s by key: those that the page has not, or not so. */
  drawn: Record<string, string>;
  /** Address of the walk's beginning. */
  first: string;
}

export interface List {
  element: HTMLOListElement;
  /** Places that no answer is on its way for. */
  open(): HTMLElement[];
  all(): HTMLElement[];
  current(): HTMLElement | null;
  choose(place: HTMLElement | null | undefined, focus?: boolean): void;
  /** Puts the server's list in the place of what is shown. @returns the places that came back or are new. */
  take(answer: WalkAnswer): HTMLElement[];
  /** Of how many places the walk has been, and how many are left. */
  count(from: number, left: number): void;
}

/** The choices of a form without scripts become buttons that act at once. */
export function makeButtons(place: HTMLElement): void {
  const answers = place.querySelector('.answers');
  if (!answers) return;
  const buttons = [...answers.querySelectorAll<HTMLInputElement>('input[data-key]')].map((input, i) => {
    const button = document.createElement('button');
    const key = input.dataset.key ?? '';
    button.type = 'button';
    button.dataset.answer = input.value;
    button.setAttribute('aria-keyshortcuts', i === 0 ? `${key} Enter` : key);
    button.className = i === 0 ? 'primary' : '';
    button.textContent = input.closest('label')?.textContent?.trim() ?? '';
    const shown = document.createElement('kbd');
    shown.textContent = key;
    shown.setAttribute('aria-hidden', 'true');
    button.append(' ', shown);
    return button;
  });
  answers.replaceChildren(...buttons);
}

function parse(html: string): HTMLElement | null {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement | null;
}

export function openList(element: HTMLOListElement, words: ScriptWords, firstAll: number): List {
  let counts = { from: 0, left: 0, all: firstAll };
  const all = () => [...element.children] as HTMLElement[];
  const open = () => all().filter((place) => !place.hidden);
  const current = () => element.querySelector<HTMLElement>(':scope > [aria-current]');
  const numberOf = (place: HTMLElement): number =>
    counts.all - counts.left + counts.from + all().indexOf(place) + 1;

  function choose(place: HTMLElement | null | undefined, focus = true): void {
    if (!place) return;
    for (const other of all()) {
      other.tabIndex = -1;
      other.removeAttribute('aria-current');
    }
    place.tabIndex = 0;
    place.setAttribute('aria-current', 'true');
    const { place: key = '' } = place.dataset;
    const [n, question] = [numberOf(place), place.querySelector('[data-question]')?.textContent ?? ''];
    place.setAttribute('aria-label', fill(words.place, { n, all: counts.all, question }));
    place.setAttribute('aria-describedby', `context-${key} why-${key}`);
    const progress = document.querySelector('[data-progress]');
    if (progress) progress.textContent = fill(words.progress, { n, all: counts.all });
    if (!focus) return;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  return {
    element,
    all,
    open,
    current,
    choose,
    take({ order, drawn }) {
      const before = new Map(all().map((place) => [place.dataset.place ?? '', place]));
      const fresh: HTMLElement[] = [];
      const places = order.flatMap((key) => {
        const old = before.get(key);
        const html = drawn[key];
        const place = html === undefined ? old : parse(html);
        if (!place) return [];
        if (place !== old) makeButtons(place);
        if (place !== old && old) {
          place.hidden = old.hidden;
          if (old.hasAttribute('aria-current')) place.setAttribute('aria-current', 'true');
        }
        if (!old) fresh.push(place);
        return [place];
      });
      // What stays is not moved: it would lose the focus.
      for (const old of all()) if (!places.includes(old)) old.remove();
      places.forEach((place, i) => {
        if (element.children[i] !== place) element.insertBefore(place, element.children[i] ?? null);
      });
      return fresh;
    },
    count(from, left) {
      counts = { from, left, all: Math.max(counts.all, left) };
    },
  };
}
