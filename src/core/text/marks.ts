/** Emphasis as asterisks, for editing a paragraph in a plain text field. */
import {
  type ChildNode,
  type Element,
  escapeText,
  escapeValue,
  isElement,
  isText,
  parse,
  serialise,
  VOID_ELEMENTS,
} from './tree.js';

/**
 * Inline HTML as text for a form field: `<em>` as `*x*`, `<strong>` as `**x**`, other tags as they are; `\*` and `\\`
 * are an asterisk and a backslash. Where asterisks would not be read back as they were meant, the tags stand.
 */
export function emphasisToMarks(inlineHtml: string): string {
  const nodes = parse(inlineHtml).childNodes;
  const wanted = serialise(nodes);
  const marked = write(nodes, true);
  return marksToInline(marked) === wanted ? marked : write(nodes, false);
}

function write(nodes: ChildNode[], marks: boolean): string {
  let out = '';
  for (const node of nodes) {
    if (isText(node))
      out += node.value.replace(/[\\*]/g, '\\$&').replace(/[&<\u00a0]/g, (c) => escapeText(c));
    else if (isElement(node)) out += writeElement(node, marks);
  }
  return out;
}

function writeElement(node: Element, marks: boolean): string {
  const sign = node.tagName === 'em' ? '*' : node.tagName === 'strong' ? '**' : '';
  const inner = write(node.childNodes, marks);
  // `***` opens strong first, so an <em> that begins with <strong> keeps its tags.
  if (marks && sign !== '' && node.attrs.length === 0 && !(sign === '*' && inner.startsWith('**')))
    return sign + inner + sign;
  const attrs = node.attrs.map(({ name, value }) => ` ${name}="${escapeValue(value)}"`).join('');
  return VOID_ELEMENTS.has(node.tagName)
    ? `<${node.tagName}${attrs}>`
    : `<${node.tagName}${attrs}>${inner}</${node.tagName}>`;
}

const TOKEN =
  /\\([\\*])|(<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>)|(&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*);)|(\*+)|([^\\<&*]+|[\s\S])/g;
const WORD = /[\p{L}\p{N}]/u;

interface Opener {
  tag: 'em' | 'strong';
  /** Where in the output its asterisks stand. */
  at: number;
}

/**
 * The opposite of `emphasisToMarks`. Asterisks inside words or between spaces, and those without a partner, are text.
 * Tags in the text are passed on, so the result is not safe: sanitise it.
 */
export function marksToInline(text: string): string {
  const source = text.replace(/\r\n?/g, '\n');
  const out: string[] = [];
  const open: Opener[] = [];
  for (const match of source.matchAll(TOKEN)) {
    const [whole, escaped, tag, entity, stars] = match;
    if (escaped !== undefined) out.push(escaped);
    else if (tag !== undefined || entity !== undefined) out.push(whole);
    else if (stars !== undefined)
      asterisks(stars.length, around(source, match.index, whole.length), out, open);
    else out.push(escapeText(whole));
  }
  return out.join('');
}

function around(source: string, at: number, length: number): { opens: boolean; closes: boolean } {
  const before =
    /(?:[\ud800-\udbff][\udc00-\udfff]|[\s\S])$/.exec(source.slice(Math.max(0, at - 2), at))?.[0] ?? ' ';
  const after = String.fromCodePoint(source.codePointAt(at + length) ?? 32);
  return { opens: !WORD.test(before) && !/\s/.test(after), closes: !/\s/.test(before) && !WORD.test(after) };
}

/** Closes what a run of asterisks can close, then opens with what is left of it; the rest stays asterisks. */
function asterisks(
  count: number,
  may: { opens: boolean; closes: boolean },
  out: string[],
  open: Opener[],
): void {
  let left = count;
  while (may.closes && left > 0) {
    const tag =
      left === 2 && open.some((o) => o.tag === 'strong') ? 'strong' : left === 1 ? 'em' : open.at(-1)?.tag;
    const index = open.findLastIndex((o) => o.tag === tag);
    const opener = open[index];
    if (!opener || (opener.tag === 'strong' && left < 2)) break;
    out[opener.at] = `<${opener.tag}>`;
    out.push(`</${opener.tag}>`);
    open.length = index;
    left -= opener.tag === 'strong' ? 2 : 1;
  }
  if (left === 0) return;
  const tags =
    may.opens && left <= 3
      ? ([[], ['em'], ['strong'], ['strong', 'em']] as const)[left as 0 | 1 | 2 | 3]
      : [];
  if (tags.length === 0) out.push('*'.repeat(left));
  for (const tag of tags) {
    open.push({ tag, at: out.length });
    out.push(tag === 'em' ? '*' : '**');
  }
}
