/** A form that was sent becomes a query; a query becomes the one text that its address holds. */
import { type Order, SORTS } from './condition.js';
import { readWhen } from './dates.js';
import { emptyForm, fromChoices, type QueryForm, toForm } from './form.js';
import { parseQuery } from './parse.js';
import {
  type Fault,
  fromParts,
  isAscending,
  type Node,
  not,
  partsOf,
  type Query,
  QueryError,
} from './syntax.js';
import { cleanQuery } from './tokens.js';
import { readRange } from './values.js';
import { queryText } from './write.js';

/** The form as sent: the order has fields of its own. */
export interface SentForm extends QueryForm {
  /** Empty: as the page sorts by itself. */
  sort: string;
  direction: '' | 'up' | 'down';
}

export const emptySentForm = (): SentForm => ({ ...emptyForm(), sort: '', direction: '' });

/** In which field a fault stands; places count in that field's text alone. */
export type FormField = 'q' | 'words_from' | 'words_to' | 'updated';

export type Composed = { ok: true; query: Query } | { ok: false; field: FormField; fault: Fault };

class FieldError extends Error {
  readonly field: FormField;
  readonly fault: Fault;

  constructor(field: FormField, fault: Fault) {
    super(fault.key);
    this.field = field;
    this.fault = fault;
  }
}

function inField<T>(field: FormField, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof QueryError ? new FieldError(field, error.fault) : error;
  }
}

function wordsOf({ wordsFrom, wordsTo }: SentForm): Node[] {
  const end = (field: FormField, text: string, op: '>=' | '<=') =>
    text.trim() === '' ? null : inField(field, () => readRange(op, text.trim(), 0));
  const from = end('words_from', wordsFrom, '>=')?.from ?? null;
  const to = end('words_to', wordsTo, '<=')?.to ?? null;
  if (from === null && to === null) return [];
  if (from !== null && to !== null && from > to)
    throw new FieldError('words_to', { key: 'backwards', at: 0, length: 1, word: `${from}-${to}` });
  return [{ kind: 'count', field: 'words', from, to, at: 0 }];
}

function updatedOf({ updated }: SentForm): Node[] {
  const text = cleanQuery(updated).trim();
  if (text === '') return [];
  const when = inField('updated', () => readWhen('', text, 0));
  return [{ kind: 'date', field: 'updated', when, at: 0 }];
}

function orderOf({ sort, direction }: SentForm): Order | null {
  const known = SORTS.find((one) => one === sort);
  if (!known) return null;
  return { sort: known, ascending: direction === '' ? isAscending(known) : direction === 'up' };
}

/** What the fields and the box ask together. */
export function compose(form: SentForm): Composed {
  try {
    const box = parseQuery(form.box);
    if (!box.ok) throw new FieldError('q', box.fault);
    const parts = [...fromChoices(form), ...wordsOf(form), ...updatedOf(form), ...partsOf(box.query)];
    return { ok: true, query: { where: fromParts(parts), order: orderOf(form) ?? box.query.order } };
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, field: error.field, fault: error.fault };
    throw error;
  }
}

/** The form of a query, its order too. */
export function sentForm(query: Query): SentForm {
  const { order } = query;
  const direction =
    order === null || order.ascending === isAscending(order.sort) ? '' : order.ascending ? 'up' : 'down';
  return { ...toForm(query), sort: order?.sort ?? '', direction };
}

/** The same query with its parts in the one order that addresses have. */
export function canonical(query: Query): Query {
  const composed = compose({ ...sentForm(query) });
  // A form that was made of a query can be read.
  return composed.ok ? { where: composed.query.where, order: query.order } : query;
}

export const canonicalText = (query: Query): string => queryText(canonical(query));

/** What can be taken out by itself: each part, and of what must not be there each name. */
export function atomsOf(query: Query): readonly Node[] {
  return partsOf(query).flatMap((part): Node[] =>
    part.kind === 'not' && part.of.kind === 'names'
      ? part.of.names.map((name) => not({ ...(part.of as Extract<Node, { kind: 'names' }>), names: [name] }))
      : [part],
  );
}

/** Without one of its atoms. */
export const without = (query: Query, atom: number): Query =>
  canonical({ where: fromParts(atomsOf(query).filter((_, i) => i !== atom)), order: query.order });
