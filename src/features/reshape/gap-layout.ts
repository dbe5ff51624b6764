/** What the pieces around a gap look like: how long, speech or narration, how they open, which words come again. */
import type { Row } from './gap-row.js';
import type { Piece } from './piece.js';
import type { Gap, GapKind } from './pieces.js';
import type { Person } from './speakers/person.js';
import type { Roles, Scene } from './speakers/roles.js';
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

/** Kinds of gaps from the least to the most likely to be a break; 0 stands for no gap. */
const RANK: Record<GapKind, number> = {
  narration: 1,
  tagNarration: 2,
  tagSpeech: 3,
  speechEnd: 4,
  speechStart: 5,
  reopen: 6,
  turn: 7,
};
const ENDS = '.?!…—:';
const AROUND = [-3, -2, -1, 1, 2, 3];
const KIND_AT: Record<number, string> = {
  [-3]: '-3 ',
  [-2]: '-2 ',
  [-1]: '-1 ',
  1: '+1 ',
  2: '+2 ',
  3: '+3 ',
};
const FAR = 400;
/** Words of this many letters and more carry what a passage is about. */
const LONG_WORD = 4;

/** Running sums over the pieces of one prose run. Entry `i` is about what stands before piece `i`. */
export interface Sums {
  words: Int32Array;
  /** Words since the last piece with speech. */
  sinceSpeech: Int32Array;
  /** Words from the beginning of piece `i` to the next speech; FAR when there is none near. */
  toSpeech: Int32Array;
  /** Index of the piece behind the last sure gap before, or at, gap `i`; of the next one at or behind it. */
  sureBefore: Int32Array;
  sureBehind: Int32Array;
}

const isSure = ({ kind }: Gap): boolean => kind === 'turn' || kind === 'reopen';

/** Sums up a prose run. */
export function sumsOf({ prose }: Scene): Sums {
  const { pieces, gaps } = prose.cut;
  const size = pieces.length;
  const make = (): Int32Array => new Int32Array(size + 1);
  const sums: Sums = {
    words: make(),
    sinceSpeech: make(),
    toSpeech: make(),
    sureBefore: make(),
    sureBehind: make(),
  };
  for (let i = 0; i < size; i++) {
    const { words, quotes } = pieces[i]!;
    sums.words[i + 1] = sums.words[i]! + words;
    sums.sinceSpeech[i + 1] = quotes > 0 ? 0 : sums.sinceSpeech[i]! + words;
    sums.sureBefore[i] = i > 0 && !isSure(gaps[i]!) ? sums.sureBefore[i - 1]! : i;
  }
  sums.sureBehind[size] = size;
  sums.toSpeech[size] = FAR;
  for (let i = size - 1; i >= 0; i--) {
    const piece = pieces[i]!;
    sums.sureBehind[i] = i > 0 && isSure(gaps[i]!) ? i : sums.sureBehind[i + 1]!;
    sums.toSpeech[i] = piece.opensWithQuote
      ? 0
      : piece.quotes > 0
        ? piece.narrated
        : Math.min(FAR, sums.toSpeech[i + 1]! + piece.words);
  }
  return sums;
}

/** Puts down what can be seen at the gap before piece `at`. */
export function putLayout(scene: Scene, sums: Sums, at: number, row: Row): void {
  const { pieces, gaps } = scene.prose.cut;
  const right = pieces[at]!;
  row.put('kind', RANK[gaps[at]!.kind]);
  for (const step of AROUND) {
    const gap = at + step > 0 ? gaps[at + step] : undefined;
    row.put('kind', gap ? RANK[gap.kind] : 0, KIND_AT[step]);
  }
  row.put('end', ENDS.indexOf(gaps[at]!.end));
  putPiece('left', pieces[at - 1]!, scene.roles[at - 1]!, row);
  putPiece('right', right, scene.roles[at]!, row);
  putNeighbour('left2', pieces[at - 2], row);
  putNeighbour('right2', pieces[at + 1], row);
  putNeighbour('right3', pieces[at + 2], row);
  row.put('opening', right.opensWithQuote ? -1 : openingOf(right));
  row.put('pastPerfect', right.second === 'had' || right.first === 'had');
  row.put('reply', REPLY.has(right.quoteFirst));
  row.put('quoteConjunction', CONJUNCTION.has(right.quoteFirst));
  putRuns(sums, at, pieces, row);
  putWords(scene, at, row);
}

