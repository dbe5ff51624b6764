/**
 * A list of tags made of a plain field. The field stays in the form, hidden, and always holds the whole list with what
 * is being typed, so the form sends the same with and without scripts, and nothing typed is lost.
 */
import { type Act, openMenu } from './menu.js';
import { addTo, type Chip, move, write } from './names.js';
import { makeSuggestions } from './suggestions.js';

type Words = Readonly<Record<string, string>>;

const fill = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''));

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  more: Partial<HTMLElementTagNameMap[K]> & { class?: string } = {},
): HTMLElementTagNameMap[K] {
  const { class: className, ...rest } = more;
  const made = Object.assign(document.createElement(name), rest);
  if (className) made.className = className;
  return made;
}

export function makeTagBox(place: HTMLElement): void {
  const area = place.querySelector('textarea');
  const label = place.querySelector('label');
  if (!area || !label) return;
  const words = JSON.parse(place.dataset.words ?? '{}') as Words;
  const say = (key: string): string => words[key] ?? '';
  const type = place.dataset.tags ?? '';
  const marked = type === 'relationship';
  let chips: Chip[] = [];
  let isWriting = false;

  const { id } = area;
  area.id = `${id}-text`;
  area.hidden = true;
  const box = element('div', { class: 'tag-box' });
  const row = element('ul', { class: 'chips' });
  row.setAttribute('aria-label', `${label.firstChild?.textContent ?? ''}: ${say('chosen')}`);
  const list = element('ul', { class: 'tag-offers', id: `${id}-offers`, hidden: true });
  list.role = 'listbox';
  list.ariaLabel = say('list');
  const input = element('input', { id, type: 'text', autocomplete: 'off', spellcheck: false, dir: 'auto' });
  input.role = 'combobox';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');
  for (const name of ['aria-describedby', 'aria-invalid']) {
    const value = area.getAttribute(name);
    if (value) input.setAttribute(name, value);
  }
  const told = element('p', { class: 'visually-hidden' });
  told.role = 'status';
  const keys = element('p', { class: 'visually-hidden', id: `${id}-keys`, textContent: say('keys') });
  box.append(row, input, list);
  area.after(box, told, keys);

  const offers = makeSuggestions(
    input,
    list,
    (name) => {
      input.value = name;
      take();
    },
    (n) => {
      told.textContent = n === 0 ? say('none') : n === 1 ? say('foundOne') : fill(say('found'), { n });
    },
  );

  /** The field of the form follows; whoever watches it is told. */
  function keep(): void {
    isWriting = true;
    area!.value = write(chips, input.value);
    area!.dispatchEvent(new Event('input', { bubbles: true }));
    isWriting = false;
  }

  const buttons = (): HTMLButtonElement[] => [...row.querySelectorAll<HTMLButtonElement>('.chip')];

  function focusChip(at: number): void {
    const all = buttons();
    (all[Math.min(at, all.length - 1)] ?? input).focus();
  }

  function remove(at: number): void {
    const [gone] = chips.splice(at, 1);
    draw();
    keep();
    told.textContent = fill(say('removed'), { name: gone?.name ?? '' });
    focusChip(at);
  }

  function shift(from: number, to: number): void {
    const now = move(chips, from, to);
    draw();
    keep();
    focusChip(now);
    told.textContent = fill(say('moved'), { name: chips[now]?.name ?? '', n: now + 1, all: chips.length });
  }

  function actsOf(chip: Chip, at: number): Act[] {
    const mark = (key: string, sign: Chip['mark']): Act => ({
      label: say(key),
      run() {
        chip.mark = sign;
        draw();
        keep();
        focusChip(at);
      },
    });
    const marks = [mark('primary', '*'), mark('background', '~'), mark('plain', '')];
    const change: Act = {
      label: say('change'),
      run() {
        chips.splice(at, 1);
        input.value = chip.mark + chip.name;
        draw();
        keep();
        input.focus();
      },
    };
    return [
      ...(at > 0 ? [{ label: say('earlier'), run: () => shift(at, at - 1) }] : []),
      ...(at < chips.length - 1 ? [{ label: say('later'), run: () => shift(at, at + 1) }] : []),
      ...(marked ? marks.filter((_one, i) => ['*', '~', ''][i] !== chip.mark) : []),
      change,
      { label: say('remove'), run: () => remove(at) },
    ];
  }

  function onChipKey(event: KeyboardEvent, at: number): void {
    const back = getComputedStyle(box).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const on = back === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === back) event.altKey ? shift(at, at - 1) : focusChip(Math.max(0, at - 1));
    else if (event.key === on) {
      if (event.altKey) shift(at, at + 1);
      else if (at + 1 < chips.length) focusChip(at + 1);
      else input.focus();
    } else if (event.key === 'Home') focusChip(0);
    else if (event.key === 'End') input.focus();
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(at);
    else return;
    event.preventDefault();
  }

  function drawChip(chip: Chip, at: number): HTMLLIElement {
    const item = element('li', { draggable: true });
    const button = element('button', { type: 'button', class: 'chip', tabIndex: at === 0 ? 0 : -1 });
    const name = element('bdi', { textContent: chip.name });
    button.append(name);
    const said = chip.mark === '*' ? say('isPrimary') : chip.mark === '~' ? say('isBackground') : '';
    if (said) button.append(element('span', { class: 'chip-mark', textContent: `(${said})` }));
    button.setAttribute('aria-haspopup', 'menu');
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-describedby', keys.id);
    button.addEventListener('keydown', (event) => onChipKey(event, at));
    button.addEventListener('click', () =>
      openMenu(button, fill(say('of'), { name: chip.name, n: at + 1, all: chips.length }), actsOf(chip, at)),
    );
    item.addEventListener('dragstart', (event) => event.dataTransfer?.setData('text/x-tag', `${id} ${at}`));
    item.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('text/x-tag')) event.preventDefault();
    });
    item.addEventListener('drop', (event) => {
      const [of, from] = event.dataTransfer?.getData('text/x-tag').split(' ') ?? [];
      if (of !== id) return;
      event.preventDefault();
      shift(Number(from), at);
    });
    item.append(button);
    return item;
  }

  function draw(): void {
    row.replaceChildren(...chips.map(drawChip));
    row.hidden = chips.length === 0;
  }

  /** What is typed becomes tags. */
  function take(): void {
    const added = addTo(chips, input.value, marked);
    input.value = '';
    offers.close();
    draw();
    keep();
    if (added.length > 0) told.textContent = fill(say('added'), { name: added.join(', ') });
  }

  /** What the form says about fandoms: on a work, or among filters, where they are ticked or typed. */
  function fandomsOfForm(): string {
    const { form } = area!;
    const typed = form?.querySelector<HTMLTextAreaElement>('textarea[name=fandoms], textarea[name=fandom]');
    const ticked = form?.querySelectorAll<HTMLInputElement>('[name=in][value^="fandom:"]:checked') ?? [];
    return [typed?.value ?? '', ...[...ticked].map(({ value }) => value.slice('fandom:'.length))]
      .filter(Boolean)
      .join(', ');
  }

  function askFor(typed: string): void {
    const fandoms = fandomsOfForm();
    const q = typed.replace(/^[*~\s]+/, '').trim();
    offers.ask(q === '' ? null : new URLSearchParams({ type, q, fandoms: type === 'fandom' ? '' : fandoms }));
  }

  input.addEventListener('input', () => {
    if (/[,，、\n]/.test(input.value)) {
      const at = Math.max(...[',', '，', '、', '\n'].map((sign) => input.value.lastIndexOf(sign)));
      const rest = input.value.slice(at + 1).trimStart();
      input.value = input.value.slice(0, at);
      take();
      input.value = rest;
    }
    keep();
    askFor(input.value);
  });
  input.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[,，、\n]/.test(text)) return;
    event.preventDefault();
    // A field of one line would join what line ends part.
    input.value += text.replace(/\r?\n/g, ',');
    take();
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!offers.isOpen()) return;
      offers.step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      if (input.value.trim() === '') return;
      const mark = marked && /^[*~]/.test(input.value) ? input.value[0] : '';
      if (offers.chosen()) input.value = mark + offers.chosen();
      take();
    } else if (event.key === 'Escape') {
      if (!offers.isOpen()) return;
      offers.close();
    } else if (input.value === '' && input.selectionStart === 0 && chips.length > 0) {
      if (event.key !== 'Backspace' && event.key !== 'ArrowLeft') return;
      focusChip(chips.length - 1);
    } else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => {
    if (input.value.trim() === '') offers.close();
    else take();
  });
  const read = (): void => {
    chips = [];
    addTo(chips, area.value, marked);
    draw();
  };
  // Another script filled the field, or the browser did on the way back.
  area.addEventListener('input', () => {
    if (!isWriting) read();
  });
  window.addEventListener('pageshow', read);
  read();
}
