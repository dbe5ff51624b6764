/** HTML pages as trees: parsing with limits, and the few questions that readers ask of a tree. */
import { type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { TextError } from '../../../core/text/limits.js';
import { refuseTooMuch } from '../../../core/text/scan.js';
import {
  attribute,
  type ChildNode,
  type Element,
  isElement,
  isText,
  type ParentNode,
  serialise,
} from '../../../core/text/tree.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';

export type { ChildNode, Element, ParentNode } from '../../../core/text/tree.js';
export { attribute, isElement, isText } from '../../../core/text/tree.js';

export interface Page {
  head: Element;
  body: Element;
}

/** How many tags may still be read; shared by the documents of one book. */
export interface TagBudget {
  left: number;
}

export const tagBudget = (): TagBudget => ({ left: IMPORT_LIMITS.htmlTags });

/**
 * Parses a whole page. `xhtml` reads `<a id="x"/>` as XML does.
 * Throws ImportError for pages that are nested too deeply or hold too many tags.
 */
export function parsePage(
  fileName: string,
  source: string,
  options: { xhtml?: boolean; budget?: TagBudget } = {},
): Page {
  const budget = options.budget ?? tagBudget();
  try {
    refuseTooMuch(source, {
      bytes: 3 * IMPORT_LIMITS.text,
      tags: budget.left,
      depth: IMPORT_LIMITS.htmlDepth,
      attributes: IMPORT_LIMITS.htmlAttributes,
    });
    const xhtml = options.xhtml ?? /^\s*<\?xml/.test(source);
    return boundedParse(xhtml ? expandEmptyTags(withoutSubset(source)) : source, budget);
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new ImportError('unsafe', `“${fileName}” cannot be read: ${lowerFirst(error.safe)}`, error);
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Depth and elements are counted while the parser works, since markup can multiply itself. */
function boundedParse(source: string, budget: TagBudget): Page {
  let depth = 0;
  const adapter = {
    ...defaultTreeAdapter,
    createElement(...args: Parameters<typeof defaultTreeAdapter.createElement>): Element {
      budget.left -= 1;
      if (budget.left < 0) throw new TextError('too-many-tags', IMPORT_LIMITS.htmlTags);
      return defaultTreeAdapter.createElement(...args);
    },
    onItemPush(): void {
      depth += 1;
      if (depth > IMPORT_LIMITS.htmlDepth) {
        throw new TextError('too-deep', IMPORT_LIMITS.htmlDepth);
      }
    },
    onItemPop(): void {
      depth -= 1;
    },
    // Searching from the end keeps moves before the last node linear.
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
  const document: DefaultTreeAdapterTypes.Document = parse<DefaultTreeAdapterMap>(source, {
    treeAdapter: adapter,
  });
  const root = document.childNodes.find(isElement)!;
  const [head, body] = ['head', 'body'].map((name) => childElements(root).find((e) => e.tagName === name));
  // A frameset stands where the body would; it holds no prose.
  return { head: head ?? root, body: body ?? { ...root, childNodes: [] } };
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

/** A document type's own declarations are never read; an HTML parser would show them as text. */
const withoutSubset = (source: string): string =>
  source.replace(
    /^([^<]*(?:<\?[^>]*>[^<]*|<!--[\s\S]{0,10000}?-->[^<]*){0,20})<!DOCTYPE[^>[]*\[[^\]]*\]\s*>/i,
    '$1',
  );

/** XML's empty tags as HTML writes them: an HTML parser would leave `<a id="x"/>` open. */
const expandEmptyTags = (source: string): string =>
  source
    .replace(/<([a-zA-Z][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)\/>/g, (tag, name: string, rest: string) =>
      VOID.test(name.toLowerCase()) ? tag : `<${name}${rest}></${name}>`,
    )
    .replace(/<\/br\s*>/g, '');

export const childElements = (node: ParentNode): Element[] => node.childNodes.filter(isElement);

/** All elements inside `node` for which `test` holds, in reading order; what lies in a found one is not searched. */
export function findAll(node: ParentNode, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const visit = (parent: ParentNode): void => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue;
      if (test(child)) found.push(child);
      else visit(child);
    }
  };
  visit(node);
  return found;
}

/** Calls `visit` for every element inside `node`, in reading order. */
export function eachElement(node: ParentNode, visit: (element: Element) => void): void {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    visit(child);
    eachElement(child, visit);
  }
}

export const idOf = (node: Element): string => attribute(node, 'id') ?? '';

export const classesOf = (node: Element): string[] =>
  (attribute(node, 'class') ?? '').split(/\s+/).filter(Boolean);

export function setAttribute(node: Element, name: string, value: string): void {
  const attr = node.attrs.find((a) => a.name === name);
  if (attr) attr.value = value;
  else node.attrs.push({ name, value });
}

/** Text of a node with all in it, white space as single spaces, trimmed. */
export function lineOf(node: ChildNode | ParentNode): string {
  const parts: string[] = [];
  const visit = (one: ChildNode | ParentNode): void => {
    if (isText(one)) parts.push(one.value);
    else if (isElement(one) && one.tagName === 'br') parts.push(' ');
    else if ('childNodes' in one) for (const child of one.childNodes) visit(child);
  };
  visit(node);
  return parts.join('').replace(/\s+/gu, ' ').trim();
}

/** HTML of nodes, without comments, trimmed. */
export const htmlOf = (nodes: readonly ChildNode[]): string => serialise(nodes).trim();

/** Whether there is anything to see in it: text, a picture or a rule. */
export const hasContent = (node: ChildNode | ParentNode): boolean =>
  lineOf(node) !== '' ||
  (isElement(node) &&
    (/^(?:img|hr)$/.test(node.tagName) || findAll(node, (e) => /^(?:img|hr)$/.test(e.tagName)).length > 0));
