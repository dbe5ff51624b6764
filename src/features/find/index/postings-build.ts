/** Makes postings: for each term the works that have it, out of the terms that each work has. */
import { sharedColumn, sharedInts, sharedShorts, sharedWords, Words } from './arrays.js';
import { CHUNK, CHUNK_WORDS } from './bits.js';
import { LIST_MOST } from './postings.js';
import type { Lists } from './rows.js';
import type { Postings } from './segment.js';

/** Terms below stay plain lists: a container costs ten bytes before it holds anything. */
const FREQUENT = 64;

export interface Ranked {
  /** Terms by use, the most used first, ties by id. */
  order: Uint32Array;
  /** By term: its place in `order`. */
  rank: Uint32Array;
  /** By place: how many works. */
  sizes: Uint32Array;
}

/** Puts terms in the order of their use. */
export function rankTerms(lists: Lists, ids: ArrayLike<number>): Ranked {
  const uses = new Uint32Array(ids.length);
  for (let i = 0; i < lists.entries.length; i++) uses[lists.entries.data[i]!]! += 1;
  const order = Uint32Array.from({ length: ids.length }, (_, term) => term).sort(
    (a, b) => uses[b]! - uses[a]! || ids[a]! - ids[b]!,
  );
  const rank = new Uint32Array(ids.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  return { order, rank, sizes: Uint32Array.from(order, (term) => uses[term]!) };
}

/** The works of each term by its place, one list after the other; `starts` has one more for the end. */
function invert(
  lists: Lists,
  { rank, sizes }: Ranked,
  rowOf: Uint32Array,
): { starts: Uint32Array; works: Uint32Array } {
  const starts = new Uint32Array(sizes.length + 1);
  for (let place = 0; place < sizes.length; place++) starts[place + 1] = starts[place]! + sizes[place]!;
  const next = starts.slice();
  const works = new Uint32Array(lists.entries.length);
  const { data } = lists.entries;
  for (let work = 0; work < rowOf.length; work++) {
    const row = rowOf[work]!;
    const end = lists.end(row);
    for (let i = lists.starts.data[row]!; i < end; i++) works[next[rank[data[i]!]!]!++] = work;
  }
  return { starts, works };
}

class Containers {
  readonly firsts = new Words();
  readonly chunks = new Words();
  readonly counts = new Words();
  readonly offsets = new Words();
  readonly lists = new Words();
  readonly bitmaps: Int32Array[] = [];

  /** Adds the containers of one term, whose works are `works[from…to)`. */
  add(works: Uint32Array, from: number, to: number): void {
    this.firsts.push(this.chunks.length);
    for (let begin = from; begin < to; ) {
      const chunk = Math.floor(works[begin]! / CHUNK);
      let end = begin;
      while (end < to && Math.floor(works[end]! / CHUNK) === chunk) end += 1;
      this.chunks.push(chunk);
      this.counts.push(end - begin);
      if (end - begin <= LIST_MOST) {
        this.offsets.push(this.lists.length);
        for (let i = begin; i < end; i++) this.lists.push(works[i]! & 0xffff);
      } else {
        this.offsets.push(this.bitmaps.length * CHUNK_WORDS);
        const bitmap = new Int32Array(CHUNK_WORDS);
        for (let i = begin; i < end; i++) bitmap[(works[i]! & 0xffff) >>> 5]! |= 1 << (works[i]! & 31);
        this.bitmaps.push(bitmap);
      }
      begin = end;
    }
  }
}

const share = <T extends Uint16Array | Uint32Array | Int32Array>(
  make: (length: number) => T,
  values: ArrayLike<number>,
): T => {
  const array = make(values.length);
  array.set(values);
  return array;
};

/**
 * Makes the postings of one space.
 * @param rowOf by work of the segment: its row
 * @param ids by term
 */
export function buildPostings(
  lists: Lists,
  ids: ArrayLike<number>,
  rowOf: Uint32Array,
  ranked = rankTerms(lists, ids),
): Postings {
  const { order, sizes } = ranked;
  const { starts, works } = invert(lists, ranked, rowOf);
  let frequent = 0;
  while (frequent < sizes.length && sizes[frequent]! >= FREQUENT) frequent += 1;
  const containers = new Containers();
  for (let place = 0; place < frequent; place++) containers.add(works, starts[place]!, starts[place + 1]!);
  containers.firsts.push(containers.chunks.length);

  const sharedIds = sharedColumn(order.length, (place) => ids[order[place]!]!);
  const byId = sharedWords(order.length);
  for (let place = 0; place < order.length; place++) byId[place] = place;
  byId.sort((a, b) => sharedIds[a]! - sharedIds[b]!);
  const bitmaps = sharedInts(containers.bitmaps.length * CHUNK_WORDS);
  for (const [at, bitmap] of containers.bitmaps.entries()) bitmaps.set(bitmap, at * CHUNK_WORDS);
  const firstWork = sharedWords(order.length - frequent + 1);
  const before = starts[frequent]!;
  for (let i = 0; i < firstWork.length; i++) firstWork[i] = starts[frequent + i]! - before;
  const taken = (list: Words): Uint32Array => list.data.subarray(0, list.length);
  return {
    ids: sharedIds,
    byId,
    sizes: share(sharedWords, sizes.subarray(0, frequent)),
    firstContainer: share(sharedWords, taken(containers.firsts)),
    chunks: share(sharedShorts, taken(containers.chunks)),
    counts: share(sharedWords, taken(containers.counts)),
    offsets: share(sharedWords, taken(containers.offsets)),
    lists: share(sharedShorts, taken(containers.lists)),
    bitmaps,
    firstWork,
    works: share(sharedWords, works.subarray(before)),
  };
}
