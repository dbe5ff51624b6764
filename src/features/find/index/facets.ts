/** How many of what was found have each tag, language and flag. Exact, whichever way it is counted. */
import { TAG_TYPES, type TagType } from '../../tags/canon.js';
import { FLAGS, type Flag } from '../query/condition.js';
import { Words } from './arrays.js';
import { CHUNK_WORDS } from './bits.js';
import { codesOf } from './evaluate.js';
import type { Hit } from './hits.js';
import { FULL_FACETS, HEAD_TAGS, TOP } from './limits.js';
import { countTerm, eachWork, termOf } from './postings.js';
import { headOf, sizeOf } from './segment.js';
import { fromBytes } from './strings.js';
import { type TagTable, UNKNOWN } from './tag-table.js';
import type { FacetCount, Facets } from './types.js';

/** Parts with fewer hits are counted tag by tag into the whole; others first by themselves, in memory that stays near. */
const NEAR = 4_096;

/** Counts by a tag's number in the table. One question uses it at a time. */
export class Tally {
  counts = new Uint32Array(0);
  readonly touched = new Words();
  readonly local = new Uint32Array(HEAD_TAGS);

  begin(tags: number): void {
    if (this.counts.length < tags) this.counts = new Uint32Array(Math.ceil(tags * 1.25));
    for (let i = 0; i < this.touched.length; i++) this.counts[this.touched.data[i]!] = 0;
    this.touched.length = 0;
    this.local.fill(0);
  }

  add(number: number, count: number): void {
    if (this.counts[number] === 0) this.touched.push(number);
    this.counts[number]! += count;
  }
}

function addEach(
  hit: Hit,
  from: number,
  to: number,
  starts: Uint32Array,
  terms: Uint16Array | Uint32Array,
  numbers: Uint32Array,
  tally: Tally,
): void {
  for (let i = from; i < to; i++) {
    let word = hit.bits[i]!;
    while (word !== 0) {
      const low = word & -word;
      const work = (i << 5) + 31 - Math.clz32(low);
      const end = starts[work + 1]!;
      for (let t = starts[work]!; t < end; t++) tally.add(numbers[terms[t]!]!, 1);
      word ^= low;
    }
  }
}

/** Counts the tags of the hits in a stretch of words, or those of all other works of the segment in it. */
function countLocally(hit: Hit, others: boolean, from: number, to: number, local: Uint32Array): void {
  const { segment } = hit.part;
  const { headStart, head } = segment.forward;
  const { bits } = hit;
  const works = sizeOf(segment);
  for (let i = from; i < to && i << 5 < works; i++) {
    let word = others ? ~bits[i]! : bits[i]!;
    if (others && (i + 1) << 5 > works) word &= (1 << (works & 31)) - 1;
    while (word !== 0) {
      const low = word & -word;
      const work = (i << 5) + 31 - Math.clz32(low);
      const end = headStart[work + 1]!;
      for (let t = headStart[work]!; t < end; t++) local[head[t]!]! += 1;
      word ^= low;
    }
  }
}

/** Counts the tags of the head of every hit. */
function* countHeads(hits: readonly Hit[], tags: TagTable, tally: Tally): Generator<undefined, void> {
  for (const hit of hits) {
    const { segment } = hit.part;
    const { numbers, headTotals } = tags.place(segment);
    if (hit.count < NEAR) {
      const { headStart, head } = segment.forward;
      addEach(hit, 0, hit.bits.length, headStart, head, numbers, tally);
      yield;
      continue;
    }
    // Where most works are hits, those that are none are fewer to count.
    const others = hit.count * 2 > sizeOf(segment);
    for (let from = 0; from < hit.bits.length; from += CHUNK_WORDS) {
      countLocally(hit, others, from, from + CHUNK_WORDS, tally.local);
      yield;
    }
    for (let term = 0; term < headTotals.length; term++) {
      const count = others ? headTotals[term]! - tally.local[term]! : tally.local[term]!;
      if (count > 0) tally.add(numbers[term]!, count);
      tally.local[term] = 0;
    }
    yield;
  }
}

/** Counts the tags outside the head of every hit. */
function* countTails(hits: readonly Hit[], tags: TagTable, tally: Tally): Generator<undefined, void> {
  for (const hit of hits) {
    const { segment } = hit.part;
    if (segment.tags.ids.length <= headOf(segment)) continue;
    const { numbers } = tags.place(segment);
    const { tailStart, tail } = segment.forward;
    for (let from = 0; from < hit.bits.length; from += CHUNK_WORDS) {
      addEach(hit, from, from + CHUNK_WORDS, tailStart, tail, numbers, tally);
      yield;
    }
  }
}

const rank = (a: FacetCount, b: FacetCount): number => b.count - a.count || a.id - b.id;

