/**
 * Sets of works in one segment as bitmaps: bit d of word d >> 5 is work d. Signed words, because those stay integers
 * in compiled code. A bitmap covers whole chunks of 65,536 works; what is above the last work is never set.
 */

export const CHUNK = 65_536;
export const CHUNK_WORDS = CHUNK / 32;

/** Words of a bitmap over `count` works. */
export const wordsFor = (count: number): number => Math.ceil(count / CHUNK) * CHUNK_WORDS;

export function countWord(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  v = (v + (v >>> 4)) & 0x0f0f0f0f;
  return Math.imul(v, 0x01010101) >>> 24;
}

export function countBits(bits: Int32Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i]!;
    if (word !== 0) count += countWord(word);
  }
  return count;
}

/** Takes the bits of one bitmap out of another, and counts what was taken and what is left, in one go. */
export function splitOff(from: Int32Array, other: Int32Array): { taken: number; left: number } {
  let taken = 0;
  let left = 0;
  for (let i = 0; i < from.length; i++) {
    const word = from[i]!;
    if (word === 0) continue;
    const both = word & other[i]!;
    if (both !== 0) {
      taken += countWord(both);
      from[i] = word ^ both;
    }
    left += countWord(word ^ both);
  }
  return { taken, left };
}

export function isEmpty(bits: Int32Array): boolean {
  for (let i = 0; i < bits.length; i++) if (bits[i] !== 0) return false;
  return true;
}

export const hasBit = (bits: Int32Array, at: number): boolean => ((bits[at >>> 5]! >>> (at & 31)) & 1) === 1;

export function setBit(bits: Int32Array, at: number): void {
  bits[at >>> 5]! |= 1 << (at & 31);
}

export function clearBit(bits: Int32Array, at: number): void {
  bits[at >>> 5]! &= ~(1 << (at & 31));
}

/** Sets the first `count` bits. */
export function fillFirst(bits: Int32Array, count: number): void {
  bits.fill(-1, 0, count >>> 5);
  if ((count & 31) !== 0) bits[count >>> 5] = (1 << (count & 31)) - 1;
}

export function andInto(into: Int32Array, other: Int32Array): void {
  for (let i = 0; i < into.length; i++) into[i]! &= other[i]!;
}

export function orInto(into: Int32Array, other: Int32Array): void {
  for (let i = 0; i < into.length; i++) into[i]! |= other[i]!;
}

export function andNotInto(into: Int32Array, other: Int32Array): void {
  for (let i = 0; i < into.length; i++) into[i]! &= ~other[i]!;
}

/** The works of a bitmap, upwards. */
export function listBits(bits: Int32Array, count: number): Uint32Array {
  const found = new Uint32Array(count);
  let n = 0;
  for (let i = 0; i < bits.length && n < count; i++) {
    let word = bits[i]!;
    while (word !== 0) {
      const low = word & -word;
      found[n++] = (i << 5) + 31 - Math.clz32(low);
      word ^= low;
    }
  }
  return found;
}

/** Which work is the one after `skip` others of a bitmap; -1 when it holds no more than `skip`. */
export function nthBit(bits: Int32Array, skip: number): number {
  let left = skip;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!;
    const count = countWord(word);
    if (left >= count) {
      left -= count;
      continue;
    }
    for (; left > 0; left--) word &= word - 1;
    return (i << 5) + 31 - Math.clz32(word & -word);
  }
  return -1;
}

/** Bitmaps of one length that are used again; what is taken is put back when the question is answered or dropped. */
export class BitPool {
  readonly #free = new Map<number, Int32Array[]>();

  /** Its bits are whatever they were: fill or copy over them. */
  take(words: number): Int32Array {
    return this.#free.get(words)?.pop() ?? new Int32Array(words);
  }

  zeros(words: number): Int32Array {
    return this.take(words).fill(0);
  }

  copy(bits: Int32Array): Int32Array {
    const copied = this.take(bits.length);
    copied.set(bits);
    return copied;
  }

  give(bits: Int32Array): void {
    const free = this.#free.get(bits.length) ?? [];
    this.#free.set(bits.length, free);
    if (free.length < 64) free.push(bits);
  }
}
