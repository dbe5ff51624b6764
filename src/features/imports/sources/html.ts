import { proseLines } from '../../../core/text/index.js';
import { applyClassStyles, readClassStyles } from '../files/class-styles.js';
import { ImportError } from '../files/import-error.js';
import {
  attribute,
  type Element,
  eachElement,
  findAll,
  hasContent,
  htmlOf,
  lineOf,
  type Page,
  parsePage,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceChapter, SourceWork } from '../source-work.js';
import { chapterLabel, chapterSequence } from './chapter-label.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { applyHeader, type Header, readHeader } from './header-lines.js';
import { packInlineImages } from './inline-images.js';
import { languageTagged } from './languages.js';
import type { SourceReader } from './source-reader.js';
import { headings, type Section, splitAt } from './split-page.js';
import { doubtfulEncoding } from './warnings.js';

/** Any page of HTML: what a word processor saves, what a browser saves, what somebody wrote by hand. */
export const html: SourceReader = {
  format: 'html',
  label: 'HTML (.html)',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    const { text } = await file.text();
    const start = text.slice(0, 4096);
    if (/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(start))
      return 0.7;
    const tags =
      start.match(/<\/?(?:p|div|br|i|em|b|strong|h[1-6]|body|span|blockquote|hr)\b[^<>]*>/gi)?.length ?? 0;
    if (/^\s*</.test(start) && tags > 2) return 0.6;
    // A fragment without a page around it, as archives keep chapters; a stray <i> in plain text is none.
    if (/^(?:x?html?)$/.test(file.extension)) return 0.6;
    return tags >= 4 && /<\/?(?:p|div|br)\b[^<>]*>/i.test(start) ? 0.4 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const page = parsePage(file.name, decoded.text);
    const images = packInlineImages([page.body]);
    const sheets = findAll(page.head, (e) => e.tagName === 'style').flatMap((style) =>
      style.childNodes.map((n) => ('value' in n ? n.value : '')),
    );
    applyClassStyles(page.body, readClassStyles(sheets), /^$/);
    const work = readPage(page);
    if (work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” is a web page without any text. Save the page again once it is fully shown, or copy its text.`,
      );
    }
    work.images = images.images;
    work.warningsForReader.push(...images.warnings, ...doubtfulEncoding(decoded));
    yield work;
  },
};

/** The furniture of a page, which is no prose. */
const FURNITURE =
  /^(?:script|style|noscript|template|nav|form|button|select|input|textarea|iframe|object|svg|dialog|menu)$/;

function readPage(page: Page): SourceWork {
  const work = emptyWork('html', 'html');
  const root = proseRoot(page.body);
  dropFurniture(root);
  const top = headings(root, /^h[1-3]$/);
  const isChapter = chapterSequence(top.map((h) => chapterLabel(lineOf(h))));
  const marks = new Set(isChapter.map((i) => top[i]!));
  const [before, ...sections] = splitAt(root, marks);
  work.title = pageTitle(
    page,
    top.find((h) => h.tagName === 'h1' && !marks.has(h)),
  );
  const meta = (name: string): string => {
    const found = findAll(page.head, (e) => e.tagName === 'meta').find(
      (e) => attribute(e, 'name')?.toLowerCase() === name,
    );
    return found ? (attribute(found, 'content') ?? '').trim() : '';
  };
  if (meta('author')) work.authors = [{ name: meta('author') }];
  work.language = languageTagged(
    page.body.parentNode && 'attrs' in page.body.parentNode
      ? (attribute(page.body.parentNode, 'lang') ?? '')
      : '',
  );
  const opening = takeHead(work, before!);
  work.chapters = sections.map((section, i) => {
    const label = chapterLabel(lineOf(section.heading!));
    return { ...emptyChapter(i + 1), title: label?.title ?? null, body: htmlOf(section.nodes) };
  });
  placeOpening(work, opening);
  return work;
}

/** What stands before the first chapter: a part of the story when it is long or all there is, else notes. */
export function placeOpening(work: SourceWork, opening: string): void {
  if (opening === '') return;
  if (
    work.chapters.length > 0 &&
    opening
      .replace(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter(Boolean).length <= 60
  ) {
    work.startNotes = [...(work.startNotes ? [work.startNotes] : []), opening].join('\n');
    return;
  }
  const first: SourceChapter = { ...emptyChapter(1), body: opening };
  work.chapters = [first, ...work.chapters.map((c) => ({ ...c, position: c.position + 1 }))];
}

/** `main`, or the one article, or the body. */
function proseRoot(body: Element): Element {
  const main = findAll(body, (e) => e.tagName === 'main' || attribute(e, 'role') === 'main');
  if (main.length === 1 && hasContent(main[0]!)) return main[0]!;
  const articles = findAll(body, (e) => e.tagName === 'article');
  return articles.length === 1 && hasContent(articles[0]!) ? articles[0]! : body;
}

function dropFurniture(root: Element): void {
  const drop = (parent: Element): void => {
    parent.childNodes = parent.childNodes.filter(
      (node) => !('tagName' in node && FURNITURE.test(node.tagName)),
    );
  };
  drop(root);
  eachElement(root, drop);
}

/** A heading of its own before the chapters, or the page's title without the site's name. */
function pageTitle(page: Page, heading: Element | undefined): string | null {
  if (heading) return lineOf(heading);
  const title =
    findAll(page.head, (e) => e.tagName === 'title')
      .map(lineOf)
      .find(Boolean) ?? null;
  return title && /^(?:untitled(?: document)?|document|index|new page.*)$/i.test(title) ? null : title;
}

/** Takes title, byline and labelled lines off the opening, as far as they are a head; returns the rest as HTML. */
export function takeHead(work: SourceWork, opening: Section): string {
  const blocks = opening.nodes.filter(hasContent);
  const titled = blocks[0] !== undefined && lineOf(blocks[0]) === work.title ? blocks.shift() : undefined;
  const lines = blocks
    .slice(0, 30)
    .map((block) => [...proseLines(htmlOf([block])).flatMap((line) => line.split('\n')), '']);
  const head = (count: number): Header => readHeader(lines.slice(0, count).flat(), work.title !== null);
  // A block is taken whole or not at all. The blank line after it may be left.
  let left = head(lines.length).length;
  let taken = 0;
  while (taken < lines.length && left > 0 && lines[taken]!.length - 1 <= left) left -= lines[taken++]!.length;
  if (taken > 0) applyHeader(work, head(taken));
  return htmlOf(taken > 0 ? blocks.slice(taken) : opening.nodes.filter((node) => node !== titled));
}
