/** Sets lines of text as outlines: shaping by HarfBuzz, our own line breaks and the order of mixed directions. */
import { type Font, Buffer as ShapeBuffer, shape } from 'harfbuzzjs';
import { EM, fontFor, type Weight } from './fonts.js';
import type { Outline } from './raster.js';

interface Glyph {
  font: Font;
  id: number;
  /** Where it stands, in units of the em from the word's left end; y upwards. */
  x: number;
  y: number;
}

/** A piece of text that no line break may split. */
export interface Word {
  glyphs: Glyph[];
  /** In units of the em. */
  width: number;
  rtl: boolean;
  /** Whether white space stood before it. */
  spaced: boolean;
}

const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LTR = /\p{L}/u;
/** Scripts written without spaces: a line may break after each character (not before closing marks). */
const UNSPACED =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々][\p{Pe}\p{Pf}、。，．！？：；…ー々]*)/u;
/** Pictures, and what only joins or colours them: left out of a cover rather than shown as boxes. */
const PICTURES =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0e\ufe0f]|\u200d|\u20e3/gu;
/** Marks that show nothing by themselves. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\ufeff]/gu;

/** Words of a text in a language, shaped; null when our fonts lack one of its characters, and empty when nothing is left of it. */
export function setWords(text: string, weight: Weight, language: string): Word[] | null {
  const words: Word[] = [];
  let rtl = false;
  const plain = text.normalize('NFC').replace(INVISIBLE, '').replace(PICTURES, ' ');
  for (const spaced of plain.split(/\s+/u).filter(Boolean)) {
    const pieces = spaced.split(UNSPACED).filter(Boolean);
    for (const [i, piece] of pieces.entries()) {
      if (RTL.test(piece)) rtl = true;
      else if (LTR.test(piece)) rtl = false;
      const word = shapeWord(piece, weight, language, rtl);
      if (!word) return null;
      words.push({ ...word, rtl, spaced: i === 0 });
    }
  }
  return words;
}

function shapeWord(
  text: string,
  weight: Weight,
  language: string,
  rtl: boolean,
): { glyphs: Glyph[]; width: number } | null {
  const runs: { font: Font; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const code = character.codePointAt(0)!;
    // Marks and joiners stay with the letter before them when its font has them.
    const font = last?.font.nominalGlyph(code) ? last.font : fontFor(code, weight, language);
    if (!font) return null;
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  const glyphs: Glyph[] = [];
  let width = 0;
  for (const run of rtl ? runs.reverse() : runs) {
    const buffer = new ShapeBuffer();
    buffer.addText(run.text);
    buffer.guessSegmentProperties();
    shape(run.font, buffer);
    for (const glyph of buffer.getGlyphInfosAndPositions()) {
      if (glyph.codepoint === 0) return null;
      glyphs.push({
        font: run.font,
        id: glyph.codepoint,
        x: width + (glyph.xOffset ?? 0),
        y: glyph.yOffset ?? 0,
      });
      width += glyph.xAdvance ?? 0;
    }
  }
  return { glyphs, width };
}

const SPACE = 0.25 * EM;

/** Breaks words into lines no wider than `maxWidth` (units of the em), or null when a single word is wider. */
export function breakLines(words: readonly Word[], maxWidth: number): Word[][] | null {
  const lines: Word[][] = [];
  let width = Infinity;
  for (const word of words) {
    if (word.width > maxWidth) return null;
    const gap = word.spaced ? SPACE : 0;
    if (width + gap + word.width > maxWidth) {
      lines.push([word]);
      width = word.width;
    } else {
      lines.at(-1)!.push(word);
      width += gap + word.width;
    }
  }
  return lines;
}

/** Width of a line in units of the em. */
export const lineWidth = (line: readonly Word[]): number =>
  line.reduce((sum, word, i) => sum + word.width + (i > 0 && word.spaced ? SPACE : 0), 0);

/** Outlines of a line, centred on `centre`, standing on `baseline`, at `size` pixels the em. */
export function drawLine(
  line: readonly Word[],
  rtl: boolean,
  size: number,
  centre: number,
  baseline: number,
): Outline[] {
  const scale = size / EM;
  let x = centre - (lineWidth(line) * scale) / 2;
  const outlines: Outline[] = [];
  let before: { word: Word; at: number } | undefined;
  for (const placed of inVisualOrder(
    line.map((word, at) => ({ word, at, rtl: word.rtl })),
    rtl,
  )) {
    if (before && spaceBetween(before, placed)) x += SPACE * scale;
    for (const glyph of placed.word.glyphs) outlines.push(outlineOf(glyph, x, baseline, scale));
    x += placed.word.width * scale;
    before = placed;
  }
  return outlines;
}

/** Whether two words that stand side by side have a space between them: the later one in reading order decides. */
function spaceBetween(a: { word: Word; at: number }, b: { word: Word; at: number }): boolean {
  return Math.abs(a.at - b.at) > 1 || (a.at > b.at ? a : b).word.spaced;
}

/** Reverses what runs against the line's direction, and the line as a whole when it is written from the right. */
function inVisualOrder<T extends { rtl: boolean }>(items: readonly T[], rtl: boolean): T[] {
  const groups: T[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group && group[0]!.rtl === item.rtl) group.push(item);
    else groups.push([item]);
  }
  const ordered = groups.map((group) => (group[0]!.rtl ? group.reverse() : group));
  return (rtl ? ordered.reverse() : ordered).flat();
}

/** Steps of a curve: covers are large, and a curve of a letter spans at most some fifty pixels. */
const STEPS = 8;

function outlineOf(glyph: Glyph, left: number, baseline: number, scale: number): Outline {
  const outline: Outline = [];
  let polygon: number[] = [];
  const x = (value: number): number => left + (glyph.x + value) * scale;
  const y = (value: number): number => baseline - (glyph.y + value) * scale;
  for (const { type, values: v } of glyph.font.glyphToJson(glyph.id)) {
    if (type === 'M') {
      polygon = [x(v[0]!), y(v[1]!)];
      outline.push(polygon);
    } else if (type === 'L') {
      polygon.push(x(v[0]!), y(v[1]!));
    } else if (type === 'Q' || type === 'C') {
      const points = [polygon.at(-2)!, polygon.at(-1)!];
      for (let i = 0; i < v.length; i += 2) points.push(x(v[i]!), y(v[i + 1]!));
      addCurve(polygon, points);
    }
  }
  return outline;
}

/** Adds points of a quadratic (three points) or cubic (four) Bézier curve to a polygon. */
function addCurve(polygon: number[], points: number[]): void {
  for (let step = 1; step <= STEPS; step += 1) {
    const t = step / STEPS;
    const work = points.slice();
    for (let length = work.length - 2; length > 0; length -= 2) {
      for (let i = 0; i < length; i += 1) work[i] = work[i]! + (work[i + 2]! - work[i]!) * t;
    }
    polygon.push(work[0]!, work[1]!);
  }
}
