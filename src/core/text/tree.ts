/** The tree of a text: parse5's nodes, a parser with limits, and one canonical serialisation. */
import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  html,
  parseFragment,
  type DefaultTreeAdapterTypes as Tree,
} from 'parse5';
import { TEXT_LIMITS, tooDeep, tooManyTags } from './limits.js';

export type Element = Tree.Element;
export type TextNode = Tree.TextNode;
export type ChildNode = Tree.ChildNode;
export type ParentNode = Tree.ParentNode;
export type Fragment = Tree.DocumentFragment;

export const HTML_NAMESPACE = html.NS.HTML;

export const VOID_ELEMENTS: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);

export const isElement = (node: ChildNode | ParentNode): node is Element => 'tagName' in node;
export const isText = (node: ChildNode | ParentNode): node is TextNode => node.nodeName === '#text';

/**
 * Parses a fragment as the content of a `<div>`.
 * Depth and elements are counted on the parser's own stack while it works, so that implied end tags count rightly
 * and markup which multiplies itself is stopped where it passes the limit.
 * @throws TextError too-deep, too-many-tags
 */
export function parse(source: string, limits: { depth: number; tags: number } = TEXT_LIMITS): Fragment {
  let depth = 0;
  let elements = 0;
  const adapter = {
    ...defaultTreeAdapter,
    createElement(...args: Parameters<typeof defaultTreeAdapter.createElement>): Element {
      elements += 1;
      if (elements > limits.tags) throw tooManyTags(limits.tags);
      return defaultTreeAdapter.createElement(...args);
    },
    onItemPush(): void {
      depth += 1;
      // The parser opens an <html> of its own.
      if (depth > limits.depth + 1) throw tooDeep(limits.depth);
    },
    onItemPop(): void {
      depth -= 1;
    },
    // Where a node is moved before another, that other is nearly always the last: searching from the end keeps it linear.
    insertBefore(parent: ParentNode, node: ChildNode, reference: ChildNode): void {
      parent.childNodes.splice(parent.childNodes.lastIndexOf(reference), 0, node);
      node.parentNode = parent;
    },
    detachNode(node: ChildNode): void {
      if (!node.parentNode) return;
      node.parentNode.childNodes.splice(node.parentNode.childNodes.lastIndexOf(node), 1);
      node.parentNode = null;
    },
  };
  // Without a context, parse5 would keep table cells that stand in no table.
  return parseFragment<DefaultTreeAdapterMap>(element('div', [], []), source, { treeAdapter: adapter });
}

export function element(tagName: string, attrs: Element['attrs'], children: ChildNode[]): Element {
  const made: Element = {
    nodeName: tagName,
    tagName,
    attrs,
    namespaceURI: HTML_NAMESPACE,
    parentNode: null,
    childNodes: [],
  };
  setChildren(made, children);
  return made;
}

export const textNode = (value: string): TextNode => ({ nodeName: '#text', value, parentNode: null });

export function setChildren(parent: ParentNode, children: ChildNode[]): void {
  parent.childNodes = children;
  for (const child of children) child.parentNode = parent;
}

export const attribute = (node: Element, name: string): string | undefined =>
  node.attrs.find((a) => a.name === name)?.value;

export const escapeText = (text: string): string =>
  text.replace(/[&<>\u00a0]/g, (c) =>
    c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&nbsp;',
  );

export const escapeValue = (text: string): string =>
  text.replace(/[&<>"\u00a0]/g, (c) =>
    c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '"' ? '&quot;' : '&nbsp;',
  );

/** HTML of nodes; comments and foreign nodes never get this far, and are left out. */
export function serialise(nodes: readonly ChildNode[]): string {
  let out = '';
  for (const node of nodes) {
    if (isText(node)) out += escapeText(node.value);
    else if (isElement(node)) out += serialiseElement(node);
  }
  return out;
}

function serialiseElement(node: Element): string {
  let open = `<${node.tagName}`;
  for (const { name, value } of node.attrs) open += ` ${name}="${escapeValue(value)}"`;
  if (VOID_ELEMENTS.has(node.tagName)) return `${open}>`;
  const inner = serialise(node.childNodes);
  // A parser drops the first line feed of <pre>, so a text that begins with one is given another.
  return `${open}>${node.tagName === 'pre' && inner.startsWith('\n') ? '\n' : ''}${inner}</${node.tagName}>`;
}

/** Text of a node and all in it, as it stands. */
export function textOf(node: ChildNode | ParentNode): string {
  if (isText(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
