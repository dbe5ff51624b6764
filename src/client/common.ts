/** Small comforts on every page. Each page works whole without them. */
import { dropCopiesOf, dropSaved } from './editor/copies.js';

/** The theme is shown as soon as it is chosen, and kept by the form's own address. */
function themeAtOnce(form: HTMLFormElement): void {
  const select = form.querySelector('select');
  const button = form.querySelector('button');
  if (!select || !button) return;
  button.hidden = true;
  select.addEventListener('change', () => {
    document.documentElement.dataset.theme = select.value;
    const body = new URLSearchParams({ theme: select.value });
    fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => {
      button.hidden = false;
    });
  });
}

/** What scrolls sideways in its own box can be reached and scrolled by keyboard, in every browser. */
function reachScrollers(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.prose table, .prose pre'))
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

const form = document.querySelector<HTMLFormElement>('.theme-form');
if (form) themeAtOnce(form);
reachScrollers();

// Of unsaved text that has been saved, and of whoever logs out, nothing is left on this device. A page on which
// somebody writes sees to it by itself: its text goes to the server first.
dropSaved(location);
const out = document.querySelector<HTMLFormElement>('form[action="/logout"]');
if (!document.querySelector('[data-desk-text]'))
  out?.addEventListener('submit', () => dropCopiesOf(out.dataset.who ?? ''));
