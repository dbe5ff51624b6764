/** The rich editor: HTML in, HTML out, and what is pasted cleaned by the server. */
import { Editor, getSchema } from '@tiptap/core';
import { DOMParser, DOMSerializer, type Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { isWorthKeeping, textAsHtml } from '../paste/clipboard.js';
import { convert } from './convert.js';
import { meaning, parsed, textIn, written } from './html.js';
import { EXTENSIONS } from './schema.js';

export interface RichText {
  editor: Editor;
  html(): string;
  /** Every piece of text by itself, as the server counts words. */
  texts(): string[];
  setEditable(on: boolean): void;
  close(): void;
}

export interface RichOptions {
  element: HTMLElement;
  html: string;
  label: string;
  describedBy: string;
  isFaulty: boolean;
  changed(): void;
  /** Something of a paste could not be had. */
  say(text: string): void;
  words: { pasteFailed: string };
}

/** Not by Tiptap's own reader, which takes line ends between two words for nothing. */
const documentOf = (schema: Schema, html: string): Node => DOMParser.fromSchema(schema).parse(parsed(html));

/** HTML to be put into a text: a single plain paragraph goes into the paragraph that is there. */
function pieceOf(schema: Schema, html: string): Fragment {
  const { content } = documentOf(schema, html);
  const only = content.childCount === 1 ? content.firstChild : null;
  const isPlain =
    only?.type.name === 'paragraph' && Object.values(only.attrs).every((value) => value === null);
  return only && isPlain ? only.content : content;
}

/** Puts what was pasted where it was pasted, although something else may have been typed meanwhile. */
function paste(editor: Editor, html: string, text: string, options: RichOptions): void {
  let place = editor.state.selection.getBookmark();
  const follow = ({ transaction }: { transaction: { docChanged: boolean; mapping: unknown } }): void => {
    place = place.map(transaction.mapping as Parameters<typeof place.map>[0]);
  };
  editor.on('transaction', follow);
  convert(html, 'clipboard', 'html')
    .then(({ text: clean }) => clean)
    .catch(() => {
      options.say(options.words.pasteFailed);
      return textAsHtml(text);
    })
    .then((clean) => {
      if (editor.isDestroyed) return;
      editor.off('transaction', follow);
      const { from, to } = place.resolve(editor.state.doc);
      editor.chain().insertContentAt({ from, to }, pieceOf(editor.schema, clean)).scrollIntoView().run();
    });
}

const serialised = (editor: Editor): string =>
  written(
    DOMSerializer.fromSchema(editor.schema).serializeFragment(editor.state.doc.content) as DocumentFragment,
  );

function textsOf(editor: Editor): string[] {
  const texts: string[] = [];
  editor.state.doc.descendants((node) => {
    if (node.isText) texts.push(node.text ?? '');
    else if (typeof node.attrs.html === 'string') texts.push(...textIn(node.attrs.html));
  });
  return texts;
}

const EDGES = { top: 100, bottom: 60, left: 0, right: 0 };

/** @returns null when the text holds something that the editor would lose */
export function openRich(options: RichOptions): RichText | null {
  const attributes: Record<string, string> = {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': options.label,
    'aria-describedby': options.describedBy,
    class: 'prose text desk-rich',
    dir: 'auto',
  };
  if (options.isFaulty) attributes['aria-invalid'] = 'true';
  const editor: Editor = new Editor({
    element: options.element,
    extensions: EXTENSIONS,
    content: documentOf(getSchema(EXTENSIONS), options.html).toJSON(),
    injectCSS: false,
    // Quotes, stars and numbers stay what was typed.
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      // What stands at the edges of the window stands before the text.
      scrollThreshold: EDGES,
      scrollMargin: EDGES,
      attributes,
      handleDOMEvents: {
        // Links in pieces that are kept whole would lead away from the page.
        click(_view, event) {
          if (event.target instanceof Element && event.target.closest('a')) event.preventDefault();
          return false;
        },
        // Before the editor reads the clipboard: reading it here would try every style in it.
        paste(_view, event) {
          const html = event.clipboardData?.getData('text/html') ?? '';
          const text = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
          // What was copied in this editor comes back as it was.
          if (html.includes('data-pm-slice') || (html === '' && text === '')) return false;
          event.preventDefault();
          if (isWorthKeeping(html)) paste(editor, html, text, options);
          else if (text.includes('\n'))
            editor.commands.insertContent(pieceOf(editor.schema, textAsHtml(text)));
          else if (text !== '') editor.commands.insertContent({ type: 'text', text });
          return true;
        },
      },
    },
    onUpdate: () => options.changed(),
  });
  if (meaning(serialised(editor)) !== meaning(options.html)) {
    editor.destroy();
    return null;
  }
  return {
    editor,
    html: () => serialised(editor),
    texts: () => textsOf(editor),
    // Without being told that something changed.
    setEditable: (on) => editor.setEditable(on, false),
    close: () => editor.destroy(),
  };
}
