/** The toolbar: one stop of the Tab key, arrows inside, Alt and F10 from the text and Escape back. */
import type { Editor } from '@tiptap/core';
import { findPanel } from './find.js';
import { fullScreen } from './full.js';
import { icon } from './icons.js';
import { editLink, type Tool, toolsOf } from './tools.js';
import type { EditorWords } from './words.js';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function buttonOf({ name, sign, keys, on, run }: Tool, label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  if (typeof sign === 'string') {
    const letter = document.createElement('span');
    letter.setAttribute('aria-hidden', 'true');
    letter.textContent = sign;
    button.append(letter);
  } else button.append(icon(sign.icon));
  button.dataset.tool = name;
  button.setAttribute('aria-label', label);
  button.title = label;
  if (keys) {
    button.title = `${label} (${keys.replace('Mod', isMac ? '⌘' : 'Ctrl')})`;
    button.setAttribute('aria-keyshortcuts', keys.replace('Mod', isMac ? 'Meta' : 'Control'));
  }
  if (on) button.setAttribute('aria-pressed', 'false');
  button.tabIndex = -1;
  // The selection in the text stays.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', run);
  return button;
}

/** Arrow keys, Home and End move along the toolbar; only one of its buttons is a stop of the Tab key. */
function rove(bar: HTMLElement, buttons: readonly HTMLButtonElement[], leave: () => void): void {
  bar.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const rtl = getComputedStyle(bar).direction === 'rtl';
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
    const back = rtl ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: at + 1, [back]: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[
      event.key
    ];
    if (event.key === 'Escape') leave();
    else if (to === undefined) return;
    else buttons[to % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  bar.addEventListener('focusin', ({ target }) => {
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  });
}

/** The toolbar and the panel under it, of an editor in `box`. */
export function toolbar(editor: Editor, box: HTMLElement, w: EditorWords): HTMLElement[] {
  const bar = document.createElement('div');
  bar.className = 'desk-toolbar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', w.toolbar);
  const { panel, toggle: find } = findPanel(editor, w);
  const full = fullScreen(box);
  const toggleFull = (): void => {
    full.toggle();
    editor.commands.focus();
    show();
  };
  const tools = toolsOf(editor, w, { find, full: { isOn: full.isOn, toggle: toggleFull } });
  const buttons = tools.map((tool) => buttonOf(tool, w.tools[tool.name]));
  const [first] = buttons;
  if (first) first.tabIndex = 0;
  bar.append(...buttons);
  function show(): void {
    tools.forEach(({ on }, i) => {
      if (on) buttons[i]?.setAttribute('aria-pressed', String(on()));
    });
  }
  rove(bar, buttons, () => editor.commands.focus());
  editor.on('transaction', show);
  editor.on('destroy', () => {
    if (full.isOn()) full.toggle();
  });
  show();
  const keys = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (event.key === 'F10' && event.altKey) buttons.find((button) => button.tabIndex === 0)?.focus();
    else if (event.key === 'Escape' && full.isOn()) toggleFull();
    else if (command && !event.shiftKey && key === 'k') void editLink(editor, w);
    else if (command && event.shiftKey && key === 'f') find();
    else return;
    event.preventDefault();
  };
  editor.view.dom.addEventListener('keydown', keys);
  panel.addEventListener('keydown', keys);
  return [bar, panel];
}
