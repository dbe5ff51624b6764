/**
 * The language of queries.
 *
 *     query  = or
 *     or     = and { ("OR" | "||") and }
 *     and    = unary { ["AND" | "&&"] unary }
 *     unary  = ("NOT" | "-") unary | "(" or ")" | term
 *     term   = FIELD (":" | "=") [COMPARISON] VALUE { "," VALUE } | FIELD COMPARISON VALUE | PHRASE | WORD
 *
 * Values with spaces stand in quotes; of several names after commas any will do. What looks like a field and is none is
 * a word. `m/m` by itself is the category. `sort:` belongs to the whole query, so it stands outside of brackets.
 */
import { LIMITS } from '../limits.js';
import type { Order } from './condition.js';
import { readWhen } from './dates.js';
import {
  all,
  any,
  COUNT_FIELDS,
  DATE_FIELDS,
  EMPTY_QUERY,
  type Fault,
  FLAG_FIELDS,
  NAME_FIELDS,
  type Node,
  not,
  type Query,
  QueryError,
} from './syntax.js';
import { cleanQuery, type Token, tokens } from './tokens.js';
import { readFlag, readRange, readSort } from './values.js';

const PAIRING = /^[fm]\/[fm]$/i;

type FieldToken = Extract<Token, { kind: 'field' }>;

function fieldNode({ field, op, values, at }: FieldToken): Node {
  const [first = { text: '', at }] = values;
  const name = NAME_FIELDS.find((one) => one === field);
  if (name) return { kind: 'names', field: name, names: values.map(({ text }) => text), at };
  const count = COUNT_FIELDS.find((one) => one === field);
  if (count) return { kind: 'count', field: count, ...readRange(op, first.text, first.at), at };
  const date = DATE_FIELDS.find((one) => one === field);
  if (date) return { kind: 'date', field: date, when: readWhen(op, first.text, first.at), at };
  const flag = FLAG_FIELDS.find((one) => one === field);
  if (!flag) throw new QueryError('badSort', at, field);
  return { kind: 'flag', flag, is: readFlag(first.text, first.at), at };
}

const wordNode = ({ text, phrase, at }: Extract<Token, { kind: 'words' }>): Node =>
  !phrase && PAIRING.test(text)
    ? { kind: 'names', field: 'category', names: [text.toUpperCase()], at }
    : { kind: 'words', text, phrase, at };

class Parser {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #next = 0;
  #depth = 0;
  order: Order | null = null;

  constructor(found: readonly Token[], length: number) {
    this.#tokens = found;
    this.#length = length;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  whole(): Node | null {
    if (this.#tokens.length === 0) return null;
    const node = this.#or();
    const left = this.#peek();
    if (left) throw new QueryError(left.kind === ')' ? 'strayBracket' : 'lonelyOperator', left.at, ')');
    return node;
  }

  #or(): Node | null {
    const parts: Node[] = [];
    let operator: Token | undefined;
    for (;;) {
      const part = this.#and();
      if (!part && (operator || this.#peek()?.kind === 'or')) this.#lonely(operator ?? this.#peek());
      if (part) parts.push(part);
      operator = this.#peek();
      if (operator?.kind !== 'or') break;
      this.#next += 1;
    }
    return parts.length === 0 ? null : any(parts);
  }

  #and(): Node | null {
    const parts: Node[] = [];
    let operator: Token | undefined;
    for (;;) {
      const token = this.#peek();
      if (token?.kind === 'and') {
        if (parts.length === 0 || operator) this.#lonely(token);
        operator = token;
        this.#next += 1;
        continue;
      }
      if (!token || token.kind === ')' || token.kind === 'or') break;
      const part = this.#unary();
      if (part) parts.push(part);
      operator = undefined;
    }
    if (operator) this.#lonely(operator);
    return parts.length === 0 ? null : all(parts);
  }

  #lonely(token: Token | undefined): never {
    const text = token && 'text' in token ? token.text : '';
    throw new QueryError('lonelyOperator', token?.at ?? this.#length, text);
  }

  /** Null for what asks nothing: an order. */
  #unary(): Node | null {
    let negated = false;
    let operator: Token | undefined;
    let token = this.#peek();
    for (; token?.kind === 'not'; token = this.#peek()) {
      negated = !negated;
      operator = token;
      this.#next += 1;
    }
    if (!token || token.kind === 'and' || token.kind === 'or' || token.kind === ')') this.#lonely(operator);
    const node = token.kind === '(' ? this.#bracket(token.at) : this.#term(token, operator !== undefined);
    return node && negated ? not(node) : node;
  }

  #bracket(at: number): Node {
    this.#next += 1;
    this.#depth += 1;
    if (this.#depth > LIMITS.queryDepth) throw new QueryError('tooDeep', at, '(');
    const node = this.#or();
    const end = this.#peek();
    if (end?.kind !== ')') throw new QueryError('openBracket', at, '(');
    if (!node) throw new QueryError('emptyBrackets', at, '()', end.at - at + 1);
    this.#next += 1;
    this.#depth -= 1;
    return node;
  }

  #term(token: Token, negated: boolean): Node | null {
    this.#next += 1;
    if (token.kind === 'words') return wordNode(token);
    if (token.kind !== 'field') return this.#lonely(token);
    if (token.field !== 'sort') return fieldNode(token);
    if (this.#depth > 0 || negated) throw new QueryError('sortInside', token.at, 'sort:');
    const [value] = token.values;
    this.order = readSort(token.op, value?.text ?? '', value?.at ?? token.at);
    return null;
  }
}

export type Parsed = { ok: true; query: Query } | { ok: false; fault: Fault };

/** Any text at all. Places in the fault count in `cleanQuery(text)`. */
export function parseQuery(text: string): Parsed {
  const clean = cleanQuery(text);
  try {
    const parser = new Parser(tokens(clean), clean.length);
    const where = parser.whole();
    if (!where && !parser.order) return { ok: true, query: EMPTY_QUERY };
    return { ok: true, query: { where, order: parser.order } };
  } catch (error) {
    if (error instanceof QueryError) return { ok: false, fault: error.fault };
    throw error;
  }
}
