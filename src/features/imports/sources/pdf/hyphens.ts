import type { Line } from './lines.js';

/** Decides of words divided at the end of a line whether their hyphen is their own. */
export class Hyphens {
  readonly #words = new Set<string>();
  readonly #divides: boolean;

  constructor(lines: readonly Line[]) {
    let divided = 0;
    for (const { text } of lines) {
      if (/\p{Ll}[-\u00ad]$/u.test(text)) divided += 1;
      for (const word of text.toLowerCase().match(/[\p{L}’'-]+/gu) ?? []) this.#words.add(word);
    }
    this.#divides = divided > lines.length * 0.02;
  }

  /** What the end of a line and the beginning of the next make when joined. */
  join(before: string, after: string): string {
    const head = /([\p{L}’']+)[-\u00ad]$/u.exec(before)?.[1];
    const tail = /^[\p{L}’']+/u.exec(after)?.[0];
    if (!head || !tail)
      return /\p{Pd}$/u.test(before) && !/\s\p{Pd}$/u.test(before) ? before + after : `${before} ${after}`;
    if (before.endsWith('\u00ad')) return before.slice(0, -1) + after;
    const [whole, hyphened] = [`${head}${tail}`.toLowerCase(), `${head}-${tail}`.toLowerCase()];
    const own =
      this.#words.has(hyphened) || !(this.#words.has(whole) || (this.#divides && /^\p{Ll}/u.test(tail)));
    return own ? before + after : before.slice(0, -1) + after;
  }
}
