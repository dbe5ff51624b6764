/** Headings of a text in a book: they continue the outline of what they stand under. */
import { type ChildNode, isElement } from './tree.js';

/**
 * Gives the headings the levels below `under`, in place. What was deeper stays deeper, but no level is left out:
 * h1, h4, h2 under level 2 become h3, h4, h4. None passes h6.
 */
export function continueOutline(nodes: ChildNode[], under: number): void {
  const open: { given: number; made: number }[] = [];
  const visit = (children: ChildNode[]): void => {
    for (const node of children) {
      if (!isElement(node)) continue;
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (level !== undefined) {
        const given = Number(level);
        while (open.length > 0 && open.at(-1)!.given >= given) open.pop();
        const made = Math.min(6, (open.at(-1)?.made ?? under) + 1);
        open.push({ given, made });
        node.tagName = `h${made}`;
        node.nodeName = node.tagName;
      }
      visit(node.childNodes);
    }
  };
  visit(nodes);
}
