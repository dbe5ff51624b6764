/** Where in a document a node stands, and what every block needs to know. */
import { hasSubstance } from './shape.js';
import { type ChildNode, type Element, isElement, isText, setChildren } from './tree.js';

export interface Place {
  /** In a, dfn, address, caption: their like may not stand in them again. */
  inside: ReadonlySet<string>;
  /** Headings may not stand here (th, dt, address, figcaption of none). */
  noHeadings: boolean;
  /** Content that may be blocks, made legal; here, so that lists and tables need not know the file that knows them. */
  flow: (nodes: ChildNode[], place: Place) => ChildNode[];
  /** The same for inline content. */
  phrasing: (nodes: ChildNode[], place: Place) => ChildNode[];
}

/** A place inside an element of that name. */
export const within = (place: Place, tagName: string, noHeadings = place.noHeadings): Place => ({
  ...place,
  inside: new Set([...place.inside, tagName]),
  noHeadings,
});

/** A block with flow inside; an empty one goes, and a scene break at its end stands after it. */
export function filled(node: Element, place: Place): ChildNode[] {
  const content = place.flow(node.childNodes, place);
  const inner = withoutLastRule(content);
  const rule = content.slice(inner.length).find((child) => isElement(child));
  setChildren(node, inner);
  return [...(inner.some(hasSubstance) || inner.some(hasNbsp) ? [node] : []), ...(rule ? [rule] : [])];
}

/** Attributes with one class more. */
export function withClass(attrs: Element['attrs'], name: string): Element['attrs'] {
  const given = attrs.find((attr) => attr.name === 'class');
  return given
    ? attrs.map((attr) => (attr === given ? { name: 'class', value: `${name} ${attr.value}` } : attr))
    : [{ name: 'class', value: name }, ...attrs];
}

/** A scene break parts two scenes; after the last there is none. */
export function withoutLastRule(nodes: ChildNode[]): ChildNode[] {
  let end = nodes.length;
  while (end > 0) {
    const last = nodes[end - 1]!;
    if (isElement(last) ? last.tagName !== 'hr' : isText(last) && last.value.trim() !== '') break;
    end -= 1;
  }
  return nodes.slice(0, end);
}

export const hasNbsp = (node: ChildNode): boolean =>
  isText(node) ? node.value.includes('\u00a0') : isElement(node) && node.childNodes.some(hasNbsp);
