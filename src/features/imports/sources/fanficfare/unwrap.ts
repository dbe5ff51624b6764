/** Lines that were wrapped at a width, joined again; a line that ends before it had to is a break that was meant. */

const USUAL_WIDTH = 78;

/** The width that a file was wrapped at: FanFicFare's own unless the lines say otherwise; Infinity for none. */
export function wrapWidth(lines: readonly string[]): number {
  const prose = lines.filter((line) => /\S\s+\S/.test(line) && !/https?:/.test(line));
  const longest = prose.reduce((most, line) => Math.max(most, line.length), 0);
  if (longest > 250) return Number.POSITIVE_INFINITY;
  if (longest > USUAL_WIDTH) return longest;
  // Many lines and none near the usual width: it was another one.
  return prose.length > 60 && longest < USUAL_WIDTH - 8 ? longest : USUAL_WIDTH;
}

/** Blocks between blank lines, each with its lines joined; `\n` stays where a break was meant. */
export function blocksOf(lines: readonly string[], width: number): string[] {
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)!.push(line);
  }
  return blocks.filter((block) => block.length > 0).map((block) => joinLines(block, width));
}

function joinLines(lines: readonly string[], width: number): string {
  let text = lines[0]!.trimEnd();
  for (let i = 1; i < lines.length; i += 1) {
    const before = lines[i - 1]!;
    const line = lines[i]!;
    const meant = / {2}$/.test(before) || startsBlock(line) || fits(before, line, width);
    if (meant) text = `${text}\n${line.trimEnd()}`;
    // textwrap divides words at their hyphens.
    else text = `${text}${/\p{L}-$/u.test(before) && /^\p{L}/u.test(line) ? '' : ' '}${line.trim()}`;
  }
  return text;
}

/** Whether the first word of a line would have had room on the line before. */
const fits = (before: string, line: string, width: number): boolean =>
  before.trimEnd().length + 1 + firstPiece(line.trim()).length <= width;

/** The first word, as far as textwrap would have divided it. */
const firstPiece = (line: string): string => /^\S*?\p{L}-(?=\p{L})|^\S+/u.exec(line)?.[0] ?? line;

/** Lists and quotations as html2text writes them. */
const startsBlock = (line: string): boolean =>
  /^\s*(?:>|[*+-] |\d+\. |\|)/.test(line) && /^ {2}|^>/.test(line);
