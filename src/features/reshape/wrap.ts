/** Lines that were broken at a margin, and how to tell a broken line from the end of a paragraph. */

export interface Wrap {
  /** The margin in characters. */
  width: number;
  /** How many characters may be free at the end of a line that was broken: 0 for most programs, more by hand. */
  slack: number;
  /** How many lines end short of the margin with a line of prose right behind them. */
  shortLines: number;
  /** Blank lines part the paragraphs; a short line inside one is a line of verse or of a list. */
  blankLines: boolean;
}

const ENDS_SENTENCE = /[.!?…"”’'»」。！？:)—*_]$/;
const NARROWEST = 36;
const WIDEST = 130;

/** Whether a sentence goes on from one line to the next. */
export function goesOn(line: string, next: string): boolean {
  return !ENDS_SENTENCE.test(line) && /^\p{Ll}/u.test(next);
}

/** How many characters would be left on a line if the first word of the next one stood on it too; negative: it does not fit. */
export function roomLeft(line: string, next: string, width: number): number {
  const space = next.indexOf(' ');
  return width - line.length - 1 - (space < 0 ? next.length : space);
}

/**
 * The margin of a hard-wrapped text, or null when its lines are not broken at one: sentences must go on over line
 * ends, and the lines on which they do must be about full. `lines` are trimmed, '' for all that is not prose.
 */
export function findWrap(
  lines: readonly string[],
  survey: { body: readonly string[]; blankPairs: number },
): Wrap | null {
  const lengths = survey.body.map((line) => line.length).sort((a, b) => a - b);
  const width = lengths[Math.max(0, Math.ceil(lengths.length * 0.985) - 1)]!;
  if (width < NARROWEST || width > WIDEST) return null;
  const rooms: number[] = [];
  const others: number[] = [];
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index - 1]!;
    const next = lines[index]!;
    if (line === '' || next === '') continue;
    (goesOn(line, next) ? rooms : others).push(roomLeft(line, next, width));
  }
  const full = rooms.filter((room) => room <= width / 4).length;
  if (rooms.length < 2 || full < rooms.length * 0.85 || rooms.length < survey.body.length * 0.08) return null;
  rooms.sort((a, b) => a - b);
  const slack = Math.min(Math.max(0, rooms[Math.ceil(rooms.length * 0.9) - 1]!), Math.floor(width / 4));
  const shortLines = others.filter((room) => room > slack).length;
  return { width, slack, shortLines, blankLines: survey.blankPairs > shortLines };
}
