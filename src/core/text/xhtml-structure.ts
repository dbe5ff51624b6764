/**
 * The content model of EPUB 3's XHTML: every element where it may stand, with what it may hold. HTML parsers accept
 * almost any nesting, so a text that is safe can still be one that e-readers refuse. No letter is lost.
 */
import { BLOCK_ELEMENTS } from './read.js';
import { hasSubstance, holdsBlock, pushedDown } from './shape.js';
import {
  attribute,
  type ChildNode,
  type Element,
  element,
  isElement,
  isText,
  setChildren,
  textNode,
} from './tree.js';
import { definitions, figure, list, ruby, table } from './xhtml-parts.js';
import { filled, hasNbsp, type Place, withClass, within, withoutLastRule } from './xhtml-place.js';

/** Blocks that hold inline content only. */
const LINES = /^(p|h[1-6]|pre|summary)$/;

/** Content of a block that may hold blocks and loose text. */
function flow(nodes: ChildNode[], place: Place): ChildNode[] {
  const out: ChildNode[] = [];
  let run: ChildNode[] = [];
  const close = (): void => {
    out.push(...strays(run, place));
    run = [];
  };
  let kind = '';
  for (const node of nodes) {
    const next = strayKind(node);
    // White space between stray items does not part them.
    if (next === 'space' && kind !== 'inline') {
      run.push(node);
      continue;
    }
    const now = next === 'space' ? 'inline' : next;
    if (now !== kind || now === 'block') close();
    kind = now;
    run.push(node);
  }
  close();
  return out;
}

function strayKind(node: ChildNode): string {
  if (isText(node)) return node.value.trim() === '' ? 'space' : 'inline';
  if (!isElement(node)) return 'space';
  if (node.tagName === 'li') return 'li';
  if (node.tagName === 'dt' || node.tagName === 'dd') return 'dl';
  if (/^(thead|tbody|tfoot|tr|td|th|colgroup|col)$/.test(node.tagName)) return 'table';
  return holdsBlock(node) ? 'block' : 'inline';
}

/** A run of nodes of one kind; items without their list are given one. */
function strays(run: ChildNode[], place: Place): ChildNode[] {
  const first = run.find((node) => strayKind(node) !== 'space');
  if (!first) return run;
  const kind = strayKind(first);
  if (kind === 'li') return list(element('ul', [], run), place);
  if (kind === 'dl') return definitions(element('dl', [], run), place);
  if (kind === 'table') return table(element('table', [], run), place);
  return kind === 'inline'
    ? phrasing(run, place)
    : run.flatMap((node) => (isElement(node) ? block(node, place) : [node]));
}

function block(node: Element, place: Place): ChildNode[] {
  const { tagName } = node;
  if (!BLOCK_ELEMENTS.has(tagName)) return flow(pushedDown(node, node.childNodes), place);
  if (tagName === 'ul' || tagName === 'ol') return list(node, place);
  if (tagName === 'dl') return definitions(node, place);
  if (tagName === 'table') return table(node, place);
  if (tagName === 'figure') return figure(node, place);
  if (tagName === 'hr') return [node];
  if (tagName === 'details') return details(node, place);
  if (LINES.test(tagName) && tagName !== 'summary') return line(node, place);
  if (tagName === 'address' && (place.inside.has('address') || node.childNodes.length === 0))
    return renamed(node, 'div', place);
  if (tagName === 'address') return filled(node, within(place, 'address', true));
  if (tagName === 'div' || tagName === 'blockquote') return filled(node, place);
  // figcaption, caption, summary without what they belong to
  return renamed(node, 'div', place);
}

function renamed(node: Element, tagName: string, place: Place): ChildNode[] {
  return filled(element(tagName, withClass(node.attrs, node.tagName), node.childNodes), place);
}

/** Paragraph, heading or <pre>: inline content only. */
function line(node: Element, place: Place): ChildNode[] {
  const heading = /^h[1-6]$/.test(node.tagName);
  const inner = phrasing(flattened(node.childNodes, node.tagName === 'pre' ? '\n' : null), place);
  const empty = !inner.some(hasSubstance) && !(node.tagName === 'p' && inner.some(hasNbsp));
  if (empty) return [];
  const made =
    heading && place.noHeadings
      ? element('p', withClass(node.attrs, node.tagName), inner)
      : element(node.tagName, node.attrs, inner);
  setChildren(made, inner);
  return [made];
}

/** Blocks as inline content: what they hold, parted by line breaks (or by `separator` as text). */
function flattened(nodes: ChildNode[], separator: string | null): ChildNode[] {
  if (!nodes.some((node) => isElement(node) && holdsBlock(node))) return nodes;
  const out: ChildNode[] = [];
  const part = (): void => {
    if (out.some(hasSubstance) && !isBreak(out.at(-1)))
      out.push(separator === null ? element('br', [], []) : textNode(separator));
  };
  for (const node of nodes) {
    if (!isElement(node) || !holdsBlock(node)) out.push(node);
    else if (!BLOCK_ELEMENTS.has(node.tagName))
      out.push(element(node.tagName, node.attrs, flattened(node.childNodes, separator)));
    else {
      part();
      out.push(...flattened(node.childNodes, separator));
      part();
    }
  }
  while (isBreak(out.at(-1)) || (separator !== null && isSeparator(out.at(-1), separator))) out.pop();
  return out;
}

const isBreak = (node: ChildNode | undefined): boolean =>
  node !== undefined && isElement(node) && node.tagName === 'br';
const isSeparator = (node: ChildNode | undefined, separator: string): boolean =>
  node !== undefined && isText(node) && node.value === separator;

function details(node: Element, place: Place): ChildNode[] {
  const own = node.childNodes.find(
    (child): child is Element => isElement(child) && child.tagName === 'summary',
  );
  const rest = flow(
    node.childNodes.filter((child) => child !== own),
    place,
  );
  const summary = own ? phrasing(flattened(own.childNodes, null), within(place, 'summary')) : [];
  if (!summary.some(hasSubstance)) {
    // Without a line to open it by, what it hides is shown.
    const shown = element(
      'div',
      withClass(
        node.attrs.filter(({ name }) => name !== 'open'),
        'details',
      ),
      [...summary, ...rest],
    );
    return shown.childNodes.some(hasSubstance) ? [shown] : [];
  }
  return [
    element('details', node.attrs, [element('summary', own!.attrs, summary), ...withoutLastRule(rest)]),
  ];
}

/** Inline content: no links in links, no dfn in dfn, ruby whole. */
function phrasing(nodes: ChildNode[], place: Place): ChildNode[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [node];
    const { tagName } = node;
    if (tagName === 'ruby') return ruby(node, place);
    if (tagName === 'rt' || tagName === 'rp') return phrasing(node.childNodes, place);
    const again = (tagName === 'a' || tagName === 'dfn') && place.inside.has(tagName);
    const inner = phrasing(
      node.childNodes,
      tagName === 'a' || tagName === 'dfn' ? within(place, tagName) : place,
    );
    if (again)
      return tagName === 'a' && attribute(node, 'id') !== undefined
        ? [
            element(
              'span',
              node.attrs.filter(({ name }) => name !== 'href'),
              inner,
            ),
          ]
        : inner;
    setChildren(node, inner);
    return [node];
  });
}

/** The body of a document. */
export const TOP: Place = { inside: new Set(), noHeadings: false, flow, phrasing };
