/** Cutting and emphasising a paragraph by offsets in its text, as a selection on a page gives them. */
import { type ChildNode, element, isElement, isText, parse, serialise, textNode, textOf } from './tree.js';

/** Both halves of nodes cut after `offset` UTF-16 units of their text; elements that are cut stand on both sides. */
function cut(nodes: readonly ChildNode[], offset: number): [ChildNode[], ChildNode[]] {
  const left: ChildNode[] = [];
  const right: ChildNode[] = [];
  let rest = offset;
  for (const node of nodes) {
    if (isText(node)) {
      if (rest > 0) left.push(textNode(node.value.slice(0, rest)));
      if (node.value.length > rest) right.push(textNode(node.value.slice(Math.max(0, rest))));
      rest -= node.value.length;
    } else if (isElement(node)) {
      const length = textOf(node).length;
      if (rest >= length && (length > 0 || rest > 0)) left.push(node);
      else if (rest <= 0) right.push(node);
      else {
        const [a, b] = cut(node.childNodes, rest);
        left.push(element(node.tagName, node.attrs, a));
        right.push(element(node.tagName, node.attrs, b));
      }
      rest -= length;
    }
  }
  return [left, right];
}

const EMPHASIS: ReadonlySet<string> = new Set(['em', 'i']);

function withoutEmphasis(nodes: readonly ChildNode[]): ChildNode[] {
  return nodes.flatMap((node): ChildNode[] => {
    if (!isElement(node)) return [node];
    const inner = withoutEmphasis(node.childNodes);
    return EMPHASIS.has(node.tagName) ? inner : [element(node.tagName, node.attrs, inner)];
  });
}

const hasText = (nodes: readonly ChildNode[]): boolean =>
  nodes.some((node) => (isText(node) ? node.value !== '' : isElement(node)));

/** Inline HTML cut after `offset` UTF-16 units of its text, white space at the cut taken away. */
export function splitInline(html: string, offset: number): [before: string, after: string] {
  const [left, right] = cut(parse(html).childNodes, offset);
  return [serialise(left).trimEnd(), serialise(right).trimStart()];
}

/** Inline HTML with the text from `from` to `to` (UTF-16 units) emphasised, or with its emphasis taken away. */
export function setEmphasis(html: string, from: number, to: number, emphasised: boolean): string {
  const [before, rest] = cut(parse(html).childNodes, from);
  const [middle, after] = cut(rest, to - from);
  const plain = withoutEmphasis(middle);
  const set = emphasised && hasText(plain) ? [element('em', [], plain)] : plain;
  return serialise([...before, ...set, ...after])
    .replaceAll('</em><em>', '')
    .replaceAll('<em></em>', '');
}

/** Whether all of the text from `from` to `to` stands in emphasis. */
export function isEmphasised(html: string, from: number, to: number): boolean {
  const [, rest] = cut(parse(html).childNodes, from);
  const [middle] = cut(rest, to - from);
  return hasText(middle) && withoutText(middle, false) === '';
}

/** The text of nodes that stands outside emphasis, white space left out. */
function withoutText(nodes: readonly ChildNode[], inside: boolean): string {
  return nodes
    .map((node) =>
      isText(node)
        ? inside
          ? ''
          : node.value.trim()
        : isElement(node)
          ? withoutText(node.childNodes, inside || EMPHASIS.has(node.tagName))
          : '',
    )
    .join('');
}

/** The text of inline HTML, as a selection on a page counts it. */
export const inlineText = (html: string): string =>
  parse(html)
    .childNodes.map((node) => (isText(node) ? node.value : isElement(node) ? textOf(node) : ''))
    .join('');
