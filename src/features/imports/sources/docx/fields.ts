/** Fields: `PAGE`, `HYPERLINK "…"`, a table of contents. They may reach over many paragraphs and lie in each other. */

import { fieldLink, isDroppedField } from '../manuscript/word-fields.js';

interface Field {
  instruction: string;
  /** What follows is what the field shows. */
  shows: boolean;
}

const MOST_OPEN = 100;
export class Fields {
  readonly #open: Field[] = [];

  begin(): void {
    if (this.#open.length < MOST_OPEN) this.#open.push({ instruction: '', shows: false });
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.shows && field.instruction.length < 4000) field.instruction += text;
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field) field.shows = true;
  }

  /** Ends the innermost field and returns its instruction. */
  end(): string {
    return this.#open.pop()?.instruction ?? '';
  }

  /** Whether what stands here is to be read. */
  get visible(): boolean {
    return this.#open.every(({ instruction, shows }) => shows && !isDroppedField(instruction));
  }

  /** Where the innermost link leads. */
  get href(): string | null {
    return (
      this.#open.map(({ instruction }) => fieldLink(instruction)).findLast((link) => link !== null) ?? null
    );
  }
}
