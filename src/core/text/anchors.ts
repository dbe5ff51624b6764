/** Anchors of several texts on one page. */
import { ANCHOR_PREFIX } from './links.js';
import { brandSafe, type SafeHtml } from './safe-html.js';
import { type ChildNode, isElement, parse, serialise } from './tree.js';

/**
 * Gives the anchors of a text, and the links to them, names of their own, so that a footnote of one chapter does not
 * lead into another's when both stand on a page. `scope` is letters and digits, e.g. the chapter's id.
 */
export function scopeAnchors(html: SafeHtml, scope: string): SafeHtml {
  if (!html.includes(`name="${ANCHOR_PREFIX}`)) return html;
  const tree = parse(html);
  rename(tree.childNodes, `${ANCHOR_PREFIX}${scope}-`);
  return brandSafe(serialise(tree.childNodes));
}

function rename(nodes: ChildNode[], prefix: string): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.tagName === 'a') {
      for (const attr of node.attrs) {
        if (attr.name === 'name') attr.value = prefix + attr.value.slice(ANCHOR_PREFIX.length);
        if (attr.name === 'href' && attr.value.startsWith(`#${ANCHOR_PREFIX}`))
          attr.value = `#${prefix}${attr.value.slice(1 + ANCHOR_PREFIX.length)}`;
      }
    }
    rename(node.childNodes, prefix);
  }
}
