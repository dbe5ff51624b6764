/** Find and replace in the editor's text. */
import type { Editor } from '@tiptap/core';
import type { EditorWords } from './words.js';

interface Match {
  from: number;
  to: number;
}

const pattern = (wanted: string): RegExp =>
  new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'giu');

/** Where a text stands, inside single paragraphs, whatever its case. */
function matches(editor: Editor, wanted: string): Match[] {
  const found: Match[] = [];
  if (wanted === '') return found;
  const needle = pattern(wanted);
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc');
    for (const { index, 0: hit } of text.matchAll(needle))
      found.push({ from: pos + 1 + index, to: pos + 1 + index + hit.length });
    return false;
  });
  return found;
}

function mark(editor: Editor, match: Match | undefined): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete('desk-find');
  if (!match) return;
  const range = document.createRange();
  const [start, end] = [editor.view.domAtPos(match.from), editor.view.domAtPos(match.to)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  CSS.highlights.set('desk-find', new Highlight(range));
}

/** The panel, not shown yet. */
export function findPanel(editor: Editor, w: EditorWords): { panel: HTMLElement; toggle(): boolean } {
  const panel = document.createElement('div');
  panel.className = 'desk-find';
  panel.hidden = true;
  panel.setAttribute('role', 'search');
  panel.setAttribute('aria-label', w.find);
  const field = (label: string): HTMLInputElement => {
    const around = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'text';
    around.append(label, input);
    panel.append(around);
    return input;
  };
  const wanted = field(w.findText);
  const instead = field(w.replaceWith);
  const acts = document.createElement('p');
  acts.className = 'acts';
  const said = document.createElement('p');
  said.className = 'help';
  said.setAttribute('role', 'status');
  panel.append(acts, said);

  const go = (step: 1 | -1): Match | undefined => {
    const all = matches(editor, wanted.value);
    const { from, to } = editor.state.selection;
    const at = step === 1 ? all.findIndex((m) => m.from >= to) : all.findLastIndex((m) => m.to <= from);
    const next = all[at === -1 ? (step === 1 ? 0 : all.length - 1) : at];
    if (next) editor.chain().setTextSelection(next).scrollIntoView().run();
    mark(editor, next);
    said.textContent = next
      ? w.foundAt.replace('{n}', String(all.indexOf(next) + 1)).replace('{all}', String(all.length))
      : w.foundNone;
    return next;
  };
  const replace = (): void => {
    const { from, to } = editor.state.selection;
    const here = matches(editor, wanted.value).find((m) => m.from === from && m.to === to);
    if (here) put([here]);
    go(1);
  };
  const put = (list: readonly Match[]): void => {
    const { tr, schema } = editor.state;
    for (const { from, to } of list.toReversed()) {
      const marks = editor.state.doc.resolve(from + 1).marks();
      if (instead.value === '') tr.delete(from, to);
      else tr.replaceWith(from, to, schema.text(instead.value, marks));
    }
    editor.view.dispatch(tr);
  };
  const replaceAll = (): void => {
    const all = matches(editor, wanted.value);
    put(all);
    mark(editor, undefined);
    said.textContent = w.replaced.replace('{n}', String(all.length));
  };
  const close = (): void => {
    panel.hidden = true;
    mark(editor, undefined);
    editor.commands.focus();
  };
  for (const [label, act] of [
    [w.next, () => go(1)],
    [w.previous, () => go(-1)],
    [w.replace, replace],
    [w.replaceAll, replaceAll],
    [w.close, close],
  ] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', act);
    acts.append(button);
  }
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    panel,
    toggle() {
      if (!panel.hidden) close();
      else {
        panel.hidden = false;
        wanted.focus();
        wanted.select();
      }
      return !panel.hidden;
    },
  };
}
