/** The lines of a PDF: runs of text on one baseline, with where they stand and how they look. */
import type { PdfContent, PdfPage, PdfRun } from './content.js';

export interface Piece {
  text: string;
  italic: boolean;
  bold: boolean;
  sup: boolean;
  sub: boolean;
}

export interface Line {
  /** From 0. */
  page: number;
  x: number;
  right: number;
  /** The baseline. */
  y: number;
  /** Of most of its letters. */
  size: number;
  text: string;
  pieces: Piece[];
}

/** The lines of all pages in the order in which they are drawn, which is the order of reading. */
export const linesOf = ({ pages }: PdfContent): Line[] =>
  pages.flatMap((page, number) => pageLines(page, number));

function pageLines(page: PdfPage, number: number): Line[] {
  const groups: PdfRun[][] = [];
  for (const run of page.runs) {
    const group = groups.at(-1);
    const blank = run.text.trim() === '';
    // A space that is as wide as a column stands between the cells of a row.
    if (blank && run.width > run.size * 1.6) continue;
    if (group && onLine(group, run)) group.push(run);
    else if (!blank) groups.push([run]);
  }
  return groups.map((group) => lineOfRuns(group, number)).filter((line): line is Line => line !== null);
}

/** Raised and lowered signs stand a little off their line and follow at once. */
function onLine(group: readonly PdfRun[], run: PdfRun): boolean {
  const last = group.at(-1)!;
  const size = Math.max(...group.map((one) => one.size));
  const off = Math.abs(run.y - group[0]!.y);
  const gap = run.x - (last.x + last.width);
  const follows = run.x >= last.x - size * 0.3 && gap < size * 1.6;
  return follows && (off <= size * 0.2 || (off <= size * 0.55 && run.size < size * 0.85));
}

function lineOfRuns(runs: readonly PdfRun[], page: number): Line | null {
  const size = commonSize(runs);
  const base = runs.find((run) => run.size >= size * 0.9 && run.text.trim() !== '') ?? runs[0]!;
  const pieces: Piece[] = [];
  let right = Number.NaN;
  for (const run of runs) {
    const gap = run.x - right;
    const before = pieces.at(-1);
    if (before && gap > size * 0.17 && !/\s$/.test(before.text) && !/^\s/.test(run.text)) before.text += ' ';
    const small = run.size < size * 0.85;
    const off = run.y - base.y;
    pieces.push({
      text: run.text,
      italic: run.italic,
      bold: run.bold,
      sup: small && off > size * 0.12,
      sub: small && off < -size * 0.06,
    });
    if (run.text.trim() !== '') right = run.x + run.width;
  }
  const text = pieces
    .map((piece) => piece.text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
  const first = runs.find((run) => run.text.trim() !== '');
  return text === '' || !first ? null : { page, x: first.x, right, y: base.y, size, text, pieces };
}

function commonSize(runs: readonly PdfRun[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of runs) letters.set(size, (letters.get(size) ?? 0) + text.trim().length);
  return mostOf(letters) ?? runs[0]!.size;
}

/** The key with the highest count. */
export function mostOf<K>(counts: ReadonlyMap<K, number>): K | null {
  let best: K | null = null;
  let most = 0;
  for (const [key, count] of counts) if (count > most) [best, most] = [key, count];
  return best;
}
