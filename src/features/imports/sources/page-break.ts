import { type Element, element } from '../../../core/text/tree.js';
import { attribute, classesOf, setAttribute } from '../files/page.js';

const CLASS = 'page-break';

/** Stands in a body where a new page began, until the chapters are known. */
export const pageBreak = (): Element => element('hr', [{ name: 'class', value: CLASS }], []);

/** A page break of our own, or as Google Docs, Word and LibreOffice write it into HTML: an element that is nothing else. */
export function isPageBreak(node: Element): boolean {
  if (node.tagName !== 'hr' && node.tagName !== 'br') return false;
  return classesOf(node).includes(CLASS) || startsPage(node);
}

const STARTS = /(?<=^|[;\s])(?:page-break-before\s*:\s*always|break-before\s*:\s*page)/i;

/** Whether an element's style begins a new page before it. */
export const startsPage = (node: Element): boolean => STARTS.test(attribute(node, 'style') ?? '');

/** Puts a page break of its own before an element whose style begins a page, in place of that style. Returns it. */
export function pageBreakBefore(node: Element): Element {
  setAttribute(node, 'style', (attribute(node, 'style') ?? '').replace(STARTS, ''));
  const mark = pageBreak();
  const parent = node.parentNode!;
  parent.childNodes.splice(parent.childNodes.indexOf(node), 0, mark);
  mark.parentNode = parent;
  return mark;
}
