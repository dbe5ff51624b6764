/** The words of a prose run with what stands around them: what speakers and word features are read from. */
import { type Cues, cueOf } from '../cue-words.js';
import { letterAt } from '../letters.js';
import { isUpper } from '../piece.js';
import type { Pieces } from '../pieces.js';
import type { QuoteMark } from '../quotes.js';

/** Prose with its speech marks, cut at every place where a paragraph could begin. */
export interface Prose {
  text: string;
  marks: readonly QuoteMark[];
  cut: Pieces;
}

export interface Tokens {
  /** Lower-case words; those of other languages that carry a cue as the English word for it. */
  words: string[];
  /** 1 when the word begins with a capital. */
  capital: Uint8Array;
  /** 1 when the word stands inside speech. */
  quoted: Uint8Array;
  /** The character directly behind the word, as a UTF-16 code; 0 at the end. */
  behind: Uint16Array;
  /** Index of the last word before that is the same, -1 when there is none. */
  previous: Int32Array;
  /** `from[i]` is the index of the first word of piece `i`; one longer than the pieces. */
  from: Int32Array;
}

/** Reads the words of a prose run; `cues` are those of its language. */
export function tokensOf({ text, marks, cut }: Prose, cues: Cues | null): Tokens {
  const { pieces } = cut;
  const room = pieces.reduce((sum, piece) => sum + piece.words, 0) + 1;
  const tokens: Tokens = {
    words: [],
    capital: new Uint8Array(room),
    quoted: new Uint8Array(room),
    behind: new Uint16Array(room),
    previous: new Int32Array(room),
    from: new Int32Array(pieces.length + 1),
  };
  const seen = new Map<string, number>();
  let mark = 0;
  let inside = 0;
  for (let index = 0; index < pieces.length; index++) {
    tokens.from[index] = tokens.words.length;
    const { start, end } = pieces[index]!;
    for (let at = start; at < end; at++) {
      if (!letterAt(text, at)) continue;
      for (; mark < marks.length && marks[mark]!.at < at; mark++) inside = marks[mark]!.opens ? 1 : 0;
      const stop = wordEnd(text, at, end);
      const place = tokens.words.length;
      const word = text.slice(at, stop);
      const lower = cueOf(cues, word.toLowerCase());
      tokens.words.push(lower);
      tokens.previous[place] = seen.get(lower) ?? -1;
      seen.set(lower, place);
      tokens.capital[place] = isUpper(word[0]!) ? 1 : 0;
      tokens.quoted[place] = inside;
      tokens.behind[place] = stop < text.length ? text.charCodeAt(stop) : 0;
      at = stop;
    }
  }
  tokens.from[pieces.length] = tokens.words.length;
  return tokens;
}

function wordEnd(text: string, start: number, limit: number): number {
  let end = start + 1;
  while (
    end < limit &&
    (letterAt(text, end) || ((text[end] === '’' || text[end] === "'") && letterAt(text, end + 1)))
  )
    end++;
  return end;
}
