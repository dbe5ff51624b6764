/**
 * Pieces of pages that are drawn once and kept as bytes. A page is drawn around them: where one belongs a mark is
 * put, and the bytes go in at the end, so a long text is neither drawn nor encoded again for each reader.
 */
import { createContext } from 'preact';
import { newToken } from '../ids.js';

/** Markup that our own renderer made; `draw` in html.tsx alone makes it. */
export type DrawnHtml = Buffer & { readonly __drawn: true };

/** Cannot be guessed, so no text of a person can hold it. */
const MARK = `\u0001${newToken()}:`;
const END = '\u0001';
const MARKS = new RegExp(`${MARK}(\\d+)${END}`);

/** The pieces of the page that is being drawn, in the order of their marks. */
export const Pieces = createContext<DrawnHtml[]>([]);

export const markOf = (pieces: DrawnHtml[], piece: DrawnHtml): string =>
  `${MARK}${pieces.push(piece) - 1}${END}`;

/** The page with its pieces in their places. */
export function assemble(page: string, pieces: readonly DrawnHtml[]): Buffer {
  if (pieces.length === 0) return Buffer.from(page);
  return Buffer.concat(
    page.split(MARKS).map((part, i) => (i % 2 === 0 ? Buffer.from(part) : pieces[Number(part)]!)),
  );
}

/** Things kept under a hash of everything that went into them, so that nothing that has changed can be served; the oldest go first. */
export class Kept<T> {
  readonly #mostBytes: number;
  readonly #sizeOf: (thing: T) => number;
  readonly #things = new Map<string, T>();
  #bytes = 0;

  constructor(mostBytes: number, sizeOf: (thing: T) => number) {
    this.#mostBytes = mostBytes;
    this.#sizeOf = sizeOf;
  }

  find(key: string): T | undefined {
    return this.#things.get(key);
  }

  keep(key: string, thing: T): T {
    if (this.#things.has(key)) return thing;
    this.#things.set(key, thing);
    this.#bytes += this.#sizeOf(thing);
    for (const [oldest, old] of this.#things) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#things.delete(oldest);
      this.#bytes -= this.#sizeOf(old);
    }
    return thing;
  }
}
