/** What can be seen at a candidate gap, as the numbers of features that hold. */
import { featureId as id } from './feature-names.js';
import type { Piece } from './piece.js';
import type { GapKind, Pieces } from './pieces.js';
import {
  ARTICLE,
  CONJUNCTION,
  DEICTIC,
  FUNCTION,
  PLURAL,
  POSSESSIVE,
  PRONOUN,
  QUESTION,
  REPLY,
  TIME,
} from './words.js';

const NEXT: Record<GapKind, number> = {
  turn: id('nextTurn'),
  speechEnd: id('nextSpeechEnd'),
  speechStart: id('nextSpeechStart'),
  tagSpeech: id('nextTagSpeech'),
  tagNarration: id('nextTagNarration'),
  narration: id('nextNarration'),
  reopen: id('nextReopen'),
};
const PREV: Record<GapKind, number> = {
  turn: id('prevTurn'),
  speechEnd: id('prevSpeechEnd'),
  speechStart: id('prevSpeechStart'),
  tagSpeech: id('prevTagSpeech'),
  tagNarration: id('prevTagNarration'),
  narration: id('prevNarration'),
  reopen: id('prevTurn'),
};
const END: Record<string, number> = {
  '?': id('end?'),
  '!': id('end!'),
  '…': id('end…'),
  '—': id('end—'),
  ':': id('end:'),
};
const QUOTE_END: Record<string, number> = {
  '?': id('quoteEnd?'),
  '!': id('quoteEnd!'),
  '—': id('quoteEnd—'),
};
const step = (first: number, value: number, bounds: readonly number[]): number => {
  let index = 0;
  while (index < bounds.length && value > bounds[index]!) index++;
  return first + index;
};
const RIGHT = id('right≤3');
const LEFT = id('left≤3');
const AHEAD = id('ahead≤6');
const PARA = id('para0');
const QUOTES = id('quotes0');
const WORDS = id('words≤8');
const SINCE = id('since≤5');
const heOrShe = (subject: string): boolean => subject === 'he' || subject === 'she';

/** Running totals over the pieces of a prose run, for features that depend on where the paragraph began. */
export interface Totals {
  /** Words, quotes and tags before piece `i`; length pieces + 1. */
  words: Int32Array;
  quotes: Int32Array;
  tags: Int32Array;
  /** Index of the last piece before piece `i` that holds a quote, −1 when none. */
  lastQuote: Int32Array;
  /** Index of the last piece before piece `i` that has a tag with a subject, −1 when none. */
  lastTag: Int32Array;
  /** Narrated words from piece `i` to the next piece that begins with a quote, and whether there is one. */
  ahead: Int32Array;
}

export function totalsOf({ pieces }: Pieces): Totals {
  const length = pieces.length;
  const make = (): Int32Array => new Int32Array(length + 1);
  const totals: Totals = {
    words: make(),
    quotes: make(),
    tags: make(),
    lastQuote: make(),
    lastTag: make(),
    ahead: make(),
  };
  totals.lastQuote[0] = -1;
  totals.lastTag[0] = -1;
  for (let i = 0; i < length; i++) {
    const piece = pieces[i]!;
    totals.words[i + 1] = totals.words[i]! + piece.words;
    totals.quotes[i + 1] = totals.quotes[i]! + piece.quotes;
    totals.tags[i + 1] = totals.tags[i]! + (piece.tag ? 1 : 0);
    totals.lastQuote[i + 1] = piece.quotes > 0 ? i : totals.lastQuote[i]!;
    totals.lastTag[i + 1] = piece.tag && piece.subject !== '' ? i : totals.lastTag[i]!;
  }
  totals.ahead[length] = -1;
  for (let i = length - 1; i >= 0; i--) {
    const beyond = totals.ahead[i + 1]!;
    totals.ahead[i] = pieces[i]!.opensWithQuote
      ? 0
      : pieces[i]!.quotes > 0
        ? pieces[i]!.narrated
        : beyond < 0
          ? -1
          : beyond + pieces[i]!.words;
  }
  return totals;
}

