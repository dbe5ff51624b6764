/** A piece of a text in which what was searched for is marked. */
import { markPieces, type SafeHtml } from '../../../core/text/index.js';
import type { Phrase } from './query.js';
import { type Token, tokens } from './tokens.js';

/** Letters of a snippet, about; it ends with whole words. */
const LENGTH = 260;
/** Of them before the first word that is marked. */
const BEFORE = 60;

interface Match {
  phrase: number;
  from: number;
  to: number;
}

const fits = (token: Token | undefined, { word, prefix }: Phrase['words'][number]): boolean =>
  token !== undefined && (prefix ? token.word.startsWith(word) : token.word === word);

/** Places go up by one from word to word, so a word of a phrase stands as far behind its first as their places say. */
function matchesIn(all: readonly Token[], phrases: readonly Phrase[]): Match[] {
  const found: Match[] = [];
  for (const [i, token] of all.entries()) {
    for (const [phrase, { words }] of phrases.entries()) {
      const first = words[0];
      if (!first || !words.every((word) => fits(all[i + word.place - first.place], word))) continue;
      const last = all[i + words.at(-1)!.place - first.place]!;
      found.push({ phrase, from: token.from, to: last.to });
    }
  }
  return found;
}

/** Where the most different phrases stand close together, the first such place. */
function bestOf(matches: readonly Match[]): Match | undefined {
  let best: Match | undefined;
  let most = 0;
  for (const [i, match] of matches.entries()) {
    const near = new Set<number>();
    for (let j = i; j < matches.length && matches[j]!.to <= match.from + LENGTH - BEFORE; j += 1)
      near.add(matches[j]!.phrase);
    if (near.size > most) [best, most] = [match, near.size];
  }
  return best ?? matches[0];
}

/** @param text plain; @returns null when none of the phrases is in it */
export function snippet(text: string, phrases: readonly Phrase[]): SafeHtml | null {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const all = [...tokens(plain)];
  const matches = matchesIn(all, phrases);
  const best = bestOf(matches);
  if (!best) return null;
  const begin = all.find((token) => token.from >= best.from - BEFORE)?.from ?? best.from;
  const end = all.findLast((token) => token.to <= Math.max(begin + LENGTH, best.to))?.to ?? best.to;
  const tail = plain.slice(end).match(/^[\p{P}\p{S}]{0,3}/u)?.[0] ?? '';
  const cut = plain.slice(begin, end) + tail;
  const before = begin > 0 ? '…' : '';
  const shift = before.length - begin;
  return markPieces(
    before + cut + (end + tail.length < plain.length ? '…' : ''),
    matches
      .filter(({ from, to }) => from >= begin && to <= end)
      .map(({ from, to }) => ({ from: from + shift, to: to + shift })),
  );
}
