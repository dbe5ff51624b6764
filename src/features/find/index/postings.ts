/** What is done with postings: each operation works on a bitmap over the whole segment. */
import { CHUNK, CHUNK_WORDS, countWord, hasBit } from './bits.js';
import type { Postings } from './segment.js';

/** Up to so many works of a chunk are a list: more take less room as a bitmap. */
export const LIST_MOST = 4_096;

/** The term of an id, -1 when no work of this segment has it. */
export function termOf({ ids, byId }: Postings, id: number): number {
  let low = 0;
  let high = byId.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const term = byId[middle]!;
    const found = ids[term]!;
    if (found === id) return term;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How many works have a term. */
export function useOf(postings: Postings, term: number): number {
  const frequent = postings.sizes.length;
  if (term < frequent) return postings.sizes[term]!;
  return postings.firstWork[term - frequent + 1]! - postings.firstWork[term - frequent]!;
}

/** Puts the works of a term into a bitmap. */
export function addTerm(postings: Postings, term: number, into: Int32Array): void {
  const frequent = postings.sizes.length;
  if (term >= frequent) {
    const { works } = postings;
    const end = postings.firstWork[term - frequent + 1]!;
    for (let i = postings.firstWork[term - frequent]!; i < end; i++)
      into[works[i]! >>> 5]! |= 1 << (works[i]! & 31);
    return;
  }
  const last = postings.firstContainer[term + 1]!;
  for (let c = postings.firstContainer[term]!; c < last; c++) {
    const base = postings.chunks[c]! * CHUNK_WORDS;
    const count = postings.counts[c]!;
    const at = postings.offsets[c]!;
    if (count > LIST_MOST) {
      const { bitmaps } = postings;
      for (let i = 0; i < CHUNK_WORDS; i++) into[base + i]! |= bitmaps[at + i]!;
    } else {
      const { lists } = postings;
      for (let i = at; i < at + count; i++) into[base + (lists[i]! >>> 5)]! |= 1 << (lists[i]! & 31);
    }
  }
}

/** Takes the works of a term out of a bitmap. */
export function takeTerm(postings: Postings, term: number, from: Int32Array): void {
  const frequent = postings.sizes.length;
  if (term >= frequent) {
    const { works } = postings;
    const end = postings.firstWork[term - frequent + 1]!;
    for (let i = postings.firstWork[term - frequent]!; i < end; i++)
      from[works[i]! >>> 5]! &= ~(1 << (works[i]! & 31));
    return;
  }
  const last = postings.firstContainer[term + 1]!;
  for (let c = postings.firstContainer[term]!; c < last; c++) {
    const base = postings.chunks[c]! * CHUNK_WORDS;
    const count = postings.counts[c]!;
    const at = postings.offsets[c]!;
    if (count > LIST_MOST) {
      const { bitmaps } = postings;
      for (let i = 0; i < CHUNK_WORDS; i++) from[base + i]! &= ~bitmaps[at + i]!;
    } else {
      const { lists } = postings;
      for (let i = at; i < at + count; i++) from[base + (lists[i]! >>> 5)]! &= ~(1 << (lists[i]! & 31));
    }
  }
}

/** The works that were in the list and in the bitmap, while a bitmap is emptied and filled again. */
const kept = new Uint32Array(LIST_MOST);

/** Leaves in a bitmap only works that have a term. */
export function keepTerm(postings: Postings, term: number, bits: Int32Array): void {
  const frequent = postings.sizes.length;
  if (term >= frequent) {
    const { works } = postings;
    const end = postings.firstWork[term - frequent + 1]!;
    let n = 0;
    for (let i = postings.firstWork[term - frequent]!; i < end; i++)
      if (hasBit(bits, works[i]!)) kept[n++] = works[i]!;
    bits.fill(0);
    for (let i = 0; i < n; i++) bits[kept[i]! >>> 5]! |= 1 << (kept[i]! & 31);
    return;
  }
  const last = postings.firstContainer[term + 1]!;
  let done = 0;
  for (let c = postings.firstContainer[term]!; c < last; c++) {
    const base = postings.chunks[c]! * CHUNK_WORDS;
    bits.fill(0, done, base);
    keepContainer(postings, c, bits, base);
    done = base + CHUNK_WORDS;
  }
  bits.fill(0, done);
}

function keepContainer(postings: Postings, c: number, bits: Int32Array, base: number): void {
  const count = postings.counts[c]!;
  const at = postings.offsets[c]!;
  if (count > LIST_MOST) {
    const { bitmaps } = postings;
    for (let i = 0; i < CHUNK_WORDS; i++) bits[base + i]! &= bitmaps[at + i]!;
    return;
  }
  const { lists } = postings;
  let n = 0;
  for (let i = at; i < at + count; i++) {
    const low = lists[i]!;
    if (((bits[base + (low >>> 5)]! >>> (low & 31)) & 1) === 1) kept[n++] = low;
  }
  bits.fill(0, base, base + CHUNK_WORDS);
  for (let i = 0; i < n; i++) bits[base + (kept[i]! >>> 5)]! |= 1 << (kept[i]! & 31);
}

/** How many works of a bitmap have a term. */
export function countTerm(postings: Postings, term: number, bits: Int32Array): number {
  const frequent = postings.sizes.length;
  let count = 0;
  if (term >= frequent) {
    const { works } = postings;
    const end = postings.firstWork[term - frequent + 1]!;
    for (let i = postings.firstWork[term - frequent]!; i < end; i++) if (hasBit(bits, works[i]!)) count += 1;
    return count;
  }
  const last = postings.firstContainer[term + 1]!;
  for (let c = postings.firstContainer[term]!; c < last; c++) {
    const base = postings.chunks[c]! * CHUNK_WORDS;
    const size = postings.counts[c]!;
    const at = postings.offsets[c]!;
    if (size > LIST_MOST) {
      const { bitmaps } = postings;
      for (let i = 0; i < CHUNK_WORDS; i++) {
        const both = bits[base + i]! & bitmaps[at + i]!;
        if (both !== 0) count += countWord(both);
      }
    } else {
      const { lists } = postings;
      for (let i = at; i < at + size; i++)
        count += (bits[base + (lists[i]! >>> 5)]! >>> (lists[i]! & 31)) & 1;
    }
  }
  return count;
}

/** Calls `each` with every work that has a term. */
export function eachWork(postings: Postings, term: number, each: (work: number) => void): void {
  const frequent = postings.sizes.length;
  if (term >= frequent) {
    const end = postings.firstWork[term - frequent + 1]!;
    for (let i = postings.firstWork[term - frequent]!; i < end; i++) each(postings.works[i]!);
    return;
  }
  const last = postings.firstContainer[term + 1]!;
  for (let c = postings.firstContainer[term]!; c < last; c++) {
    const base = postings.chunks[c]! * CHUNK;
    const count = postings.counts[c]!;
    const at = postings.offsets[c]!;
    if (count <= LIST_MOST) {
      for (let i = at; i < at + count; i++) each(base + postings.lists[i]!);
      continue;
    }
    for (let i = 0; i < CHUNK_WORDS; i++) {
      let word = postings.bitmaps[at + i]!;
      while (word !== 0) {
        const low = word & -word;
        each(base + (i << 5) + 31 - Math.clz32(low));
        word ^= low;
      }
    }
  }
}
