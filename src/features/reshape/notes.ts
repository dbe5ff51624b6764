/** Creators' notes and the labels that stand before notes, summaries and the text itself. */
import type { Brackets } from './brackets.js';
import type { Span } from './markers.js';

/** A label with a colon, behind which a note stands. */
export interface NoteLabel extends Span {
  /** Only to be believed at the head of a text: in the middle such a word is prose or a report's heading. */
  headOnly: boolean;
  /** A summary, which reads like the story itself. */
  summary: boolean;
}

const OWNER =
  "(?:author(?:[’']?s|s[’'])?|writer[’']s|translator[’']s|beta[’']s|chapter|work|story|beginning|opening|start|starting|end|ending|closing|final|additional|more)";
const NOTES = `(?:${OWNER}\\s){0,3}notes?(?:\\s(?:at|for)\\sthe\\s(?:beginning|start|end))?|a\\/n(?:\\s?\\d)?|an`;
const HEAD =
  '(?:(?:chapter|work|story)\\s)?(?:summary|description|blurb)|disclaimers?|(?:trigger\\s|content\\s)?warnings?|tw|cw|prompt|rating|pairings?|fandom|spoilers?';
const LABEL = new RegExp(`(?:\\*{1,3}|_{1,3}|[([])?(?:${NOTES}|${HEAD})\\s?:(?:[*_]{1,3}(?=\\s))?`, 'giu');
const LABEL_LINE = new RegExp(`^[*_(\\[]{0,3}(?:${NOTES}|${HEAD})[*_]{0,2}\\s?:[*_]{0,2}`, 'iu');
const BARE =
  /\(See the end of the (?:chapter|work)[^()]{0,80}\)|Chapter Text(?![\p{L}])|(?:Work Text|Story Text|Story|Text)\s?:/gu;

/** Reads a label of a note at the beginning of a line: the label as it stands, or null. */
export function noteLabelOfLine(line: string): string | null {
  const match = LABEL_LINE.exec(line.trimStart());
  if (!match || !looksLikeLabel(match[0])) return null;
  return match[0];
}

/** Whether a line is a bare label such as `Chapter Text` or `(See the end of the chapter for notes.)`. */
export function isLabelLine(line: string): boolean {
  const text = line.trim();
  return /^(?:Chapter Text|Work Text:|Story Text:|Story:|Text:|Notes?|Chapter Notes|Work Notes|\(See the end of the (?:chapter|work)[^()]{0,80}\))$/.test(
    text,
  );
}

function looksLikeLabel(found: string): boolean {
  const word = found.replace(/[^\p{L}/]/gu, '');
  if (word === 'an' || word === 'An') return false;
  return /^\p{Lu}/u.test(word) || word === 'a/n';
}

/** The labels of notes inside a flattened text, in order, those of prose included only where a sentence has ended. */
export function findNoteLabels(text: string): NoteLabel[] {
  const found: NoteLabel[] = [];
  for (const match of text.matchAll(LABEL)) {
    if (!looksLikeLabel(match[0])) continue;
    const start = match.index;
    const before = text[start - 1] ?? ' ';
    if (/\p{L}/u.test(before) && !(/\p{Ll}/u.test(before) && /^\p{Lu}/u.test(match[0]))) continue;
    const word = match[0]
      .replace(/[^\p{L}/ ]/gu, '')
      .trim()
      .toLowerCase();
    const summary = /summary|description|blurb/.test(word);
    const headOnly = summary || word === 'note' || !/note|a\/n|^an$/.test(word);
    found.push({ start, end: start + match[0].length, headOnly, summary });
  }
  return found;
}

/** The bare labels inside a flattened text. `Story:` and `Text:` are `headOnly`. */
export function findBareLabels(text: string): NoteLabel[] {
  const found: NoteLabel[] = [];
  for (const match of text.matchAll(BARE)) {
    const before = text[match.index - 1] ?? ' ';
    const colon = match[0].endsWith(':');
    if (/\p{L}/u.test(before) && !(/\p{Ll}/u.test(before) && !colon)) continue;
    found.push({ start: match.index, end: match.index + match[0].length, headOnly: colon, summary: false });
  }
  return found;
}

