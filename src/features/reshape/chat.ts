/** Chat logs, text messages and scripts in a flattened text: `wren: so?`, `[12:03] Ila: Yes.`, `<nightjar> no`. */
import { countLetters } from './letters.js';
import { COMMON, SAYING } from './words.js';

/** Where a message begins, and where its label ends. */
export interface Turn {
  start: number;
  text: number;
}

interface Label extends Turn {
  /** Who speaks, as written; '' for a stamped label, which needs no second one to be believed. */
  name: string;
  /** A sentence has ended before it. */
  afterEnd: boolean;
}

const CLOCK = '\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?: ?[AaPp]\\.?[Mm]\\.?)?';
const DATE = '(?:\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4},? )?';
const CAPITALISED = "\\p{Lu}[\\p{L}\\p{N}_’'-]{0,24}";
const NAME = `(?:${CAPITALISED}(?: ${CAPITALISED}){1,2}|[\\p{L}_@#][\\p{L}\\p{N}_’'-]{0,24}(?:\\.[\\p{L}\\p{N}_]{1,12})?)`;
const STAMPED = new RegExp(
  `\\[${DATE}${CLOCK}\\] ?(?:<?${NAME}(?:>|:))|(?<![\\d:])${DATE}${CLOCK} ?[-–—|] ?${NAME}:|(?<![\\p{L}\\p{N}])${NAME} ?[[(]${DATE}${CLOCK}[\\])]:`,
  'gu',
);
const ANGLED = /<[\p{L}_@][\p{L}\p{N}_.-]{1,24}> /gu;
const NAME_BEFORE = /(?<![\p{L}\p{N}_’'-])[\p{L}_][\p{L}\p{N}_’'-]{0,24}$/u;
const MESSAGE = /^ ["“‘'([<*_]?[\p{L}\p{N}…]/u;
const TIME = /\d[:.]\d\d/;
const TITLE =
  /(?:^|[\s.!?…"”])((?:mrs?|ms|miss|dr|prof|agent|sgt|captain|capt|officer|sir|lady|detective|inspector)\.? )$/iu;
const NO_NAME =
  /^(?:notes?|warnings?|subject|re|example|result|item|summary|title|date|time|https?|ps|p\.s|edit|update|rating|pairing|prompt|chapter|part|description|disclaimer|author.?s?|a\/n|an|that|this|thing|things|following|is|was|are|were|question|answer|day|one|two|first|second|thought|words?|same|and|but|or|all|him|her|it|them|me|us|you)$/iu;

/** How many characters a message may have, by whether its sentences are marked off. */
const LONGEST = 2500;
const LONGEST_LOOSE = 500;
const FEWEST = 3;

/** The messages of a flattened text, in order; none when it is no log. */
export function findTurns(text: string): Turn[] {
  const labels = [
    ...(TIME.test(text) ? find(text, STAMPED, '') : []),
    ...(text.includes('<') ? find(text, ANGLED, null) : []),
    ...namedLabels(text),
  ];
  if (labels.length < FEWEST) return [];
  labels.sort((a, b) => a.start - b.start || b.text - a.text);
  const apart = labels.filter((label, index) => index === 0 || label.start >= labels[index - 1]!.text);
  return runsOf(text, withFirstNames(text, apart)).flatMap(believe);
}

/** Labels that match a pattern; `name` null: what is matched. */
function find(text: string, pattern: RegExp, name: string | null): Label[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    text: match.index + match[0].length,
    name: name ?? match[0],
    afterEnd: true,
  }));
}

function namedLabels(text: string): Label[] {
  const found: Label[] = [];
  for (let at = text.indexOf(': '); at >= 0; at = text.indexOf(': ', at + 1)) {
    const word = NAME_BEFORE.exec(text.slice(Math.max(0, at - 27), at))?.[0];
    if (word === undefined || !MESSAGE.test(text.slice(at + 1, at + 5))) continue;
    if (NO_NAME.test(word) || word.length < 2 || SAYING.has(word) || COMMON.has(word.toLowerCase())) continue;
    const start = withTitle(text, at - word.length, word);
    found.push({
      start,
      text: at + 1,
      name: text.slice(start, at),
      afterEnd: endsBefore(text, start),
    });
  }
  return found;
}

/** Takes a title, and words in capitals before a name in capitals, into the label. */
function withTitle(text: string, at: number, word: string): number {
  const title = TITLE.exec(text.slice(Math.max(0, at - 14), at));
  if (title) return at - title[1]!.length;
  if (!/^\p{Lu}[\p{Lu}'’.-]+$/u.test(word)) return at;
  const more = /(?:(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}'’-]+ ){1,2}$/u.exec(text.slice(Math.max(0, at - 40), at));
  return more ? at - more[0].length : at;
}

/** Takes the words into a label that stand before nearly every label of the same name: `Research Assistant Corbette:`. */
function withFirstNames(text: string, labels: readonly Label[]): Label[] {
  const totals = new Map<string, number>();
  const counts = new Map<string, number>();
  const prefixes = labels.map(({ name, start }) => {
    if (name === '') return [];
    const words = wordsBefore(text, start);
    const found = words.map(
      (_, index) =>
        `${words
          .slice(0, index + 1)
          .reverse()
          .join(' ')} `,
    );
    totals.set(name, (totals.get(name) ?? 0) + 1);
    for (const prefix of found) counts.set(prefix + name, (counts.get(prefix + name) ?? 0) + 1);
    return found;
  });
  return labels.map((label, index) => {
    const total = totals.get(label.name) ?? 0;
    const shared = prefixes[index]!.filter((prefix) => {
      const count = counts.get(prefix + label.name)!;
      return count > 1 && count >= total * 0.75;
    });
    const start = label.start - (shared.at(-1)?.length ?? 0);
    return { ...label, start, afterEnd: endsBefore(text, start) };
  });
}

/** Up to three words with a capital or a quote before `at`, the nearest first; none that ends a sentence. */
function wordsBefore(text: string, at: number): string[] {
  const words = text
    .slice(Math.max(0, at - 60), at)
    .split(' ')
    .slice(1, -1)
    .reverse();
  const stop = words.findIndex(
    (word) => !/^(?:["“‘']?\p{Lu}[\p{L}’'-]*["”’']?|(?:Dr|Mrs?|Ms|Prof|Capt|Sgt)\.)$/u.test(word),
  );
  return words.slice(0, Math.min(3, stop < 0 ? words.length : stop));
}

const endsBefore = (text: string, at: number): boolean =>
  /(?:^|[.!?…*)\]~"”]) ?$/u.test(text.slice(Math.max(0, at - 3), at));

/** Groups labels of which each stands near the one before. */
function runsOf(text: string, labels: readonly Label[]): Label[][] {
  const runs: Label[][] = [];
  for (const label of labels) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const room = label.afterEnd ? LONGEST : LONGEST_LOOSE;
    if (run && last && label.start - last.text <= room && !/\n/.test(text.slice(last.text, last.text + 1)))
      run.push(label);
    else runs.push([label]);
  }
  return runs;
}

/**
 * Of a run of labels those that are believed: stamped ones, names that come again, and names in the midst of them
 * that look like one. A run needs three, of two speakers.
 */
function believe(run: readonly Label[]): Turn[] {
  const counts = new Map<string, number>();
  const ended = new Map<string, number>();
  for (const { name, afterEnd } of run) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (afterEnd) ended.set(name, (ended.get(name) ?? 0) + 1);
  }
  const speakers = [...counts.keys()].filter((name) => name !== '' && counts.get(name)! > 1);
  const marked = speakers.filter((name) => ended.get(name) === counts.get(name)).length;
  const stamped = counts.get('') ?? 0;
  if (stamped < FEWEST && speakers.length < 2) return [];
  const small = speakers.filter((name) => /^\p{Ll}/u.test(name)).length;
  const total = run.length;
  if (stamped < FEWEST && total < FEWEST + (small > 0 ? 1 : 0)) return [];
  const kept = run.filter(
    ({ name, afterEnd }) =>
      name === '' || counts.get(name)! > 1 || (looksLikeName(name) && (afterEnd || marked === 0)),
  );
  return kept.length < FEWEST ? [] : kept.map(({ start, text }) => ({ start, text }));
}

const looksLikeName = (name: string): boolean => /^\p{Lu}|[\d_@]|\p{Ll}\p{Lu}/u.test(name) && name !== 'I';

/** Where a message that is followed by prose without a full stop ends: before a capital that opens a sentence. */
export function messageEnd(text: string, from: number, to: number): number {
  const rest = text.slice(from, Math.min(to, from + LONGEST_LOOSE));
  const opening = /\p{L} (?=(?:She|He|They|The|It|Then|When|His|Her|There|After)\s\p{Ll})/u.exec(rest);
  return opening && countLetters(rest.slice(0, opening.index)) > 0 ? from + opening.index + 1 : to;
}
