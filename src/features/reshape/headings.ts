/** Chapter headings, on a line of their own or inside a flattened text. */
import type { Span } from './markers.js';
import { noteLabelOfLine } from './notes.js';

const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const WORDS = [
  ...TENS.map((ten) => `${ten}(?:[- ](?:${ONES.join('|')}))?`),
  ...[...TEENS].reverse(),
  ...ONES,
].join('|');
const ROMAN = '[IVXLC]{1,8}';
const DIVISION =
  '(?:chapter|ch(?:ap)?\\.?|part|book|act|episode|volume|scene|section|kapitel|chapitre|cap[ií]tulo|capitolo|глава)';

const NUMBERED = new RegExp(`${DIVISION}\\s+(\\d{1,4}|${ROMAN}|the first|${WORDS})(?![\\p{L}\\p{N}])`, 'iu');
const NUMBERED_ALL = new RegExp(NUMBERED.source, 'giu');
const NAMED_ALL =
  /(?:(?:PROLOGUE|EPILOGUE|INTERLUDE|INTERMISSION|FOREWORD|AFTERWORD)(?![\p{L}\p{N}])|(?:Prologue|Epilogue|Interlude|Intermission|Foreword|Afterword)(?![\p{Ll}\p{N}]))/gu;
/** A number that ran into the sentence behind it: `PART IPolly sat`. */
const GLUED_ALL = /(?:CHAPTER|Chapter|PART|Part)\s(?:[IVXLC]{1,8}|\d{1,3})(?=\p{Lu}(?:\p{Ll}|['’]))/gu;
const PERSON = "(?<!\\p{L})\\p{Lu}[\\p{L}'’-]{0,24}";
/** Through whose eyes the part is told: `POV: Wren`, `Wren's POV`. */
const POINT_OF_VIEW = `(?:(?:POV|Point of View)\\s?[:–—-]\\s?${PERSON}|(?:${PERSON} )?${PERSON}\\s(?:POV|Point of View))`;
const SAYS_POV = /POV|Point of View/;
const POV_ALL = new RegExp(`[[(]?${POINT_OF_VIEW}[\\])]?:?(?![\\p{L}\\p{N}])`, 'gu');
const POV_LINE = new RegExp(`^[[(]?${POINT_OF_VIEW}[\\])]?:?$`, 'u');
const BARE_ALL = new RegExp(`(?:${ROMAN}|\\d{1,3})(?![\\p{L}\\p{N}])`, 'gu');

/** A heading found in a text: its span and the number it bears, 0 when it bears none. */
export interface Heading extends Span {
  number: number;
  /** No sentence has ended before it: a heading only behind a note, whose last sentence may lack its mark. */
  loose?: boolean;
}

const SMALL = /^(?:a|an|the|of|and|or|nor|but|in|on|at|to|for|by|with|from|as|into|de|la|le|von|van|vs|is)$/;
const STARTERS =
  /^(?:The|A|An|In|On|At|For|When|While|Whether|If|As|After|Before|It|He|She|There|This|That|They|These|We|Why|What|How|Of|So|But|And|Then|By|To|From|With|Within|During|Early|Once|One|Not|No|Some|All|I|Mr|Mrs|Miss|Dr)$/;

/** Words behind which a title goes on: “In Which It Does”. */
const OPENS_CLAUSE = /^(?:Which|Where|When|While|That|Whom|Who|How|Why|If|Because)$/;

/** The number that a heading's numeral stands for, 0 when it is none. */
export function numeralValue(numeral: string): number {
  if (/^\d+$/.test(numeral)) return Number(numeral);
  const word = numeral.toLowerCase();
  const parts = word.split(/[- ]/);
  const ten = TENS.indexOf(parts[0]!);
  if (ten >= 0) return (ten + 2) * 10 + (parts[1] ? ONES.indexOf(parts[1]) + 1 : 0);
  if (ONES.includes(word)) return ONES.indexOf(word) + 1;
  if (TEENS.includes(word)) return TEENS.indexOf(word) + 10;
  if (word === 'the first') return 1;
  return romanValue(numeral.toUpperCase());
}

function romanValue(numeral: string): number {
  if (!/^(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(numeral) || numeral === '') return 0;
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
  let total = 0;
  for (let at = 0; at < numeral.length; at++) {
    const value = values[numeral[at]!]!;
    total += value < (values[numeral[at + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

/** Whether a line that stands alone is a heading. */
export function isHeadingLine(line: string): boolean {
  const text = line
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .replace(/^[*_]+|[*_]+$/g, '');
  if (text === '' || text.length > 120) return false;
  const numbered = NUMBERED.exec(text);
  if (numbered?.index === 0) {
    const rest = text.slice(numbered[0].length).trim();
    return (
      rest === '' || /^[:.\-–—(|]/.test(rest) || (/^\p{Lu}/u.test(rest) && !/[.,;!?…]["”’']?$/.test(rest))
    );
  }
  if (/^(?:prologue|epilogue|interlude|foreword|afterword|intermission)\b/i.test(text))
    return !/[.,;]$/.test(text) && text.length < 80;
  if (/^\d{1,3}[.)]?$/.test(text) || POV_LINE.test(text)) return true;
  return new RegExp(`^(?:${ROMAN})[.:]?$`).test(text) && numeralValue(text.replace(/[.:]$/, '')) > 0;
}

/** Where a title in title case that begins at `from` ends; a sentence may follow it without a full stop. */
export function titleEnd(text: string, from: number, limit = 110): number {
  const words: { start: number; end: number; word: string }[] = [];
  const reader = /[^\s]+/gu;
  reader.lastIndex = from;
  let stopped = false;
  for (let match = reader.exec(text); match && match.index - from < limit; match = reader.exec(text)) {
    const quote = /\p{L}[!?.]?([“"„«])/u.exec(match[0]);
    if (quote && !/^["“„«]/.test(match[0])) {
      const word = match[0].slice(0, match[0].indexOf(quote[1]!));
      if (/^[\p{Lu}\p{N}]/u.test(word)) return match.index + word.length;
    }
    const bare = match[0].replace(/^[(*_‘']+|[)*_,.:;!?’'…]+$/gu, '');
    if (
      /^["“„«—–]/.test(match[0]) ||
      (words.length > 0 &&
        (text[match.index - 2] === ' ' ||
          noteLabelOfLine(text.slice(match.index, match.index + 40)) !== null))
    ) {
      stopped = true;
      break;
    }
    const capital = /^[\p{Lu}\p{N}]/u.test(bare);
    if (!capital && !SMALL.test(bare)) break;
    if (
      words.length > 0 &&
      capital &&
      STARTERS.test(bare) &&
      !OPENS_CLAUSE.test(words.at(-1)!.word) &&
      !/[-–—:,]$/.test(text.slice(from, match.index).trimEnd())
    ) {
      stopped = true;
      break;
    }
    words.push({ start: match.index, end: match.index + match[0].length, word: bare });
    const glued = /\p{Ll}(?=\p{Lu}\p{Ll})/u.exec(match[0]);
    if (glued && !/^(?:Mc|Mac|De|La|Le|O)\p{Lu}/u.test(match[0])) return match.index + glued.index + 1;
    if (
      /[!?…]["”]?$/.test(match[0]) ||
      (/\.$/.test(match[0]) && !/^(?:Mrs?|Dr|St|Ms|Jr|Sr|Rev|Col|Capt|\p{Lu})\.$/u.test(match[0]))
    ) {
      stopped = true;
      break;
    }
  }
  if (!stopped && from + limit > text.length && reader.lastIndex === 0) stopped = true;
  while (words.length > 0 && SMALL.test(words.at(-1)!.word)) words.pop();
  if (!stopped) words.pop();
  while (words.length > 0 && SMALL.test(words.at(-1)!.word)) words.pop();
  return words.at(-1)?.end ?? from;
}

const skipSpace = (text: string, at: number): number => {
  let index = at;
  while (text[index] === ' ') index++;
  return index;
};

/** Whether a sentence or a block has ended just before `at`. */
export function endsBefore(text: string, at: number): boolean {
  let index = at - 1;
  while (index >= 0 && text[index] === ' ') index--;
  return index < 0 || '.!?…”"’)*_~—-#=:'.includes(text[index]!);
}

function readHeading(text: string, start: number, end: number, number: number): Heading | null {
  const separated = /^(?:\s?[:.]|\s?[-–—]{1,2}(?=\s))\s*/.exec(text.slice(end, end + 8));
  if (separated) {
    const from = end + separated[0].length;
    const stop = titleEnd(text, from);
    if (stop > from) return { start, end: stop, number };
    if (/^\s?[:.]/.test(separated[0])) return { start, end: end + separated[0].trimEnd().length, number };
  }
  const next = text[skipSpace(text, end)] ?? '';
  return next === '' || /[\p{Lu}\p{N}“"‘'(…[*_«]/u.test(next) ? { start, end, number } : null;
}

/**
 * All headings with a word such as “Chapter” in front of the number, or such as “Prologue”, in a flattened text,
 * those before which no sentence has ended marked `loose`.
 */
export function findHeadings(text: string): Heading[] {
  const found: Heading[] = [];
  for (const match of text.matchAll(NUMBERED_ALL)) {
    const start = match.index;
    const numeral = match[1]!;
    if (!/^\p{Lu}/u.test(match[0]) || !/^[\p{Lu}\d]/u.test(numeral)) continue;
    const loose = !endsBefore(text, start);
    if (loose && text[start - 1] !== ' ') continue;
    const heading = readHeading(text, start, start + match[0].length, numeralValue(numeral));
    if (heading) found.push({ ...heading, loose });
  }
  for (const match of text.matchAll(NAMED_ALL)) {
    if (!endsBefore(text, match.index)) continue;
    const heading = readHeading(text, match.index, match.index + match[0].length, 0);
    if (heading) found.push(heading);
  }
  for (const {
    0: { length },
    index: start,
  } of text.matchAll(GLUED_ALL))
    if (endsBefore(text, start)) found.push({ start, end: start + length, number: 0 });
  for (const match of SAYS_POV.test(text) ? text.matchAll(POV_ALL) : []) {
    const end = match.index + match[0].length;
    const open = endsBefore(text, match.index) || /[xXoO]{3} ?$/.test(text.slice(0, match.index).slice(-4));
    if (open && /^\s*(?:$|[\p{Lu}“"‘'])/u.test(text.slice(end, end + 4)))
      found.push({ start: match.index, end, number: 0 });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Bare numerals between sentences that go on counting from `headings` (`II` after a chapter 1). */
export function findCountingNumerals(text: string, headings: Heading[]): Heading[] {
  const found: Heading[] = [];
  let next = 0;
  let last = headings[0]?.number ?? 0;
  let lastAt = headings[0]?.end ?? 0;
  const first = headings[0];
  const titled = first !== undefined && /^\S{1,6}[.:] \p{Lu}\p{Ll}/u.test(text.slice(first.start, first.end));
  for (const match of text.matchAll(BARE_ALL)) {
    while (next < headings.length && headings[next]!.start < match.index) {
      last = headings[next]!.number;
      lastAt = headings[next]!.end;
      next++;
    }
    const value = numeralValue(match[0]);
    if (value < 2 || value !== last + 1 || match.index - lastAt < 400) continue;
    if (text[match.index - 1] !== ' ' || !/[.!?…”"’]/.test(text[match.index - 2] ?? '')) continue;
    const end =
      match.index + match[0].length + (/[.:]/.test(text[match.index + match[0].length] ?? '') ? 1 : 0);
    if (text[end] !== ' ' || !/[\p{Lu}“"]/u.test(text[end + 1] ?? '')) continue;
    if (!titled && /^\p{Lu}\S*\s\p{Lu}/u.test(text.slice(end + 1, end + 30)) && /^\d/.test(match[0]))
      continue;
    const title = titled ? titleEnd(text, end + 1) : end;
    found.push({ start: match.index, end: title > end + 1 ? title : end, number: value });
    last = value;
    lastAt = found.at(-1)!.end;
  }
  return found;
}

/** A heading at the very place where the text (or what follows its notes) begins, of any form; null when there is none. */
export function headingAt(text: string, at: number): Heading | null {
  const numbered = NUMBERED.exec(text.slice(at, at + 60));
  if (numbered?.index === 0)
    return readHeading(text, at, at + numbered[0].length, numeralValue(numbered[1]!));
  const numeral = new RegExp(`^(?:${ROMAN}|\\d{1,3})(?![\\p{L}\\p{N}'’])`, 'u').exec(text.slice(at, at + 12));
  if (numeral) {
    const end = at + numeral[0].length;
    const value = numeralValue(numeral[0]);
    const rest = text.slice(end, end + 4);
    if (
      value > 0 &&
      (/^[.:]\s?[\p{Lu}“"]/u.test(rest) || (/^\s+[\p{Lu}“"]/u.test(rest) && !/^\d/.test(numeral[0])))
    ) {
      return readHeading(text, at, end, value);
    }
    if (value > 0 && /^\s[-–—]/.test(rest)) return readHeading(text, at, end, value);
  }
  return plainTitle(text, at);
}

function plainTitle(text: string, at: number): Heading | null {
  const capitals = /^(?:[\p{Lu}][\p{Lu}'’-]{2,})(?: [\p{Lu}'’-]{2,}){0,7}(?= (?:[\p{Lu}]\p{Ll}|“|"))/u.exec(
    text.slice(at, at + 120),
  );
  if (capitals && capitals[0].length >= 5) return { start: at, end: at + capitals[0].length, number: 0 };
  const end = titleEnd(text, at, 80);
  const quoted = /^ ?["“]/.test(text.slice(end, end + 2));
  const words = text.slice(at, end).split(' ').length;
  return quoted && words >= 2 && /[\p{L}\p{N}]$/u.test(text.slice(at, end)) && !/^["“]/.test(text[at] ?? '')
    ? { start: at, end, number: 0 }
    : null;
}
