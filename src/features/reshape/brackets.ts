/** Where the brackets of a text close: all found in one pass, when one is asked for first. */
export class Brackets {
  private readonly text: string;
  private closes: Map<number, number> | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** The offset of the bracket that closes the `(` or `[` at `open`, those between them paired off; -1 when none does. */
  closeOf(open: number): number {
    this.closes ??= pairsOf(this.text);
    return this.closes.get(open) ?? -1;
  }
}

/** Round and square brackets, each kind paired by itself; the mouth of a smiley `:)` closes nothing. */
function pairsOf(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: Record<string, number[]> = { '(': [], '[': [] };
  for (const { 0: bracket, index } of text.matchAll(/[()[\]]/g)) {
    if (bracket === '(' || bracket === '[') {
      open[bracket]!.push(index);
      continue;
    }
    if (text[index - 1] === ':' || text[index - 1] === ';') continue;
    const opened = open[bracket === ')' ? '(' : '[']!.pop();
    if (opened !== undefined) pairs.set(opened, index);
  }
  return pairs;
}
