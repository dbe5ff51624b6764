/** A text as the XHTML of an EPUB 3 file: well-formed, valid, every address inside the book or absolute. */
import { continueOutline } from './outline.js';
import type { SafeHtml } from './safe-html.js';
import { type ChildNode, isElement, isText, parse, VOID_ELEMENTS } from './tree.js';
import { translated, type XhtmlOptions } from './xhtml-attributes.js';
import { withoutLastRule } from './xhtml-place.js';
import { TOP } from './xhtml-structure.js';

export type { XhtmlOptions };

/**
 * Block content for the body or a section of an EPUB 3 content document; it holds no root, no head and no namespace.
 * Presentational attributes become the classes `align-center` (`-left`, `-right`, `-justify`), `big`, `list-disc`
 * (`-circle`, `-square`), and misplaced parts `caption`, `figcaption`, `details`, `dd`, `h1`…`h6`, for a style sheet.
 */
export const toXhtml = (html: SafeHtml, options: XhtmlOptions = {}): string =>
  write(normaliseForXhtml(parse(html).childNodes, options));

/** The tree that `toXhtml` writes: a new one, legal by EPUB's content model whatever the nesting of the old. */
export function normaliseForXhtml(nodes: ChildNode[], options: XhtmlOptions = {}): ChildNode[] {
  const made = withoutLastRule(TOP.flow(translated(nodes, options), TOP));
  if (options.under !== undefined) continueOutline(made, options.under);
  return made;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'));

function write(nodes: ChildNode[]): string {
  let out = '';
  for (const node of nodes) {
    if (isText(node)) out += escapeXml(node.value);
    if (!isElement(node)) continue;
    const attrs = node.attrs.map(({ name, value }) => ` ${name}="${escapeXml(value)}"`).join('');
    out += VOID_ELEMENTS.has(node.tagName)
      ? `<${node.tagName}${attrs}/>`
      : `<${node.tagName}${attrs}>${write(node.childNodes)}</${node.tagName}>`;
  }
  return out;
}
