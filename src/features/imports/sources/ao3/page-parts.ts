/**
 * An AO3 download as three runs of nodes: what comes before `#chapters`, what lies in it,
 * and what comes after. An EPUB made of the page repeats `#preface`, `#chapters` and
 * `#afterword` in each of its files; here they are joined again.
 */
import {
  type ChildNode,
  childElements,
  type Element,
  findAll,
  idOf,
  isElement,
  type Page,
} from '../../files/page.js';

export interface PageParts {
  /** Elements of the preface in order, its wrapping divs taken away. */
  front: Element[];
  /** Direct children of `#chapters`. */
  chapters: ChildNode[];
  back: ChildNode[];
}

/** Null when the pages hold no `#chapters`, so are no AO3 download. */
export function pageParts(pages: readonly Page[]): PageParts | null {
  const nodes = pages.flatMap(({ body }) => body.childNodes);
  const places = nodes.flatMap((node, i) => (isElement(node) && chaptersIn(node) ? [i] : []));
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    front: flatten(nodes.slice(0, first).filter(isElement)),
    chapters: places.flatMap((i) => chaptersIn(nodes[i] as Element)!.childNodes),
    back: nodes.slice(last + 1),
  };
}

/** `#chapters` is a child of body; some converters put one more div around the page. */
function chaptersIn(element: Element): Element | null {
  if (idOf(element) === 'chapters') return element;
  return element.tagName === 'div'
    ? (childElements(element).find((e) => idOf(e) === 'chapters') ?? null)
    : null;
}

/** Divs around the parts of the preface go; those that hold prose or say something themselves stay. */
export function flatten(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) =>
    element.tagName === 'div' && isWrapper(element) ? flatten(childElements(element)) : [element],
  );
}

const isWrapper = (div: Element): boolean =>
  childElements(div).some((e) => /^(?:div|dl|h1|h2|blockquote|ul)$/.test(e.tagName));

/** The contents of the block quotes among these elements and directly in their divs, joined: how AO3 wraps summaries and notes. */
export function quoted(elements: readonly Element[]): ChildNode[] {
  return elements.flatMap((e) =>
    e.tagName === 'blockquote' ? e.childNodes : e.tagName === 'div' ? quoted(childElements(e)) : [],
  );
}

/** The divs of this id, in order. Texts hold no divs with ids, so what is found is AO3's own. */
export const divsById = (nodes: readonly ChildNode[], id: RegExp): Element[] =>
  nodes
    .filter(isElement)
    .flatMap((node) => (isDivWith(node, id) ? [node] : findAll(node, (e) => isDivWith(e, id))));

const isDivWith = (element: Element, id: RegExp): boolean =>
  element.tagName === 'div' && id.test(idOf(element));
