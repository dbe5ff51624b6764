/** The works of the index: immutable segments with what is struck out in each, and the newest changes as rows. */
import { clearBit, fillFirst, hasBit, wordsFor } from './bits.js';
import { buildSegment } from './build.js';
import { placeOfKey } from './evaluate.js';
import { FRESH_WORKS, SEGMENT_WORKS } from './limits.js';
import { chooseMerge } from './merge.js';
import { Numbering } from './numbering.js';
import { Rows } from './rows.js';
import { bytesOf, type Part, type Segment, sizeOf } from './segment.js';
import { type SavedTags, TagTable } from './tag-table.js';
import type { IndexChange, IndexedWork, IndexStats } from './types.js';

export function wholePart(segment: Segment): Part {
  const live = new Int32Array(wordsFor(sizeOf(segment)));
  fillFirst(live, sizeOf(segment));
  return { segment, live, alive: sizeOf(segment) };
}

/** What a snapshot keeps: the parts, each with the numbers of its terms in the table of tags, and that table. */
export interface SavedParts {
  parts: readonly (Part & { numbers: Uint32Array })[];
  tags: SavedTags;
}

/** What tests and benches set otherwise; see limits.ts. */
export interface PartsSettings {
  segmentWorks?: number;
  freshWorks?: number;
  headTags?: number;
}

export class Parts {
  #tags = new TagTable();
  readonly #segmentWorks: number;
  readonly #freshWorks: number;
  readonly #headTags: number | undefined;
  #sealed: Part[] = [];
  /** Bitmaps that no view has been given yet: they may be changed in place. */
  #own = new WeakSet<Int32Array>();
  /** The newest changes, by key. */
  #fresh = new Map<number, IndexedWork>();
  /** `#fresh` as a segment; null when it changed since. */
  #freshPart: Part | null = null;
  /** While nobody asks, works are gathered for whole segments. */
  #gathered: { rows: Rows; keys: Numbering } | null = null;

  constructor(settings: PartsSettings = {}) {
    this.#segmentWorks = settings.segmentWorks ?? SEGMENT_WORKS;
    this.#freshWorks = settings.freshWorks ?? FRESH_WORKS;
    this.#headTags = settings.headTags;
  }

  get tags(): TagTable {
    return this.#tags;
  }