function putPiece(side: string, piece: Piece, roles: Roles, row: Row): void {
  row.put('Words', piece.words, side);
  row.put('Narrated', piece.narrated, side);
  row.put('Quoted', piece.words - piece.narrated, side);
  row.put('Quotes', piece.quotes, side);
  row.put('Opens', piece.opensWithQuote, side);
  row.put('Tag', piece.tag, side);
  row.put('LeadIn', piece.leadIn, side);
  row.put('QuoteEnd', piece.quoteEnd === '' ? -2 : ENDS.indexOf(piece.quoteEnd), side);
  row.put('Actor', sortOf(roles.actor), side);
  row.put('Speaker', sortOf(roles.speaker), side);
  row.put('ActorFirst', roles.actorFirst, side);
  row.put('Addressed', roles.addressed.length, side);
  row.put('Names', roles.names.length, side);
}

function sortOf(person: Person | null): number {
  if (person === null) return 0;
  if (person.kind !== 'pronoun') return person.kind === 'name' ? 5 : 4;
  return person.key === 'i' ? 1 : person.key === 'he' || person.key === 'she' ? 2 : 3;
}

function putNeighbour(side: string, piece: Piece | undefined, row: Row): void {
  row.put('Words', piece?.words ?? 0, side);
  row.put('Narrated', piece?.narrated ?? 0, side);
  row.put('Opens', piece?.opensWithQuote ?? false, side);
  row.put('Tag', piece?.tag ?? false, side);
}

/** Openings from the least to the most likely to begin a paragraph. */
function openingOf({ first, firstCapital }: Piece): number {
  if (CONJUNCTION.has(first)) return 0;
  if (POSSESSIVE.has(first)) return 1;
  if (PRONOUN.has(first)) return 2;
  if (QUESTION.has(first)) return 3;
  if (DEICTIC.has(first)) return 4;
  if (PLURAL.has(first)) return 5;
  if (first === 'i' || first.startsWith('i’')) return 7;
  if (TIME.has(first)) return 8;
  if (ARTICLE.has(first)) return 9;
  return firstCapital && !FUNCTION.has(first) ? 10 : 6;
}

function putRuns(sums: Sums, at: number, pieces: readonly Piece[], row: Row): void {
  const before = sums.sureBefore[at - 1]!;
  const behind = sums.sureBehind[at + 1]!;
  row.put('sinceSpeech', sums.sinceSpeech[at]!);
  row.put('toSpeech', sums.toSpeech[at]!);
  row.put('wordsSinceSure', sums.words[at]! - sums.words[before]!);
  row.put('piecesSinceSure', at - before);
  row.put('wordsToSure', sums.words[behind]! - sums.words[at]!);
  row.put('piecesToSure', behind - at);
  row.put('sureOpens', pieces[before]!.opensWithQuote);
  row.put('wordsBefore', Math.min(FAR, sums.words[at]!));
  row.put('wordsBehind', Math.min(FAR, sums.words[pieces.length]! - sums.words[at]!));
}

/** Lexical cohesion: how much of what follows was spoken of just before. */
function putWords({ tokens }: Scene, at: number, row: Row): void {
  const { words, quoted, from, previous } = tokens;
  const start = from[at]!;
  const end = Math.min(from[at + 1]!, start + 60);
  const near = from[at - 1]!;
  const far = from[Math.max(0, at - 5)]!;
  let long = 0;
  let inNear = 0;
  let inFar = 0;
  let pronouns = 0;
  let past = 0;
  for (let i = start; i < end; i++) {
    const word = words[i]!;
    if (word.length >= LONG_WORD) {
      long++;
      let last = previous[i]!;
      while (last >= start) last = previous[last]!;
      if (last >= near) inNear++;
      else if (last >= far) inFar++;
    } else if (quoted[i] === 0 && isPronoun(word)) pronouns++;
    if (quoted[i] === 0 && word.endsWith('ed')) past++;
  }
  row.put('overlapNear', inNear / (long + 2));
  row.put('overlapFar', inFar / (long + 2));
  row.put('pronouns', pronouns / (end - start + 2));
  row.put('past', past / (end - start + 2));
}

const isPronoun = (word: string): boolean =>
  PRONOUN.has(word) || POSSESSIVE.has(word) || word === 'him' || word === 'it';
