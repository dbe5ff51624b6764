/** Gives emphasis back: from `*x*`, `_x_` and `/x/`, and from the stray spaces that stripped tags left behind. */
import type { Trace } from '../../core/text/typography.js';
import { escapeText } from './html.js';
import { countLetters, letterAt } from './letters.js';

/** An emphasised stretch of a text; `guessed` when its extent is not known from both sides. */
export interface Emphasis {
  start: number;
  end: number;
  guessed: boolean;
  /** Length of the mark on each side, to be left out: `*` 1, `**` 2, none 0. */
  mark: number;
}

const OPENER = / |["“‘'([—–…\n„«]|-/;
const CLOSER = /[ .,;:!?…"”’')\]—–\n»-]/;
const LONGEST = 400;
const LONGEST_WORD = 60;
const WORD = /[\p{L}\p{N}'’-]/u;
/** Small words of French, Latin and Spanish: emphasis on a foreign word takes them in, as in “mon ami”. */
const FOREIGN =
  /^(?:mon|ma|mes|ton|ta|tes|ce|cet|cette|ces|le|la|les|du|des|un|une|au|aux|et|est|bien|très|tout|toute|pas|ne|je|tu|il|elle|nous|vous|qui|que|en|eh|hé|ah|mais|oui|non|sans|sous|pour|voilà|voici|c['’]est|n['’]est|mal|cher|chère|pauvre|petite?|vieux|roi|de|ad|ex|cum|qua|quo|pro|et|el|los|las|señor|señora|mi|der|die|das|mein|meine|ein|eine|und|ist)$/iu;
const ACCENTED = /[àâçèéêëîïôùûüœáíóúñßäö]/iu;

const SMALL = /^(?:a|an|the|of|and|or|in|on|at|to|for|by|with|about|being|from|as|de|la|le)$/;

/**
 * `/so/`, but no path, date, address or `and/or`: nothing but a space or an opening mark before it, a letter inside at
 * the beginning, a letter or a mark at the end, and no word right behind it.
 */
const SLASHED =
  /(?<=^|[\s"“‘'(—–…])\/(?=\p{L})[^/\n<>]{0,98}?[\p{L}\p{N}.,!?…’'”"]\/(?=$|[\s.,;:!?…"”’')\]—–-])/gu;

/** The spans between pairs of `*` or `_`, and of slashes, in a text, in order. */
export function findMarked(text: string): Emphasis[] {
  const found = findStarred(text);
  if (!text.includes('/')) return found;
  const slashed = [...text.matchAll(SLASHED)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
    guessed: false,
    mark: 1,
  }));
  if (slashed.length === 0) return found;
  const all = [...found, ...slashed].sort((a, b) => a.start - b.start);
  return all.filter((span, index) => index === 0 || span.start >= all[index - 1]!.end);
}

function findStarred(text: string): Emphasis[] {
  const found: Emphasis[] = [];
  if (!text.includes('*') && !text.includes('_')) return found;
  const waiting = new Map<string, number>();
  for (const match of text.matchAll(/\*{1,3}|_{1,3}/g)) {
    const run = match[0];
    const at = match.index;
    const before = text[at - 1] ?? ' ';
    const after = text[at + run.length] ?? ' ';
    const from = waiting.get(run);
    const closes =
      from !== undefined &&
      at - from <= LONGEST &&
      before !== ' ' &&
      (CLOSER.test(after) || '*_'.includes(after)) &&
      at > from + run.length;
    if (closes && hasLetter(text, from + run.length, at)) {
      found.push({ start: from, end: at + run.length, guessed: false, mark: run.length });
      waiting.clear();
    } else if (after !== ' ' && (OPENER.test(before) || '*_'.includes(before))) waiting.set(run, at);
  }
  return found;
}

function hasLetter(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (letterAt(text, at)) return true;
  return false;
}

/** The spans that traces of stripped tags point at: both ends known, or one word (a title's words) guessed. */
export function findTraced(text: string, traces: readonly Trace[]): Emphasis[] {
  const found: Emphasis[] = [];
  for (let index = 0; index < traces.length; index++) {
    const trace = traces[index]!;
    if (trace.side === 'start') {
      const closing = traces[index + 1];
      if (closing?.side === 'end' && inOnePiece(text, trace.at, closing.at)) {
        add(found, text, trace.at, closing.at, false);
        index++;
      } else add(found, text, trace.at, endOfFirst(text, trace.at), true);
    } else add(found, text, startOfLast(text, trace.at, found.at(-1)?.end ?? 0), trace.at, true);
  }
  return found;
}

function add(found: Emphasis[], text: string, start: number, end: number, guessed: boolean): void {
  const from = Math.max(start, found.at(-1)?.end ?? 0);
  let to = end;
  while (to > from && !/[\p{L}\p{N}!?]/u.test(text[to - 1]!)) to--;
  if (to > from && hasLetter(text, from, to)) found.push({ start: from, end: to, guessed, mark: 0 });
}

function inOnePiece(text: string, start: number, end: number): boolean {
  if (end - start > 90) return false;
  const between = text.slice(start, end);
  return (
    between.split(' ').length <= 9 &&
    !/["“”]/.test(between) &&
    !/[.?!…] \p{Ll}/u.test(between) &&
    !/[.?!…][’)]? \p{Lu}.*[.?!…] /u.test(between)
  );
}

/** One word on from `start`; a clause that begins with a foreign word goes on to its end. */
function endOfFirst(text: string, start: number): number {
  const end = wordEnd(text, start);
  const next = wordEnd(text, end + 1);
  const opens = FOREIGN.test(text.slice(start, end)) || ACCENTED.test(text.slice(start, end));
  const second = text[end] === ' ' ? text.slice(end + 1, next) : '';
  if (!opens || second === '' || !(FOREIGN.test(second) || ACCENTED.test(second))) return end;
  const clause = /^[^.!?;:…"“”()\n]{1,70}?(?=[.!?;:…"”]|,? ["“])/u.exec(text.slice(start, start + 80));
  return clause ? start + clause[0].length : next;
}

function wordEnd(text: string, start: number): number {
  let at = start;
  const high = Math.min(text.length, start + LONGEST_WORD);
  while (at < high && WORD.test(text[at]!)) at++;
  return at;
}

/** One word back from `end`; a run of capitalised words when the last one has a capital; the sentence before `! ”`. */
function startOfLast(text: string, end: number, floor: number): number {
  let at = end;
  const low = Math.max(floor, end - 6);
  while (at > low && !WORD.test(text[at - 1]!)) at--;
  if (at === low && low > 0 && !WORD.test(text[at - 1]!)) return end;
  if (at < end) return wholeSentence(text, at, floor);
  const word = wordStart(text, at, floor);
  if (!/^\p{Lu}/u.test(text.slice(word, word + 2))) return foreignRun(text, word, floor);
  return capitalRun(text, word, floor);
}

/** Takes small foreign words before a word into its span: `mon ami`, `mal de tête`; English ones stay out. */
function foreignRun(text: string, word: number, floor: number): number {
  let start = word;
  for (let count = 0; count < 4 && start > floor && text[start - 1] === ' '; count++) {
    const previous = wordStart(text, start - 1, floor);
    if (previous === start - 1) break;
    const token = text.slice(previous, start - 1);
    if (!FOREIGN.test(token) && !ACCENTED.test(token)) break;
    start = previous;
  }
  return start;
}

function wordStart(text: string, end: number, floor: number): number {
  const low = Math.max(floor, end - LONGEST_WORD);
  let at = end;
  while (at > low && WORD.test(text[at - 1]!)) at--;
  return at;
}

function wholeSentence(text: string, end: number, floor: number): number {
  const low = Math.max(floor, end - 60);
  let at = end;
  while (at > low && !/["“”‘.!?…—:;\n]/.test(text[at - 1]!)) at--;
  if (at === low && low > 0 && low !== floor) return wordStart(text, end, floor);
  while (at < end && text[at] === ' ') at++;
  return at;
}

function capitalRun(text: string, word: number, floor: number): number {
  let start = word;
  let at = word;
  for (let count = 0; count < 8; count++) {
    if (at <= floor || text[at - 1] !== ' ') break;
    const previous = wordStart(text, at - 1, floor);
    if (previous === at - 1) break;
    const token = text.slice(previous, at - 1);
    // Whose book it is stands before its title: “Clay’s Economics”.
    if (/['’]s?$/.test(token) && /['’]/.test(token.slice(-2))) break;
    if (/^\p{Lu}/u.test(token)) start = previous;
    else if (!SMALL.test(token)) break;
    at = previous;
  }
  const sentenceStart =
    start < word && (start === 0 || /[.?!“"”] ?$/.test(text.slice(Math.max(0, start - 2), start)));
  return sentenceStart &&
    /^(?:I|He|She|It|We|They|But|And|You|Oh)$/.test(text.slice(start, start + 4).split(' ')[0]!)
    ? word
    : start;
}

/** Writes a stretch of text as html with its emphasis. Spans must be in order; those that cross its ends are cut. */
export function renderStretch(
  text: string,
  start: number,
  end: number,
  spans: readonly Emphasis[],
): { html: string; guessed: { start: number; end: number }[] } {
  const guessed: { start: number; end: number }[] = [];
  const parts: string[] = [];
  let counted = start;
  let letters = 0;
  let at = start;
  for (const span of spans) {
    if (span.end <= at || span.start >= end) continue;
    const from = Math.max(span.start, at);
    const to = Math.min(span.end, end);
    const inner = text.slice(
      from + (span.start >= start ? span.mark : 0),
      to - (span.end <= end ? span.mark : 0),
    );
    parts.push(escapeText(text.slice(at, from)));
    if (span.guessed) {
      letters += countLetters(text.slice(counted, from));
      counted = from;
      guessed.push({ start: letters, end: letters + countLetters(inner) });
    }
    parts.push('<em>', escapeText(inner), '</em>');
    at = to;
  }
  parts.push(escapeText(text.slice(at, end)));
  return { html: parts.join(''), guessed };
}
