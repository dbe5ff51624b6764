/** What a typed query says, before names are looked up: the tree that the language, the form and the address share. */
import type { TagType } from '../../tags/index.js';
import type { Order, Sort } from './condition.js';

/** `tag` is a tag of any type. */
export const NAME_FIELDS = [
  'fandom',
  'relationship',
  'character',
  'freeform',
  'rating',
  'warning',
  'category',
  'tag',
  'creator',
  'title',
  'series',
  'language',
] as const;
export type NameField = (typeof NAME_FIELDS)[number];

export const COUNT_FIELDS = ['words', 'chapters', 'kudos', 'hits', 'comments', 'bookmarks'] as const;
export type CountField = (typeof COUNT_FIELDS)[number];

export const DATE_FIELDS = ['updated', 'posted'] as const;
export type DateField = (typeof DATE_FIELDS)[number];

/** What works are to the one who asks; guests have none. */
export const MARK_FIELDS = ['mine', 'hidden'] as const;
export type MarkField = (typeof MARK_FIELDS)[number];

export const FLAG_FIELDS = ['complete', 'crossover', 'otp', 'anonymous', ...MARK_FIELDS] as const;
export type FlagField = (typeof FLAG_FIELDS)[number];

export type Unit = 'h' | 'd' | 'w' | 'm' | 'y';

/** A stretch of the calendar: so many units ago, or a year, a month or a day. */
export type Period = { ago: number; unit: Unit } | { year: number; month: number | null; day: number | null };

/** `in`: within the period, or from one to the other. Of relative periods `<` is newer, of dates it is before. */
export type When =
  | { op: 'in'; from: Period; to: Period | null }
  | { op: '<' | '<=' | '>' | '>='; than: Period };

export type Node =
  | { kind: 'and' | 'or'; of: readonly Node[] }
  | { kind: 'not'; of: Node }
  /** Words anywhere in the work; a phrase is words in this order. */
  | { kind: 'words'; text: string; phrase: boolean; at: number }
  /** Any of these names. */
  | { kind: 'names'; field: NameField; names: readonly string[]; at: number }
  /** Both ends are part of it. */
  | { kind: 'count'; field: CountField; from: number | null; to: number | null; at: number }
  | { kind: 'date'; field: DateField; when: When; at: number }
  | { kind: 'flag'; flag: FlagField; is: boolean; at: number };

/** Null: everything. */
export interface Query {
  where: Node | null;
  /** Null: as the page sorts by itself. */
  order: Order | null;
}

export const EMPTY_QUERY: Query = { where: null, order: null };

export const markOf = (flag: FlagField): MarkField | undefined => MARK_FIELDS.find((one) => one === flag);

/** Text runs upwards by itself, numbers and dates downwards. */
export const isAscending = (sort: Sort): boolean => sort === 'title' || sort === 'creator';

/** Of types that a work has one of, or that the archive fixes. */
export const isTagField = (field: NameField): field is TagType | 'tag' =>
  !['creator', 'title', 'series', 'language'].includes(field);

function joined(kind: 'and' | 'or', parts: readonly Node[]): Node {
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  const [first] = of;
  return of.length === 1 && first ? first : { kind, of };
}

/** All of these; groups within groups become one. */
export const all = (parts: readonly Node[]): Node => joined('and', parts);
export const any = (parts: readonly Node[]): Node => joined('or', parts);
export const not = (of: Node): Node => (of.kind === 'not' ? of.of : { kind: 'not', of });

/** What a query asks, part by part, each of which must hold. */
export const partsOf = ({ where }: Query): readonly Node[] =>
  where === null ? [] : where.kind === 'and' ? where.of : [where];

export const fromParts = (parts: readonly Node[]): Node | null => (parts.length === 0 ? null : all(parts));

export const FAULTS = [
  'tooLong',
  'tooMany',
  'tooDeep',
  'openQuote',
  'openBracket',
  'strayBracket',
  'emptyBrackets',
  'noValue',
  'lonelyOperator',
  'badCount',
  'badDate',
  'badFlag',
  'badSort',
  'sortInside',
  'backwards',
  'noSuchName',
  'manyMarked',
] as const;
export type FaultKey = (typeof FAULTS)[number];

/** What can't be read, and where: `at` and `length` count UTF-16 units of the cleaned text. */
export interface Fault {
  key: FaultKey;
  at: number;
  length: number;
  /** What stands there, or what it is about. */
  word: string;
}

/** Thrown inside the reading of a query; `parseQuery` gives it back as a value. */
export class QueryError extends Error {
  readonly fault: Fault;

  constructor(key: FaultKey, at: number, word: string, length = Math.max(1, word.length)) {
    super(key);
    this.fault = { key, at, length, word: word.slice(0, 60) };
  }
}
