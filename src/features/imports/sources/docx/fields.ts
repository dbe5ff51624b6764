/** Fields: `PAGE`, `HYPERLINK "…"`, a table of contents. They may reach over many paragraphs and lie in each other. */

import { webAddress } from '../manuscript/addresses.js';

interface Field {
  instruction: string;
  /** What follows is what the field shows. */
  shows: boolean;
}

const MOST_OPEN = 100;
/** Fields that tell about pages, the file or the day of printing, or repeat what stands elsewhere. */
const DROPPED =
  /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF|TOC|TC|XE|INDEX|RD|FILENAME|FILESIZE|NUMWORDS|NUMCHARS|PRINTDATE|SAVEDATE|CREATEDATE|EDITTIME|REVNUM|USERNAME|EQ|ADVANCE|SEQ)\b/i;

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
    return this.#open.every(({ instruction, shows }) => shows && !DROPPED.test(instruction));
  }

  /** Where the innermost link leads. */
  get href(): string | null {
    return (
      this.#open.map(({ instruction }) => fieldLink(instruction)).findLast((link) => link !== null) ?? null
    );
  }
}

/** Whether a field is one that is not read. */
export const isDroppedField = (instruction: string): boolean => DROPPED.test(instruction);

/** The address in `HYPERLINK "address"`; null for a place in the document itself. */
export function fieldLink(instruction: string): string | null {
  const address = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))/i.exec(instruction);
  return webAddress(address?.[1] ?? address?.[2] ?? '');
}

/** Ruby as Word's field for it writes it: `EQ \* jc2 … \o\ad(\s\up 9(over),base)`. */
export function fieldRuby(instruction: string): { base: string; over: string } | null {
  const found =
    /^\s*EQ\b.{0,200}?\\o\s*(?:\\a[dlcr])?\s*\(\s*\\s\s*\\up\s*\d{1,3}\s*\(([^()]*)\)\s*[,;]([^()]*)\)/is.exec(
      instruction,
    );
  return found ? { over: found[1]!.trim(), base: found[2]!.trim() } : null;
}
