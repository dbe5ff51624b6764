/** The pages of a book, cut into pieces where its table of contents says that something begins. */
import { element } from '../../../../core/text/tree.js';
import type { BookPage } from '../../files/epub-pages.js';
import {
  attribute,
  type ChildNode,
  childElements,
  type Element,
  eachElement,
  findAll,
  hasContent,
  idOf,
  isElement,
  lineOf,
} from '../../files/page.js';
import { chapterLabel } from '../chapter-label.js';
import { splitAt } from '../split-page.js';
import type { Mark } from './contents.js';

export interface Piece {
  /** As the table of contents has it; null for what it does not name. */
  label: string | null;
  kind: 'chapter' | 'part';
  /** What a heading at the top said beyond the label. */
  subtitle: string | null;
  nodes: ChildNode[];
  words: number;
}

const BLOCK = /^(?:p|div|h[1-6]|section|article|header|blockquote|center|li|ul|ol|td|tr|tbody|table)$/;

/** One piece for each mark, and one for what stands before the first of them. */
export function cutPage(page: BookPage, marks: readonly Mark[]): Piece[] {
  const targets = new Map<Element, Mark>();
  const named = marks.some(({ fragment }) => fragment !== '')
    ? namesIn(page.body)
    : new Map<string, Element>();
  for (const mark of marks) {
    const target = mark.fragment === '' ? undefined : named.get(mark.fragment);
    const start = target && startOf(target, page.body);
    if (start && !targets.has(start)) targets.set(start, mark);
  }
  const whole =
    marks.find(({ fragment }) => fragment === '') ??
    (targets.size <= 1 ? (marks.find(({ kind }) => kind === 'chapter') ?? marks[0]) : undefined);
  if (targets.size === 0 || (targets.size === 1 && whole && [...targets.values()][0] === whole))
    return [piece(page.body.childNodes, whole)];
  return splitAt(page.body, new Set(targets.keys())).flatMap(({ heading, nodes }, i) => {
    const mark = heading ? targets.get(heading) : whole;
    const all = heading ? [heading, ...nodes] : nodes;
    return i === 0 && !all.some(hasContent) && !mark ? [] : [piece(all, mark)];
  });
}

/** What addresses can name in a page; of two of one name the first. */
function namesIn(body: Element): Map<string, Element> {
  const named = new Map<string, Element>();
  eachElement(body, (e) => {
    for (const name of [idOf(e), e.tagName === 'a' ? (attribute(e, 'name') ?? '') : ''])
      if (name !== '' && !named.has(name)) named.set(name, e);
  });
  return named;
}

/** Where a chapter begins whose target is this: the outermost block that begins with it. */
function startOf(target: Element, body: Element): Element {
  let start = target;
  for (let e = target; e !== body; ) {
    const parent = e.parentNode;
    if (!parent || !isElement(parent) || parent === body) break;
    if (parent.childNodes.slice(0, parent.childNodes.indexOf(e)).some(hasContent)) break;
    // A wrapper that holds more than this chapter is opened, not taken along.
    if (/^(?:h[1-6]|p|header|center|span|b|strong|em|i|a)$/.test(parent.tagName)) start = parent;
    else if (!BLOCK.test(start.tagName)) break;
    e = parent;
  }
  return start;
}

const piece = (nodes: readonly ChildNode[], mark: Mark | undefined): Piece => {
  const filled = nodes.filter((node) => isElement(node) || hasContent(node));
  const label = mark?.label ?? null;
  const own = label === null ? { nodes: filled, subtitle: null } : withoutHeadings(filled, label);
  const words = own.nodes.map(lineOf).join(' ').split(/\s+/).filter(Boolean).length;
  return { label, kind: mark?.kind ?? 'chapter', words, ...own };
};

/** Headings at the top that only repeat the label, or say its number, are left out; one under a bare number is the title. */
export function withoutHeadings(
  nodes: readonly ChildNode[],
  label: string,
): { nodes: ChildNode[]; subtitle: string | null } {
  const one = takeHeading(nodes);
  if (!one) return { nodes: [...nodes], subtitle: null };
  const two = takeHeading(one.rest);
  if (
    two &&
    one.rest.some(hasContent) &&
    repeats(`${one.line}: ${two.line}`, label) &&
    !repeats(one.line, label)
  )
    return { nodes: two.rest, subtitle: null };
  if (!repeats(one.line, label)) return { nodes: [...nodes], subtitle: null };
  const [said, own] = [chapterLabel(label), chapterLabel(one.line)];
  const bareNumber = (said && said.title === null) || /^\d{1,4}\.?$/.test(label);
  if (bareNumber && own?.title) return { nodes: one.rest, subtitle: own.title };
  const titled = two !== null && (bareNumber || repeats(two.line, label)) && two.line.length <= 150;
  if (titled && (own?.title ?? null) === null && (own !== null || /^\d{1,4}\.?$/.test(one.line)))
    return { nodes: two.rest, subtitle: bareNumber ? two.line : null };
  return { nodes: one.rest, subtitle: null };
}

/** The first thing with content, when it is a heading, and the nodes without it. The nodes stay as they are. */
function takeHeading(nodes: readonly ChildNode[]): { line: string; rest: ChildNode[] } | null {
  const at = nodes.findIndex(hasContent);
  const first = nodes[at];
  if (!first || !isElement(first)) return null;
  const line = lineOf(first);
  const pictured = findAll(first, (e) => e.tagName === 'img').length > 0;
  if (/^h[1-6]$/.test(first.tagName) && line !== '' && !pictured)
    return { line, rest: [...nodes.slice(0, at), ...nodes.slice(at + 1)] };
  if (
    !/^(?:div|section|article|main|header|hgroup)$/.test(first.tagName) ||
    childElements(first).length === 0
  )
    return null;
  const inner = takeHeading(first.childNodes);
  if (!inner) return null;
  const emptied: ChildNode[] = inner.rest.some(hasContent)
    ? [element(first.tagName, first.attrs, inner.rest)]
    : [];
  return { line: inner.line, rest: [...nodes.slice(0, at), ...emptied, ...nodes.slice(at + 1)] };
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function repeats(heading: string, label: string): boolean {
  const [a, b] = [bare(heading), bare(label)];
  const [la, lb] = [chapterLabel(heading), chapterLabel(label)];
  return (
    a === b ||
    (a !== '' && b.endsWith(a)) ||
    (b !== '' && a.endsWith(b)) ||
    (la !== null &&
      lb !== null &&
      la.number === lb.number &&
      (la.title === lb.title || la.title === null || lb.title === null))
  );
}
