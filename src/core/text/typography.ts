/**
 * Pure string functions that mend typography: dashes, ellipses and stray spaces. None of them adds, drops or
 * reorders a letter or a digit. Quotes are in quotes.ts of the reshape room, since their roles need the text around.
 */

/** A stray space that was taken out: emphasis began (`start`) or ended (`end`) at this offset of the healed text. */
export interface Trace {
  at: number;
  side: 'start' | 'end';
}

export interface HealOptions {
  /** Dashes stand between spaces on purpose (` — `): a space beside one is no trace. */
  spacedDashes?: boolean;
  /** `!`, `?`, `;` and `:` have a space before them on purpose, as in French. */
  spacedMarks?: boolean;
  /** Breaks left no space at all, so that a quote opens directly behind a sentence. */
  gluedBreaks?: boolean;
  /** `“` closes what `„` opened, and ` „` opens. */
  lowQuotes?: boolean;
  /** `”` opens and closes, as in Finnish and Swedish. */
  oneMark?: boolean;
}

/** `--` and `---` become an em dash; longer runs are ornaments and stay. */
export function mendDashes(text: string): string {
  return text.includes('--')
    ? text.replace(/-+/g, (run) => (run.length === 2 || run.length === 3 ? '—' : run))
    : text;
}

/** Three dots, tight or spaced, become an ellipsis, four a full stop and an ellipsis; longer runs stay. */
export function mendEllipses(text: string): string {
  if (!text.includes('..') && !text.includes('. .')) return text;
  return text
    .replace(/\.{3,}/g, (run) => (run.length === 3 ? '…' : run.length === 4 ? '.…' : run))
    .replace(/\.(?: \.)+/g, (run) => (run.length === 5 ? '…' : run.length === 7 ? '.…' : run));
}

const WORD = /[\p{L}\p{N}]/u;
const isWord = (char: string): boolean => char !== '' && WORD.test(char);
const PUNCT = ',;:!?.';
const SMILEY = /^[:;]['^-]?[()DPpOo3/|\\]/;

/**
 * Takes out single spaces that stand where no writer puts one (`mine .`, `“ Name`, `( so )`, `Bank —and`): what is
 * left when emphasis tags are stripped. Returns the healed text and where each trace stood, in order.
 */
export function healStraySpaces(text: string, options: HealOptions = {}): { text: string; traces: Trace[] } {
  const traces: Trace[] = [];
  const parts: string[] = [];
  let kept = 0;
  let length = 0;
  const quotes = new StraightQuotes(text);
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
    const side = straySide(text, at, options, quotes);
    if (!side) continue;
    parts.push(text.slice(kept, at));
    length += at - kept;
    kept = at + 1;
    traces.push({ at: length, side });
  }
  parts.push(text.slice(kept));
  return { text: parts.join(''), traces };
}

/** Follows straight double quotes from left to right, so that one between two spaces can be told. */
class StraightQuotes {
  private readonly text: string;
  private next: number;
  private open = false;
  constructor(text: string) {
    this.text = text;
    this.next = text.indexOf('"');
  }
  /** Whether a straight quote is open just before `at`. Offsets must not decrease. */
  openAt(at: number): boolean {
    while (this.next >= 0 && this.next < at) {
      const before = this.text[this.next - 1] ?? ' ';
      const after = this.text[this.next + 1] ?? ' ';
      const opens = (before === ' ' || before === '(' || before === '\n') && after !== ' ';
      const closes = before !== ' ' && (after === ' ' || ',.;:!?)\n'.includes(after));
      this.open = opens ? true : closes ? false : !this.open;
      this.next = this.text.indexOf('"', this.next + 1);
    }
    return this.open;
  }
}

function straySide(
  text: string,
  at: number,
  options: HealOptions,
  quotes: StraightQuotes,
): Trace['side'] | null {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  if (before === '' || after === '' || before === ' ' || after === ' ' || before === '\n' || after === '\n')
    return null;
  if (PUNCT.includes(after)) return endsBeforeMark(text, at, before, after, options) ? 'end' : null;
  if (after === ')' || after === ']')
    return before !== '(' && before !== ':' && before !== ';' ? 'end' : null;
  if (after === '”' && before !== '“')
    return !options.oneMark && closesAt(text, at + 1, options) ? 'end' : null;
  if (after === '’' || after === "'") return endsBeforeApostrophe(text, at, before) ? 'end' : null;
  if (before === '“') return !options.lowQuotes && opensAt(text, at - 1, options) ? 'start' : null;
  if (before === '‘' || before === '(' || before === '[') return 'start';
  if (after === '"') return closesSpaced(text, at, quotes) ? 'end' : null;
  if (before === '"') return opensSpaced(text, at, quotes) ? 'start' : null;
  if (options.spacedDashes) return null;
  if (before === '—' && /\p{Ll}/u.test(after) && (text[at - 2] ?? ' ') !== ' ') return 'start';
  if (after === '—' && isWord(before) && (text[at + 2] ?? ' ') !== ' ') return 'end';
  return null;
}

function endsBeforeMark(
  text: string,
  at: number,
  before: string,
  after: string,
  options: HealOptions,
): boolean {
  if (!isWord(before) && !'”’"\')*_.!?…—'.includes(before)) return false;
  const beyond = text[at + 2] ?? ' ';
  if (after === '.' && before === '.') return false;
  if (after === '.')
    return beyond !== '.' && !(beyond >= '0' && beyond <= '9') && !(beyond === ' ' && text[at + 3] === '.');
  if ((after === ':' || after === ';') && SMILEY.test(text.slice(at + 1, at + 5))) return false;
  return !(options.spacedMarks && after !== ',');
}

/** A closing quote before a letter was set the wrong way round, unless breaks left no space. */
const closesAt = (text: string, quote: number, options: HealOptions): boolean =>
  options.gluedBreaks === true || !isWord(text[quote + 1] ?? '');

/** An opening quote directly behind a word or its mark was set the wrong way round, unless breaks left no space. */
const opensAt = (text: string, quote: number, options: HealOptions): boolean => {
  const before = text[quote - 1] ?? ' ';
  return options.gluedBreaks === true || !(isWord(before) || '.,!?…'.includes(before));
};

function endsBeforeApostrophe(text: string, at: number, before: string): boolean {
  const rest = text.slice(at + 1, at + 5);
  if (/^['’]s(?![\p{L}\p{N}])/u.test(rest))
    return isWord(before) && /(?:^|\s)(?:\p{Lu}\S*|\p{L})$/u.test(text.slice(Math.max(0, at - 30), at));
  return /^’(?![\p{L}\p{N}’])/u.test(rest) && (isWord(before) || '.!?,…'.includes(before));
}

function closesSpaced(text: string, at: number, quotes: StraightQuotes): boolean {
  const beyond = text[at + 2] ?? ' ';
  return (beyond === ' ' || beyond === '\n' || PUNCT.includes(beyond)) && quotes.openAt(at + 1);
}

function opensSpaced(text: string, at: number, quotes: StraightQuotes): boolean {
  const earlier = text[at - 2] ?? ' ';
  if (earlier !== ' ' && earlier !== '—' && earlier !== '\n') return false;
  return !quotes.openAt(at - 1);
}
