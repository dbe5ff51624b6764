/** Tells in which shape a text came: with its paragraphs (and how they are parted) or without. */
import { isHeadingLine } from './headings.js';
import { findMarkers, isMarkerLine } from './markers.js';
import { isLabelLine } from './notes.js';
import { GLUED_JOINT, type Profile } from './profile.js';
import { findWrap, type Wrap } from './wrap.js';

/**
 * `oneline`: breaks became spaces. `glued`: breaks vanished. `newline`: a line a paragraph. `blank`: blank lines
 * between paragraphs. `hardwrap`: lines broken at a margin.
 */
export type TextShape = 'oneline' | 'glued' | 'newline' | 'blank' | 'hardwrap';

export interface Shape {
  shape: TextShape;
  /** Of a hard-wrapped text: where its lines were broken; null for the others. */
  wrap: Wrap | null;
  /** The paragraphs inside the lines are lost, also when the lines were wrapped at a margin. */
  flattened: boolean;
}

/** Whether a line is a heading, a marker or a label rather than prose. */
export function isStructureLine(line: string): boolean {
  return line.length <= 120 && (isHeadingLine(line) || isMarkerLine(line) || isLabelLine(line));
}

/** Looks at a text's lines. `profile` is of the same text. */
export function detectShape(lines: readonly string[], profile: Profile): Shape {
  const survey = surveyLines(lines);
  if (survey.body.length > 2 && isLog(survey.body)) return { shape: 'newline', wrap: null, flattened: false };
  if (survey.body.length > 1) {
    const wrap = findWrap(proseLines(lines, survey.first), survey);
    if (wrap) return { shape: 'hardwrap', wrap, flattened: lostInWrap(survey, wrap) };
  }
  if (isFlattened(survey))
    return { shape: profile.gluedBreaks ? 'glued' : 'oneline', wrap: null, flattened: true };
  const byLine = survey.newlinePairs > survey.blankPairs && !isVerse(survey);
  return { shape: byLine ? 'newline' : 'blank', wrap: null, flattened: false };
}

/** Most lines are messages: a label that comes again, or a time, begins them. */
function isLog(body: readonly string[]): boolean {
  const labels = body.map(
    (line) =>
      /^(?:\[?\d{1,2}[:.]\d{2}|<[^\s<>]{2,24}> |[^\s:]{1,25}(?: [^\s:]{1,25}){0,2}:)/u.exec(line)?.[0],
  );
  const counts = new Map<string, number>();
  for (const label of labels) if (label) counts.set(label, (counts.get(label) ?? 0) + 1);
  const known = labels.filter((label) => label && (/^\[?\d/.test(label) || counts.get(label)! > 1)).length;
  return known > 2 && known >= body.length * 0.6;
}

/** Short lines in groups, most of them without the end of a sentence: stanzas, whose blank lines are the breaks. */
function isVerse({ body, blankPairs, newlinePairs, versePairs }: Survey): boolean {
  if (blankPairs === 0) return false;
  const short = body.filter((line) => line.length < 60).length;
  const unfinished = body.filter((line) => !ENDS_SENTENCE.test(line)).length;
  if (short > body.length * 0.9 && unfinished > body.length * 0.5) return true;
  return newlinePairs > 1 && versePairs > newlinePairs * 0.6;
}

const ENDS_SENTENCE = /[.!?…:]["”’')]*$/;

/** The lines of prose, trimmed; '' for blank lines and for what is not prose. */
function proseLines(lines: readonly string[], first: number): string[] {
  return lines.slice(first).map((line) => (isStructureLine(line.trim()) ? '' : line.trim()));
}

/** Whether paragraphs were lost before the text was wrapped: speech meets speech more often than paragraphs end. */
function lostInWrap({ body, blankPairs }: Survey, { shortLines }: Wrap): boolean {
  const paragraphs = Math.max(blankPairs, shortLines) + 1;
  return paragraphs < 4 && count(body.join(' '), /[.!?…]["”] ["“]\p{Lu}/gu) > paragraphs;
}

interface Survey {
  body: string[];
  /** Neighbouring lines of prose with and without blank lines between them. */
  blankPairs: number;
  newlinePairs: number;
  /** Of these, those whose first line is short and ends no sentence, as in verse. */
  versePairs: number;
  headings: number;
  /** Index of the first line behind the title and the byline. */
  first: number;
}

function surveyLines(lines: readonly string[]): Survey {
  const survey: Survey = { body: [], blankPairs: 0, newlinePairs: 0, versePairs: 0, headings: 0, first: 0 };
  let previous: 'none' | 'body' | 'blankAfterBody' = 'none';
  const titled = lines.findIndex((line) => /^\s*(?:by|written by)\s+\S/i.test(line) && line.length < 100);
  if (titled >= 0 && titled < 4) survey.first = titled + 1;
  for (let index = survey.first; index < lines.length; index++) {
    const line = lines[index]!.trim();
    if (line === '') {
      if (previous === 'body') previous = 'blankAfterBody';
      continue;
    }
    if (isStructureLine(line)) {
      if (isHeadingLine(line)) survey.headings++;
      previous = 'none';
      continue;
    }
    if (previous === 'body') {
      const before = survey.body.at(-1)!;
      survey.newlinePairs++;
      if (before.length < 60 && !ENDS_SENTENCE.test(before)) survey.versePairs++;
    }
    if (previous === 'blankAfterBody') survey.blankPairs++;
    survey.body.push(line);
    previous = 'body';
  }
  return survey;
}

const count = (text: string, pattern: RegExp): number => {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
};

/** Signs of paragraphs that ran together: speech meeting speech, sentences without a space, markers inside a line. */
function signsOfLoss(line: string): number {
  return (
    count(line, /[.!?…]["”] ?["“]\p{Lu}/gu) +
    count(line, GLUED_JOINT) +
    (line.length > 200 ? findMarkers(line).length : 0)
  );
}

function isFlattened({ body, headings }: Survey): boolean {
  if (body.length === 0) return false;
  if (body.length === 1) return true;
  let signs = 0;
  let length = 0;
  let sentences = 0;
  for (const line of body) {
    signs += signsOfLoss(line);
    length += line.length;
    sentences += count(line, /[.!?…]["”’']?\s/g) + 1;
  }
  if (length / body.length > 1800) return true;
  if (signs / body.length >= 0.25) return true;
  return (
    headings > 1 &&
    body.length <= headings * 1.4 &&
    sentences >= body.length * 2 &&
    length > body.length * 120
  );
}
