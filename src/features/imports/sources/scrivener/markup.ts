/** What Scrivener writes into the text of its documents: styles in angle brackets, notes in braces. */
import type { Block, Inline, Paragraph } from '../manuscript/model.js';
import { plainParagraph } from '../manuscript/model.js';

const STYLE = /<[!/]?\$Scr_[A-Za-z]+(?:::?\d+)?>|<\$Scr[A-Za-z_]+(?::\d+)?>/g;
const SIGN = /(\{\\Scrv_annot\b[^\n]*?\\text=|\\end_Scrv_annot\}|\{\\Scrv_fn=|\\end_Scrv_fn\})/;

/**
 * Takes the markup out, in place: notes that stand in the text become notes, remarks to oneself go.
 * Returns whether there were any remarks.
 */
export function readMarkup(blocks: readonly Block[], notes: Map<string, Block[]>): boolean {
  let mode: 'text' | 'remark' | 'note' = 'text';
  let remarks = false;
  let note: Inline[] = [];
  const paragraph = (one: Paragraph): void => {
    const out: Inline[] = [];
    for (const inline of one.inlines) {
      if (inline.kind !== 'text') {
        if (mode === 'text') out.push(inline);
        continue;
      }
      for (const piece of inline.text.replace(STYLE, '').split(SIGN)) {
        if (piece.startsWith('{\\Scrv_annot')) {
          mode = 'remark';
          remarks = true;
        } else if (piece.startsWith('{\\Scrv_fn=')) {
          mode = 'note';
          note = [];
        } else if (piece === '\\end_Scrv_annot}') mode = 'text';
        else if (piece === '\\end_Scrv_fn}') {
          const key = `inline-${notes.size + 1}`;
          notes.set(key, [plainParagraph(note)]);
          out.push({ kind: 'note', note: key });
          mode = 'text';
        } else if (piece !== '' && mode === 'text') out.push({ ...inline, text: piece });
        else if (piece !== '' && mode === 'note') note.push({ ...inline, text: piece });
      }
    }
    one.inlines = out;
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') paragraph(block);
    else if (block.kind === 'table')
      for (const cell of block.rows.flat()) remarks = readMarkup(cell.blocks, notes) || remarks;
  }
  return remarks;
}
