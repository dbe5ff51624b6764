/** A text as what a reader sees of it: blocks of words, each with what it is set in. For setting two texts side by side. */
import { BLOCK_ELEMENTS } from './read.js';
import type { SafeHtml } from './safe-html.js';
import { type ChildNode, type Element, isElement, isText, parse } from './tree.js';

export interface ShownWord {
  /** A word with the white space behind it, or a line end. */
  text: string;
  /** Names of the inline elements around it, outermost first: em, strong, a, s, u, sub, sup, code… */
  marks: readonly string[];
}

export interface ShownBlock {
  /** The innermost block element around the words: p, h2, li, blockquote, pre, td, hr. */
  tag: string;
  words: ShownWord[];
}

/** Those that say nothing to a reader. */
const SILENT = new Set(['span', 'font', 'bdo']);

const altOf = (node: Element): string => node.attrs.find(({ name }) => name === 'alt')?.value ?? '';

/** Chinese, Japanese and Thai are written without spaces: there every sign is a word. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])\S)+\s*|\s+/gu;

/** A paragraph of a list, a quotation or a table stays what it stands in. */
const within = (outer: string, inner: string): string => (inner === 'p' || inner === 'div' ? outer : inner);

/** The blocks of a text in their order, those without words left out but for scene breaks. Pictures are their words. */
export function shownBlocks(html: SafeHtml): ShownBlock[] {
  const blocks: ShownBlock[] = [];
  let open: ShownBlock | undefined;
  const close = (): void => {
    if (open?.words.some(({ text }) => text.trim() !== '')) blocks.push(open);
    open = undefined;
  };
  const add = (tag: string, text: string, marks: readonly string[]): void => {
    open ??= { tag, words: [] };
    open.words.push({ text, marks });
  };
  const walk = (nodes: readonly ChildNode[], tag: string, marks: readonly string[]): void => {
    for (const node of nodes) {
      if (isText(node)) {
        const text = tag === 'pre' ? node.value : node.value.replace(/\s+/g, ' ');
        for (const [word] of text.matchAll(WORD)) if (open || word.trim() !== '') add(tag, word, marks);
      } else if (!isElement(node)) continue;
      else if (node.tagName === 'hr') {
        close();
        blocks.push({ tag: 'hr', words: [] });
      } else if (node.tagName === 'br') add(tag, '\n', marks);
      else if (node.tagName === 'img') add(tag, `[${altOf(node)}] `, [...marks, 'img']);
      else if (BLOCK_ELEMENTS.has(node.tagName)) {
        close();
        walk(node.childNodes, within(tag, node.tagName), marks);
        close();
      } else walk(node.childNodes, tag, SILENT.has(node.tagName) ? marks : [...marks, node.tagName]);
    }
  };
  walk(parse(html).childNodes, 'p', []);
  close();
  return blocks;
}