  /** All works as they are now. What a view holds never changes, whatever is applied after. */
  view(): readonly Part[] {
    this.#seal();
    if (this.#fresh.size > 0) this.#freshPart ??= this.#buildFresh();
    for (const { live } of this.#sealed) this.#own.delete(live);
    return this.#freshPart ? [...this.#sealed, this.#freshPart] : [...this.#sealed];
  }

  /**
   * Takes changes in. While `gathering`, which is for the first filling, whole segments are built from them as they
   * come; otherwise they are answered from the next view on at little cost.
   */
  apply(changes: readonly IndexChange[], gathering: boolean): void {
    if (!gathering) this.#seal();
    for (const change of changes) {
      if (gathering) this.#gather(change);
      else this.#change(change);
    }
    if (this.#fresh.size > this.#freshWorks) this.#settle();
  }

  /** Everything as it is now, for a snapshot. */
  saved(): SavedParts {
    const parts = this.view().map((part) => ({ ...part, numbers: this.#tags.place(part.segment).numbers }));
    return { parts, tags: this.#tags.all() };
  }

  /** Puts what a snapshot holds in place of everything. */
  restore({ parts, tags }: SavedParts): void {
    this.clear();
    this.#tags = new TagTable(tags);
    this.#sealed = parts.map(({ segment, live, alive }) => ({ segment, live, alive }));
    // Now, and not while the first who asks for facets waits.
    for (const { segment, numbers } of parts) this.#tags.placeSaved(segment, numbers);
  }

  clear(): void {
    this.#sealed = [];
    this.#fresh.clear();
    this.#freshPart = null;
    this.#gathered = null;
  }

  /** What would do the index good to be built anew as one, or null. */
  mergeable(): readonly Part[] | null {
    const chosen = chooseMerge(this.#sealed, this.#segmentWorks);
    // What is struck out from here on is struck out of a copy: `replace` compares.
    for (const { live } of chosen ?? []) this.#own.delete(live);
    return chosen;
  }

  /**
   * Puts a segment in the place of those that it was made of. What was struck out of them since is struck out of it.
   * @param sources as they were when the merging began
   * @param merged null when no work was left in them
   */
  replace(sources: readonly Part[], merged: Segment | null): void {
    const now = sources.map(({ segment }) => this.#sealed.find((part) => part.segment === segment));
    this.#sealed = this.#sealed.filter((part) => !now.includes(part));
    // All else was forgotten meanwhile, and this with it.
    if (merged === null || now.every((part) => part === undefined)) return;
    const part = wholePart(merged);
    this.#own.add(part.live);
    this.#sealed.push(part);
    for (const [i, { segment, live }] of sources.entries()) {
      for (let work = 0; work < sizeOf(segment); work++) {
        if (!hasBit(live, work) || (now[i] && hasBit(now[i].live, work))) continue;
        this.#strike(this.#sealed.length - 1, placeOfKey(merged, segment.columns.key[work]!));
      }
    }
  }

  stats(): IndexStats {
    const parts = this.view();
    return {
      works: parts.reduce((sum, { alive }) => sum + alive, 0),
      segments: parts.length,
      bytes: parts.reduce((sum, { segment, live }) => sum + bytesOf(segment) + live.byteLength, 0),
    };
  }

  #change(change: IndexChange): void {
    this.#strikeKey(change.key);
    if (this.#fresh.delete(change.key)) this.#freshPart = null;
    if ('gone' in change) return;
    this.#fresh.set(change.key, change.work);
    this.#freshPart = null;
  }

  #gather(change: IndexChange): void {
    if (this.#gathered && this.#gathered.keys.find(change.key) !== -1) this.#seal();
    if (this.#fresh.size > 0) this.#settle();
    this.#strikeKey(change.key);
    if ('gone' in change) return;
    this.#gathered ??= { rows: new Rows(), keys: new Numbering() };
    this.#gathered.rows.push(change.work, (id) => this.tags.typeOfId(id));
    this.#gathered.keys.of(change.key);
    if (this.#gathered.rows.count >= this.#segmentWorks) this.#seal();
  }

  /** Makes a segment of what was gathered. */
  #seal(): void {
    if (this.#gathered === null) return;
    const { rows } = this.#gathered;
    this.#gathered = null;
    const segment = buildSegment(rows, this.#headTags);
    this.tags.place(segment);
    this.#sealed.push(wholePart(segment));
  }

  /** Makes the newest changes a segment like the others. */
  #settle(): void {
    this.#sealed.push(this.#freshPart ?? this.#buildFresh());
    this.#fresh = new Map();
    this.#freshPart = null;
  }

  #buildFresh(): Part {
    const rows = new Rows();
    for (const work of this.#fresh.values()) rows.push(work, (id) => this.tags.typeOfId(id));
    return wholePart(buildSegment(rows, this.#headTags));
  }

  #strikeKey(key: number): void {
    for (let at = 0; at < this.#sealed.length; at++) {
      const { segment, live } = this.#sealed[at]!;
      const work = placeOfKey(segment, key);
      if (work === -1 || !hasBit(live, work)) continue;
      this.#strike(at, work);
      // A work is alive in one part at most.
      return;
    }
  }

  #strike(at: number, work: number): void {
    const part = this.#sealed[at]!;
    const live = this.#own.has(part.live) ? part.live : part.live.slice();
    this.#own.add(live);
    clearBit(live, work);
    this.#sealed[at] = { segment: part.segment, live, alive: part.alive - 1 };
  }
}
