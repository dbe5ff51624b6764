/** Counting words. */
import { type ChildNode, isElement, isText, parse } from './tree.js';

const CHARACTER_SCRIPTS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const WORDS = new RegExp(
  `[${CHARACTER_SCRIPTS}]|(?:(?![${CHARACTER_SCRIPTS}])[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}])+`,
  'gu',
);

/**
 * Words of a plain text: `--` parts words, apostrophes and hyphens join them, and each character of a script
 * that writes no spaces (Chinese, Japanese, Thai) counts as one.
 */
export function countTextWords(text: string): number {
  let words = 0;
  for (const _ of text
    .replaceAll('--', '—')
    .replace(/['’‘-]/g, '')
    .matchAll(WORDS))
    words += 1;
  return words;
}

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
