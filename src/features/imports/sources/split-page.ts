import { type ChildNode, type Element, isElement, type ParentNode } from '../files/page.js';

export interface Section {
  heading: Element | null;
  nodes: ChildNode[];
}

/**
 * Cuts what lies in `root` at these elements (headings, or whatever stands where a chapter begins). The first
 * section is what comes before the first of them. Elements that hold a heading are opened as far as is needed;
 * a heading itself is taken out of its section.
 */
export function splitAt(root: ParentNode, marks: ReadonlySet<Element>): Section[] {
  const holders = new Set<ParentNode>();
  for (const mark of marks) {
    for (let up = mark.parentNode; up && up !== root && isElement(up) && !holders.has(up); up = up.parentNode)
      holders.add(up);
  }
  const sections: Section[] = [{ heading: null, nodes: [] }];
  const visit = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes) {
      if (isElement(node) && marks.has(node)) sections.push({ heading: node, nodes: [] });
      else if (isElement(node) && holders.has(node)) visit(node.childNodes);
      else sections.at(-1)!.nodes.push(node);
    }
  };
  visit(root.childNodes);
  return sections;
}
