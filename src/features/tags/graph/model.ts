/**
 * The tag graph without a database: what a tag is, what may stand above what, and single changes that can be made and
 * taken back. Links are those that somebody made; closure and inherited fandoms follow from them (derived.ts, store.ts).
 */
import { TAG_TYPES, type TagType } from '../canon.js';

/** Media stand above fandoms and are not put on works. */
export const GRAPH_TYPES = [...TAG_TYPES, 'media'] as const;
export type GraphType = TagType | 'media';

export interface GraphTag {
  id: number;
  type: GraphType;
  name: string;
  canonical: boolean;
  /** The canonical tag that this one is a synonym of. */
  mergerId: number | null;
  unwrangleable: boolean;
}

/** `meta`: of one type. `parent`: of types that stand above (PARENT_TYPES). */
export type LinkKind = 'parent' | 'meta';

export interface Link {
  kind: LinkKind;
  id: number;
  above: number;
}

/** One change, with what was and what is: an act is a list of them, its opposite takes it back. */
export type Delta = TagDelta | LinkDelta;
type TagDelta =
  | { on: 'canonical' | 'unwrangleable'; id: number; from: boolean; to: boolean }
  | { on: 'merger'; id: number; from: number | null; to: number | null }
  | { on: 'name'; id: number; from: string; to: string }
  | { on: 'type'; id: number; from: GraphType; to: GraphType };
interface LinkDelta {
  on: LinkKind;
  id: number;
  above: number;
  added: boolean;
}

const isLink = (delta: Delta): delta is LinkDelta => delta.on === 'parent' || delta.on === 'meta';

/** Of which types a tag's parents may be. */
export const PARENT_TYPES: Readonly<Record<GraphType, readonly GraphType[]>> = {
  rating: [],
  warning: [],
  category: [],
  fandom: ['media'],
  relationship: ['fandom', 'character'],
  character: ['fandom'],
  freeform: ['fandom'],
  media: [],
};

const NONE: ReadonlySet<number> = new Set();

/** Links of one kind, both ways. */
class Links {
  readonly #above = new Map<number, Set<number>>();
  readonly #below = new Map<number, Set<number>>();

  set(id: number, above: number, there: boolean): void {
    change(this.#above, id, above, there);
    change(this.#below, above, id, there);
  }

  above(id: number): ReadonlySet<number> {
    return this.#above.get(id) ?? NONE;
  }

  below(id: number): ReadonlySet<number> {
    return this.#below.get(id) ?? NONE;
  }
}

function change(sets: Map<number, Set<number>>, key: number, value: number, there: boolean): void {
  const set = sets.get(key) ?? new Set();
  if (there) set.add(value);
  else set.delete(value);
  sets.set(key, set);
}

/** A part of the graph that is whole around the tags it was loaded for: all their links, synonyms, and what is above. */
export class Graph {
  readonly #tags = new Map<number, GraphTag>();
  readonly #synonyms = new Map<number, Set<number>>();
  readonly #links: Record<LinkKind, Links> = { parent: new Links(), meta: new Links() };

  constructor(tags: Iterable<GraphTag>, links: Iterable<Link>) {
    for (const tag of tags) this.add(tag);
    for (const { kind, id, above } of links) this.#links[kind].set(id, above, true);
  }

  add(tag: GraphTag): void {
    this.#tags.set(tag.id, { ...tag });
    if (tag.mergerId !== null) change(this.#synonyms, tag.mergerId, tag.id, true);
  }

  tag(id: number): Readonly<GraphTag> | undefined {
    return this.#tags.get(id);
  }

  tags(): IterableIterator<Readonly<GraphTag>> {
    return this.#tags.values();
  }

  synonyms(id: number): readonly number[] {
    return [...(this.#synonyms.get(id) ?? [])];
  }

  /** What somebody put right above this tag. */
  above(kind: LinkKind, id: number): readonly number[] {
    return [...this.#links[kind].above(id)];
  }

  below(kind: LinkKind, id: number): readonly number[] {
    return [...this.#links[kind].below(id)];
  }

  has(kind: LinkKind, id: number, above: number): boolean {
    return this.#links[kind].above(id).has(above);
  }

  /** All metatags above, near and far. */
  allMetas(id: number): Set<number> {
    const found = new Set<number>();
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      for (const meta of this.#links.meta.above(next))
        if (!found.has(meta)) {
          found.add(meta);
          waiting.push(meta);
        }
    return found;
  }

  /** Whether the graph is as it was right after this change. */
  isAfter(delta: Delta): boolean {
    if (isLink(delta)) return this.has(delta.on, delta.id, delta.above) === delta.added;
    const tag = this.#tags.get(delta.id);
    return tag !== undefined && stateOf(tag, delta.on) === delta.to;
  }

  apply(delta: Delta): void {
    if (isLink(delta)) {
      this.#links[delta.on].set(delta.id, delta.above, delta.added);
      return;
    }
    const tag = this.#tags.get(delta.id);
    if (!tag) throw new Error(`Tag ${delta.id} was not loaded.`);
    switch (delta.on) {
      case 'canonical':
      case 'unwrangleable':
        tag[delta.on] = delta.to;
        break;
      case 'name':
        tag.name = delta.to;
        break;
      case 'type':
        tag.type = delta.to;
        break;
      case 'merger':
        if (tag.mergerId !== null) change(this.#synonyms, tag.mergerId, tag.id, false);
        if (delta.to !== null) change(this.#synonyms, delta.to, tag.id, true);
        tag.mergerId = delta.to;
    }
  }
}

const stateOf = (tag: GraphTag, on: TagDelta['on']): boolean | number | string | null =>
  on === 'merger' ? tag.mergerId : tag[on];

/** What takes a change back. */
export const opposite = (delta: Delta): Delta => {
  if (isLink(delta)) return { ...delta, added: !delta.added };
  if (delta.on === 'merger') return { ...delta, from: delta.to, to: delta.from };
  if (delta.on === 'name') return { ...delta, from: delta.to, to: delta.from };
  if (delta.on === 'type') return { ...delta, from: delta.to, to: delta.from };
  return { ...delta, from: delta.to, to: delta.from };
};

/** The tags that a change is about. */
export const tagsOf = (delta: Delta): number[] => {
  if (isLink(delta)) return [delta.id, delta.above];
  if (delta.on === 'merger')
    return [delta.id, delta.from, delta.to].filter((id): id is number => id !== null);
  return [delta.id];
};
