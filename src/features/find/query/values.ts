/** What stands behind `words:`, `complete:` and `sort:`. */
import { type Order, SORTS, type Sort } from './condition.js';
import { isAscending, QueryError } from './syntax.js';
import type { Comparison } from './tokens.js';

/** More than anything is counted to, and exact. */
const MOST = 1_000_000_000_000;
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d))?([km]?)$/i;
const LEADING = /^([<>]=?)/;

/** `12`, `1,200`, `1.5k`; null for anything else. */
export function number(text: string): number | null {
  const found = NUMBER.exec(text.trim());
  if (!found) return null;
  const factor = { k: 1_000, m: 1_000_000 }[(found[3] ?? '').toLowerCase()] ?? 1;
  if (found[2] !== undefined && factor === 1) return null;
  const whole = Number((found[1] ?? '').replaceAll(',', ''));
  return Math.min(MOST, whole * factor + (Number(found[2] ?? 0) * factor) / 10);
}

export interface Range {
  from: number | null;
  to: number | null;
}

const compared = (op: Exclude<Comparison, ''>, than: number): Range =>
  ({
    '<': { from: null, to: than - 1 },
    '<=': { from: null, to: than },
    '>': { from: than + 1, to: null },
    '>=': { from: than, to: null },
  })[op];

/**
 * `10`, `>10`, `1,000-5k`, `1000..5000`, `1000+`. Comparisons leave their end out, ranges hold both.
 * @throws QueryError at `at` for what is no number and for ranges upside down
 */
export function readRange(op: Comparison, value: string, at: number): Range {
  const leading = op === '' ? LEADING.exec(value) : null;
  const sign = leading ? (leading[1] as Comparison) : op;
  const text = leading ? value.slice(leading[0].length) : value;
  const one = number(text);
  if (sign !== '') {
    if (one === null) throw new QueryError('badCount', at, value);
    return compared(sign, one);
  }
  if (one !== null) return { from: one, to: one };
  if (text.endsWith('+')) {
    const from = number(text.slice(0, -1));
    if (from !== null) return { from, to: null };
  }
  const ends = /^([^-.]+(?:\.\d[km])?)(?:-|\.\.)(.+)$/i.exec(text);
  const [from, to] = [number(ends?.[1] ?? ''), number(ends?.[2] ?? '')];
  if (from === null || to === null) throw new QueryError('badCount', at, value);
  if (from > to) throw new QueryError('backwards', at, value);
  return { from, to };
}

export function rangeText({ from, to }: Range): string {
  if (from === null) return to !== null && to < 0 ? '<0' : `<=${to ?? MOST}`;
  if (to === null) return `>=${from}`;
  return from === to ? `:${from}` : `:${from}-${to}`;
}

const YES: readonly string[] = ['yes', 'true', 'y', '1', 'only', 'on'];
const NO: readonly string[] = ['no', 'false', 'n', '0', 'none', 'off'];

/** @throws QueryError at `at` */
export function readFlag(value: string, at: number): boolean {
  const text = value.toLowerCase();
  if (YES.includes(text)) return true;
  if (NO.includes(text)) return false;
  throw new QueryError('badFlag', at, value);
}

const SORT_NAMES: Readonly<Record<string, Sort>> = {
  posted: 'published',
  date: 'updated',
  revised: 'updated',
  author: 'creator',
  best: 'relevance',
};

const sortNamed = (name: string): Sort | undefined => SORTS.find((sort) => sort === name) ?? SORT_NAMES[name];

/** `kudos`, or with the way it runs: `>words` downwards, `<words` upwards. @throws QueryError at `at` */
export function readSort(op: Comparison, value: string, at: number): Order {
  const leading = op === '' ? LEADING.exec(value) : null;
  const sign = leading ? leading[1] : op;
  const name = (leading ? value.slice(leading[0].length) : value).toLowerCase();
  const sort = Object.hasOwn(SORT_NAMES, name) ? sortNamed(name) : SORTS.find((one) => one === name);
  if (!sort) throw new QueryError('badSort', at, value);
  return { sort, ascending: sign === '' ? isAscending(sort) : sign?.startsWith('<') === true };
}

export function sortText({ sort, ascending }: Order): string {
  if (ascending === isAscending(sort)) return sort;
  return `${ascending ? '<' : '>'}${sort}`;
}
