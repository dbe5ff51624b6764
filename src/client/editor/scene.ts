/** Three stars or dashes on a line of their own become a scene break with Enter; undo gives them back. */
import { Extension } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

const MARKER = /^(?:\*\s?){3,}$|^(?:-\s?){3,}$/;

export const TypedScene = Extension.create({
  name: 'typedScene',
  priority: 1000,
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { state } = editor;
        const { $from, empty } = state.selection;
        const { parent } = $from;
        const { paragraph, horizontalRule } = state.schema.nodes;
        if (!empty || parent.type !== paragraph || !paragraph || !horizontalRule) return false;
        const isAtEnd = $from.parentOffset === parent.content.size;
        if (!isAtEnd || !MARKER.test(parent.textContent.trim())) return false;
        const at = $from.before();
        const tr = state.tr.replaceWith(at, $from.after(), [horizontalRule.create(), paragraph.create()]);
        editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 2)).scrollIntoView());
        return true;
      },
    };
  },
});
