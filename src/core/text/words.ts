/** Counting words. */
import { countTextWords } from './count.js';
import { type ChildNode, isElement, isText, parse } from './tree.js';

/** Words of HTML, text node by text node, as AO3 counts them. */
export function countWords(html: string): number {
  const count = (nodes: ChildNode[]): number =>
    nodes.reduce(
      (n, node) =>
        n + (isText(node) ? countTextWords(node.value) : isElement(node) ? count(node.childNodes) : 0),
      0,
    );
  return count(parse(html).childNodes);
}
