/** Cuts prose at every place where a paragraph could begin: the candidate gaps, and the pieces between them. */
import { letterAt } from './letters.js';
import type { Profile } from './profile.js';
import type { QuoteMark } from './quotes.js';
import { SAYING } from './words.js';

/**
 * What meets at a gap: `turn` speech and speech, `reopen` speech opened twice, `speechEnd` speech and narration,
 * `tagSpeech` / `tagNarration` what follows a dialogue tag, `speechStart` narration and speech, `narration`.
 */
export type GapKind =
  | 'turn'
  | 'reopen'
  | 'speechEnd'
  | 'tagSpeech'
  | 'speechStart'
  | 'tagNarration'
  | 'narration';

/** How the pieces were parted in the flattened text. */
export type Joint = 'space' | 'wide' | 'none';

export interface Gap {
  kind: GapKind;
  joint: Joint;
  /** The mark that ends what stands before, `.` `?` `!` `…` `—` `:` or a letter's `a`. */
  end: string;
}

export interface Piece {
  start: number;
  end: number;
  words: number;
  /** Words outside quotes. */
  narrated: number;
  quotes: number;
  opensWithQuote: boolean;
  closesWithQuote: boolean;
  /** A quote followed by a tag (`“…” said Ann.`), or a tag behind a quote in the piece before. */
  tag: boolean;
  /** Narration that leads into a quote by a comma or a colon. */
  leadIn: boolean;
  /** First word, lower case, and whether it had a capital. */
  first: string;
  second: string;
  firstCapital: boolean;
  /** First word inside the first quote, lower case. */
  quoteFirst: string;
  /** The mark before the first closing quote. */
  quoteEnd: string;
  /** Who a tag names, or the first word of narration: a name, `he`, `she` or ''. */
  subject: string;
}

export interface Pieces {
  pieces: Piece[];
  /** `gaps[i]` stands before `pieces[i]`; the first is undefined in meaning and never read. */
  gaps: Gap[];
}

