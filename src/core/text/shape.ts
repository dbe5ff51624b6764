/** Questions about the shape of a tree, and the one change that makes inline elements stand inside blocks. */
import { BLOCK_ELEMENTS } from './read.js';
import { type ChildNode, type Element, element, isElement, isText, setChildren } from './tree.js';

/** Whether an element is a block or holds one. */
export const holdsBlock = (node: Element): boolean =>
  BLOCK_ELEMENTS.has(node.tagName) || node.childNodes.some((child) => isElement(child) && holdsBlock(child));

/** Something that is seen or pointed at: text, an image, a rule, an anchor, a cell. */
export function hasSubstance(node: ChildNode): boolean {
  if (isText(node)) return node.value.trim() !== '';
  if (!isElement(node)) return false;
  if (
    /^(img|hr|table)$/.test(node.tagName) ||
    (node.tagName === 'a' && node.attrs.some(({ name }) => name === 'name' || name === 'id'))
  )
    return true;
  return node.childNodes.some(hasSubstance);
}

/** An inline element round blocks goes into them instead, round their text. Ruby that holds blocks is text. */
export function pushedDown(around: Element, nodes: ChildNode[]): ChildNode[] {
  if (/^(ruby|rt|rp)$/.test(around.tagName)) return nodes.flatMap(withoutReadings);
  const out = intoEach(around, nodes);
  // An anchor that found no text to stand round stands before.
  return around.attrs.some(isAnchor) ? [copyOf(around, []), ...out] : out;
}

const isAnchor = ({ name }: { name: string }): boolean => name === 'name' || name === 'id';

function intoEach(around: Element, nodes: ChildNode[]): ChildNode[] {
  const out: ChildNode[] = [];
  let run: ChildNode[] = [];
  const closeRun = (): void => {
    // An anchor that has given its name away is nothing.
    if (run.some(hasSubstance) && (around.tagName !== 'a' || around.attrs.length > 0))
      out.push(copyOf(around, run));
    else out.push(...run);
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && holdsBlock(node)) {
      closeRun();
      setChildren(node, intoEach(around, node.childNodes));
      out.push(node);
    } else run.push(node);
  }
  closeRun();
  return out;
}

function withoutReadings(node: ChildNode): ChildNode[] {
  if (!isElement(node) || node.tagName === 'ruby') return [node];
  const inner = node.childNodes.flatMap(withoutReadings);
  if (node.tagName === 'rt' || node.tagName === 'rp') return inner;
  setChildren(node, inner);
  return [node];
}

/** The same element round other children; an anchor's name or id stays with the first copy. */
export function copyOf(node: Element, childNodes: ChildNode[]): Element {
  const copy = element(node.tagName, [...node.attrs], childNodes);
  node.attrs = node.attrs.filter((attr) => !isAnchor(attr));
  return copy;
}
