/**
 * Footnotes in the form that every import gives them: a raised number, and a list under a rule with the ways back.
 * Their numbers follow the text.
 */
import type { Editor } from '@tiptap/core';
import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

const NUMBER = /^<sup><a href="#u-note-(\d+)"/;
const ANCHOR = /^<a name="u-note-(\d+)">/;

const numberIn = (pattern: RegExp, node: Node): number =>
  Number(pattern.exec(String(node.attrs.html))?.[1] ?? 0);

interface Ref {
  n: number;
  pos: number;
}

/** The raised numbers, in the order of the text. */
function refsOf(doc: Node): Ref[] {
  const refs: Ref[] = [];
  doc.descendants((node, pos) => {
    const n = numberIn(NUMBER, node);
    if (n > 0) refs.push({ n, pos });
  });
  return refs;
}

const refHtml = (n: number): string => `<sup><a href="#u-note-${n}" name="u-note-ref-${n}">${n}</a></sup>`;
const anchorHtml = (n: number): string => `<a name="u-note-${n}"></a>`;

const anchorOf = (item: Node): number => {
  let found = 0;
  item.descendants((node) => {
    found ||= numberIn(ANCHOR, node);
  });
  return found;
};

/** The list of the notes, when it ends the text. */
function listOf(doc: Node): { pos: number; node: Node } | undefined {
  const node = doc.lastChild;
  const isNotes = node?.type.name === 'orderedList' && anchorOf(node.firstChild ?? node) > 0;
  return isNotes ? { pos: doc.content.size - node.nodeSize, node } : undefined;
}

function itemOf(schema: Schema, n: number, text: string): Node | undefined {
  const { listItem, paragraph, keptInline } = schema.nodes;
  const back = schema.marks.link?.create({ href: `#u-note-ref-${n}` });
  if (!listItem || !paragraph || !keptInline || !back) return undefined;
  const anchor = keptInline.create({ html: anchorHtml(n) });
  return listItem.create(
    null,
    paragraph.create(null, [anchor, schema.text(`${text} `), schema.text('↑', [back])]),
  );
}

/** The note with another number: its anchor and the ways back. */
function renumbered(node: Node, n: number): Node {
  if (node.isText) {
    const link: Mark | undefined = node.marks.find(({ type }) => type.name === 'link');
    if (!link || !/^#u-note-ref-\d+$/.test(String(link.attrs.href))) return node;
    const other = link.type.create({ ...link.attrs, href: `#u-note-ref-${n}` });
    return node.mark(other.addToSet(link.removeFromSet(node.marks)));
  }
  if (numberIn(ANCHOR, node) > 0) return node.type.create({ html: anchorHtml(n) });
  const children: Node[] = [];
  node.forEach((child) => {
    children.push(renumbered(child, n));
  });
  return node.copy(Fragment.from(children));
}

/** Numbers the notes as they come in the text, where each number has one note and each note one number. */
function inOrder(tr: Transaction): void {
  const refs = refsOf(tr.doc);
  const list = listOf(tr.doc);
  if (!list || refs.every(({ n }, i) => n === i + 1)) return;
  const items = new Map<number, Node>();
  list.node.forEach((item) => {
    items.set(anchorOf(item), item);
  });
  const isPaired =
    new Set(refs.map(({ n }) => n)).size === refs.length && refs.every(({ n }) => items.has(n));
  if (!isPaired || items.size !== list.node.childCount || items.size !== refs.length) return;
  const notes = refs.map(({ n }, i) => renumbered(items.get(n)!, i + 1));
  tr.replaceWith(list.pos, list.pos + list.node.nodeSize, list.node.copy(Fragment.from(notes)));
  for (const [i, { pos }] of refs.entries()) tr.setNodeAttribute(pos, 'html', refHtml(i + 1));
}

/** Puts a note where the cursor is, and its text at the end. */
export function addFootnote(editor: Editor, text: string): void {
  const { state } = editor;
  const { schema, tr } = state;
  const at = state.selection.to;
  const n = Math.max(0, ...refsOf(state.doc).map((ref) => ref.n)) + 1;
  const item = itemOf(schema, n, text);
  const { horizontalRule, orderedList, noteNumber } = schema.nodes;
  if (!item || !horizontalRule || !orderedList || !noteNumber || !state.doc.resolve(at).parent.inlineContent)
    return;
  const list = listOf(state.doc);
  if (list) tr.insert(list.pos + list.node.nodeSize - 1, item);
  else tr.insert(state.doc.content.size, [horizontalRule.create(), orderedList.create(null, item)]);
  tr.insert(at, noteNumber.create({ html: refHtml(n) }));
  inOrder(tr);
  editor.view.dispatch(tr);
}

/** A word with its reading over it. */
export function addRuby(editor: Editor, base: string, reading: string): void {
  const ruby = document.createElement('ruby');
  const part = (tag: string, text: string): HTMLElement => {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  };
  ruby.append(base, part('rp', '('), part('rt', reading), part('rp', ')'));
  editor
    .chain()
    .focus()
    .insertContent({ type: 'keptInline', attrs: { html: ruby.outerHTML } })
    .run();
}
