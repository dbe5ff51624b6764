/** All tags of the index with their types, each with a number of its own, so that counts are an array. */
import { TAG_TYPES, type TagType } from '../../tags/canon.js';
import { roomAfter, sharedWords } from './arrays.js';
import { Numbering } from './numbering.js';
import { useOf } from './postings.js';
import { headOf, type Segment } from './segment.js';

/** The type of a tag that nobody has named. */
export const UNKNOWN = 255;

/** The tags of a table by number: ids, and places in TAG_TYPES. */
export interface SavedTags {
  ids: Float64Array;
  types: Uint8Array;
}

interface Placed {
  /** By term of the segment: the number of the tag here. Shared, so that a snapshot is written without a copy. */
  numbers: Uint32Array;
  /** By term of the head: how many works of the whole segment have it as a tag of their own. */
  headTotals: Uint32Array;
  /** By type: the most works that a tag outside the head has; each tag's count in a tail is at most that. */
  tailMost: Uint32Array;
  revision: number;
}

function totalsOf(segment: Segment): Uint32Array {
  const { head } = segment.forward;
  const totals = new Uint32Array(Math.min(headOf(segment), segment.tags.ids.length));
  for (let i = 0; i < head.length; i++) totals[head[i]!]! += 1;
  return totals;
}

export class TagTable {
  readonly #numbering: Numbering;
  #types: Uint8Array;
  readonly #placed = new WeakMap<Segment, Placed>();
  /** Grows when a type changes. */
  #revision = 0;

  /** @param saved what `all` gave; its arrays are the table's own from then on */
  constructor(saved: SavedTags = { ids: new Float64Array(0), types: new Uint8Array(0) }) {
    this.#numbering = new Numbering(saved.ids);
    this.#types = saved.types;
  }

  get size(): number {
    return this.#numbering.size;
  }

  idOf(number: number): number {
    return this.#numbering.idOf(number);
  }

  /** A place in TAG_TYPES or UNKNOWN, by number. */
  typeOf(number: number): number {
    return this.#types[number]!;
  }

  /** A place in TAG_TYPES or UNKNOWN, by id. */
  typeOfId(id: number): number {
    const number = this.#numbering.find(id);
    return number === -1 ? UNKNOWN : this.#types[number]!;
  }

  set(id: number, type: TagType): void {
    this.setPlace(id, TAG_TYPES.indexOf(type));
  }

  /** As `set`, by the place of the type in TAG_TYPES. */
  setPlace(id: number, place: number): void {
    const number = this.#number(id, place);
    if (this.#types[number] === place) return;
    this.#types[number] = place;
    this.#revision += 1;
  }

  /** Ids and types of all by number, for a snapshot. */
  all(): SavedTags {
    return { ids: this.#numbering.ids().slice(), types: this.#types.slice(0, this.size) };
  }

  /** A segment's terms as numbers here; what is not known yet becomes known with the type that the segment says. */
  place(segment: Segment): Placed {
    const known = this.#placed.get(segment);
    if (known?.revision === this.#revision) return known;
    return this.#keep(segment, known?.numbers ?? this.#numbersOf(segment), known?.headTotals);
  }

  /** As `place`, with the numbers that this table, or the one that it was saved from, gave the segment's terms. */
  placeSaved(segment: Segment, numbers: Uint32Array): void {
    this.#keep(segment, numbers);
  }

  #numbersOf({ tags, tagTypes }: Segment): Uint32Array {
    const numbers = sharedWords(tags.ids.length);
    for (let term = 0; term < numbers.length; term++)
      numbers[term] = this.#number(tags.ids[term]!, tagTypes[term]!);
    return numbers;
  }

  #keep(segment: Segment, numbers: Uint32Array, headTotals = totalsOf(segment)): Placed {
    const { tags } = segment;
    const tailMost = new Uint32Array(TAG_TYPES.length);
    for (let term = headOf(segment); term < numbers.length; term++) {
      const type = this.#types[numbers[term]!]!;
      const use = useOf(tags, term);
      if (type !== UNKNOWN && use > tailMost[type]!) tailMost[type] = use;
    }
    const placed = { numbers, headTotals, tailMost, revision: this.#revision };
    this.#placed.set(segment, placed);
    return placed;
  }

  /** The number of a tag; a new one gets this type. */
  #number(id: number, type: number): number {
    const before = this.size;
    const number = this.#numbering.of(id);
    if (number < before) return number;
    if (number === this.#types.length) {
      const wider = new Uint8Array(roomAfter(number));
      wider.set(this.#types);
      this.#types = wider;
    }
    this.#types[number] = type;
    return number;
  }
}
