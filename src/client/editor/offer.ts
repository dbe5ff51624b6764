/** Text that only this device has is offered when its form is opened again: bring it back, look at it, throw it away. */
import { convert } from './convert.js';
import { type Copy, copiesOf, dropCopy, prefixOf, sweepCopies, tabOf } from './copies.js';
import { bare, fieldsOf, textOf } from './fields.js';
import { notice, timeOf } from './notice.js';
import { keepOnServer } from './server.js';
import type { EditorWords } from './words.js';

interface Offering {
  form: HTMLFormElement;
  path: string;
  who: string;
  /** Of this page's own copy. */
  key: string;
  words: EditorWords;
  /** Keys of the copies that open tabs write. */
  open: ReadonlySet<string>;
}

/** Plain text to be read; what was typed, where the server cannot be had. */
async function readable(copy: Copy): Promise<string> {
  const text = textOf(copy.fields, 'text');
  const format = textOf(copy.fields, 'format');
  if (format !== 'html' && format !== 'markdown') return text;
  return convert(text, format, 'text').then(
    (converted) => converted.text,
    () => text,
  );
}

async function show(copy: Copy, words: EditorWords, after: HTMLElement): Promise<void> {
  const box = document.createElement('details');
  box.className = 'desk-copy';
  box.open = true;
  const title = document.createElement('summary');
  title.textContent = words.copyText;
  const text = document.createElement('pre');
  text.tabIndex = 0;
  text.textContent = await readable(copy);
  box.append(title, text);
  after.querySelector('.desk-copy')?.remove();
  after.append(box);
}

/** The page that the server makes of a copy has every field filled in, the lists of tags too. */
async function bringBack(offering: Offering, [key, copy]: [string, Copy]): Promise<boolean> {
  const { path, who } = offering;
  const where = { path, who, tab: tabOf(key), known: 0 };
  let answer = await keepOnServer(where, copy.fields);
  // Whoever asks for this text has seen that there is another.
  if (answer.kind === 'other') answer = await keepOnServer({ ...where, known: answer.version }, copy.fields);
  if (answer.kind !== 'kept') return false;
  dropCopy(key);
  location.assign(`${path}?autosave=use`);
  return true;
}

function offer(offering: Offering, [found, ...rest]: [string, Copy][]): void {
  if (!found) return;
  const { form, words } = offering;
  const [key, copy] = found;
  const onServer = document.querySelector<HTMLElement>('[data-unsaved]');
  // The same tab's older state: not to be offered beside its newer one.
  if (onServer?.dataset.tab === tabOf(key)) onServer.hidden = true;
  const box = notice(form, {
    title: words.title,
    text: words.found.replace('{time}', timeOf(copy.at)),
    acts: [
      {
        label: words.use,
        primary: true,
        run() {
          void bringBack(offering, found).then((done) => {
            if (!done) void show(copy, words, box);
          });
          return true;
        },
      },
      {
        label: words.compare,
        run() {
          void show(copy, words, box);
          return true;
        },
      },
      {
        label: words.drop,
        run() {
          dropCopy(key);
          if (onServer) onServer.hidden = false;
          offer(offering, rest);
          return undefined;
        },
      },
    ],
  });
}

/** What is on this device alone, the newest first. */
export function offerCopies(offering: Offering): void {
  const { form, path, who, key, open } = offering;
  const tabs = new Set([...open, key].map(tabOf));
  sweepCopies(Date.now(), (tab) => tabs.has(tab));
  const now = bare(fieldsOf(form));
  offer(
    offering,
    copiesOf(prefixOf(who, path)).filter(
      ([other, { fields }]) => !tabs.has(tabOf(other)) && bare(fields) !== now,
    ),
  );
}
