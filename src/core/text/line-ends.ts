/** Line ends in HTML that somebody typed: they meant them. */
import { BLOCK_ELEMENTS } from './read.js';
import {
  type ChildNode,
  type Element,
  element,
  isElement,
  isText,
  type ParentNode,
  setChildren,
  textNode,
} from './tree.js';

/** In these a line end is white space, as in any HTML: their own tags part their text. */
const LEFT_ALONE = /^(a|abbr|acronym|address|dl|figure|h[1-6]|ol|p|pre|ruby|summary|table|ul)$/;

/**
 * Makes one line end a `<br>` and more of them two, in text that stands in no paragraph, list, table, heading or
 * `<pre>`; line ends beside blocks and breaks only laid out the source. In place.
 */
export function typedLineEnds(parent: ParentNode): void {
  const out: ChildNode[] = [];
  const inBlock = !isElement(parent) || BLOCK_ELEMENTS.has(parent.tagName);
  parent.childNodes.forEach((node, i, all) => {
    if (isElement(node) && !LEFT_ALONE.test(node.tagName)) typedLineEnds(node);
    if (!isText(node) || !node.value.includes('\n')) {
      out.push(node);
      return;
    }
    const before = all[i - 1];
    const after = all[i + 1];
    let text = node.value;
    if (before ? partsLines(before) : inBlock) text = text.replace(/^\s*\n\s*/, '');
    if (after ? partsLines(after) : inBlock) text = text.replace(/\s*\n\s*$/, '');
    out.push(...brokenLines(text));
  });
  setChildren(parent, out);
}

const partsLines = (node: ChildNode): boolean =>
  isElement(node) && (node.tagName === 'br' || BLOCK_ELEMENTS.has(node.tagName));

function brokenLines(text: string): ChildNode[] {
  return text.split(/([^\S\u00a0]*\n[^\S\u00a0]*)/).flatMap((piece, i): ChildNode[] => {
    if (i % 2 === 0) return piece === '' ? [] : [textNode(piece)];
    const lineBreak = (): Element => element('br', [], []);
    return piece.indexOf('\n') === piece.lastIndexOf('\n') ? [lineBreak()] : [lineBreak(), lineBreak()];
  });
}
