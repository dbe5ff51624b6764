/** Cuts prose at every place where a paragraph could begin: the candidate gaps, and the pieces between them. */
import { type Cues, cuesOf } from './cue-words.js';
import { letterAt } from './letters.js';
import { describePiece, isUpper, lastInside, type Piece } from './piece.js';
import type { Profile } from './profile.js';
import type { QuoteMark } from './quotes.js';

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

export interface Pieces {
  pieces: Piece[];
  /** `gaps[i]` stands before `pieces[i]`; the first is undefined in meaning and never read. */
  gaps: Gap[];
}

const ABBREVIATION =
  /(?:^|[\s“"‘'(—])(?:Mrs?|Ms|Dr|Drs|St|Prof|Capt|Col|Gen|Lt|Sgt|Rev|Hon|Messrs|Mme|Mlle|Jr|Sr|vs|No|Vol|[A-HJ-Z]|[A-Z]\.[A-Z])\.$/;
const isSpace = (char: string): boolean =>
  char === ' ' ||
  char === '\u00a0' ||
  char === '\t' ||
  char === '\n' ||
  char === '\u3000' ||
  char === '\u202f';

/** What may stand on either side of a break that left no space: a mark that ends something, one that opens speech. */
interface JointMarks {
  closers: string;
  openers: string;
}

function jointMarks({ quotes, reversedGuillemets }: Profile): JointMarks {
  if (quotes === 'low') return { closers: '.?!…“”—–', openers: '„*' };
  if (quotes === 'guillemet' && reversedGuillemets) return { closers: '.?!…«—–', openers: '»*' };
  return { closers: '.?!…”』」’»—', openers: '“「‘«*' };
}

/** Cuts `text` into pieces; `marks` are its speech marks in order. */
export function cutPieces(text: string, marks: QuoteMark[], profile: Profile): Pieces {
  return new Cutter(text, marks, profile).cut();
}

class Cutter {
  private readonly text: string;
  private readonly marks: QuoteMark[];
  private readonly joints: JointMarks;
  private readonly cues: Cues | null;
  private readonly glued: boolean;
  private readonly wide: boolean;
  private next = 0;
  private open = false;
  private readonly pieces: Piece[] = [];
  private readonly gaps: Gap[] = [];

  constructor(text: string, marks: QuoteMark[], profile: Profile) {
    this.text = text;
    this.marks = marks;
    this.joints = jointMarks(profile);
    this.cues = cuesOf(profile.language);
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
    const here = this.text[at]!;
    if (here >= 'a' && here <= 'z') return false;
    const before = this.text[at - 1]!;
    if (isSpace(before) || letterAt(before, 0) === letterAt(here, 0)) {
      if (this.glued && isUpper(here) && /\p{Ll}/u.test(before)) return true;
      return this.joints.openers.includes(here) && this.joints.closers.includes(before);
    }
    if (isUpper(here)) return '.?!…”’»:—,*_'.includes(before) || this.joints.closers.includes(before);
    return this.glued && this.joints.openers.includes(here) && here !== '*';
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
    if (!opensRight && !isUpper(rightChar) && !/[\d([‘…«„¿¡]/.test(rightChar))
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
    const end = this.text[lastInside(this.text, left)] ?? '';
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
    if (!opensRight && end === '.' && ABBREVIATION.test(text.slice(Math.max(0, mark - 9), mark + 1)))
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
        return this.ranTogether(at, opensRight) ? { kind, joint: 'none', end: 'a' } : null;
      return end === ',' || end === ':' ? { kind, joint: 'none', end } : null;
    }
    if (opensRight) return { kind, joint: 'none', end };
    if (!wordBefore && end === '.') return null;
    const after = text[at + 1] ?? ' ';
    return isUpper(right) && /[\p{Ll}\s’'—,]/u.test(after) ? { kind, joint: 'none', end } : null;
  }

  /** A small letter directly before a capital, where no name such as `McCoy` explains it. */
  private ranTogether(at: number, opensRight: boolean): boolean {
    const before = this.text.slice(Math.max(0, at - 4), at);
    if (!/\p{Ll}{2}$/u.test(before) || /(?:Mc|Mac|De|La|Le|Fitz|itz)$/.test(before)) return false;
    return opensRight || /^\p{Lu}[\p{Ll}\s]/u.test(this.text.slice(at, at + 3));
  }

  /** Tells whether the piece just pushed ended in a dialogue tag, and narrows the kind of the gap behind it. */
  private withTag(gap: Gap): Gap {
    if (!this.pieces.at(-1)!.tag) return gap;
    if (gap.kind === 'speechStart') return { ...gap, kind: 'tagSpeech' };
    return gap.kind === 'narration' ? { ...gap, kind: 'tagNarration' } : gap;
  }

  private push(start: number, end: number, gap: Gap, firstMark: number): void {
    this.gaps.push(gap);
    const afterSpeech = gap.kind === 'speechEnd' && '.?!…—'.includes(gap.end);
    this.pieces.push(describePiece(this.text, { start, end }, this.marks, firstMark, afterSpeech, this.cues));
  }
}
