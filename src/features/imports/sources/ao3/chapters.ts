/**
 * The chapters of an AO3 download. Only direct children of `#chapters` are structure: a text may hold
 * `div.meta.group` and `div.userstuff` of its own, and calibre gives classes other names.
 */
import {
  attribute,
  type ChildNode,
  childElements,
  classesOf,
  type Element,
  findAll,
  hasContent,
  htmlOf,
  idOf,
  isElement,
  lineOf,
} from '../../files/page.js';
import type { SourceChapter } from '../../source-work.js';
import { emptyChapter } from '../empty-work.js';
import { readByline } from './byline.js';
import { quoted } from './page-parts.js';

/** A chapter as it stands in the file, before its heading is understood. */
interface RawChapter {
  heading: string;
  header: Element | null;
  body: Element[];
  /** Text that stands in `#chapters` itself, as it did before 2014. */
  loose: ChildNode[];
  endNotes: Element[];
  /** The position that its end notes or the link to them name. */
  position: number | null;
}

export function readChapters(nodes: readonly ChildNode[]): SourceChapter[] {
  const marked = nodes.some((node) => isComment(node, 'chapter content'));
  const headed = nodes.some((node) => isElement(node) && isHeader(node, false));
  const raw = marked || headed ? headedChapters(nodes, marked) : [loneChapter(nodes)];
  return numbered(raw).map(({ chapter, position, title }) => finished(chapter, position, title));
}

const isComment = (node: ChildNode, text: string): boolean =>
  node.nodeName === '#comment' && 'data' in node && node.data.trim() === text;

const hasClass = (element: Element, name: RegExp): boolean =>
  classesOf(element).some((one) => name.test(one));

const headingOf = (element: Element): Element | undefined =>
  childElements(element).find((e) => e.tagName === 'h2');

/** The head of a chapter: a div, not one of text, with the heading as its child. Where comments mark the text, any `h2` outside of it is a heading. */
const isHeader = (element: Element, marked: boolean): boolean => {
  const heading = element.tagName === 'div' && !isProse(element) ? headingOf(element) : undefined;
  return heading !== undefined && (marked || hasClass(heading, /^heading\d*$/));
};

/** A div that is neither the rest of a chapter's head nor its end: the text, whose class a converter took off. */
const isText = (element: Element): boolean =>
  element.tagName === 'div' &&
  hasContent(element) &&
  !childElements(element).some(
    (e) =>
      /^(?:p|div)$/.test(e.tagName) &&
      /^(?:Chapter (?:Summary|Notes)$|Chapter by\b|See the end of the chapter for\b)/.test(lineOf(e)),
  );

const isProse = (element: Element): boolean => hasClass(element, /^userstuff\d*$/);

/** calibre leaves empty divs where it broke the page. */
const isPageBreak = (element: Element): boolean =>
  !hasContent(element) &&
  [element, ...findAll(element, (e) => idOf(e) !== '')].some((e) => /^calibre_pb_/.test(idOf(e)));

function headedChapters(nodes: readonly ChildNode[], marked: boolean): RawChapter[] {
  const chapters: RawChapter[] = [];
  let inText = false;
  for (const node of nodes) {
    if (isComment(node, 'chapter content')) inText = true;
    else if (isComment(node, '/chapter content')) inText = false;
    if (!isElement(node) || isPageBreak(node)) continue;
    const current = chapters.at(-1);
    if (!inText && isHeader(node, marked)) chapters.push(rawChapter(lineOf(headingOf(node)!), node));
    else if (!inText && /^endnotes\d+$/.test(idOf(node))) current?.endNotes.push(node);
    else if (inText || (!marked && isProse(node))) (current ?? newChapter(chapters)).body.push(node);
    else if (current?.header && current.body.length === 0 && !isText(node))
      current.header.childNodes.push(...node.childNodes);
    else if (!marked && node.tagName === 'div' && hasContent(node)) current?.body.push(node);
  }
  return chapters;
}

const rawChapter = (heading: string, header: Element | null): RawChapter => ({
  heading,
  header,
  body: [],
  loose: [],
  endNotes: [],
  position: null,
});

