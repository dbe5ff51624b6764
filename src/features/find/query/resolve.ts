/** A typed query with its names looked up becomes a condition on keys. */
import { CATEGORIES, foldName, RATINGS, tagKey, WARNINGS } from '../../tags/index.js';
import { languageCode } from '../../works/index.js';
import { fullName } from './aliases.js';
import { type Condition, EVERYTHING, type Flag, NOTHING, type NumberField } from './condition.js';
import { secondsOf } from './dates.js';
import { type KnownNames, type KnownTag, tagKeysOf } from './names.js';
import {
  type DateField,
  type Fault,
  type MarkField,
  markOf,
  type NameField,
  type Node,
  type Query,
  QueryError,
} from './syntax.js';

/** What the reader is told beside the answer. */
export interface Note {
  /**
   * `unknownTag`: nothing has that name, so its words were looked for. `noLetters`: signs alone, left out.
   * `loggedOut`: asks for works of one's own, of nobody.
   */
  key: 'unknownTag' | 'noLetters' | 'loggedOut';
  word: string;
}

export type Resolved = { ok: true; where: Condition; notes: readonly Note[] } | { ok: false; fault: Fault };

const DATES: Readonly<Record<DateField, NumberField>> = { updated: 'updated', posted: 'published' };
/** Types that the archive fixes: what is none of them is a mistake, no word to look for. */
const FIXED: ReadonlyMap<NameField, ReadonlySet<string>> = new Map([
  ['rating', new Set(RATINGS.map(tagKey))],
  ['warning', new Set(WARNINGS.map(tagKey))],
  ['category', new Set(CATEGORIES.map(tagKey))],
]);

const anyOf = (of: readonly Condition[]): Condition => (of.length === 1 && of[0] ? of[0] : { op: 'or', of });

/** As `websearch_to_tsquery` reads it: every sign and operator of its own is taken away by quotes. */
const asWords = (text: string, phrase: boolean): string =>
  !phrase && /^[\p{L}\p{N}]+$/u.test(text) && text.toLowerCase() !== 'or'
    ? text
    : `"${text.replaceAll('"', ' ').trim()}"`;

const allWords = (name: string): string =>
  foldName(name)
    .split(' ')
    .map((word) => asWords(word, false))
    .join(' ');

class Resolver {
  readonly #known: KnownNames;
  readonly #now: Date;
  readonly notes: Note[] = [];

  constructor(known: KnownNames, now: Date) {
    this.#known = known;
    this.#now = now;
  }

  #note(key: Note['key'], word: string): void {
    if (!this.notes.some((note) => note.key === key && note.word === word)) this.notes.push({ key, word });
  }

  /** Null for what asks nothing. */
  of(node: Node): Condition | null {
    switch (node.kind) {
      case 'and':
        return this.#and(node.of);
      case 'or': {
        const parts = node.of.map((part) => this.of(part)).filter((part) => part !== null);
        return parts.length === 0 ? null : anyOf(parts);
      }
      case 'not': {
        const part = this.of(node.of);
        return part && { op: 'not', of: part };
      }
      case 'words':
        return this.#text(node.text, asWords(node.text, node.phrase));
      case 'names':
        return this.#names(node.field, node.names, node.at);
      case 'count':
        return { op: 'range', field: node.field, from: node.from, to: node.to };
      case 'date':
        return { op: 'range', field: DATES[node.field], ...secondsOf(node.when, this.#now) };
      case 'flag': {
        const mark = markOf(node.flag);
        const flag = mark ? this.#mark(mark, node.at) : ({ op: 'flag', flag: node.flag as Flag } as const);
        return node.is ? flag : { op: 'not', of: flag };
      }
    }
  }

  #mark(mark: MarkField, at: number): Condition {
    const keys = this.#known.marks.get(mark);
    if (keys === null) throw new QueryError('manyMarked', at, mark);
    if (keys === undefined) this.#note('loggedOut', mark);
    return { op: 'works', keys: keys ?? [] };
  }

  /** Words beside one another are one question: how well they fit is measured together. */
  #and(nodes: readonly Node[]): Condition | null {
    const parts = nodes.map((part) => this.of(part)).filter((part) => part !== null);
    const isText = (part: Condition) => part.op === 'text' && part.in === undefined;
    const words = parts.flatMap((part) => (part.op === 'text' && isText(part) ? [part.words] : []));
    const others = parts.filter((part) => !isText(part));
    const of: Condition[] = words.length > 0 ? [...others, { op: 'text', words: words.join(' ') }] : others;
    if (of.length === 0) return null;
    return of.length === 1 && of[0] ? of[0] : { op: 'and', of };
  }

  #text(typed: string, words: string, place?: 'title'): Condition | null {
    if (foldName(typed) === '') {
      this.#note('noLetters', typed);
      return null;
    }
    return { op: 'text', words, ...(place ? { in: place } : {}) };
  }

  #names(field: NameField, names: readonly string[], at: number): Condition | null {
    const parts = names.map((name) => this.#name(field, name, at)).filter((part) => part !== null);
    return parts.length === 0 ? null : anyOf(parts);
  }

  #name(field: NameField, name: string, at: number): Condition | null {
    if (field === 'title') return this.#text(name, asWords(name, true), 'title');
    if (field === 'creator')
      return anyOf((this.#known.pseuds.get(name) ?? []).map((pseudId) => ({ op: 'creator', pseudId })));
    if (field === 'series')
      return anyOf((this.#known.series.get(name) ?? []).map((id) => ({ op: 'series', id })));
    if (field === 'language') {
      const code = languageCode(name);
      if (!code) throw new QueryError('noSuchName', at, name);
      return { op: 'language', code };
    }
    const tag = this.tag(field, name);
    if (tag) return { op: 'tag', id: tag.id };
    const fixed = FIXED.get(field);
    if (fixed) {
      // The archive has it, though no work does yet.
      if (fixed.has(tagKey(fullName(field, name)))) return NOTHING;
      throw new QueryError('noSuchName', at, name);
    }
    this.#note('unknownTag', name);
    return this.#text(name, allWords(name));
  }

  tag(field: NameField, name: string): KnownTag | undefined {
    for (const key of tagKeysOf(field, name)) {
      const tag = this.#known.tags.get(key);
      if (tag && (field === 'tag' || tag.type === field)) return tag;
    }
    return undefined;
  }
}

/** `now` is what "3 weeks ago" counts from. */
export function resolve({ where }: Query, known: KnownNames, now: Date): Resolved {
  const resolver = new Resolver(known, now);
  try {
    return { ok: true, where: (where && resolver.of(where)) ?? EVERYTHING, notes: resolver.notes };
  } catch (error) {
    if (error instanceof QueryError) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** The tag that a name of this field stands for, as `resolve` finds it. */
export const tagOf = (known: KnownNames, field: NameField, name: string): KnownTag | undefined =>
  new Resolver(known, new Date(0)).tag(field, name);

/** Whether Postgres alone can answer. */
export const asksForWords = (condition: Condition): boolean =>
  condition.op === 'text' ||
  (condition.op === 'not' && asksForWords(condition.of)) ||
  ((condition.op === 'and' || condition.op === 'or') && condition.of.some(asksForWords));