/** The features of the gap before piece `at` that do not depend on where the paragraph began. */
export function fixedFeatures({ pieces, gaps }: Pieces, totals: Totals, at: number): number[] {
  const left = pieces[at - 1]!;
  const right = pieces[at]!;
  const gap = gaps[at]!;
  const found = [id('bias'), step(LEFT, left.words, [3, 8, 20]), step(RIGHT, right.words, [3, 8, 20])];
  const end = END[gap.end];
  if (end !== undefined) found.push(end);
  const quoteEnd = QUOTE_END[left.quoteEnd];
  if (quoteEnd !== undefined) found.push(quoteEnd);
  if (!right.opensWithQuote) found.push(opening(right));
  else quoted(right, found);
  if (right.tag && !right.opensWithQuote)
    found.push(right.quotes === 0 ? id('rightTagOnly') : id('rightTag'));
  if (right.leadIn) found.push(id('rightLeadIn'));
  if (right.quotes > 0 && !right.opensWithQuote) found.push(id('rightQuotes'));
  if (left.tag) found.push(id('leftTag'));
  if (left.leadIn) found.push(id('leftLeadIn'));
  if (left.quotes === 0) found.push(id('leftNarration'));
  else if (left.opensWithQuote) found.push(id('leftOpensQuote'));
  subjects(left, right, found);
  const next = gaps[at + 1];
  found.push(next ? NEXT[next.kind] : id('nextNone'));
  if (at > 1) found.push(PREV[gaps[at - 1]!.kind]);
  const ahead = totals.ahead[at]!;
  found.push(ahead < 0 ? id('aheadEnd') : step(AHEAD, ahead, [6, 15, 40]));
  if (right.second === 'had' || right.first === 'had') found.push(id('pastPerfect'));
  return found;
}

function opening(right: Piece): number {
  const { first } = right;
  if (PRONOUN.has(first)) return id('rightHeShe');
  if (PLURAL.has(first)) return id('rightPlural');
  if (first === 'i' || first.startsWith('i’')) return id('rightI');
  if (ARTICLE.has(first)) return id('rightArticle');
  if (POSSESSIVE.has(first)) return id('rightPossessive');
  if (CONJUNCTION.has(first)) return id('rightConjunction');
  if (TIME.has(first)) return id('rightTime');
  if (DEICTIC.has(first)) return id('rightDeictic');
  if (QUESTION.has(first)) return id('rightQuestion');
  return right.firstCapital && !FUNCTION.has(first) ? id('rightName') : id('rightOther');
}

function quoted(right: Piece, found: number[]): void {
  if (REPLY.has(right.quoteFirst)) found.push(id('reply'));
  if (CONJUNCTION.has(right.quoteFirst)) found.push(id('quoteConjunction'));
  if (right.quoteEnd === '?') found.push(id('rightQuoteEnd?'));
  found.push(
    !right.tag ? id('rightUntagged') : heOrShe(right.subject) ? id('rightTagHeShe') : id('rightTagName'),
  );
}

function subjects(left: Piece, right: Piece, found: number[]): void {
  if (left.subject === '') return;
  const leftPronoun = heOrShe(left.subject);
  found.push(leftPronoun ? id('leftHeShe') : id('leftName'));
  if (right.subject === '') return;
  if (left.subject === right.subject) found.push(id('sameName'));
  else if (leftPronoun && !heOrShe(right.subject)) found.push(id('heSheThenName'));
  else if (!leftPronoun && heOrShe(right.subject)) found.push(id('nameThenHeShe'));
  else found.push(id('otherName'));
}

/** The features of the gap before piece `at` when its paragraph began with piece `start`; pushed onto `found`. */
export function paragraphFeatures(
  { pieces }: Pieces,
  totals: Totals,
  start: number,
  at: number,
  found: number[],
): void {
  const quotes = totals.quotes[at]! - totals.quotes[start]!;
  found.push(
    PARA + Math.min(at - start - 1, 3),
    QUOTES + Math.min(quotes, 2),
    step(WORDS, totals.words[at]! - totals.words[start]!, [8, 20, 40, 70, 110, 160]),
  );
  if (pieces[start]!.opensWithQuote) found.push(id('paraOpensQuote'));
  if (quotes > 0)
    found.push(step(SINCE, totals.words[at]! - totals.words[totals.lastQuote[at]! + 1]!, [5, 15, 40]));
  const tag = totals.lastTag[at]!;
  if (tag < start) return;
  const right = pieces[at]!;
  if (right.subject !== '' && (right.tag || !right.opensWithQuote))
    found.push(right.subject === pieces[tag]!.subject ? id('sameSpeaker') : id('otherSpeaker'));
  if (right.tag && right.opensWithQuote) found.push(id('tagged2'));
}
