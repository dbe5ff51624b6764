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
  /** Folded, without article: what `title` sorts by. */
  sortTitle: string;
  /** Folded byline: what `creator` sorts by; of an anonymous work empty. */
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
  languages: readonly { code: string; count: number }[];
  /** How many of all that match. */
  flags: Readonly<Record<Flag, number>>;
}

/** What answers questions: the index in its thread, or SQL until it is there. Both give the same, work for work. */
export interface Finder {
  page(question: Question, range: { offset: number; limit: number }): Promise<Page>;
  facets(question: Question): Promise<Facets>;
  /** How many works each of these questions finds, in their order; for what loosening one filter would give back. */
  counts(questions: readonly Question[]): Promise<number[]>;
  /** One work out of all that match; `chance` in [0, 1) says which. Null when none does. */
  pick(question: Question, chance: number): Promise<number | null>;
}
