/** The parts of a query in words, each with a link to the list without it. */
import { type Messages, useWords } from '../../../core/messages/index.js';
import { languageCode, languageName } from '../../works/index.js';
import { atomsOf, canonicalText, without } from '../query/compose.js';
import type { Node, Period, Query, When } from '../query/syntax.js';
import { nodeText } from '../query/write.js';
import { listAddress } from './address.js';

function periodWords(period: Period, w: Messages): string {
  if ('unit' in period) return w.find.chip.ago[period.unit](period.ago);
  const { year, month, day } = period;
  return [year, month, day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function whenWords(when: When, w: Messages): string {
  const c = w.find.chip;
  if (when.op === 'in') {
    const from = periodWords(when.from, w);
    return when.to === null ? from : c.fromTo(from, periodWords(when.to, w));
  }
  const than = periodWords(when.than, w);
  const { op } = when;
  if ('unit' in when.than) return op.startsWith('<') ? c.newer(than) : c.older(than);
  return { '<': c.before, '<=': c.until, '>': c.after, '>=': c.since }[op](than);
}

function rangeWords(from: number | null, to: number | null, w: Messages): string {
  const c = w.find.chip;
  if (from !== null && to !== null) return c.between(from, to);
  return from !== null ? c.from(from) : c.to(to ?? 0);
}

const nameWords = (field: string, name: string): string =>
  field === 'language' ? languageName(languageCode(name) ?? name) : name;

/** What a part of a query asks, for people. */
export function nodeWords(node: Node, w: Messages): string {
  const c = w.find.chip;
  switch (node.kind) {
    case 'not':
      return c.not(nodeWords(node.of, w));
    case 'names':
      return c.of(
        w.find.fields[node.field],
        node.names.map((name) => nameWords(node.field, name)).join(c.or),
      );
    case 'count':
      return c.of(w.find.fields[node.field], rangeWords(node.from, node.to, w));
    case 'date':
      return c.of(w.find.fields[node.field], whenWords(node.when, w));
    case 'flag':
      return c.of(w.find.flags[node.flag], node.is ? c.yes : c.no);
    default:
      return nodeText(node);
  }
}

export interface AppliedFilter {
  words: string;
  /** The list without it. */
  href: string;
}

export const appliedFilters = (path: string, query: Query, w: Messages): AppliedFilter[] =>
  atomsOf(query).map((atom, i) => ({
    words: nodeWords(atom, w),
    href: listAddress(path, canonicalText(without(query, i))),
  }));

export function Applied({ filters, path }: { filters: readonly AppliedFilter[]; path: string }) {
  const w = useWords();
  if (filters.length === 0) return null;
  return (
    <nav class="applied" aria-label={w.find.applied}>
      <ul>
        {filters.map(({ words, href }) => (
          <li key={href}>
            <a href={href} rel="nofollow">
              <span class="visually-hidden">{w.find.drop}: </span>
              <bdi>{words}</bdi> <span aria-hidden="true">×</span>
            </a>
          </li>
        ))}
        {filters.length > 1 ? (
          <li>
            <a class="all" href={path}>
              {w.find.dropAll}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
