/**
 * The head of a Markdown file between `---` lines: a small part of YAML, keys with texts and lists of texts.
 * Anything else in it (anchors, nested maps, types) is read as plain text and runs nothing.
 */
export interface FrontMatter {
  /** Lower-case keys; every value is a list, of one entry for a single text. */
  values: Map<string, string[]>;
  /** What follows the head. */
  rest: string;
}

const MAX_LINES = 200;

/** Reads the head of a file; `values` is empty and `rest` the whole when there is none. */
export function readFrontMatter(source: string): FrontMatter {
  const none = { values: new Map<string, string[]>(), rest: source };
  const lines = source.split('\n', MAX_LINES + 2);
  if (!/^---\s*$/.test(lines[0] ?? '')) return none;
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end < 0) return none;
  const values = new Map<string, string[]>();
  let at = 1;
  while (at < end) {
    const field = /^([A-Za-z][\w -]{0,60}?)\s*:(?:\s+(.*)|\s*)$/.exec(lines[at]!);
    if (!field) {
      // A rule above ordinary text, not a head.
      if (values.size === 0 && lines[at]!.trim() !== '' && !lines[at]!.startsWith('#')) return none;
      at += 1;
      continue;
    }
    const below: string[] = [];
    for (
      at += 1;
      at < end && (/^(?:\s|-\s)/.test(lines[at]!) || (lines[at]!.trim() === '' && below.length > 0));
      at += 1
    )
      below.push(lines[at]!);
    const value = readValue((field[2] ?? '').trim(), below);
    if (value.length > 0)
      values.set(
        field[1]!
          .toLowerCase()
          .trim()
          .replace(/[\s_]+/g, '-'),
        value,
      );
  }
  const offset = lines.slice(0, end + 1).reduce((sum, line) => sum + line.length + 1, 0);
  return values.size === 0 ? none : { values, rest: source.slice(offset) };
}

function readValue(inline: string, below: readonly string[]): string[] {
  if (/^[|>][+-]?$/.test(inline)) return [blockText(below, inline.startsWith('>'))].filter(Boolean);
  const items = below.map((line) => /^\s*-\s+(.*)$/.exec(line)?.[1]);
  if (inline === '' && items.some((item) => item !== undefined))
    return items.flatMap((item) => (item === undefined ? [] : [scalar(item)])).filter(Boolean);
  if (/^\[.*\]$/s.test(inline)) return inlineList(inline.slice(1, -1));
  const text = [inline, ...below.map((line) => line.trim())].filter(Boolean).join(' ');
  return [scalar(text)].filter((value) => value !== '' && value !== '~' && value !== 'null');
}

/** `|` keeps line feeds, `>` folds them save between paragraphs. */
function blockText(lines: readonly string[], folded: boolean): string {
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
    20,
  );
  const text = lines
    .map((line) => line.slice(indent))
    .join('\n')
    .trim();
  return folded ? text.replace(/([^\n])\n(?!\n)/g, '$1 ') : text;
}

/** Items between commas; commas inside quotes do not part. */
const inlineList = (text: string): string[] =>
  [...text.matchAll(/\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)\s*(?:,|$)/g)]
    .map((match) => scalar(match[1]!.trim()))
    .filter(Boolean);

function scalar(text: string): string {
  const double = /^"((?:[^"\\]|\\.)*)"/s.exec(text);
  if (double) return double[1]!.replace(/\\(["\\/])/g, '$1').replace(/\\n/g, '\n');
  const single = /^'((?:[^']|'')*)'/s.exec(text);
  if (single) return single[1]!.replaceAll("''", "'");
  return text.replace(/\s+#.*$/s, '').trim();
}
