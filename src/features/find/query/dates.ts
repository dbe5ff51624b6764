/** Dates of queries: calendar periods and times ago, in UTC. */

import { type Period, QueryError, type Unit, type When } from './syntax.js';
import type { Comparison } from './tokens.js';

const UNITS: Readonly<Record<string, Unit>> = { h: 'h', d: 'd', w: 'w', m: 'm', y: 'y' };
const AGO = /^(\d{1,3})(?:\s*-\s*(\d{1,3}))?\s*(?:([hdwmy])|(hour|day|week|month|year)s?)(?:\s+ago)?$/i;
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const LEADING = /^([<>]=?)\s*/;
const DAY_MS = 86_400_000;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function absolute(text: string): Period | null {
  const found = DATE.exec(text);
  if (!found) return null;
  const year = Number(found[1]);
  const month = found[2] === undefined ? null : Number(found[2]);
  const day = found[3] === undefined ? null : Number(found[3]);
  // Years before 100 would be read as of the last century.
  if (year < 1000 || (month !== null && (month < 1 || month > 12))) return null;
  if (day !== null && (day < 1 || day > daysIn(year, month ?? 1))) return null;
  return { year, month, day };
}

function relative(text: string): { from: Period; to: Period | null } | null {
  const found = AGO.exec(text);
  if (!found) return null;
  const unit = UNITS[(found[3] ?? found[4] ?? '').charAt(0).toLowerCase()];
  if (!unit) return null;
  const [ago, until] = [Number(found[1]), found[2] === undefined ? null : Number(found[2])];
  if (until === null) return { from: { ago, unit }, to: null };
  // The longer ago is the earlier.
  return { from: { ago: Math.max(ago, until), unit }, to: { ago: Math.min(ago, until), unit } };
}

/** `A..B`; of years and of whole dates also `A-B`. */
function pair(text: string): [string, string] | null {
  const dots = /^([^.]+)\.\.([^.]+)$/.exec(text);
  if (dots) return [(dots[1] ?? '').trim(), (dots[2] ?? '').trim()];
  const years = /^(\d{4})\s*-\s*(\d{4})$/.exec(text);
  return years ? [years[1] ?? '', years[2] ?? ''] : null;
}

/**
 * `2024`, `2024-03`, `2023-01..2024-06`, `2022-2024`, `3 weeks ago`, `1-2m`, and each of the first after a comparison.
 * @throws QueryError at `at` for anything else
 */
export function readWhen(op: Comparison, value: string, at: number): When {
  const leading = op === '' ? LEADING.exec(value) : null;
  const sign = leading ? (leading[1] as Comparison) : op;
  const text = (leading ? value.slice(leading[0].length) : value).trim();
  const ago = relative(text);
  const one = absolute(text) ?? (ago?.to === null ? ago.from : null);
  if (sign !== '') {
    if (!one) throw new QueryError('badDate', at, value);
    return { op: sign, than: one };
  }
  if (one) return { op: 'in', from: one, to: null };
  if (ago) return { op: 'in', ...ago };
  const [from, to] = (pair(text) ?? []).map((end) => absolute(end) ?? relative(end)?.from ?? null);
  if (!from || !to) throw new QueryError('badDate', at, value);
  return { op: 'in', from, to };
}

const two = (n: number): string => String(n).padStart(2, '0');

function periodText(period: Period): string {
  if ('unit' in period) return `${period.ago}${period.unit}`;
  const { year, month, day } = period;
  return `${year}${month === null ? '' : `-${two(month)}`}${day === null ? '' : `-${two(day)}`}`;
}

export function whenText(when: When): string {
  if (when.op !== 'in') return `${when.op}${periodText(when.than)}`;
  return when.to === null ? periodText(when.from) : `${periodText(when.from)}..${periodText(when.to)}`;
}

/** From its first to its last millisecond. */
interface Span {
  from: number;
  to: number;
}

const span = (from: number, until: number): Span => ({ from, to: until - 1 });

/** The whole hour, day, week from Monday, month or year that was so many of them ago. */
function spanAgo({ ago, unit }: { ago: number; unit: Unit }, now: Date): Span {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (unit === 'y') return span(Date.UTC(year - ago, 0), Date.UTC(year - ago + 1, 0));
  if (unit === 'm') return span(Date.UTC(year, month - ago), Date.UTC(year, month - ago + 1));
  const length = unit === 'h' ? 3_600_000 : unit === 'd' ? DAY_MS : 7 * DAY_MS;
  // The first of January 1970 was a Thursday.
  const shift = unit === 'w' ? 3 * DAY_MS : 0;
  const start = Math.floor((now.getTime() + shift) / length) * length - shift;
  return span(start - ago * length, start - (ago - 1) * length);
}

function spanOf(period: Period, now: Date): Span {
  if ('unit' in period) return spanAgo(period, now);
  const { year, month, day } = period;
  if (month === null) return span(Date.UTC(year, 0), Date.UTC(year + 1, 0));
  if (day === null) return span(Date.UTC(year, month - 1), Date.UTC(year, month));
  return span(Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day + 1));
}

/** The moment that was exactly so long ago; a month back from the 31st is the last day of a shorter month. */
function momentAgo({ ago, unit }: { ago: number; unit: Unit }, now: Date): number {
  if (unit === 'h') return now.getTime() - ago * 3_600_000;
  if (unit === 'd') return now.getTime() - ago * DAY_MS;
  if (unit === 'w') return now.getTime() - ago * 7 * DAY_MS;
  const months = now.getUTCFullYear() * 12 + now.getUTCMonth() - ago * (unit === 'y' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const day = Math.min(now.getUTCDate(), daysIn(year, month));
  return Date.UTC(year, month - 1, day) + (now.getTime() % DAY_MS);
}

/** Before the first work of any archive, and after the last: dates stay within what the columns hold. */
const EARLIEST_MS = -62_000_000_000_000;
const LATEST_MS = 250_000_000_000_000;

const bounded = (ms: number | null): number | null =>
  ms === null
    ? null
    : Math.floor(Math.min(Math.max(Number.isNaN(ms) ? EARLIEST_MS : ms, EARLIEST_MS), LATEST_MS) / 1000);

/** In seconds since 1970, both ends part of it; null is no end. */
export function secondsOf(when: When, now: Date): { from: number | null; to: number | null } {
  if (when.op === 'in') {
    const first = spanOf(when.from, now);
    const last = when.to === null ? first : spanOf(when.to, now);
    return { from: bounded(first.from), to: bounded(last.to) };
  }
  const { op, than } = when;
  const wide = op.endsWith('=');
  if ('unit' in than) {
    const moment = bounded(momentAgo(than, now));
    const edge = wide ? 0 : 1;
    return op.startsWith('<')
      ? { from: moment === null ? null : moment + edge, to: null }
      : { from: null, to: moment === null ? null : moment - edge };
  }
  const { from, to } = spanOf(than, now);
  if (op === '<') return { from: null, to: bounded(from - 1) };
  if (op === '<=') return { from: null, to: bounded(to) };
  return op === '>' ? { from: bounded(to + 1), to: null } : { from: bounded(from), to: null };
}
