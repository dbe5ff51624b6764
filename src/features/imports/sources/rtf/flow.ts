/** Paragraphs and tables as they come: one flow is the body, each note another. */
import { type Block, type Cell, type Inline, isBlank, type Paragraph } from '../manuscript/model.js';
import type { ParagraphState } from './state.js';

export class Flow {
  readonly blocks: Block[] = [];
  #inlines: Inline[] = [];
  #cell: Block[] = [];
  #row: Cell[] = [];
  #rows: Cell[][] = [];
  /** The new page of a section, until that section says whether it begins one. */
  #section: Block | null = null;

  put(inline: Inline): void {
    const last = this.#inlines.at(-1);
    if (
      last?.kind === 'text' &&
      inline.kind === 'text' &&
      last.marks === inline.marks &&
      last.href === inline.href
    )
      last.text += inline.text;
    else this.#inlines.push(inline);
  }

  endParagraph(state: ParagraphState, shape: (state: ParagraphState) => Omit<Paragraph, 'inlines'>): void {
    const paragraph: Paragraph = { ...shape(state), inlines: this.#inlines };
    this.#inlines = [];
    if (state.inTable) this.#cell.push(paragraph);
    else {
      this.#endTable();
      if (state.newPage) this.blocks.push({ kind: 'page-break' });
      this.blocks.push(paragraph);
    }
  }

  endCell(): void {
    this.#row.push({ blocks: this.#cell, columns: 1 });
    this.#cell = [];
  }

  endRow(): void {
    if (this.#row.length > 0) this.#rows.push(this.#row);
    this.#row = [];
  }

  /** A page ends: here, or with the paragraph that was begun. */
  newPage(): void {
    this.#endTable();
    this.blocks.push({ kind: 'page-break' });
  }

  newSection(): void {
    this.newPage();
    this.#section = this.blocks.at(-1)!;
  }

  /** The section that has begun goes on upon the same page. */
  continueSection(): void {
    if (this.#section && this.blocks.at(-1) === this.#section) this.blocks.pop();
    this.#section = null;
  }

  get hasOpenParagraph(): boolean {
    return this.#inlines.length > 0;
  }

  finish(): Block[] {
    this.#endTable();
    return this.blocks;
  }

  #endTable(): void {
    if (this.#cell.length > 0) this.endCell();
    this.endRow();
    const rows = this.#rows;
    this.#rows = [];
    const [only] = rows;
    if (rows.length === 1 && only?.length === 1) this.blocks.push(...only[0]!.blocks);
    else if (
      rows.some((cells) =>
        cells.some(({ blocks }) => blocks.some((b) => b.kind !== 'paragraph' || !isBlank(b))),
      )
    )
      this.blocks.push({ kind: 'table', rows });
  }
}
