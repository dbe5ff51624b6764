/**
 * Distinct texts in the order of their UTF-8 bytes, front-coded: each says how many bytes it has in common with the
 * one before, and every sixteenth stands whole. In memory such a text is a "byte string", one character a byte, whose
 * comparison by `<` is the order of the bytes; `toBytes` and `fromBytes` go there and back.
 */
import { sharedBytes, sharedWords } from './arrays.js';

export interface Strings {
  /** Blocks of: length in common (0 to 255), length of the rest (two bytes), the rest. */
  bytes: Uint8Array;
  /** Where each block of sixteen begins; one more for the end. */
  blocks: Uint32Array;
  /** How many there are. */
  size: Uint32Array;
}

const BLOCK = 16;
const MOST_SHARED = 255;
const MOST_LENGTH = 65_535;

const ASCII = /^[\x00-\x7f]*$/;

/** A text as a byte string; what is longer than 65,535 bytes is cut there, which only its place in an order could show. */
export function toBytes(text: string): string {
  const bytes = ASCII.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
  return bytes.length > MOST_LENGTH ? bytes.slice(0, MOST_LENGTH) : bytes;
}

export const fromBytes = (bytes: string): string =>
  ASCII.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');

function inCommon(a: string, b: string): number {
  const most = Math.min(a.length, b.length, MOST_SHARED);
  let n = 0;
  while (n < most && a.charCodeAt(n) === b.charCodeAt(n)) n += 1;
  return n;
}

/** Packs byte strings that are distinct and in order. */
export function packStrings(sorted: readonly string[]): Strings {
  const blocks = sharedWords(Math.ceil(sorted.length / BLOCK) + 1);
  const inFront = (i: number): number => (i % BLOCK === 0 ? 0 : inCommon(sorted[i - 1]!, sorted[i]!));
  let total = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i % BLOCK === 0) blocks[i / BLOCK] = total;
    total += 3 + sorted[i]!.length - inFront(i);
  }
  blocks[blocks.length - 1] = total;
  const bytes = sharedBytes(total);
  let at = 0;
  for (let i = 0; i < sorted.length; i++) {
    const text = sorted[i]!;
    const common = inFront(i);
    bytes[at++] = common;
    bytes[at++] = (text.length - common) & 0xff;
    bytes[at++] = (text.length - common) >>> 8;
    for (let c = common; c < text.length; c++) bytes[at++] = text.charCodeAt(c);
  }
  const size = sharedWords(1);
  size[0] = sorted.length;
  return { bytes, blocks, size };
}

/** The byte strings from one block on, as many as `most`. */
function readFrom(strings: Strings, block: number, most: number): string[] {
  const buffer = Buffer.from(strings.bytes.buffer, strings.bytes.byteOffset, strings.bytes.length);
  const found: string[] = [];
  let at = strings.blocks[block]!;
  let before = '';
  while (found.length < most && at < buffer.length) {
    const length = buffer[at + 1]! + buffer[at + 2]! * 256;
    before = before.slice(0, buffer[at]!) + buffer.toString('latin1', at + 3, at + 3 + length);
    found.push(before);
    at += 3 + length;
  }
  return found;
}

/** Reads single byte strings; neighbours cost little, for the last block is kept. */
export class StringReader {
  readonly #strings: Strings;
  #block = -1;
  #texts: string[] = [];

  constructor(strings: Strings) {
    this.#strings = strings;
  }

  /** The byte string at a place in the order. */
  at(index: number): string {
    const block = Math.floor(index / BLOCK);
    if (block !== this.#block) {
      this.#texts = readFrom(this.#strings, block, BLOCK);
      this.#block = block;
    }
    return this.#texts[index % BLOCK] ?? '';
  }
}

/** All byte strings in order. */
export const allStrings = (strings: Strings): string[] => readFrom(strings, 0, strings.size[0]!);
