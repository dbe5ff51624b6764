/**
 * A typed query in pieces. Signs mean something only where a word may begin, so that names may hold any of them:
 * `Re:Zero`, `AC/DC` and `it's` are words.
 */
import { LIMITS } from '../limits.js';
import { COUNT_FIELDS, DATE_FIELDS, FLAG_FIELDS, NAME_FIELDS, type NameField, QueryError } from './syntax.js';

export type FieldName =
  | NameField
  | (typeof COUNT_FIELDS)[number]
  | (typeof DATE_FIELDS)[number]
  | (typeof FLAG_FIELDS)[number]
  | 'sort';

const OWN_NAMES: readonly FieldName[] = [
  ...NAME_FIELDS,
  ...COUNT_FIELDS,
  ...DATE_FIELDS,
  ...FLAG_FIELDS,
  'sort',
];

/** Other words that people have for the same. */
const ALIASES: Readonly<Record<string, FieldName>> = {
  ship: 'relationship',
  pairing: 'relationship',
  char: 'character',
  tags: 'tag',
  fandoms: 'fandom',
  author: 'creator',
  by: 'creator',
  lang: 'language',
  published: 'posted',
  revised: 'updated',
  wordcount: 'words',
  warnings: 'warning',
};

export const FIELDS: ReadonlyMap<string, FieldName> = new Map([
  ...OWN_NAMES.map((name) => [name, name] as const),
  ...Object.entries(ALIASES),
]);

const LISTED: ReadonlySet<FieldName> = new Set<FieldName>(NAME_FIELDS);
const DATED: ReadonlySet<FieldName> = new Set<FieldName>(DATE_FIELDS);

/** Empty after a colon or an equals sign alone. */
export type Comparison = '' | '<' | '<=' | '>' | '>=';

export interface Value {
  text: string;
  at: number;
}

export type Token =
  | { kind: '(' | ')' | 'and' | 'or' | 'not'; at: number; text: string }
  | { kind: 'words'; text: string; phrase: boolean; at: number }
  | {
      kind: 'field';
      field: FieldName;
      op: Comparison;
      values: readonly Value[];
      at: number;
    };

const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['&&', 'and'],
  ['OR', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
]);

const FIELD = /([A-Za-z]{2,20})(?::\s*([<>]=?)?|\s*([<>]=?)|=)\s*/y;
const SIGNS = /[-+]+/y;
const BARE = /[^\s()]+/y;
const BARE_NAME = /[^\s(),，、]+/y;
const COMMA = /\s*[,，、]\s*(?=\S)/y;
/** `3 weeks ago`, `1-2 months`: a date that has spaces without being quoted. */
const AGO =
  /\d{1,3}(?:\s*-\s*\d{1,3})?(?:[hdwmy]|\s*(?:hour|day|week|month|year)s?)(?:\s+ago)?(?![\p{L}\p{N}./])/iuy;
const QUOTES: Readonly<Record<string, RegExp>> = {
  '"': /((?:[^"\\]|\\[\s\S])*)"/y,
  '“': /((?:[^"”\\]|\\[\s\S])*)["”]/y,
  '„': /((?:[^"“”\\]|\\[\s\S])*)["“”]/y,
};

/** What is typed, without what nobody can see: on one line, no NUL, no half letters. */
export const cleanQuery = (text: string): string =>
  text.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, ' ');

class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  quoted(): Value | null {
    const from = this.at;
    const pattern = QUOTES[this.text.charAt(from)];
    if (!pattern) return null;
    this.at += 1;
    const found = this.take(pattern);
    if (!found) throw new QueryError('openQuote', from, this.text.slice(from));
    const text = (found[1] ?? '').replace(/\\(["\\])/g, '$1').trim();
    if (text === '') throw new QueryError('noValue', from, this.text.slice(from, this.at));
    return { text, at: from };
  }
}

function values(scanner: Scanner, field: FieldName, at: number): Value[] {
  const found: Value[] = [];
  const bare = LISTED.has(field) ? BARE_NAME : BARE;
  do {
    const from = scanner.at;
    const ago = DATED.has(field) ? scanner.take(AGO) : null;
    const value = ago ? { text: ago[0], at: from } : scanner.quoted();
    const text = value ? null : scanner.take(bare)?.[0];
    if (value) found.push(value);
    else if (text) found.push({ text, at: from });
    else throw new QueryError('noValue', at, scanner.text.slice(at, scanner.at).trim());
  } while (LISTED.has(field) && scanner.take(COMMA));
  return found;
}

function fieldAt(scanner: Scanner): Token | null {
  const at = scanner.at;
  const found = scanner.take(FIELD);
  if (!found) return null;
  const field = FIELDS.get((found[1] ?? '').toLowerCase());
  if (!field) {
    scanner.at = at;
    return null;
  }
  const op = (found[2] ?? found[3] ?? '') as Comparison;
  return { kind: 'field', field, op, values: values(scanner, field, at), at };
}

function wordAt(scanner: Scanner): Token | null {
  const at = scanner.at;
  const quoted = scanner.quoted();
  if (quoted) return { kind: 'words', text: quoted.text, phrase: true, at };
  const text = scanner.take(BARE)?.[0] ?? '';
  const operator = OPERATORS.get(text);
  if (operator) return { kind: operator, at, text };
  return { kind: 'words', text, phrase: false, at };
}

function next(scanner: Scanner): Token | null {
  const at = scanner.at;
  const sign = scanner.text.charAt(at);
  if (sign === '(' || sign === ')') {
    scanner.at += 1;
    return { kind: sign, at, text: sign };
  }
  const signs = scanner.take(SIGNS)?.[0];
  if (signs !== undefined) {
    // Signs by themselves ask nothing; two take each other away.
    const asks = /[^\s)]/.test(scanner.text.charAt(scanner.at));
    return asks && signs.replaceAll('+', '').length % 2 === 1 ? { kind: 'not', at, text: '-' } : null;
  }
  return fieldAt(scanner) ?? wordAt(scanner);
}

/** @throws QueryError where a quote stays open, a field has no value, or there is too much of it. */
export function tokens(text: string): Token[] {
  if (text.length > LIMITS.queryLength)
    throw new QueryError('tooLong', LIMITS.queryLength, text.slice(LIMITS.queryLength), 1);
  const scanner = new Scanner(text);
  const found: Token[] = [];
  let terms = 0;
  for (scanner.take(/\s+/y); scanner.at < text.length; scanner.take(/\s+/y)) {
    const token = next(scanner);
    if (!token) continue;
    terms += token.kind === 'field' ? token.values.length : 1;
    if (terms > LIMITS.queryTerms) throw new QueryError('tooMany', token.at, text.slice(token.at), 1);
    found.push(token);
  }
  return found;
}
