/** The list under the field, after the pattern of a combobox: the focus stays in the field, the list says what is meant. */

export interface Suggestions {
  /** What the arrow keys stand on; '' when it is what was typed. */
  chosen(): string;
  isOpen(): boolean;
  step(by: 1 | -1): void;
  close(): void;
  /** Asks for what begins so; an older answer never replaces a newer one. */
  ask(query: URLSearchParams | null): void;
}

const WAIT_MS = 150;

export function makeSuggestions(
  input: HTMLInputElement,
  list: HTMLUListElement,
  onChoose: (name: string) => void,
  onFound: (n: number) => void,
): Suggestions {
  let names: string[] = [];
  let at = -1;
  let timer = 0;
  let running: AbortController | undefined;

  const show = (): void => {
    list.hidden = names.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    [...list.children].forEach((item, i) => {
      item.setAttribute('aria-selected', String(i === at));
      if (i === at) item.scrollIntoView({ block: 'nearest' });
    });
    const active = list.children[at];
    if (active) input.setAttribute('aria-activedescendant', active.id);
    else input.removeAttribute('aria-activedescendant');
  };

  const fill = (found: string[]): void => {
    names = found;
    at = -1;
    list.replaceChildren(
      ...found.map((name, i) => {
        const item = document.createElement('li');
        item.id = `${list.id}-${i}`;
        item.role = 'option';
        item.dir = 'auto';
        item.textContent = name;
        // Before the field loses the focus.
        item.addEventListener('pointerdown', (event) => event.preventDefault());
        item.addEventListener('click', () => onChoose(name));
        return item;
      }),
    );
    show();
  };

  const stop = (): void => {
    clearTimeout(timer);
    running?.abort();
    running = undefined;
  };

  const fetchNames = async (query: URLSearchParams): Promise<void> => {
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await fetch(`/tags/complete?${query}`, { signal: mine.signal, redirect: 'error' });
      const { tags } = answer.ok ? ((await answer.json()) as { tags: { name: string }[] }) : { tags: [] };
      if (mine.signal.aborted) return;
      fill(tags.map(({ name }) => name));
      onFound(tags.length);
    } catch {
      // Without suggestions the field takes what is typed.
    }
  };

  return {
    chosen: () => names[at] ?? '',
    isOpen: () => !list.hidden,
    step(by) {
      at = at + by < -1 ? names.length - 1 : at + by >= names.length ? -1 : at + by;
      show();
    },
    close() {
      stop();
      fill([]);
    },
    ask(query) {
      stop();
      if (query === null) fill([]);
      else timer = window.setTimeout(() => void fetchNames(query), WAIT_MS);
    },
  };
}