const STRONG =
  /^\s*(?:enjoy|r\s?&\s?r|on with the|please (?:review|comment)|reviews?,? please|read (?:and|&) review|here (?:we|you) go|happy reading)\b|\b(?:beta(?:['’]?d|ed)?|unbeta|fics?|fanfic\w*|canon\w*|AU|OOC|OC|kudos|tumblr|twitter|discord|ao3|ffn|wattpad|livejournal|drabble|one-?shot|headcanon\w*|shipping|slow burn|fluff|angst|smut|xoxo|xx|lol|haha|omg|disclaimer|spoilers?|sequel|hiatus|trigger warnings?|warnings? for|written for|inspired by|title (?:is )?from|takes place (?:in|after|before|between|during)|posting|first language|typos|mistakes are|hope (?:you|u|y['’]all)|thanks? (?:you|u|so|to|for)|let me know|life got in the way|got out of hand|next (?:chapter|update)|last chapter|this chapter|chapters|(?:do not|don['’]t|don’t) own|please be gentle|be gentle|squint)\b|^\s*Set (?:in|after|before|between|during)\b|<3|[:;][-'^]?[)DP]/i;
const WEAK =
  /\b(?:prompt|exchange|gift|challenge|lyrics|song|characters?|enjoy\w*|sorry|story|series|season|episode|readers?|comments?|reviews?|update\w*|P\.S|edit|happy (?:birthday|holidays)|post(?:ed)?)\b/i;
const PERSON = /\b(?:I|I['’]m|I['’]ve|my|you|u|me)\b/;

/** Whether speech stands in a text: a quote that closes, or two. */
export function hasSpeech(text: string, quotes = 1): boolean {
  return [...text.matchAll(/[.,!?…—]["”](?=\s|$)/g)].length >= quotes;
}

const LONGEST_BRACKET = 3000;

/** Where a note whose label stands in brackets, or begins emphasis, closes, −1 when it has none or its bracket never closes. */
export function bracketEnd(text: string, label: number, from: number, brackets: Brackets): number {
  const marks = /^(?:\*{1,3}|_{1,3})/.exec(text.slice(label, label + 3))?.[0];
  if (marks) {
    if (/[*_]\s*$/.test(text.slice(label, from))) return -1;
    const closing = text.slice(from, from + LONGEST_BRACKET).indexOf(marks);
    return closing < 0 ? -1 : from + closing + marks.length;
  }
  const open = text[label];
  if (open !== '(' && open !== '[') return -1;
  // Directly behind the label's colon a bracket closes an empty note and is no smiley.
  if (text[from] === (open === '(' ? ')' : ']')) return from + 1;
  const close = brackets.closeOf(label);
  return close >= from && close - from < LONGEST_BRACKET ? close + 1 : -1;
}

/** Whether a sentence reads like a creator's note rather than like the story. */
export function soundsLikeNote(sentence: string): boolean {
  if (/^\s*["“‘]/.test(sentence)) return false;
  return STRONG.test(sentence) || (WEAK.test(sentence) && PERSON.test(sentence));
}

/** A note's sentence may end in a kiss or a smile instead of a mark. */
const SENTENCE =
  /[^.!?]*?(?:[.!?]+["”’)]*|\s(?:xx+|xo+x?o?|<3+|[:;][-'^]?[)DP]|\^_?\^|lol|haha)(?=\s+[\p{Lu}“"])|$)(?:\s*(?:[:;][-'^]?[)(DP](?![\p{L}])|<3|xx?(?![\p{L}])))?/uy;

/** Ends of the sentences of `text` from `from` on, at most `most`. */
function sentenceEnds(text: string, from: number, to: number, most: number): number[] {
  const ends: number[] = [];
  let at = from;
  while (at < to && ends.length < most) {
    SENTENCE.lastIndex = at;
    const match = SENTENCE.exec(text);
    const end = match && match[0].length > 0 ? Math.min(at + match[0].length, to) : to;
    const next = text[end] ?? ' ';
    at = end;
    if (next === ' ' || next === '\n' || /[\p{Lu}“"]/u.test(next) || end === to) ends.push(end);
  }
  return ends;
}

/**
 * Where a note that has no label, heading or marker behind it ends: after its first sentence and those that follow
 * and read like a note. A summary is at most two short sentences.
 */
export function noteEnd(text: string, from: number, to: number, summary: boolean): number {
  const window = Math.min(to, from + 4000);
  // The stretch is cut off a little behind the window, so that no sentence is looked for to the end of a long text.
  const ends = sentenceEnds(text.slice(0, window + 40), from, window, 14);
  let end = ends[0] ?? window;
  let start = end;
  for (const [index, stop] of ends.slice(1).entries()) {
    const sentence = text.slice(start, stop);
    const brief =
      summary &&
      index === 0 &&
      text.slice(from, stop).trim().split(' ').length <= 24 &&
      !/["“]/.test(sentence);
    if (!brief && !soundsLikeNote(sentence)) {
      const further = ends.slice(index + 2, index + 3)[0];
      const bridge =
        further !== undefined &&
        sentence.length < 60 &&
        !summary &&
        soundsLikeNote(text.slice(stop, further));
      if (!bridge) break;
    }
    end = stop;
    start = stop;
  }
  return end;
}
