/** Letters, e-mails and notes that a story quotes: how they begin (`Dear Wren,`) and how they close (`Yours, Mabry`). */
import type { Span } from './markers.js';
import { COMMON, PRONOUN } from './words.js';

/** The opening or the close of a letter; a close has the offset at which the name begins, for its own line. */
export interface LetterPart extends Span {
  name?: number;
}

const PERSON =
  "(?:(?:Mrs?|Ms|Dr|Prof|Miss|Sir|Madam|Lord|Lady|Aunt|Uncle)\\.? )?(?:\\p{Lu}\\. ?)*\\p{Lu}[\\p{L}’'-]{0,24}";
const SALUTATION = new RegExp(
  `(?:(?:My |My own )?(?:[Dd]ear(?:est)?|[Dd]arling|[Bb]eloved)(?: (?:Sirs?(?: (?:or|and) Madam)?|Madam|all|friends?|reader|diary|Diary|${PERSON}(?: (?:and )?${PERSON}){0,2}))|To [Ww]hom [Ii]t [Mm]ay [Cc]oncern|(?:Hi|Hello|Hey) ${PERSON})[,:](?= ?["“]?\\p{Lu})`,
  'gu',
);
const CLOSING = `(?:(?:Yours|Love|Sincerely|Regards|Cheers|Affectionately|Faithfully|Respectfully|Signed|XOXO|Best|Fondly|Warmly|Ever yours|Till then|Until then|(?:Best|Kind|Warm(?:est)?|Kindest) (?:regards|wishes)|(?:All|With(?: all)?)(?: my)? (?:love|regards|affection|best wishes)|Your (?:loving|obedient|faithful|humble|affectionate|devoted|friend|son|daughter|brother|sister|mother|father|servant))(?: \\p{Ll}+){0,4}(?: friend| servant)?)`;
const CLOSE = new RegExp(`${CLOSING}[,.] ?[—–-]?(?=${PERSON}|The )`, 'gu');
const CLOSE_LINE = new RegExp(`^${CLOSING},$`, 'u');

const SUBJECT = /^Subject: [^.!?]{1,80}?(?= (?:Dear|Hi|Hello|Hey|To whom)\b)/u;

/** How far the close of a letter may stand from its opening, in characters. */
const LONGEST = 12_000;

/** The openings and closes of the letters in a flattened text, in order. */
export function findLetterParts(text: string): LetterPart[] {
  const closes = [...text.matchAll(CLOSE)].flatMap((match) => closeAt(text, match));
  const found: LetterPart[] = [];
  const subject = SUBJECT.exec(text);
  if (subject) found.push({ start: 0, end: subject[0].length });
  let next = 0;
  for (const match of text.matchAll(SALUTATION)) {
    const start = match.index;
    while (next < closes.length && closes[next]!.start < start) next++;
    const close = closes[next];
    const closed = close !== undefined && close.start - start < LONGEST;
    const behindSubject = subject !== null && start === subject[0].length + 1;
    const opening = behindSubject ? start : openingOf(text, start, closed);
    if (opening === null) continue;
    const end = start + match[0].length;
    if (behindSubject || !/^(?:Hi|Hello|Hey)/.test(match[0]) || closed) found.push({ start: opening, end });
  }
  if (found.length === 0) return [];
  for (const close of closes) if (follows(found, close.start)) found.push(close);
  found.sort((a, b) => a.start - b.start);
  return found.filter((part, index) => index === 0 || part.start >= found[index - 1]!.end);
}

/** Whether a line of its own closes a letter: `Yours,`. */
export function isCloseLine(line: string): boolean {
  return CLOSE_LINE.test(line);
}

const follows = (openings: readonly LetterPart[], at: number): boolean =>
  openings.some(({ end }) => end <= at && at - end < LONGEST);

/**
 * Where the opening begins, its quote mark included; null when it is an address inside speech: only a letter that is
 * closed may stand in quotes, and the close must stand before they do.
 */
function openingOf(text: string, start: number, closed: boolean): number | null {
  const before = text.slice(Math.max(0, start - 3), start);
  if (/["“‘]$/u.test(before)) return closed ? start - 1 : null;
  if (before === '') return start;
  if (!/(?:[.!?…:"”’)*~_-]|\n) ?$/u.test(before)) return null;
  return closed || !/["“]/.test(text.slice(start, start + 300).split(/[.!?]/)[0]!) ? start : null;
}

function closeAt(text: string, match: RegExpExecArray): LetterPart[] {
  const before = text.slice(Math.max(0, match.index - 2), match.index);
  if (match.index > 0 && !/[.!?…"”’)] ?$/u.test(before)) return [];
  const name = match.index + match[0].length;
  const end = nameEnd(text, name);
  return end > name ? [{ start: match.index, end, name }] : [];
}

/** A name of up to four words in capitals; a word that opens a sentence ends it. */
function nameEnd(text: string, from: number): number {
  const words =
    /(?:The )?(?:(?:Mrs?|Ms|Dr|Prof)\. )?(?:\p{Lu}\. ?)*\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*\.?){0,3}/uy;
  words.lastIndex = from;
  const found = words.exec(text)?.[0] ?? '';
  const parts = found.split(' ');
  let kept = parts[0]!.length;
  let whole = /\p{L}{2}/u.test(parts[0]!) && parts[0] !== 'The' && !/^(?:Mrs?|Ms|Dr|Prof)\.$/.test(parts[0]!);
  for (const part of parts.slice(1)) {
    const lower = part.toLowerCase();
    const opens =
      whole &&
      (COMMON.has(lower.replace('.', '')) || PRONOUN.has(lower) || /^(?:They|Then|I|P\.?S?\.?)$/.test(part));
    if (opens) break;
    kept += part.length + 1;
    whole ||= !part.endsWith('.');
  }
  const mark = /^[.!]?["”’]*(?=\s|$)/u.exec(text.slice(from + kept, from + kept + 4));
  return from + kept + (mark?.[0].length ?? 0);
}
