/** Counting words. */
import { countTextWords } from './count.js';
import { type ChildNode, isElement, isText, parse } from './tree.js';

/** Words of a tree, text node by text node, as AO3 counts them. */
export function wordsOf(nodes: readonly ChildNode[]): number {
  let words = 0;
  for (const node of nodes)
    words += isText(node) ? countTextWords(node.value) : isElement(node) ? wordsOf(node.childNodes) : 0;
  return words;
}

/** Words of HTML. */
export const countWords = (html: string): number => wordsOf(parse(html).childNodes);
