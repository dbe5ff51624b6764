/** Tells in which shape a text came: with its paragraphs (and how they are parted) or without. */
import { isHeadingLine } from './headings.js';
import { findMarkers, isMarkerLine } from './markers.js';
import { isLabelLine } from './notes.js';
import { GLUED_JOINT, type Profile } from './profile.js';

/**
 * `oneline`: breaks became spaces. `glued`: breaks vanished. `newline`: a line a paragraph. `blank`: blank lines
 * between paragraphs. `hardwrap`: lines broken at a margin.
 */
export type TextShape = 'oneline' | 'glued' | 'newline' | 'blank' | 'hardwrap';

export interface Shape {
  shape: TextShape;
  /** Of a hard-wrapped text: its margin in characters. */
  width: number;
  /** Of a hard-wrapped text: blank lines part its paragraphs. */
  blankLines: boolean;
  /** The paragraphs inside the lines are lost, also when the lines were wrapped at a margin. */
  flattened: boolean;
}

const ENDS_SENTENCE = /[.!?…"”’'»」。！？:)—*_]\s*$/;

/** Whether a line is a heading, a marker or a label rather than prose. */
export function isStructureLine(line: string): boolean {
  return line.length <= 120 && (isHeadingLine(line) || isMarkerLine(line) || isLabelLine(line));
}

/** Looks at a text's lines. `profile` is of the same text. */
export function detectShape(lines: readonly string[], profile: Profile): Shape {
  const survey = surveyLines(lines);
  if (survey.body.length > 1) {
    const wrap = wrapOf(lines, survey);
    if (wrap) return { ...wrap, shape: 'hardwrap' };
  }
  const plain = { width: 0, blankLines: false };
  if (isFlattened(survey))
    return { ...plain, shape: profile.gluedBreaks ? 'glued' : 'oneline', flattened: true };
  return { ...plain, shape: survey.newlinePairs > survey.blankPairs ? 'newline' : 'blank', flattened: false };
}

interface Survey {
  body: string[];
  /** Neighbouring lines of prose with and without blank lines between them. */
  blankPairs: number;
  newlinePairs: number;
  headings: number;
  /** Index of the first line behind the title and the byline. */
  first: number;
}

function surveyLines(lines: readonly string[]): Survey {
  const survey: Survey = { body: [], blankPairs: 0, newlinePairs: 0, headings: 0, first: 0 };
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
    if (previous === 'body') survey.newlinePairs++;
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

/** Whether lines are broken at a margin: sentences go on over line ends, and the lines are as full as they can be. */
function wrapOf(lines: readonly string[], survey: Survey): Omit<Shape, 'shape'> | null {
  const lengths = survey.body.map((line) => line.length).sort((a, b) => a - b);
  const width = lengths[Math.max(0, Math.ceil(lengths.length * 0.985) - 1)]!;
  if (width < 36 || width > 130) return null;
  let continued = 0;
  let full = 0;
  let shortPairs = 0;
  for (let index = survey.first + 1; index < lines.length; index++) {
    const line = lines[index - 1]!.trim();
    const next = lines[index]!.trim();
    if (line === '' || next === '' || isStructureLine(line) || isStructureLine(next)) continue;
    const isFull = !fits(line, next, width);
    if (!isFull) shortPairs++;
    if (ENDS_SENTENCE.test(line) || !/^[\p{Ll}“"‘']/u.test(next)) continue;
    continued++;
    if (isFull || line.length > width * 0.8) full++;
  }
  if (continued < 2 || full < continued * 0.85 || continued < survey.body.length * 0.08) return null;
  const joined = survey.body.join(' ');
  const paragraphs = Math.max(survey.blankPairs, shortPairs) + 1;
  const flattened = count(joined, /[.!?…]["”] ["“]\p{Lu}/gu) > paragraphs && paragraphs < 4;
  return { width, blankLines: survey.blankPairs > shortPairs, flattened };
}

/** Whether the first word of the next line would still have gone onto this one. */
export function fits(line: string, next: string, width: number): boolean {
  const space = next.indexOf(' ');
  return line.length + 1 + (space < 0 ? next.length : space) <= width;
}
