/** Which quote marks open and which close, by a state machine, and typographic marks in their place. */
import { letterAt } from './letters.js';
import type { Profile } from './profile.js';

/** A mark that opens or closes speech, by its offset in the text. */
export interface QuoteMark {
  at: number;
  opens: boolean;
}

export interface Quoted {
  /** The text with straight marks replaced by curly ones; as long as before, so offsets hold. */
  text: string;
  /** The marks of speech (not of quotes within quotes), in order. */
  marks: QuoteMark[];
}

const SPACE_BEFORE = ' \n\t([\u00a0';
const AFTER_CLOSE = ' \n\t)],.;:!?…\u00a0';
const STRONG = ',.!?…—;:';
const ELISION =
  /^(?:tis|twas|twere|twill|twould|em|im|er|is|ere|ow|ave|ad|ow's|cause|cos|cuz|til|till|bout|round|neath|n|nuff|kay|ello|specially|scuse|gainst|fraid|tain|tisn|twasn|appen|ome|ouse|ear|eard|ead|and|all|alf|ard|imself|elp|\d\d?s?)(?![\p{L}\p{N}])/iu;

/** Finds the roles of all quote marks and educates straight ones. Stray spaces must have been healed before. */
export function educateQuotes(text: string, profile: Profile): Quoted {
  return new QuoteReader(text, profile).read();
}

const isCapital = (char: string): boolean => /\p{Lu}/u.test(char);

class QuoteReader {
  private readonly text: string;
  private readonly profile: Profile;
  private readonly marks: QuoteMark[] = [];
  private readonly parts: string[] = [];
  private kept = 0;
  private open = false;
  private openSingle = false;
  private closer = { from: -1, at: -1 };

  constructor(text: string, profile: Profile) {
    this.text = text;
    this.profile = profile;
  }

  read(): Quoted {
    const single = this.profile.quotes === 'single';
    const pattern = /["“”„‟«»「」『』'‘’]/g;
    for (let found = pattern.exec(this.text); found; found = pattern.exec(this.text)) {
      const at = found.index;
      const char = found[0];
      if (char === "'" || char === '‘' || char === '’') this.single(at, char, single);
      else if (char === '"' || char === '“' || char === '”') this.double(at, char, !single);
      else this.other(at, char);
    }
    this.parts.push(this.text.slice(this.kept));
    return { text: this.parts.join(''), marks: this.marks };
  }

  private before(at: number): string {
    let before = at - 1;
    while (before >= 0 && (this.text[before] === '*' || this.text[before] === '_')) before--;
    return this.text[before] ?? ' ';
  }

  private after(at: number): string {
    let after = at + 1;
    while (after < this.text.length && (this.text[after] === '*' || this.text[after] === '_')) after++;
    return this.text[after] ?? ' ';
  }

  private put(at: number, char: string): void {
    if (this.text[at] === char) return;
    this.parts.push(this.text.slice(this.kept, at), char);
    this.kept = at + 1;
  }

  private mark(at: number, opens: boolean): void {
    this.marks.push({ at, opens });
    this.open = opens;
    this.openSingle = false;
  }

  private double(at: number, char: string, primary: boolean): void {
    const before = this.before(at);
    const after = this.after(at);
    const roomBefore = SPACE_BEFORE.includes(before) || before === '‘';
    const roomAfter = AFTER_CLOSE.includes(after);
    let opens: boolean;
    if (this.profile.quotes === 'low') opens = char === '"' ? roomBefore && !roomAfter : false;
    else if (roomBefore && !roomAfter) opens = true;
    else if (roomAfter && !roomBefore) opens = false;
    else if (char !== '"') opens = char === '“';
    else opens = !this.open;
    if (char === '"' && !this.open && !opens && before >= '0' && before <= '9') return;
    if (this.profile.quotes !== 'low' && !this.profile.oneMark) this.put(at, opens ? '“' : '”');
    if (primary) this.mark(at, opens);
  }

  private other(at: number, char: string): void {
    if (char === '「' || char === '『') {
      if (char === '「' || !this.open) this.mark(at, true);
    } else if (char === '」' || char === '』') {
      if (char === '」' || this.profile.quotes !== 'corner') this.mark(at, false);
    } else if (char === '„' || char === '‟') this.mark(at, true);
    else if (this.profile.quotes === 'guillemet')
      this.mark(at, (char === '«') !== this.profile.reversedGuillemets);
  }

  private single(at: number, char: string, primary: boolean): void {
    const before = this.text[at - 1] ?? ' ';
    const after = this.text[at + 1] ?? ' ';
    const wordBefore = letterAt(before, 0);
    const wordAfter = letterAt(after, 0);
    if (wordBefore && wordAfter) {
      this.put(at, '’');
      return;
    }
    const canOpen =
      !wordBefore &&
      (SPACE_BEFORE.includes(before) ||
        '“"—*_'.includes(before) ||
        (primary && this.opensGlued(at, char, before))) &&
      (wordAfter || '…“"*_—’'.includes(after) || (after === "'" && letterAt(this.text, at + 2)));
    if (primary) {
      this.primarySingle(at, canOpen, before, wordAfter);
      return;
    }
    if (canOpen && this.opensNested(at, char)) {
      this.openSingle = true;
      this.put(at, '‘');
      return;
    }
    if (!wordAfter) this.openSingle = false;
    this.put(at, '’');
  }

  /** Where breaks left no space, a quote opens directly behind the one that closed or behind the end of a sentence. */
  private opensGlued(at: number, char: string, before: string): boolean {
    if (!this.profile.gluedBreaks || !'.!?…’'.includes(before)) return false;
    return char === '‘' || (!this.open && isCapital(this.text[at + 1] ?? ''));
  }

  private elided(at: number): boolean {
    return ELISION.test(this.text.slice(at + 1, at + 12));
  }

  private opensNested(at: number, char: string): boolean {
    if (this.openSingle) return char === '‘';
    if (this.elided(at)) return false;
    return char === '‘' || this.closerAfter(at) >= 0;
  }

  private primarySingle(at: number, canOpen: boolean, before: string, wordAfter: boolean): void {
    if (canOpen && !(this.elided(at) && (this.open || this.closerAfter(at) < 0))) {
      this.put(at, '‘');
      this.mark(at, true);
      return;
    }
    this.put(at, '’');
    const glued = this.profile.gluedBreaks && isCapital(this.text[at + 1] ?? '') && STRONG.includes(before);
    if (!this.open || (wordAfter && !glued)) return;
    if (STRONG.includes(before) || this.closerAfter(at) < 0) this.mark(at, false);
  }

  /** Offset of the next mark that must close a single quote, before the next one that could open: -1 when none. */
  private closerAfter(from: number): number {
    const known = this.closer;
    if (from >= known.from && from < Math.abs(known.at)) return known.at > 0 ? known.at : -1;
    const single = this.profile.quotes === 'single';
    const limit = Math.min(this.text.length, from + 600);
    let weak = -1;
    let end = limit;
    for (let at = from + 1; at < limit; at++) {
      const char = this.text[at]!;
      if (char === '"' || char === '“' || char === '”') {
        if (single) continue;
        end = at;
        break;
      }
      if (char !== "'" && char !== '’' && char !== '‘') continue;
      const before = this.text[at - 1]!;
      const after = this.text[at + 1] ?? ' ';
      if (letterAt(after, 0)) {
        if (single && SPACE_BEFORE.includes(before) && !this.elided(at)) {
          end = at;
          break;
        }
        continue;
      }
      if (STRONG.includes(before)) {
        this.closer = { from, at };
        return at;
      }
      if (weak < 0 && !single && letterAt(before, 0) && !/[^a]in$/.test(this.text.slice(at - 3, at)))
        weak = at;
    }
    this.closer = { from, at: weak >= 0 ? weak : end === limit ? -(end - 300) : -end };
    return weak;
  }
}
