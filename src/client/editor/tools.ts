/** What the toolbar can do. */
import type { Editor } from '@tiptap/core';
import { ask } from './ask.js';
import type { IconName } from './icons.js';
import { addFootnote, addRuby } from './notes.js';
import type { EditorWords } from './words.js';

export interface Tool {
  name: keyof EditorWords['tools'];
  /** A letter that tells it, or a drawing. */
  sign: string | { icon: IconName };
  run(): void;
  /** Whether it holds where the cursor is; of tools that are on or off. */
  on?: () => boolean;
  /** As `aria-keyshortcuts` says it, with `Mod` for Control or, on a Mac, Command. */
  keys?: string;
}

/** Tools that belong to the page around the editor. */
export interface Around {
  find(): void;
  full: { isOn(): boolean; toggle(): void };
}

const address = (typed: string): string =>
  /^[\w.-]+\.[a-z]{2,}([/?#]|$)/i.test(typed) ? `https://${typed}` : typed;

export async function editLink(editor: Editor, w: EditorWords): Promise<void> {
  const before = String(editor.getAttributes('link').href ?? '');
  const isNew = editor.state.selection.empty && before === '';
  const fields = [
    { name: 'href', label: w.linkTo, value: before },
    ...(isNew ? [{ name: 'text', label: w.linkText }] : []),
  ];
  const answer = await ask({ title: w.linkTitle, fields, yes: w.ok, no: w.cancel });
  if (!answer) return void editor.commands.focus();
  const href = address(answer.href ?? '');
  const chain = editor.chain().focus();
  if (isNew && href)
    chain
      .insertContent({ type: 'text', text: answer.text || href, marks: [{ type: 'link', attrs: { href } }] })
      .run();
  else if (href) chain.extendMarkRange('link').setMark('link', { href }).run();
  else chain.extendMarkRange('link').unsetMark('link').run();
}

async function footnote(editor: Editor, w: EditorWords): Promise<void> {
  const fields = [{ name: 'text', label: w.footnoteText, isLong: true }];
  const answer = await ask({ title: w.footnoteTitle, fields, yes: w.ok, no: w.cancel });
  if (answer?.text) addFootnote(editor, answer.text);
  editor.commands.focus();
}

async function ruby(editor: Editor, w: EditorWords): Promise<void> {
  const { from, to } = editor.state.selection;
  const fields = [
    { name: 'base', label: w.rubyBase, value: editor.state.doc.textBetween(from, to) },
    { name: 'reading', label: w.rubyReading },
  ];
  const answer = await ask({ title: w.rubyTitle, fields, yes: w.ok, no: w.cancel });
  if (answer?.base && answer.reading) addRuby(editor, answer.base, answer.reading);
  else editor.commands.focus();
}

function align(editor: Editor, to: 'center' | 'right' | null): void {
  const value = editor.isActive({ align: to }) ? null : to;
  editor
    .chain()
    .focus()
    .updateAttributes('paragraph', { align: value })
    .updateAttributes('heading', { align: value })
    .run();
}

export function toolsOf(editor: Editor, w: EditorWords, around: Around): Tool[] {
  const chain = () => editor.chain().focus();
  const mark = (
    name: 'italic' | 'bold' | 'underline' | 'strike' | 'small' | 'sup' | 'sub',
    sign: Tool['sign'],
    keys?: string,
  ): Tool => ({
    name,
    sign,
    run: () => chain().toggleMark(name).run(),
    on: () => editor.isActive(name),
    ...(keys ? { keys } : {}),
  });
  const heading = (name: 'heading' | 'subheading', level: 2 | 3, sign: string): Tool => ({
    name,
    sign,
    run: () => chain().toggleHeading({ level }).run(),
    on: () => editor.isActive('heading', { level }),
    keys: `Mod+Alt+${level}`,
  });
  const aligned = (name: 'centre' | 'right', to: 'center' | 'right'): Tool => ({
    name,
    sign: { icon: name },
    run: () => align(editor, to),
    on: () => editor.isActive({ align: to }),
  });
  return [
    mark('italic', 'I', 'Mod+I'),
    mark('bold', 'B', 'Mod+B'),
    mark('underline', 'U', 'Mod+U'),
    mark('strike', 'S', 'Mod+Shift+S'),
    mark('small', 'a'),
    mark('sup', { icon: 'sup' }),
    mark('sub', { icon: 'sub' }),
    { name: 'clear', sign: { icon: 'clear' }, run: () => chain().unsetAllMarks().run() },
    heading('heading', 2, 'H'),
    heading('subheading', 3, 'h'),
    {
      name: 'quote',
      sign: { icon: 'quote' },
      run: () => chain().toggleBlockquote().run(),
      on: () => editor.isActive('blockquote'),
      keys: 'Mod+Shift+B',
    },
    {
      name: 'bullets',
      sign: { icon: 'bullets' },
      run: () => chain().toggleBulletList().run(),
      on: () => editor.isActive('bulletList'),
      keys: 'Mod+Shift+8',
    },
    {
      name: 'numbers',
      sign: { icon: 'numbers' },
      run: () => chain().toggleOrderedList().run(),
      on: () => editor.isActive('orderedList'),
      keys: 'Mod+Shift+7',
    },
    aligned('centre', 'center'),
    aligned('right', 'right'),
    { name: 'scene', sign: { icon: 'scene' }, run: () => chain().setHorizontalRule().run() },
    {
      name: 'link',
      sign: { icon: 'link' },
      run: () => void editLink(editor, w),
      on: () => editor.isActive('link'),
      keys: 'Mod+K',
    },
    { name: 'footnote', sign: '†', run: () => void footnote(editor, w) },
    { name: 'ruby', sign: '文', run: () => void ruby(editor, w) },
    { name: 'undo', sign: { icon: 'undo' }, run: () => chain().undo().run(), keys: 'Mod+Z' },
    { name: 'redo', sign: { icon: 'redo' }, run: () => chain().redo().run(), keys: 'Mod+Shift+Z' },
    { name: 'find', sign: { icon: 'find' }, run: around.find, keys: 'Mod+Shift+F' },
    { name: 'full', sign: { icon: 'full' }, run: around.full.toggle, on: around.full.isOn },
  ];
}
