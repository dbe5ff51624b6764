/**
 * What is typed into a box for words, as Postgres's `websearch_to_tsquery` reads it: all words, "a phrase", -without,
 * one or another. `word*` is whatever begins so. What is written in one piece (spider-man, 夢想家) is a phrase.
 */
import { type Token, tokens } from './tokens.js';

/** Words in a row; a phrase, or one word. */
export interface Phrase {
  op: 'phrase';
  words: readonly { word: string; place: number; prefix: boolean }[];
}

export type TextQuery =
  | Phrase
  | { op: 'and' | 'or'; of: readonly TextQuery[] }
  | { op: 'not'; of: TextQuery };

const PIECE = /(-*)"([^"]*)"?|(\S+)/gu;
/** A single letter with a star would read the whole index. */
const SHORTEST_PREFIX = 2;

/** A pair of signs stands for both: the last sign alone is looked for where it is all there is. */
function phraseOf(text: string, star: boolean): Phrase | null {
  const found = [...tokens(text.normalize('NFC'))];
  const words = found.flatMap((token, i) => {
    const before = found[i - 1];
    const isTail = isLastSign(token) && before?.dense === true && before.to === token.to;
    return isTail ? [] : [{ word: token.word, place: token.place, prefix: isLastSign(token) }];
  });
  const last = words.at(-1);
  if (!last) return null;
  if (star && last.word.length >= SHORTEST_PREFIX) last.prefix = true;
  return { op: 'phrase', words };
}

/** Of a run of signs its last one, which is no pair. */
const isLastSign = (token: Token): boolean => token.dense && [...token.word].length === 1;

const not = (query: TextQuery | null): TextQuery | null => query && { op: 'not', of: query };

const join = (op: 'and' | 'or', of: readonly TextQuery[]): TextQuery | null =>
  of.length === 0 ? null : of.length === 1 ? of[0]! : { op, of };

/** @returns null when there is no word in it. */
export function readTextQuery(typed: string): TextQuery | null {
  const groups: TextQuery[][] = [[]];
  for (const [, minuses = '', quoted, bare = ''] of typed.matchAll(PIECE)) {
    if (quoted === undefined && bare.toLowerCase() === 'or') {
      groups.push([]);
      continue;
    }
    const isNot = quoted === undefined ? bare.startsWith('-') : minuses !== '';
    const phrase = phraseOf(quoted ?? bare, quoted === undefined && bare.endsWith('*'));
    const query = isNot ? not(phrase) : phrase;
    if (query) groups.at(-1)!.push(query);
  }
  return join(
    'or',
    groups.flatMap((group) => join('and', group) ?? []),
  );
}

/** The phrase as a literal of the type tsquery; `weight` A looks in titles alone. */
export function phraseLiteral({ words }: Phrase, weight: 'A' | '' = ''): string {
  let literal = '';
  let before = 0;
  for (const { word, place, prefix } of words) {
    const marks = `${prefix ? '*' : ''}${weight}`;
    literal += `${literal === '' ? '' : ` <${place - before}> `}'${word}'${marks === '' ? '' : `:${marks}`}`;
    before = place;
  }
  return literal;
}

/** Every phrase that is asked for, none that is shut out: what is marked in texts and weighed. */
export function askedPhrases(query: TextQuery): Phrase[] {
  if (query.op === 'phrase') return [query];
  return query.op === 'not' ? [] : query.of.flatMap(askedPhrases);
}
