/** What stands in a text in which order, as far as it tells where chapters begin. */
import { isSceneMarker } from '../../../core/text/index.js';
import {
  attribute,
  childElements,
  type Element,
  findAll,
  hasContent,
  isElement,
  isText,
  lineOf,
  type ParentNode,
} from '../files/page.js';
import { type ChapterLabel, chapterLabel } from './chapter-label.js';
import { isPageBreak, pageBreakBefore, startsPage } from './page-break.js';

export interface OutlineItem {
  element: Element;
  /** `line`: a paragraph that may be a heading by its look or words. `text`: all other prose. */
  kind: 'heading' | 'line' | 'text' | 'break';
  /** 1 to 6 for headings. */
  level: number;
  text: string;
  label: ChapterLabel | null;
  /** Centred, or in bold as a whole. */
  stands: boolean;
}

const CONTAINER = /^(?:div|section|article|main|center|body|header|form|font|span)$/;
const BLOCK =
  /^(?:p|div|section|article|main|center|h[1-6]|hr|ul|ol|dl|table|blockquote|pre|figure|details|header)$/;
const LONGEST_LINE = 150;

/**
 * The blocks of a text in order, empty ones left out. Where an element's style begins a page, a page break of its own
 * is put before it.
 */
export function outlineOf(root: ParentNode): OutlineItem[] {
  const items: OutlineItem[] = [];
  const visit = (parent: ParentNode): void => {
    for (const node of [...parent.childNodes]) {
      if (!isElement(node)) {
        if (isText(node) && node.value.trim() !== '' && 'tagName' in parent)
          items.push(item(parent, 'text', node.value.trim()));
        continue;
      }
      if (isPageBreak(node)) items.push(item(node, 'break', ''));
      else {
        if (startsPage(node)) items.push(item(pageBreakBefore(node), 'break', ''));
        if (CONTAINER.test(node.tagName) && holdsBlocks(node)) visit(node);
        else if (hasContent(node)) items.push(leaf(node));
      }
    }
  };
  visit(root);
  return items;
}

const holdsBlocks = (node: Element): boolean =>
  findAll(node, (e) => BLOCK.test(e.tagName) || isPageBreak(e)).length > 0;

const item = (element: Element, kind: OutlineItem['kind'], text: string): OutlineItem => ({
  element,
  kind,
  level: 0,
  text,
  label: null,
  stands: false,
});

function leaf(element: Element): OutlineItem {
  const text = lineOf(element);
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  if (level !== undefined && text !== '')
    return { ...item(element, 'heading', text), level: Number(level), label: chapterLabel(text) };
  const isLine =
    /^(?:p|div|center)$/.test(element.tagName) &&
    text !== '' &&
    text.length <= LONGEST_LINE &&
    !isSceneMarker(text);
  if (!isLine) return item(element, 'text', text);
  return { ...item(element, 'line', text), label: chapterLabel(text), stands: standsOut(element) };
}

function standsOut(element: Element): boolean {
  const align = attribute(element, 'align') ?? '';
  if (/^center$/i.test(align) || /text-align\s*:\s*center/i.test(attribute(element, 'style') ?? ''))
    return true;
  if (element.tagName === 'center') return true;
  const filled = element.childNodes.filter(hasContent);
  const only = filled.length === 1 && isElement(filled[0]!) ? filled[0] : null;
  if (!only) return false;
  if (/^(?:b|strong)$/.test(only.tagName)) return true;
  if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(attribute(only, 'style') ?? '')) return true;
  return childElements(only).length === 1 && only.tagName !== 'a' && standsOut(only);
}

/** Whether words look like a title: short, and not ended as a sentence is. */
export const looksLikeTitle = (text: string): boolean =>
  text.length <= 80 &&
  !isSceneMarker(text) &&
  /[\p{L}\p{N}]/u.test(text) &&
  !/[.,;:][”"’']?$/u.test(text.replace(/\.\.\.$/, ''));
