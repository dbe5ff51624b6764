/** What an address of a list asks, up to the question that a finder answers. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Viewer } from '../../../core/viewer.js';
import { LIMITS } from '../limits.js';
import { hideOf } from '../personal/queries.js';
import {
  type Composed,
  canonicalText,
  compose,
  emptySentForm,
  type FormField,
  type SentForm,
  sentForm,
} from '../query/compose.js';
import { type Condition, EVERYTHING, type Order } from '../query/condition.js';
import { type KnownNames, lookUp } from '../query/names.js';
import { parseQuery } from '../query/parse.js';
import { asksForWords, type Note, resolve } from '../query/resolve.js';
import { EMPTY_QUERY, type Fault, partsOf, type Query } from '../query/syntax.js';
import type { MarkedApp } from '../search.js';
import { readSent, wasSent } from './address.js';

export const NO_NAMES: KnownNames = {
  tags: new Map(),
  pseuds: new Map(),
  series: new Map(),
  marks: new Map(),
};

/** What was asked and can be answered. */
export interface Asked {
  kind: 'query';
  query: Query;
  /** The text that the query's one address holds. */
  text: string;
  form: SentForm;
  known: KnownNames;
  where: Condition;
  notes: readonly Note[];
}

/** What was asked and can't be read; the form comes back as it was. */
export interface Unreadable {
  kind: 'fault';
  text: string;
  form: SentForm;
  field: FormField;
  fault: Fault;
}

/** A form whose fields become one text, at an address of its own. */
export interface Moved {
  kind: 'moved';
  text: string;
}

function fromForm(params: URLSearchParams): Moved | Unreadable {
  const form = readSent(params);
  const composed: Composed = compose(form);
  if (composed.ok) return { kind: 'moved', text: canonicalText(composed.query) };
  return { kind: 'fault', text: form.box, form, field: composed.field, fault: composed.fault };
}

/** Reads an address for this viewer. `now` is what "3 weeks ago" counts from. */
export async function readAsked(
  { db, marks }: MarkedApp,
  viewer: Viewer,
  params: URLSearchParams,
  now: Date,
): Promise<Asked | Unreadable | Moved> {
  if (wasSent(params)) return fromForm(params);
  const typed = params.get('q') ?? '';
  const fault = (one: Fault): Unreadable => ({
    kind: 'fault',
    text: typed,
    form: { ...emptySentForm(), box: typed },
    field: 'q',
    fault: one,
  });
  const parsed = parseQuery(typed);
  if (!parsed.ok) return fault(parsed.fault);
  const { query } = parsed;
  if (query === EMPTY_QUERY) {
    const form = emptySentForm();
    return { kind: 'query', query, text: '', form, known: NO_NAMES, where: EVERYTHING, notes: [] };
  }
  const known = await lookUp(db, viewer, query, marks);
  const resolved = resolve(query, known, now);
  if (!resolved.ok) return fault(resolved.fault);
  const { where, notes } = resolved;
  return { kind: 'query', query, text: canonicalText(query), form: sentForm(query), known, where, notes };
}

/** What the viewer hides; nothing where what they have hidden is what they ask for. */
export const hideFor = async (db: Kysely<DB>, viewer: Viewer, query: Query): Promise<Condition | null> =>
  partsOf(query).some((part) => part.kind === 'flag' && part.flag === 'hidden' && part.is)
    ? null
    : hideOf(db, viewer);

/** Both at once. */
export const both = (a: Condition, b: Condition): Condition =>
  a === EVERYTHING ? b : b === EVERYTHING ? a : { op: 'and', of: [a, b] };

/** Lists run by date, a search for words among all works by how well they fit. */
export const orderOf = (asked: Order | null, where: Condition, isSearch: boolean): Order =>
  asked ?? { sort: isSearch && asksForWords(where) ? 'relevance' : 'updated', ascending: false };

/** Pages that a list of so many works has. */
export const lastPage = (total: number, pageSize: number): number =>
  Math.max(1, Math.ceil(Math.min(total, LIMITS.reachable) / pageSize));
