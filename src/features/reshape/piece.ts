/** A piece: the prose between two candidate gaps, and what can be said of it. */
import { type Cues, cueOf } from './cue-words.js';
import { letterAt } from './letters.js';
import type { QuoteMark } from './quotes.js';
import { COMMON, SAYING, TITLE } from './words.js';

export interface Piece {
  start: number;
  end: number;
  words: number;
  /** Words outside quotes. */
  narrated: number;
  quotes: number;
  opensWithQuote: boolean;
  /** A quote followed by a tag (`“…” said Ann.`), or a tag behind a quote in the piece before. */
  tag: boolean;
  /** Narration that leads into a quote by a comma or a colon. */
  leadIn: boolean;
  /** First and second word of narration, lower case; whether the first had a capital. */
  first: string;
  second: string;
  firstCapital: boolean;
  /** First word inside the first quote, lower case. */
  quoteFirst: string;
  /** The mark before the first closing quote. */
  quoteEnd: string;
  /** Who a tag names, or who narration begins with: a name, `he`, `she`, `i`, `they` or ''. */
  subject: string;
}

/** How many words behind a quote may belong to its tag. */
const TAG_WORDS = 5;

/** Whether a character is a capital letter. */
export function isUpper(char: string): boolean {
  return (char >= 'A' && char <= 'Z') || (char > '\u007f' && /[\p{Lu}\p{Lt}]/u.test(char));
}

/**
 * Describes the piece from `start` to `end`. `firstMark` is the index of the first of `marks` at or behind `start`;
 * `afterSpeech` tells that a quote ending in other than a comma stands before, so that a tag may follow. `cues` are
 * those of the text's language.
 */
export function describePiece(
  text: string,
  span: { start: number; end: number },
  marks: readonly QuoteMark[],
  firstMark: number,
  afterSpeech: boolean,
  cues: Cues | null,
): Piece {
  return new PieceReader(text, span, marks, firstMark, afterSpeech, cues).read();
}

/** Offset of the last character before a closing mark, the space of French quotes skipped. */
export function lastInside(text: string, mark: number): number {
  let at = mark - 1;
  while (text[at] === '\u00a0' || text[at] === '\u202f' || (text[at] === ' ' && text[mark] === '»')) at--;
  return at;
}

class PieceReader {
  private readonly text: string;
  private readonly marks: readonly QuoteMark[];
  private readonly afterSpeech: boolean;
  private readonly cues: Cues | null;
  private readonly piece: Piece;
  private mark: number;
  private inside = false;
  private sinceQuote = 99;
  private saying = false;

  constructor(
    text: string,
    span: { start: number; end: number },
    marks: readonly QuoteMark[],
    firstMark: number,
    afterSpeech: boolean,
    cues: Cues | null,
  ) {
    this.cues = cues;
    this.text = text;
    this.marks = marks;
    this.mark = firstMark;
    this.afterSpeech = afterSpeech;
    this.piece = {
      ...span,
      words: 0,
      narrated: 0,
      quotes: 0,
      opensWithQuote: false,
      tag: false,
      leadIn: false,
      first: '',
      second: '',
      firstCapital: false,
      quoteFirst: '',
      quoteEnd: '',
      subject: '',
    };
  }

  read(): Piece {
    const { text, piece } = this;
    let index = piece.start;
    while (index < piece.end) {
      const mark = this.marks[this.mark];
      if (mark && mark.at <= index) {
        if (mark.at === index) this.readMark(mark);
        this.mark++;
      } else if (letterAt(text, index)) {
        const end = this.wordEnd(index);
        this.readWord(index, end);
        index = end;
      } else index++;
    }
    return piece;
  }

  private wordEnd(start: number): number {
    const { text, piece } = this;
    let end = start + 1;
    while (
      end < piece.end &&
      (letterAt(text, end) || ((text[end] === '’' || text[end] === "'") && letterAt(text, end + 1)))
    )
      end++;
    return end;
  }

  private readMark({ at, opens }: QuoteMark): void {
    const { piece, text } = this;
    if (opens) {
      if (piece.quotes === 0 && piece.narrated === 0) piece.opensWithQuote = true;
      if (piece.quotes === 0 && piece.narrated > 0 && ',:'.includes(text[at - 2] ?? '.')) piece.leadIn = true;
      piece.quotes++;
    } else {
      if (piece.quoteEnd === '') piece.quoteEnd = text[lastInside(text, at)] ?? '';
      this.sinceQuote = 0;
    }
    this.inside = opens;
  }

  private readWord(start: number, end: number): void {
    const { piece, text } = this;
    piece.words++;
    if (this.inside) {
      if (piece.quoteFirst === '') piece.quoteFirst = cueOf(this.cues, text.slice(start, end).toLowerCase());
      return;
    }
    piece.narrated++;
    this.sinceQuote++;
    if (this.sinceQuote > TAG_WORDS && piece.narrated > TAG_WORDS + 1) return;
    this.readNarrated(text.slice(start, end), start);
  }

  private readNarrated(word: string, start: number): void {
    const { piece } = this;
    const lower = cueOf(this.cues, word.toLowerCase());
    if (piece.narrated === 1 && !piece.opensWithQuote) {
      piece.first = lower;
      piece.firstCapital = isUpper(word[0]!);
    } else if (piece.narrated === 2) piece.second = lower;
    const inTag = this.sinceQuote <= TAG_WORDS && piece.quotes > 0;
    if (!this.saying && (inTag || piece.narrated <= TAG_WORDS) && SAYING.has(lower)) {
      this.saying = true;
      if (inTag || (this.afterSpeech && piece.narrated < TAG_WORDS && piece.quotes === 0)) piece.tag = true;
    }
    if (piece.subject === '' && (inTag || piece.narrated <= 3) && this.isSubject(word, lower, start))
      piece.subject = lower;
  }

  private isSubject(word: string, lower: string, start: number): boolean {
    if (lower === 'he' || lower === 'she' || lower === 'i' || lower === 'they') return true;
    if (!isUpper(word[0]!) || word.length < 2 || TITLE.has(lower)) return false;
    return start > this.piece.start || !COMMON.has(lower);
  }
}
