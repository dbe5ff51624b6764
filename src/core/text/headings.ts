/** Headings of a text stand below the heading of what holds it. */
import { brandSafe, type SafeHtml } from './safe-html.js';
import { type ChildNode, isElement, parse, serialise } from './tree.js';

/** Moves every heading down by `by` levels (up when negative); none leaves h1 to h6. */
export function shiftHeadings(html: SafeHtml, by: number): SafeHtml {
  if (by === 0 || !/<h[1-6][\s>]/.test(html)) return html;
  const tree = parse(html);
  shift(tree.childNodes, by);
  return brandSafe(serialise(tree.childNodes));
}

/** The level of the highest heading, 1 to 6, or null where there is none. */
export function highestHeading(html: SafeHtml): number | null {
  if (!/<h[1-6][\s>]/.test(html)) return null;
  const levels = levelsIn(parse(html).childNodes);
  return levels.length > 0 ? Math.min(...levels) : null;
}

/** Moves all headings alike, so that the highest stands right below a heading of this level. */
export function headingsUnder(html: SafeHtml, level: number): SafeHtml {
  const highest = highestHeading(html);
  return highest === null ? html : shiftHeadings(html, level + 1 - highest);
}

const levelOf = (tagName: string): number | null => {
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  return level === undefined ? null : Number(level);
};

const levelsIn = (nodes: ChildNode[]): number[] =>
  nodes.filter(isElement).flatMap((node) => levelOf(node.tagName) ?? levelsIn(node.childNodes));

function shift(nodes: ChildNode[], by: number): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const level = levelOf(node.tagName);
    if (level !== null) {
      node.tagName = `h${Math.min(6, Math.max(1, level + by))}`;
      node.nodeName = node.tagName;
    }
    shift(node.childNodes, by);
  }
}
