/**
 * The paste box keeps the clipboard's HTML beside the text that it shows, so that italics survive. What is shown is
 * what is brought in: a text that is changed afterwards is taken as plain text, and its formatting can be had back.
 */
import { isWorthKeeping, textAsHtml } from './paste/clipboard.js';

interface Kept {
  text: string;
  html: string;
}

interface Parts {
  box: HTMLTextAreaElement;
  note: HTMLElement;
  words: HTMLElement;
  button: HTMLButtonElement;
  field: HTMLInputElement;
}

function watch({ box, note, words, button, field }: Parts): void {
  /** Formatting of the text that the box shows or, while `field` is empty, showed before it was changed. */
  let kept: Kept | null = null;

  const show = (): void => {
    const on = field.value !== '';
    note.hidden = kept === null;
    words.textContent = (on ? note.dataset.kept : note.dataset.lost) ?? '';
    button.textContent = (on ? note.dataset.drop : note.dataset.back) ?? '';
  };
  const keep = (next: Kept): void => {
    kept = next;
    field.value = next.html;
    show();
  };

  /** The formatting of all that the box will hold after a paste, or null where it can't be known. */
  function joined(before: string, html: string, after: string): string | null {
    if (before.trim() === '' && after.trim() === '') return html;
    const old = field.value !== '' && kept ? kept.html : textAsHtml(box.value);
    if (box.selectionStart !== box.selectionEnd) return null;
    if (after.trim() === '') return `${old}\n${html}`;
    return before.trim() === '' ? `${html}\n${old}` : null;
  }

  if (note.dataset.html) keep({ text: box.value, html: note.dataset.html });

  box.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const text = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
    if (text === '' || !isWorthKeeping(html)) return;
    const [start, end] = [box.selectionStart, box.selectionEnd];
    const [before, after] = [box.value.slice(0, start), box.value.slice(end)];
    const whole = joined(before, html, after);
    if (whole === null) return;
    event.preventDefault();
    const gap = before.trim() === '' || /\n\s*\n$/.test(before) ? '' : '\n\n';
    box.setRangeText(gap + text, start, end, 'end');
    keep({ text: box.value, html: whole });
  });

  box.addEventListener('input', () => {
    if (!kept) return;
    field.value = box.value === kept.text ? kept.html : '';
    if (box.value.trim() === '') kept = null;
    show();
  });

  button.addEventListener('click', () => {
    if (!kept) return;
    if (field.value !== '') {
      field.value = '';
      show();
    } else {
      box.value = kept.text;
      keep(kept);
    }
    box.focus();
  });
}

function begin(): void {
  const box = document.querySelector<HTMLTextAreaElement>('#field-paste');
  const note = document.querySelector<HTMLElement>('.paste-kept');
  const words = note?.querySelector<HTMLElement>('span');
  const button = note?.querySelector('button');
  if (!box?.form || !note || !words || !button) return;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'html';
  box.form.append(field);
  watch({ box, note, words, button, field });
}

begin();
