/** The signs of RTF: groups, control words and symbols, bytes of text, blocks of binary data. */

export type Token =
  | { kind: 'open' }
  | { kind: 'close' }
  /** `\name` with its number, if it has one. */
  | { kind: 'word'; name: string; number: number | null }
  /** `\` and a sign that is no letter. */
  | { kind: 'symbol'; sign: string }
  /** Bytes of text: as they stand, or one written `\'hh`. */
  | { kind: 'bytes'; from: number; to: number }
  | { kind: 'byte'; value: number }
  | { kind: 'binary'; from: number; to: number };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const CR = 0x0d;
const LF = 0x0a;

const isLetter = (byte: number): boolean => (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const LONGEST_WORD = 40;

/** Reads signs one after the other; bad ones are read as what is nearest, never refused. */
export class Tokens {
  readonly bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** How many bytes have been read. */
  get position(): number {
    return this.#at;
  }

  /** The next sign, or null at the end. */
  next(): Token | null {
    const { bytes } = this;
    while (bytes[this.#at] === CR || bytes[this.#at] === LF || bytes[this.#at] === 0) this.#at += 1;
    const byte = bytes[this.#at];
    if (byte === undefined) return null;
    if (byte === BACKSLASH) return this.#control();
    this.#at += 1;
    if (byte === OPEN) return { kind: 'open' };
    if (byte === CLOSE) return { kind: 'close' };
    const from = this.#at - 1;
    this.#at = this.#endOfText(this.#at);
    return { kind: 'bytes', from, to: this.#at };
  }

  #endOfText(from: number): number {
    const { bytes } = this;
    let at = from;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte === BACKSLASH || byte === OPEN || byte === CLOSE || byte === CR || byte === LF || byte === 0)
        break;
    }
    return at;
  }

  #control(): Token {
    const { bytes } = this;
    const start = this.#at + 1;
    let at = start;
    const first = bytes[at];
    if (first === undefined) {
      this.#at = at;
      return { kind: 'symbol', sign: '' };
    }
    if (!isLetter(first)) {
      if (first === 0x27) return this.#hex(at + 1);
      this.#at = at + 1;
      if (first === CR && bytes[at + 1] === LF) this.#at += 1;
      return { kind: 'symbol', sign: String.fromCharCode(first) };
    }
    while (at < bytes.length && isLetter(bytes[at]!) && at - start < LONGEST_WORD) at += 1;
    const name = latin(bytes, start, at);
    const digits = bytes[at] === 0x2d ? at + 1 : at;
    let end = digits;
    while (end < bytes.length && isDigit(bytes[end]!) && end - digits < 10) end += 1;
    const number = end > digits ? Number(latin(bytes, at, end)) : null;
    if (end > digits) at = end;
    if (bytes[at] === 0x20) at += 1;
    this.#at = at;
    if (name === 'bin' && number !== null && number > 0) {
      this.#at = Math.min(bytes.length, at + number);
      return { kind: 'binary', from: at, to: this.#at };
    }
    return { kind: 'word', name, number };
  }

  #hex(at: number): Token {
    const value = Number.parseInt(latin(this.bytes, at, at + 2), 16);
    this.#at = Math.min(this.bytes.length, at + 2);
    return Number.isNaN(value) ? { kind: 'symbol', sign: '' } : { kind: 'byte', value };
  }
}

export const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, Math.min(to, bytes.length) - from)).toString(
    'latin1',
  );
