/** Markdown's footnotes: `[^1]` in the text, `[^1]: …` anywhere, mostly at the end of the file. */

const DEFINITION = /^ {0,3}\[\^([^\]\s]{1,100})\]:/;
const REFERENCE = /\[\^([^\]\s]{1,100})\](?!:)/g;

export interface Footnotes {
  /** The lines of the file, those of the notes blank. */
  lines: string[];
  /** A chapter's lines with the notes that it refers to. */
  noted(chapter: readonly string[]): string[];
}

/** Takes the notes out, so that each chapter can be given its own. A note that nothing refers to stays as text. */
export function takeFootnotes(source: readonly string[]): Footnotes {
  const lines = [...source];
  const notes = new Map<string, string[]>();
  const wanted = new Set(referred(source));
  let fence: string | null = null;
  for (let i = 0; i < lines.length; i += 1) {
    const mark = /^ {0,3}(```|~~~)/.exec(lines[i]!)?.[1];
    if (mark) fence = fence === null ? mark : fence === mark ? null : fence;
    const name = fence === null ? DEFINITION.exec(lines[i]!)?.[1] : undefined;
    if (name === undefined) continue;
    if (!wanted.has(name) || notes.has(name)) {
      lines[i] = lines[i]!.replace('[^', '\\[^');
      continue;
    }
    const end = endOf(lines, i);
    notes.set(name, lines.slice(i, end));
    lines.fill('', i, end);
    i = end - 1;
  }
  return {
    lines,
    noted: (chapter) => {
      const own = [...new Set(referred(chapter))].flatMap((name) => {
        const note = notes.get(name);
        return note ? ['', ...note] : [];
      });
      return own.length > 0 ? [...chapter, ...own] : [...chapter];
    },
  };
}

function referred(lines: readonly string[]): string[] {
  return lines.flatMap((line) => [...line.matchAll(REFERENCE)].map((match) => match[1]!));
}

/** A note goes on to the next blank line, and beyond where what follows is indented. */
function endOf(lines: readonly string[], from: number): number {
  let end = from + 1;
  let last = end;
  for (let blank = false; end < lines.length; end += 1) {
    const line = lines[end]!;
    if (line.trim() === '') blank = true;
    else if (DEFINITION.test(line) || (blank && !/^(?: {2}|\t)/.test(line)) || /^#{1,6} /.test(line)) break;
    else last = end + 1;
  }
  return last;
}