/** By type the tags with the most works, the first `TOP` of them. */
function topOf(tags: TagTable, tally: Tally): FacetCount[][] {
  const tops = TAG_TYPES.map((): FacetCount[] => []);
  for (let i = 0; i < tally.touched.length; i++) {
    const number = tally.touched.data[i]!;
    const type = tags.typeOf(number);
    if (type === UNKNOWN) continue;
    const top = tops[type]!;
    const count = tally.counts[number]!;
    if (top.length === TOP && count < top[TOP - 1]!.count) continue;
    top.push({ id: tags.idOf(number), count });
    top.sort(rank);
    if (top.length > TOP) top.pop();
  }
  return tops;
}

/**
 * The top of each type out of the heads alone, where that is proven: what is missing of a tag's count is at most
 * `missing`, so a tag that could still be among the first has at least the tenth count less that, and of those few the
 * rest is counted one by one. Null where some type's tenth count proves nothing.
 */
function* provenTops(
  hits: readonly Hit[],
  tags: TagTable,
  tally: Tally,
): Generator<undefined, FacetCount[][] | null> {
  const missing = TAG_TYPES.map((_, type) =>
    hits.reduce((sum, { part, count }) => sum + Math.min(count, tags.place(part.segment).tailMost[type]!), 0),
  );
  const tops = topOf(tags, tally);
  const tenth = tops.map((top) => top[TOP - 1]?.count ?? 0);
  if (missing.some((most, type) => most > 0 && tenth[type]! <= most)) return null;
  const exact = TAG_TYPES.map((): FacetCount[] => []);
  for (let i = 0; i < tally.touched.length; i++) {
    const number = tally.touched.data[i]!;
    const type = tags.typeOf(number);
    if (type === UNKNOWN || tally.counts[number]! + missing[type]! < tenth[type]!) continue;
    const id = tags.idOf(number);
    const rest = missing[type] === 0 ? 0 : inTails(hits, id);
    exact[type]!.push({ id, count: tally.counts[number]! + rest });
    if (rest > 0) yield;
  }
  return exact.map((counts) => counts.sort(rank).slice(0, TOP));
}

/** How many hits have a tag in parts where it is outside the head. */
function inTails(hits: readonly Hit[], id: number): number {
  let count = 0;
  for (const { part, bits } of hits) {
    const term = termOf(part.segment.tags, id);
    // Of works that have the tag only by its subtags nothing is counted, hence the look into each work's own tags.
    if (term >= headOf(part.segment))
      count += countDirect(part.segment.forward, part.segment.tags, term, bits);
  }
  return count;
}

function countDirect(
  { tailStart, tail }: Hit['part']['segment']['forward'],
  postings: Hit['part']['segment']['tags'],
  term: number,
  bits: Int32Array,
): number {
  let count = 0;
  eachWork(postings, term, (work) => {
    if (((bits[work >>> 5]! >>> (work & 31)) & 1) === 0) return;
    if (tail.subarray(tailStart[work]!, tailStart[work + 1]!).includes(term)) count += 1;
  });
  return count;
}

function languagesOf(hits: readonly Hit[]): Facets['languages'] {
  const counts = new Map<string, number>();
  for (const { part, bits } of hits) {
    const codes = codesOf(part.segment);
    for (let term = 0; term < part.segment.languages.ids.length; term++) {
      const count = countTerm(part.segment.languages, term, bits);
      const code = codes[part.segment.languages.ids[term]!]!;
      if (count > 0) counts.set(code, (counts.get(code) ?? 0) + count);
    }
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([code, count]) => ({ code: fromBytes(code), count }));
}

function flagsOf(hits: readonly Hit[]): Record<Flag, number> {
  const count = (flag: number): number =>
    hits.reduce((sum, { part: { segment }, bits }) => {
      const term = termOf(segment.flags, flag);
      return term === -1 ? sum : sum + countTerm(segment.flags, term, bits);
    }, 0);
  return Object.fromEntries(FLAGS.map((flag, place) => [flag, count(place)])) as Record<Flag, number>;
}

/** Whether any part's segment is more than its head. */
const hasTail = (hits: readonly Hit[]): boolean =>
  hits.some(({ part: { segment } }) => segment.tags.ids.length > headOf(segment));

/** Counts, pausing often. No other question may count with this tally meanwhile. */
export function* countFacets(
  hits: readonly Hit[],
  tags: TagTable,
  tally: Tally,
  full = FULL_FACETS,
): Generator<undefined, Facets> {
  // Before the tally is made as long as the table: placing a segment makes its tags known.
  for (const { part } of hits) {
    tags.place(part.segment);
    yield;
  }
  tally.begin(tags.size);
  yield* countHeads(hits, tags, tally);
  const total = hits.reduce((sum, { count }) => sum + count, 0);
  let tops = total > full && hasTail(hits) ? yield* provenTops(hits, tags, tally) : null;
  if (tops === null) {
    yield* countTails(hits, tags, tally);
    tops = topOf(tags, tally);
  }
  const languages = languagesOf(hits);
  yield;
  return {
    tags: Object.fromEntries(TAG_TYPES.map((type, place) => [type, tops[place]!])) as unknown as Record<
      TagType,
      FacetCount[]
    >,
    languages,
    flags: flagsOf(hits),
  };
}
