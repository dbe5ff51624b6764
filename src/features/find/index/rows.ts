/** Works on their way into a segment, column by column: what is built from, whether they come new or out of segments. */
import { FLAGS, NUMBER_FIELDS, type NumberField } from '../query/condition.js';
import { Doubles, Words } from './arrays.js';
import { Numbering } from './numbering.js';
import { toBytes } from './strings.js';
import type { IndexedWork } from './types.js';

/** The id of “for members only” among the flags. */
export const MEMBERS = FLAGS.length;

/** Numbers for texts as they come: the first is 0. */
class Texts {
  readonly all: string[] = [];
  readonly #known = new Map<string, number>();

  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const term = this.all.length;
    this.all.push(text);
    this.#known.set(text, term);
    return term;
  }
}

/** A list of terms for each row; none twice in one. */
export class Lists {
  readonly starts = new Words();
  readonly entries = new Words();
  /** By term: the last row that has it, from 1, so that none gets it twice. */
  #last = new Uint32Array(1024);

  /** Begins the list of the next row. */
  begin(): void {
    this.starts.push(this.entries.length);
  }

  add(term: number): void {
    if (term >= this.#last.length) {
      const wider = new Uint32Array(Math.max(term + 1, this.#last.length * 2));
      wider.set(this.#last);
      this.#last = wider;
    }
    if (this.#last[term] === this.starts.length) return;
    this.#last[term] = this.starts.length;
    this.entries.push(term);
  }

  end(row: number): number {
    return row + 1 < this.starts.length ? this.starts.data[row + 1]! : this.entries.length;
  }
}

/** The type of a tag as its place in TAG_TYPES; 255 when it is not known. */
export type TypeOf = (tagId: number) => number;

export class Rows {
  readonly keys = new Doubles();
  readonly numbers = Object.fromEntries(NUMBER_FIELDS.map((field) => [field, new Doubles()])) as Record<
    NumberField,
    Doubles
  >;
  readonly texts = {
    title: { terms: new Texts(), rows: new Words() },
    creator: { terms: new Texts(), rows: new Words() },
  };
  readonly tagTerms = new Numbering();
  /** By term of `tagTerms`. */
  readonly tagTypes: number[] = [];
  readonly direct = new Lists();
  readonly tags = new Lists();
  readonly creatorTerms = new Numbering();
  readonly creators = new Lists();
  readonly seriesTerms = new Numbering();
  readonly series = new Lists();
  readonly codeTerms = new Texts();
  readonly languages = new Lists();
  readonly flags = new Lists();

  get count(): number {
    return this.keys.length;
  }

  tag(id: number, typeOf: TypeOf): number {
    const term = this.tagTerms.of(id);
    if (term === this.tagTypes.length) this.tagTypes.push(typeOf(id));
    return term;
  }

  /** Begins a row: its lists are empty until something is added to them. */
  begin(key: number): void {
    this.keys.push(key);
    for (const lists of [this.direct, this.tags, this.creators, this.series, this.languages, this.flags])
      lists.begin();
  }

  push(work: IndexedWork, typeOf: TypeOf): void {
    this.begin(work.key);
    for (const field of NUMBER_FIELDS) this.numbers[field].push(work.numbers[field]);
    this.texts.title.rows.push(this.texts.title.terms.of(toBytes(work.sortTitle)));
    this.texts.creator.rows.push(this.texts.creator.terms.of(toBytes(work.sortCreator)));
    for (const id of work.direct) {
      const term = this.tag(id, typeOf);
      this.direct.add(term);
      // What counts also matches, whatever the row says.
      this.tags.add(term);
    }
    for (let i = 0; i < work.filters.length; i++) {
      const id = work.filters[i]!;
      // Mostly the direct ones come first again.
      if (id !== work.direct[i]) this.tags.add(this.tag(id, typeOf));
    }
    for (const id of work.creators) this.creators.add(this.creatorTerms.of(id));
    for (const id of work.series) this.series.add(this.seriesTerms.of(id));
    this.languages.add(this.codeTerms.of(work.language));
    for (const flag of work.flags) this.flags.add(FLAGS.indexOf(flag));
    if (work.audience === 'members') this.flags.add(MEMBERS);
  }
}
