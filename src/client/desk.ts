/** The writing desk: a rich editor, and unsaved text that is kept. The forms work whole without them. */
import { keepUnsaved } from './editor/keep.js';
import { openDesk } from './editor/modes.js';
import type { EditorWords } from './editor/words.js';

async function begin(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const area = box.querySelector('textarea');
  const format = box.querySelector('select');
  const tabField = document.querySelector<HTMLInputElement>('input[name="autosaveTab"]');
  if (!area || !format || !tabField || !box.dataset.editor) return;
  const words = JSON.parse(box.dataset.editor) as EditorWords;
  const bar = document.createElement('div');
  bar.className = 'desk-state';
  box.append(bar);
  let changed = (): void => {};
  const desk = openDesk({ box, area, format, words, bar, changed: () => changed() });
  // A browser that fills fields in after this script would fill them in behind the editor.
  form.autocomplete = 'off';
  form.addEventListener('submit', desk.sync, { capture: true });
  changed = keepUnsaved({ form, who: box.dataset.who ?? '', tabField, words, bar, sync: desk.sync });
  await desk.begin();
  box.dataset.ready = 'yes';
}

const box = document.querySelector<HTMLElement>('[data-desk-text]');
const form = box?.closest('form');
if (box && form) void begin(box, form);
