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

function shift(nodes: ChildNode[], by: number): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) {
      node.tagName = `h${Math.min(6, Math.max(1, Number(level) + by))}`;
      node.nodeName = node.tagName;
    }
    shift(node.childNodes, by);
  }
}