function newChapter(chapters: RawChapter[]): RawChapter {
  const chapter = rawChapter('', null);
  chapters.push(chapter);
  return chapter;
}

/** A work of one chapter: its title again, then a div of text; before 2014 the text itself. */
function loneChapter(nodes: readonly ChildNode[]): RawChapter {
  const chapter = rawChapter('', null);
  const elements = nodes.filter(isElement).filter((e) => !isPageBreak(e));
  const parts = elements.filter((e) => !(e.tagName === 'h2' && hasClass(e, /^toc-heading\d*$/)));
  if (parts.length > 0 && parts.every((e) => e.tagName === 'div' && isProse(e))) chapter.body = parts;
  else chapter.loose = nodes.filter((node) => !isElement(node) || parts.includes(node));
  return chapter;
}

/**
 * `Chapter 3: Title` (since October 2025), `Title`, or `Chapter 3` for a chapter without a title.
 * A file of the older form gives the position only there and in the names of end notes.
 */
function numbered(
  raw: readonly RawChapter[],
): { chapter: RawChapter; position: number; title: string | null }[] {
  const forms = raw.map(({ heading }) => /^Chapter ([\d,]+)(?::\s+(.+))?$/su.exec(heading));
  const numbers = forms.map((form) => (form ? Number(form[1]!.replace(/\D/g, '')) : Number.NaN));
  const allNumbered = numbers.every((n, i) => n > (numbers[i - 1] ?? 0));
  let last = 0;
  return raw.map((chapter, i) => {
    const named = chapter.position ?? positionOf(chapter);
    const form = forms[i];
    const own =
      form &&
      (allNumbered ||
        (form[2] === undefined && numbers[i]! > last && (named === null || named === numbers[i])));
    const position = own ? numbers[i]! : named !== null && named > last ? named : last + 1;
    last = position;
    return { chapter, position, title: own ? (form[2] ?? null) : chapter.heading || null };
  });
}

/** The number in `#endnotes3`, of the notes themselves or of the link to them. */
function positionOf({ header, endNotes }: RawChapter): number | null {
  const fromNotes = endNotes.map((e) => /^endnotes(\d+)$/.exec(idOf(e))?.[1]).find(Boolean);
  const links = header
    ? findAll(header, (e) => e.tagName === 'blockquote' || e.tagName === 'a').filter((e) => e.tagName === 'a')
    : [];
  const fromLink = links.map((a) => /#endnotes(\d+)$/.exec(attribute(a, 'href') ?? '')?.[1]).find(Boolean);
  const found = fromNotes ?? fromLink;
  return found ? Number(found) : null;
}

function finished(raw: RawChapter, position: number, title: string | null): SourceChapter {
  const chapter = emptyChapter(position);
  chapter.title = title;
  chapter.body = htmlOf(
    raw.loose.length > 0
      ? raw.loose
      : raw.body.flatMap((part) => (isProse(part) || part.tagName === 'div' ? part.childNodes : [part])),
  );
  chapter.endNotes = htmlOf(quoted(raw.endNotes)) || null;
  if (raw.header) readHeader(chapter, raw.header);
  return chapter;
}

/** Byline, summary and notes, by the labels that stand before them. */
function readHeader(chapter: SourceChapter, header: Element): void {
  let label: 'summary' | 'startNotes' | null = null;
  for (const element of childElements(header)) {
    const line = lineOf(element);
    if (element.tagName === 'p' && /^Chapter by\b/.test(line) && label === null) {
      const { authors } = readByline(element);
      if (authors.length > 0) chapter.authors = authors;
    } else if (element.tagName === 'p' && line === 'Chapter Summary') label = 'summary';
    else if (element.tagName === 'p' && line === 'Chapter Notes') label = 'startNotes';
    else if (element.tagName === 'blockquote' && label) {
      const html = htmlOf(quoted([element]));
      if (html) chapter[label] = chapter[label] === null ? html : `${chapter[label]}\n${html}`;
    }
  }
}
