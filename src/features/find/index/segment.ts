/**
 * A segment: a number of works that never changes, as flat arrays in shared memory. Works have places from 0 on in it,
 * those of one fandom beside each other. What is gone or replaced is struck out in a bitmap beside the segment.
 */
import type { NumberField } from '../query/condition.js';
import type { Column } from './arrays.js';
import type { Strings } from './strings.js';

/** Which works have each of many terms (tags, pseuds, …). Terms stand in the order of use, the most used first. */
export interface Postings {
  /** By term: a tag's id, a pseud's, the place of a language's code. */
  ids: Column;
  /** The terms in the order of their ids. */
  byId: Uint32Array;
  /** By term, of the frequent ones at the front: how many works. Its length is how many terms have containers. */
  sizes: Uint32Array;
  /** By frequent term: its first container; one more for the end. */
  firstContainer: Uint32Array;
  /** By container: its chunk of 65,536 works, how many of them, where they are. */
  chunks: Uint16Array;
  counts: Uint32Array;
  offsets: Uint32Array;
  /** Up to 4,096 works of a chunk as a sorted list of their lower two bytes. */
  lists: Uint16Array;
  /** More of them as a bitmap. */
  bitmaps: Int32Array;
  /** By rare term: where its works begin in `works`; one more for the end. */
  firstWork: Uint32Array;
  works: Uint32Array;
}

export const TEXT_SORTS = ['title', 'creator'] as const;
export type TextSort = (typeof TEXT_SORTS)[number];

/** What works can be put in order by; `key` finds them. */
export const ORDERS = [
  'key',
  'updated',
  'published',
  'title',
  'creator',
  'words',
  'hits',
  'kudos',
  'comments',
  'bookmarks',
] as const;
export type OrderName = (typeof ORDERS)[number];

export const SPACES = ['tags', 'creators', 'series', 'languages', 'flags'] as const;
export type Space = (typeof SPACES)[number];

export interface Segment extends Record<Space, Postings> {
  /** By work; of `title` and `creator` the place of the text in `texts`. */
  columns: Record<NumberField | TextSort | 'key', Column>;
  /** Works from the least to the greatest, ties by key. */
  orders: Record<OrderName, Uint32Array>;
  texts: Record<TextSort, Strings>;
  /** The codes of languages; an id in `languages` is a place in it. */
  codes: Strings;
  /** By term of `tags`: its place in TAG_TYPES, 255 where nobody has said it. */
  tagTypes: Uint8Array;
  /** The direct tags of each work as terms: those below the head's length in `head`, the others in `tail`. */
  forward: {
    headLength: Uint32Array;
    headStart: Uint32Array;
    head: Uint16Array;
    tailStart: Uint32Array;
    tail: Uint32Array;
  };
}

/** A segment with what is left of it. */
export interface Part {
  readonly segment: Segment;
  /** The works that are still there. Never changed once a question may have seen it. */
  readonly live: Int32Array;
  readonly alive: number;
}

export type SharedArray = Column | Int32Array;

/** A tree of shared arrays. */
interface Tree {
  [name: string]: SharedArray | Tree;
}

export const sizeOf = (segment: Segment): number => segment.columns.key.length;

/** Every array of a segment with its dotted name, always in the same order. */
export function arraysOf(segment: Segment): { name: string; array: SharedArray }[] {
  const found: { name: string; array: SharedArray }[] = [];
  const walk = (tree: Tree, path: string): void => {
    for (const name of Object.keys(tree).sort()) {
      const value = tree[name]!;
      if (ArrayBuffer.isView(value)) found.push({ name: path + name, array: value });
      else walk(value, `${path}${name}.`);
    }
  };
  walk(segment as unknown as Tree, '');
  return found;
}

/** Puts a segment together again from its arrays. Whether all are there the caller knows by a version. */
export function segmentOf(arrays: readonly { name: string; array: SharedArray }[]): Segment {
  const root: Tree = {};
  for (const { name, array } of arrays) {
    const path = name.split('.');
    let tree = root;
    for (const part of path.slice(0, -1)) {
      tree[part] ??= {};
      tree = tree[part] as Tree;
    }
    tree[path.at(-1)!] = array;
  }
  return root as unknown as Segment;
}

/** How many of the most used tags are a segment's head. */
export const headOf = (segment: Segment): number => segment.forward.headLength[0]!;

export const bytesOf = (segment: Segment): number =>
  arraysOf(segment).reduce((sum, { array }) => sum + array.byteLength, 0);
