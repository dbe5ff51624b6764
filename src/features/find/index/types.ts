/** What the index holds and answers. Keys are those of the tables; only these cross between the threads. */
import type { TagType } from '../../tags/index.js';
import type { Flag, NumberField, Question } from '../query/condition.js';

/** A work that stands in lists for somebody. One that does for nobody is not in the index. */
export interface IndexedWork {
  key: number;
  audience: 'public' | 'members';
  /** What facets count, once each: of each tag its canonical one, where it has none the tag itself. */
  direct: readonly number[];
  /** What matching goes by: `direct`, the tags as typed, and all metatags above. */
  filters: readonly number[];
  language: string;
  numbers: Readonly<Record<NumberField, number>>;
  flags: readonly Flag[];
  /** Pseuds; empty when anonymous. */
  creators: readonly number[];
  series: readonly number[];
  /** Folded, without article: what `title` sorts by, in the order of its UTF-8 bytes (in SQL: collate "C"). */
  sortTitle: string;
  /** Folded byline: what `creator` sorts by, in the order of its bytes too; of an anonymous work empty. */
  sortCreator: string;
}

export interface TagKind {
  id: number;
  type: TagType;
}

export interface Page {
  keys: number[];
  /** Exact, without what is hidden. */
  total: number;
  /** How many match and are hidden by the reader's own filters. */
  hidden: number;
}

export interface FacetCount {
  /** A tag's id. */
  id: number;
  count: number;
}

export interface Facets {
  /** Ten of each type, the most used first, ties by id upwards. Exact. */
  tags: Readonly<Record<TagType, readonly FacetCount[]>>;
  /** All of them, the most used first, ties by code upwards. */
  languages: readonly { code: string; count: number }[];
  /** How many of all that match. */
  flags: Readonly<Record<Flag, number>>;
}

/** What answers questions: the index in its thread, or SQL until it is there. Both give the same, work for work. */
export interface Finder {
  page(question: Question, range: { offset: number; limit: number }): Promise<Page>;
  /** An aborted signal drops a question that nobody waits for any more; its answer is then an AbortError. */
  facets(question: Question, signal?: AbortSignal): Promise<Facets>;
  /** How many works each of these questions finds, in their order; for what loosening one filter would give back. */
  counts(questions: readonly Question[]): Promise<number[]>;
  /**
   * One work out of all that match; `chance` in [0, 1) says which, each maker in an order of its own. Null when none
   * does.
   */
  pick(question: Question, chance: number): Promise<number | null>;
}

export type IndexChange = { key: number; work: IndexedWork } | { key: number; gone: true };

export type Loaded =
  | { works: number; position: string | null }
  /** Why the snapshot was not taken (there is none, it is broken, of another version): the index is empty. */
  | { refused: string };

export interface IndexStats {
  works: number;
  /** Immutable pieces that questions go through, the one for the newest changes among them. */
  segments: number;
  /** Of the arrays that hold the works; the threads themselves come on top. */
  bytes: number;
}

/**
 * The index as its follower sees it. It starts empty and not ready: `load`, else every work by `apply`, then what
 * changed meanwhile, then `open()`. Until then questions are refused as unavailable.
 */
export interface IndexStore extends Finder {
  readonly ready: boolean;
  /** What the follower gave with the last changes or found in the snapshot: how far this index has come. */
  readonly position: string | null;
  /** The types of tags; a tag is known here before works that have it are applied, else facets pass it over. */
  setTagKinds(kinds: readonly TagKind[]): Promise<void>;
  /** All of it, or nothing, is in the answers to questions asked after. Any number of changes at once. */
  apply(changes: readonly IndexChange[], position?: string): Promise<void>;
  /** Forgets every work and the position, and is not ready. */
  clear(): Promise<void>;
  /** Takes the snapshot file in place of what the index holds. Not ready after. */
  load(): Promise<Loaded>;
  /** Writes the snapshot file whole or not at all, beside the answering of questions. */
  save(): Promise<void>;
  /** The follower has caught up: once this has resolved, questions are answered. */
  open(): Promise<void>;
  /**
   * The thread died and another took its place, empty and not ready: the follower starts again with `load`. Returns
   * what takes the listener off.
   */
  onRestart(listener: () => void): () => void;
  stats(): Promise<IndexStats>;
  close(): Promise<void>;
}
