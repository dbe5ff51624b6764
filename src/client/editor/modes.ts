/** One text, written as rich text, HTML, Markdown or plain text. What is sent is always the form's own text area. */
import { countTextWords } from '../../core/text/count.js';
import { ask } from './ask.js';
import { convert, type Format, namesOf } from './convert.js';
import { openRich, type RichText } from './rich.js';
import { toolbar } from './toolbar.js';
import type { EditorWords } from './words.js';

type Mode = 'rich' | Format;
const MODES: readonly Mode[] = ['rich', 'html', 'markdown', 'text'];
/** What takes long is done seldom: this many times as long after it as it took. */
const SELDOM = 20;
const REMEMBERED = 'fanlight-desk-mode';

export interface Desk {
  /** Puts what is in the editor into the text area. */
  sync(): void;
  /** Shows what the text area and the format's field hold, as rich text where that can be and is wanted. */
  begin(): Promise<void>;
}

interface Parts {
  box: HTMLElement;
  area: HTMLTextAreaElement;
  format: HTMLSelectElement;
  words: EditorWords;
  /** Where it says how many words there are. */
  bar: HTMLElement;
  changed(): void;
}

function remembered(): string {
  try {
    return localStorage.getItem(REMEMBERED) ?? 'rich';
  } catch {
    return 'rich';
  }
}

function remember(mode: Mode): void {
  try {
    localStorage.setItem(REMEMBERED, mode);
  } catch {
    // Without storage every page begins with rich text.
  }
}

const paragraph = (className: string, role?: string): HTMLElement => {
  const made = document.createElement('p');
  made.className = className;
  if (role) made.setAttribute('role', role);
  return made;
};

/** The select that stands in the place of the format's own. */
function modeSelect({ format, words }: Parts): HTMLSelectElement {
  const select = document.createElement('select');
  select.id = 'desk-mode';
  for (const mode of MODES) {
    const own = format.querySelector<HTMLOptionElement>(`option[value="${mode}"]`);
    select.append(new Option(mode === 'rich' ? words.rich : (own?.textContent ?? mode), mode));
  }
  const around = document.createElement('div');
  around.className = 'field';
  const label = document.createElement('label');
  label.htmlFor = select.id;
  label.textContent = format.labels[0]?.textContent ?? '';
  around.append(label, select);
  const field = format.closest<HTMLElement>('.field') ?? format;
  field.hidden = true;
  field.before(around);
  return select;
}

/** The texts of a piece of HTML, each counted by itself as the server does. */
const textsOf = (html: string): string[] => html.replace(/<!--[\s\S]*?-->/g, '').split(/<[^<>]*>/);

const MARKS_OF: Readonly<Record<Format, (text: string) => string[]>> = {
  html: textsOf,
  markdown: textsOf,
  text: (text) => [text],
};

export function openDesk(parts: Parts): Desk {
  const { box, area, format, words, bar, changed } = parts;
  const select = modeSelect(parts);
  const help = area.parentElement?.querySelector<HTMLElement>('.help');
  const place = document.createElement('div');
  place.className = 'desk-editor';
  place.hidden = true;
  const status = paragraph('help desk-status', 'status');
  const count = paragraph('help desk-count');
  area.before(place);
  area.after(status);
  bar.prepend(count);
  const isRequired = area.required;
  let rich: RichText | null = null;
  let dirty = false;
  let mode: Mode = format.value as Format;

  const say = (text: string): void => {
    status.textContent = text;
  };
  function showCount(): void {
    const texts = rich ? rich.texts() : MARKS_OF[format.value as Format](area.value);
    const n = texts.reduce((sum, text) => sum + countTextWords(text), 0);
    const told = n.toLocaleString(document.documentElement.lang);
    count.textContent = (box.dataset.words ?? '').replace('{n}', told);
  }
  let willCount = false;
  let countMs = 0;
  const countSoon = (): void => {
    if (willCount) return;
    willCount = true;
    setTimeout(
      () => {
        willCount = false;
        const began = performance.now();
        showCount();
        countMs = performance.now() - began;
      },
      Math.max(300, countMs * SELDOM),
    );
  };
  function sync(): void {
    if (!rich || !dirty) return;
    area.value = rich.html();
    dirty = false;
  }
  function leaveRich(): void {
    sync();
    rich?.close();
    rich = null;
    place.replaceChildren();
    place.hidden = true;
    area.hidden = false;
    area.required = isRequired;
    if (help) help.hidden = false;
  }
  function enterRich(html: string): boolean {
    const element = document.createElement('div');
    const opened = openRich({
      element,
      html,
      label: area.labels[0]?.textContent ?? '',
      describedBy: ['desk-keys', area.getAttribute('aria-describedby') ?? ''].join(' ').trim(),
      isFaulty: area.getAttribute('aria-invalid') === 'true',
      words,
      say,
      changed() {
        dirty = true;
        changed();
        countSoon();
      },
    });
    if (!opened) return false;
    rich = opened;
    const keys = paragraph('help');
    keys.id = 'desk-keys';
    keys.textContent = words.keys;
    place.replaceChildren(...toolbar(rich.editor, box, words), element, keys);
    place.hidden = false;
    area.hidden = true;
    // A field that is not seen must not stop the form; the server says what is missing.
    area.required = false;
    if (help) help.hidden = true;
    return true;
  }

  /** @returns whether the text is now written that way */
  async function switchTo(next: Mode, mayAsk: boolean): Promise<boolean> {
    sync();
    const from = format.value as Format;
    const to: Format = next === 'rich' ? 'html' : next;
    const isSame = area.value.trim() === '' || (next !== 'rich' && from === to);
    const { text, lost, dropped } = isSame
      ? { text: area.value, lost: [], dropped: [] }
      : await convert(area.value, from, to);
    const goes = [...lost, ...dropped];
    if (goes.length > 0 && !mayAsk) {
      say(words.staysHtml);
      return false;
    }
    const title = words.loses.replace('{what}', namesOf(goes, words));
    if (goes.length > 0 && !(await ask({ title, yes: words.switchAnyway, no: words.stay }))) return false;
    if (next !== 'rich') {
      leaveRich();
      area.value = text;
    } else if (!enterRich(text)) {
      say(words.staysHtml);
      return false;
    } else if (from !== 'html') area.value = text;
    mode = next;
    format.value = to;
    showCount();
    return true;
  }

  /** Nothing can be typed while the text is on its way to the server and back. */
  async function locked(act: () => Promise<boolean>): Promise<boolean> {
    say('');
    select.disabled = true;
    area.readOnly = true;
    rich?.setEditable(false);
    const done = await act().catch(() => {
      say(words.notConverted);
      return false;
    });
    rich?.setEditable(true);
    area.readOnly = false;
    select.disabled = false;
    select.value = mode;
    return done;
  }

  select.addEventListener('change', async () => {
    const next = select.value as Mode;
    if (await locked(() => switchTo(next, true))) {
      remember(next);
      changed();
    }
    select.focus();
  });
  area.addEventListener('input', countSoon);
  for (const pointing of document.querySelectorAll(`label[for="${area.id}"], a[href="#${area.id}"]`))
    pointing.addEventListener('click', (event) => {
      if (!rich) return;
      event.preventDefault();
      rich.editor.commands.focus();
    });

  return {
    sync,
    async begin() {
      select.value = mode;
      showCount();
      if (format.value === 'html' && remembered() === 'rich') await locked(() => switchTo('rich', false));
    },
  };
}
