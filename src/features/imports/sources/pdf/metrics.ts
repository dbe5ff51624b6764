/** How a PDF sets its text: size, margins, distance of lines, and whether paragraphs are spaced or indented. */
import { type Line, mostOf } from './lines.js';

export interface Metrics {
  size: number;
  /** The left edge of most lines; pages may differ in pairs. */
  left: (page: number) => number;
  right: number;
  /** From baseline to baseline inside a paragraph. */
  pitch: number;
  /** Paragraphs are told by the space between them; else by the indent of their first line. */
  spaced: boolean;
  /** How far a first line is usually indented, 0 for not. */
  indent: number;
  bold: boolean;
  italic: boolean;
}

const rounded = (value: number): number => Math.round(value * 2) / 2;

export function measure(lines: readonly Line[]): Metrics {
  const size = bodySize(lines);
  const body = lines.filter((line) => Math.abs(line.size - size) < size * 0.08);
  const left = leftEdge(body, size);
  const rights = body.map((line) => line.right).sort((a, b) => a - b);
  const right = rights[Math.floor(rights.length * 0.98)] ?? 0;
  const gaps = new Map<number, number>();
  const indents = new Map<number, number>();
  body.forEach((line, i) => {
    const next = body[i + 1];
    if (next && next.page === line.page && next.y < line.y) {
      const gap = rounded(line.y - next.y);
      if (gap < size * 3) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    }
    const indent = rounded(line.x - left(line.page));
    if (indent >= size * 0.6 && indent <= size * 5) indents.set(indent, (indents.get(indent) ?? 0) + 1);
  });
  const pitch = smallestCommon(gaps, size);
  const wide = [...gaps].reduce((sum, [gap, count]) => sum + (gap > pitch * 1.3 ? count : 0), 0);
  const total = [...gaps.values()].reduce((sum, count) => sum + count, 0);
  const indented = [...indents.values()].reduce((sum, count) => sum + count, 0);
  return {
    size,
    left,
    right,
    pitch,
    spaced: wide >= total * 0.08 && wide >= indented * 0.6,
    indent: mostOf(indents) ?? 0,
    bold: share(lines, (piece) => piece.bold) > 0.6,
    italic: share(lines, (piece) => piece.italic) > 0.6,
  };
}

export function bodySize(lines: readonly Line[]): number {
  const sizes = new Map<number, number>();
  for (const { size, text } of lines) sizes.set(rounded(size), (sizes.get(rounded(size)) ?? 0) + text.length);
  return mostOf(sizes) ?? 12;
}

/** Where lines begin. Books have other margins on left pages than on right ones; a few pages cannot tell. */
function leftEdge(body: readonly Line[], size: number): (page: number) => number {
  const common = commonLeft(body) ?? 0;
  const halves = [0, 1].map((parity) => body.filter(({ page }) => page % 2 === parity));
  const [even, odd] = halves.map((half) => (half.length < 100 ? common : (commonLeft(half) ?? common)));
  const differ = Math.abs(even! - odd!) > size * 0.4;
  return (page) => (differ ? (page % 2 === 0 ? even! : odd!) : common);
}

/** The edge with the most lines; a first line's indent never has more than the text it begins. */
function commonLeft(lines: readonly Line[]): number | null {
  const edges = new Map<number, number>();
  for (const { x } of lines) edges.set(rounded(x), (edges.get(rounded(x)) ?? 0) + 1);
  const most = mostOf(edges);
  if (most === null) return null;
  // Dialogue has many indented lines: an edge further left that is not rare is the margin.
  const rare = (edges.get(most) ?? 0) * 0.25;
  return Math.min(most, ...[...edges].filter(([, count]) => count > rare).map(([edge]) => edge));
}

/** Spaces between paragraphs may be more common than lines inside of them: the smallest distance that is not rare. */
function smallestCommon(gaps: ReadonlyMap<number, number>, size: number): number {
  const total = [...gaps.values()].reduce((sum, count) => sum + count, 0);
  const common = [...gaps].filter(([gap, count]) => gap >= size * 0.8 && count >= Math.max(1, total * 0.04));
  return common.length > 0 ? Math.min(...common.map(([gap]) => gap)) : size * 1.25;
}

function share(lines: readonly Line[], test: (piece: Line['pieces'][number]) => boolean): number {
  let all = 0;
  let with_ = 0;
  for (const { pieces } of lines) {
    for (const piece of pieces) {
      all += piece.text.length;
      if (test(piece)) with_ += piece.text.length;
    }
  }
  return all === 0 ? 0 : with_ / all;
}