const ABBREVIATION =
  /(?:^|[\s“"‘'(—])(?:Mrs?|Ms|Dr|Drs|St|Prof|Capt|Col|Gen|Lt|Sgt|Rev|Hon|Messrs|Mme|Mlle|Jr|Sr|vs|No|Vol|[B-HJ-Z]|[A-Z]\.[A-Z])\.$/;
const isUpper = (char: string): boolean =>
  (char >= 'A' && char <= 'Z') || (char > '\u007f' && /[\p{Lu}\p{Lt}]/u.test(char));
const isSpace = (char: string): boolean =>
  char === ' ' || char === '\u00a0' || char === '\t' || char === '\n';
const EMPTY: Piece = {
  start: 0,
  end: 0,
  words: 0,
  narrated: 0,
  quotes: 0,
  opensWithQuote: false,
  closesWithQuote: false,
  tag: false,
  leadIn: false,
  first: '',
  second: '',
  firstCapital: false,
  quoteFirst: '',
  quoteEnd: '',
  subject: '',
};

/** Cuts `text` into pieces; `marks` are its speech marks in order. */
export function cutPieces(text: string, marks: QuoteMark[], profile: Profile): Pieces {
  return new Cutter(text, marks, profile).cut();
}

class Cutter {
  private readonly text: string;
  private readonly marks: QuoteMark[];
  private readonly glued: boolean;
  private readonly wide: boolean;
  private next = 0;
  private open = false;
  private readonly pieces: Piece[] = [];
  private readonly gaps: Gap[] = [];

  constructor(text: string, marks: QuoteMark[], profile: Profile) {
    this.text = text;
    this.marks = marks;
    this.glued = profile.gluedBreaks;
    this.wide = profile.wideBreaks;
  }

  cut(): Pieces {
    const { text } = this;
    let start = 0;
    let gap: Gap = { kind: 'narration', joint: 'space', end: '' };
    let firstMark = 0;
    for (let at = 1; at < text.length; at++) {
      const char = text[at]!;
      const space = isSpace(char);
      if (!space && !this.couldBeGlued(at)) continue;
      let resume = at;
      while (resume < text.length && isSpace(text[resume]!)) resume++;
      if (resume >= text.length) break;
      const found = this.gapAt(at, resume);
      if (found) {
        this.push(start, at, gap, firstMark);
        firstMark = this.next;
        gap = this.withTag(found);
        start = resume;
      }
      at = space ? resume - 1 : at;
    }
    this.push(start, text.length, gap, firstMark);
    return { pieces: this.pieces, gaps: this.gaps };
  }

  /** Cheap test before the dear one: a mark or a small letter stands directly before a quote or a capital. */
  private couldBeGlued(at: number): boolean {
    const before = this.text[at - 1]!;
    const here = this.text[at]!;
    if (isSpace(before) || letterAt(before, 0) === letterAt(here, 0)) {
      if (this.glued && isUpper(here) && /\p{Ll}/u.test(before)) return true;
      return (
        (here === '“' || here === '「' || here === '‘' || here === '«' || here === '*') &&
        '.?!…”』」’»—'.includes(before)
      );
    }
    return isUpper(here) ? '.?!…”’»:—,*_'.includes(before) : here === '“' && this.glued;
  }

  /** Moves the quote state up to `at`. */
  private follow(at: number): void {
    while (this.next < this.marks.length && this.marks[this.next]!.at < at) {
      this.open = this.marks[this.next]!.opens;
      this.next++;
    }
  }

  private gapAt(at: number, resume: number): Gap | null {
    const { text } = this;
    this.follow(at);
    let right = resume;
    while (text[right] === '*' || text[right] === '_') right++;
    const upcoming = this.marks[this.next];
    const opensRight = upcoming?.at === right && upcoming.opens;
    const joint: Joint = at === resume ? 'none' : this.isWide(at, resume) ? 'wide' : 'space';
    if (this.open) {
      if (!opensRight)
        return joint === 'wide' && this.wide ? { kind: 'narration', joint, end: text[at - 1]! } : null;
      return joint === 'none' && !'.?!…—'.includes(text[at - 1]!)
        ? null
        : { kind: 'reopen', joint, end: text[at - 1]! };
    }
    const rightChar = text[right] ?? '';
    if (!opensRight && !isUpper(rightChar) && !/[\d([‘…«„]/.test(rightChar))
      return this.looseGap(at, joint, rightChar);
    let left = at - 1;
    while (left > 0 && (text[left] === '*' || text[left] === '_')) left--;
    const last = this.marks[this.next - 1];
    if (last && last.at === left && !last.opens) return this.afterSpeech(left, joint, opensRight, rightChar);
    return this.afterNarration(at, left, joint, opensRight, rightChar);
  }

  private isWide(at: number, resume: number): boolean {
    return this.wide && (resume - at > 1 || this.text[at] === '\t');
  }

  /** A wide space parts paragraphs even before a small letter. */
  private looseGap(at: number, joint: Joint, right: string): Gap | null {
    return joint === 'wide' && right !== '' ? { kind: 'narration', joint, end: this.text[at - 1]! } : null;
  }

  private afterSpeech(left: number, joint: Joint, opensRight: boolean, right: string): Gap | null {
    const end = this.text[left - 1] ?? '';
    if (opensRight) return { kind: 'turn', joint, end };
    if (joint === 'space' && (end === ',' || letterAt(end, 0))) return null;
    if (joint === 'none' && !isUpper(right)) return null;
    return { kind: 'speechEnd', joint, end };
  }

  private afterNarration(
    at: number,
    left: number,
    joint: Joint,
    opensRight: boolean,
    right: string,
  ): Gap | null {
    const { text } = this;
    let mark = left;
    while (mark > 0 && "’')]".includes(text[mark]!)) mark--;
    const end = text[mark]!;
    const kind: GapKind = opensRight ? 'speechStart' : 'narration';
    if (joint === 'wide') return { kind, joint, end };
    if (joint === 'none') return this.gluedGap(at, mark, kind, opensRight, right);
    if (end === ':') return opensRight ? { kind, joint, end } : null;
    if (end === '—') return opensRight && text[mark - 1] !== ' ' ? { kind, joint, end } : null;
    if (!'.?!…。！？'.includes(end)) return null;
    if (!opensRight && end === '.' && ABBREVIATION.test(text.slice(Math.max(0, mark - 7), mark + 1)))
      return null;
    return { kind, joint, end };
  }

  private gluedGap(at: number, mark: number, kind: GapKind, opensRight: boolean, right: string): Gap | null {
    const { text } = this;
    const end = text[mark]!;
    const wordBefore = letterAt(text, mark - 1) && /\p{Ll}|\d|[’')…”]/u.test(text[mark - 1]!);
    if (!'.?!…'.includes(end)) {
      if (!this.glued) return null;
      if (/\p{Ll}/u.test(end))
        return !/(?:Mc|Mac|[DLO]['’]|De|La|Le|Fitz|i)$/.test(text.slice(Math.max(0, at - 4), at)) &&
          (opensRight || /^\p{Lu}[\p{Ll}\s]/u.test(text.slice(at, at + 3))) &&
          /\p{Ll}{2}$/u.test(text.slice(Math.max(0, at - 2), at))
          ? { kind, joint: 'none', end: 'a' }
          : null;
      return end === ',' || end === ':' ? { kind, joint: 'none', end } : null;
    }
    if (opensRight) return { kind, joint: 'none', end };
    if (!wordBefore && end === '.') return null;
    const after = text[at + 1] ?? ' ';
    return isUpper(right) && /[\p{Ll}\s’'—,]/u.test(after) ? { kind, joint: 'none', end } : null;
  }

  /** Tells whether the piece just pushed ended in a dialogue tag, and narrows the kind of the gap behind it. */
  private withTag(gap: Gap): Gap {
    if (!this.pieces.at(-1)!.tag) return gap;
    if (gap.kind === 'speechStart') return { ...gap, kind: 'tagSpeech' };
    return gap.kind === 'narration' ? { ...gap, kind: 'tagNarration' } : gap;
  }

  private push(start: number, end: number, gap: Gap, firstMark: number): void {
    this.gaps.push(gap);
    this.pieces.push(this.describe(start, end, gap, firstMark));
  }

  private describe(start: number, end: number, gap: Gap, firstMark: number): Piece {
    const { text } = this;
    const piece: Piece = { ...EMPTY, start, end };
    let inside = false;
    let mark = firstMark;
    let sinceQuote = 99;
    let early = 0;
    const afterSpeech = gap.kind === 'speechEnd' && '.?!…—'.includes(gap.end);
    let saying = false;
    let subject = '';
    let index = start;
    while (index < end) {
      const speech = this.marks[mark];
      if (speech && speech.at <= index) {
        if (speech.at === index) {
          if (speech.opens) {
            if (piece.quotes === 0 && piece.narrated === 0) piece.opensWithQuote = true;
            if (piece.quotes === 0 && piece.narrated > 0 && ',:'.includes(text[index - 2] ?? '.'))
              piece.leadIn = true;
            piece.quotes++;
          } else {
            if (piece.quoteEnd === '') piece.quoteEnd = text[index - 1] ?? '';
            sinceQuote = 0;
          }
          inside = speech.opens;
          piece.closesWithQuote = !inside;
        }
        mark++;
        if (speech.at === index) index++;
        continue;
      }
      if (!letterAt(text, index)) {
        index++;
        continue;
      }
      const from = index;
      while (
        index < end &&
        (letterAt(text, index) || ((text[index] === '’' || text[index] === "'") && letterAt(text, index + 1)))
      )
        index++;
      piece.words++;
      piece.closesWithQuote = false;
      if (inside) {
        if (piece.quoteFirst === '') piece.quoteFirst = text.slice(from, index).toLowerCase();
        continue;
      }
      piece.narrated++;
      early++;
      sinceQuote++;
      if (early > 2 && sinceQuote > 5 && early > 6) continue;
      const word = text.slice(from, index);
      const lower = word.toLowerCase();
      if (early === 1 && !piece.opensWithQuote) {
        piece.first = lower;
        piece.firstCapital = isUpper(word[0]!);
      } else if (early === 2) piece.second = lower;
      const inTag = sinceQuote <= 5 && piece.quotes > 0;
      if ((inTag || early <= 5) && SAYING.has(lower) && !saying) {
        saying = true;
        if (inTag || (afterSpeech && early <= 4 && piece.quotes === 0)) piece.tag = true;
      }
      if (subject === '' && (inTag || early <= 3) && this.isSubject(word, lower, from, start))
        subject = lower;
    }
    piece.subject = subject;
    return piece;
  }

  private isSubject(word: string, lower: string, from: number, start: number): boolean {
    if (lower === 'he' || lower === 'she' || lower === 'i' || lower === 'they') return true;
    if (!isUpper(word[0]!) || word.length < 2 || /^(?:mrs?|miss|ms|dr|sir|lady|lord)$/.test(lower))
      return false;
    return from > start || !COMMON.has(lower);
  }
}

const COMMON = new Set(
  'the a an his her their my our its your but and so or yet then when after later now finally suddenly this that these those there here it what how why where who which in on at as from by with for if while since though even only just perhaps maybe still one two all some no not you we mr mrs miss ms dr sir lady lord'.split(
    ' ',
  ),
);
