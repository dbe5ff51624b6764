/** The cover of a work that has none of its own: a fanlight, the title and the byline. */

import { EM, type Weight } from './fonts.js';
import { breakLines, drawLine, lineWidth, setWords, type Word } from './lettering.js';
import { type Colour, encodePng } from './png.js';
import { Canvas, type Outline, SHADES } from './raster.js';

export const COVER_WIDTH = 1000;
export const COVER_HEIGHT = 1600;

export interface CoverText {
  /** Chooses the colours: the same for the same id. */
  id: string;
  title: string;
  /** Names as they stand in the byline, or the word for an anonymous creator. */
  byline: string;
  archive: string;
  direction: 'ltr' | 'rtl';
  /** BCP 47. */
  language: string;
}

/** Ground, glass, letters. */
const PALETTES: readonly [ground: Colour, glass: Colour, ink: Colour][] = [
  [
    [29, 39, 51],
    [217, 164, 65],
    [243, 236, 223],
  ],
  [
    [32, 53, 46],
    [207, 166, 91],
    [242, 238, 226],
  ],
  [
    [58, 31, 43],
    [217, 140, 106],
    [246, 236, 230],
  ],
  [
    [242, 235, 221],
    [181, 86, 47],
    [43, 38, 34],
  ],
  [
    [230, 235, 239],
    [63, 106, 138],
    [31, 42, 51],
  ],
  [
    [44, 36, 64],
    [165, 143, 208],
    [240, 236, 247],
  ],
];
const GLASS = 0;
const INK = 1;
const CENTRE = COVER_WIDTH / 2;
const SILL = 620;
const TITLE_SIZES = [116, 100, 86, 74, 64, 56, 48, 40];

/**
 * Draws the cover as a PNG of 1000 × 1600. Deterministic, and independent of the fonts of the machine.
 * A title or byline with a character that our fonts lack is left off whole: no boxes in place of letters.
 */
export function drawCover(text: CoverText): Uint8Array {
  const canvas = new Canvas(COVER_WIDTH, COVER_HEIGHT);
  drawFanlight(canvas);
  const { language } = text;
  const rtl = text.direction === 'rtl';
  const end = drawBlock(canvas, text.title, {
    weight: 'title',
    sizes: TITLE_SIZES,
    top: SILL + 90,
    height: 600,
    rtl,
    language,
  });
  drawBlock(canvas, text.byline, {
    weight: 'text',
    sizes: [50, 42, 36],
    top: end + 50,
    height: 150,
    rtl,
    language,
  });
  drawBlock(canvas, text.archive, {
    weight: 'text',
    sizes: [32, 26],
    top: COVER_HEIGHT - 110,
    height: 40,
    rtl,
    language,
  });
  const palette = PALETTES[hash(text.id) % PALETTES.length]!;
  return encodePng(canvas.pixels, COVER_WIDTH, COVER_HEIGHT, shades(...palette));
}

interface Block {
  weight: Weight;
  /** Pixels the em, the largest first: the first that fits is taken. */
  sizes: readonly number[];
  top: number;
  height: number;
  rtl: boolean;
  language: string;
}

const LEADING = 1.22;
const TEXT_WIDTH = 820;

/** Draws a centred block of text and returns where it ends. What does not fit at the smallest size is cut at a line. */
function drawBlock(canvas: Canvas, text: string, block: Block): number {
  const words = setWords(text, block.weight, block.language);
  if (!words || words.length === 0) return block.top;
  const { lines, size } = fit(words, block);
  for (const [i, line] of lines.entries()) {
    const baseline = Math.round(block.top + size * (0.9 + LEADING * i));
    for (const outline of drawLine(line, block.rtl, size, CENTRE, baseline)) canvas.fill(outline, INK);
  }
  return block.top + size * LEADING * lines.length;
}

function fit(words: readonly Word[], block: Block): { lines: Word[][]; size: number } {
  for (const size of block.sizes) {
    const lines = breakLines(words, (TEXT_WIDTH / size) * EM);
    if (lines && lines.length * size * LEADING <= block.height) return { lines: balance(words, lines), size };
  }
  const size = block.sizes.at(-1)!;
  return {
    lines: cut(words, (TEXT_WIDTH / size) * EM, Math.floor(block.height / (size * LEADING)), block.weight),
    size,
  };
}

/** As many lines as before, as even as they can be: a title's last word does not stand alone. */
function balance(words: readonly Word[], lines: Word[][]): Word[][] {
  let best = lines;
  for (;;) {
    const narrower = breakLines(words, Math.max(...best.map(lineWidth)) - 1);
    if (!narrower || narrower.length > lines.length) return best;
    best = narrower;
  }
}

/** The first lines of a text that is too long for its block, with an ellipsis; words wider than a line are left out. */
function cut(words: readonly Word[], width: number, most: number, weight: Weight): Word[][] {
  const lines = (
    breakLines(
      words.filter((word) => word.width <= width),
      width,
    ) ?? []
  ).slice(0, most);
  const ellipsis = setWords('…', weight, 'en')?.[0];
  const last = lines.at(-1);
  if (!last || !ellipsis) return lines;
  while (last.length > 1 && lineWidth(last) + ellipsis.width > width) last.pop();
  last.push({ ...ellipsis, rtl: last.at(-1)!.rtl, spaced: false });
  return lines;
}

/** A half-round window over a sill: a hub, seven panes around it, an arch over all. */
function drawFanlight(canvas: Canvas): void {
  const panes = 7;
  const bar = 7;
  canvas.fill(sector(0, 74, 0, Math.PI, 0), GLASS);
  for (let i = 0; i < panes; i += 1) {
    canvas.fill(sector(90, 300, (Math.PI * i) / panes, (Math.PI * (i + 1)) / panes, bar), GLASS);
  }
  canvas.fill(sector(318, 328, 0, Math.PI, 0), INK);
  canvas.fill(
    [[CENTRE - 360, SILL, CENTRE + 360, SILL, CENTRE + 360, SILL + 10, CENTRE - 360, SILL + 10]],
    INK,
  );
}

/** A piece of a ring over the sill between two angles, with a margin of `bar` pixels along both of its sides. */
function sector(inner: number, outer: number, from: number, to: number, bar: number): Outline {
  const polygon: number[] = [];
  const base = SILL - 14;
  const arc = (radius: number, start: number, end: number): void => {
    const margin = radius > 0 ? (bar / radius) * Math.sign(end - start) : 0;
    const steps = 24;
    for (let i = 0; i <= steps; i += 1) {
      const angle = start + margin + ((end - margin - start - margin) * i) / steps;
      polygon.push(CENTRE + radius * Math.cos(angle), base - radius * Math.sin(angle));
    }
  };
  arc(outer, from, to);
  arc(inner, to, from);
  return [polygon];
}

/** All colours of the picture: the ground, then each layer from faint to full. */
function shades(ground: Colour, ...layers: Colour[]): Colour[] {
  const colours: Colour[] = [ground];
  for (const layer of layers) {
    for (let shade = 1; shade <= SHADES; shade += 1) {
      const mix = (i: 0 | 1 | 2): number => Math.round(ground[i] + ((layer[i] - ground[i]) * shade) / SHADES);
      colours.push([mix(0), mix(1), mix(2)]);
    }
  }
  return colours;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
