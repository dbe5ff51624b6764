/** The tables at the beginning of an RTF: fonts, styles, lists. */
import { codePage, type Letters } from './letters.js';
import type { Token } from './tokens.js';

export interface RtfStyle {
  /** Lower case. */
  name: string;
  level: number | null;
}

export interface RtfListLevel {
  ordered: boolean;
  none: boolean;
  start: number;
}

/** Gathers what the control words in a table say; text comes by `say`. */
export class Tables {
  readonly styles = new Map<number, RtfStyle>();
  readonly #letters: Letters;
  readonly #lists = new Map<number, RtfListLevel[]>();
  readonly #overrides = new Map<number, number>();
  #font = 0;
  #style: number | null = null;
  #name = '';
  #level: number | null = null;
  #levels: RtfListLevel[] = [];
  #overridden = 0;

  constructor(letters: Letters) {
    this.#letters = letters;
  }

  font({ name, number }: Token & { kind: 'word' }): void {
    if (name === 'f') {
      this.#font = number ?? 0;
      this.#letters.fonts.set(this.#font, { name: '', charset: null, codePage: null });
    }
    const font = this.#letters.fonts.get(this.#font);
    if (font && name === 'fcharset') font.charset = number;
    if (font && name === 'cpg') font.codePage = codePage(number);
  }

  fontName(text: string): void {
    const font = this.#letters.fonts.get(this.#font);
    if (font && font.name.length < 100) font.name += text.replace(/;.*/s, '').trim();
  }

  style({ name, number }: Token & { kind: 'word' }): void {
    if (name === 's') this.#style = number ?? 0;
    else if (/^(?:cs|ts|ds)$/.test(name)) this.#style = null;
    else if (name === 'outlinelevel') this.#level = number === null || number > 8 ? null : number + 1;
  }

  beginStyle(): void {
    this.#style = 0;
    this.#name = '';
    this.#level = null;
  }

  styleName(text: string): void {
    if (this.#name.length < 200) this.#name += text;
    if (!this.#name.includes(';')) return;
    const name = this.#name.replace(/;.*/s, '').trim().toLowerCase();
    if (this.#style !== null && !this.styles.has(this.#style))
      this.styles.set(this.#style, { name, level: this.#level });
    this.#name = '';
  }

  list({ name, number }: Token & { kind: 'word' }): void {
    if (name === 'list') this.#levels = [];
    const last = this.#levels.at(-1);
    if (name === 'listlevel' && this.#levels.length < 9)
      this.#levels.push({ ordered: true, none: false, start: 1 });
    else if (last && /^levelnfcn?$/.test(name)) {
      last.ordered = number !== 23;
      last.none = number === 255;
    } else if (last && name === 'levelstartat') last.start = number ?? 1;
    else if (name === 'listid' && number !== null) this.#lists.set(number, this.#levels);
  }

  override({ name, number }: Token & { kind: 'word' }): void {
    if (name === 'listid') this.#overridden = number ?? 0;
    else if (name === 'ls' && number !== null) this.#overrides.set(number, this.#overridden);
  }

  /** How the paragraphs of a list are marked; null when they are not. */
  listLevel(list: number, level: number): RtfListLevel | null {
    const found = this.#lists.get(this.#overrides.get(list) ?? Number.NaN)?.[level];
    return found && !found.none ? found : null;
  }
}
