import { escapeHtml } from '../../../core/text/index.js';
import { readContents } from '../files/epub-contents.js';
import { dublinCore, type EpubPackage, isEpub, readDocument, readPackage } from '../files/epub-package.js';
import { type BookPage, readPages } from '../files/epub-pages.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import {
  attribute,
  type ChildNode,
  childElements,
  type Element,
  findAll,
  hasContent,
  htmlOf,
  isElement,
  lineOf,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { day, readStatus, settleDates } from './fanficfare/fields.js';
import { tidyTitles } from './fanficfare/finish.js';
import type { SourceReader } from './source-reader.js';
import { canonicalRating } from './vocabulary.js';

/** The EPUB that FicHub makes: an introduction with a few facts, then the chapters as the site has them. */
export const fichubEpub: SourceReader = {
  format: 'fichub-epub',
  label: 'EPUB made by FicHub',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'zip' || !isEpub(await file.zip())) return 0;
    const book = await readPackage(file);
    const intro =
      book.spine.find(({ path }) => /(?:^|\/)introduction[^/]*\.x?html?$/.test(path)) ?? book.spine[0];
    if (!intro || book.zip.size(intro.path) > IMPORT_LIMITS.xml || book.scrambled.has(intro.path)) return 0;
    const page = await readDocument(book, intro.path, IMPORT_LIMITS.xml);
    return /Exported with the assistance of\s*<a\s[^>]*>\s*FicHub\.net/i.test(page) ? 0.96 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const book = await readPackage(file);
    const { pages, images } = await readPages(book);
    const work = emptyWork('fichub-epub', 'html');
    const intro = pages.find(({ body }) => isIntroduction(body));
    if (intro) readIntroduction(work, intro.body);
    const chapters = pages.filter(
      (page) => page !== intro && page.path !== book.nav?.path && hasContent(page.body),
    );
    await readChapters(work, book, chapters);
    addPackage(work, book);
    if (work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like a FicHub download, but no chapter is in it. Download the story again.`,
      );
    }
    work.images = images.images.filter(({ key }) =>
      work.chapters.some(({ body }) => body.includes(`"import:${key}"`)),
    );
    work.warningsForReader.push(...images.warnings);
    yield work;
  },
};

const isIntroduction = (body: Element): boolean =>
  /\bExported with the assistance of FicHub\.net\s*$/i.test(lineOf(body));

const FACT = /^(Status|Published|Updated|Words|Chapters|Original source):\s*(.*)$/su;

/** Title, byline and description, then one fact a paragraph; a line of the site's own may stand before the source. */
function readIntroduction(work: SourceWork, body: Element): void {
  const summary: ChildNode[] = [];
  let facts = false;
  for (const node of body.childNodes) {
    const line = lineOf(node);
    if (!isElement(node)) {
      if (!facts && line !== '') summary.push(node);
      continue;
    }
    const fact = node.tagName === 'p' ? FACT.exec(line) : null;
    if (node.tagName === 'h1' && work.title === null) work.title = line || null;
    else if (/^By:\s/.test(line) && work.authors.length === 0 && !facts)
      work.authors = [{ name: line.replace(/^By:\s*/, '') }];
    else if (fact) {
      facts = true;
      readFact(work, fact[1]!, fact[2]!, node);
    } else if (/^Exported with the assistance of/.test(line)) facts = true;
    else if (facts) readExtra(work, line);
    else summary.push(node);
  }
  const html = htmlOf(summary);
  work.summary =
    html === '' ? null : /<(?:p|div|blockquote|ul|ol|h\d)\b/.test(html) ? html : `<p>${html}</p>`;
  settleDates(work);
  work.anonymous = work.authors.length === 1 && work.authors[0]!.name === 'Anonymous';
  if (work.anonymous) work.authors = [];
}

function readFact(work: SourceWork, label: string, value: string, node: Element): void {
  if (label === 'Status') readStatus(work, value);
  else if (label === 'Published') work.published = day(value);
  else if (label === 'Updated') work.updated = day(value);
  else if (label === 'Words') work.words = figure(value);
  else if (label === 'Chapters') work.chapterTotal = figure(value);
  else {
    const link = findAll(node, (e) => e.tagName === 'a')[0];
    work.sourceUrl = (link ? attribute(link, 'href') : value) || null;
  }
}

const figure = (text: string): number | null => {
  const digits = text.replace(/[\s,.]/gu, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
};

/** `Rated: T, English, Drama & Family, …`: only what each site writes the same is taken; the line is kept as a note. */
function readExtra(work: SourceWork, line: string): void {
  if (line === '') return;
  const rating = /\bRated:\s*(?:Fiction\s+)?([^,]+?)\s*(?:,|-\s|$)/u.exec(line)?.[1];
  work.rating ??= rating ? (canonicalRating(rating) ?? rating) : null;
  work.warningsForReader.push(
    `FicHub keeps what the site says of the story in one line, which is not divided into tags: ${line.slice(0, 500)}`,
  );
}

/** A chapter a document, named by the table of contents or the document's own title. */
async function readChapters(work: SourceWork, book: EpubPackage, pages: readonly BookPage[]): Promise<void> {
  const contents = await readContents(book);
  work.chapters = pages.map((page, i) => {
    const own = findAll(page.head, (e) => e.tagName === 'title').map(lineOf)[0];
    const label = contents.find(({ path }) => path === page.path)?.label ?? (own || null);
    const nodes = page.body.childNodes.filter((node) => isElement(node) || hasContent(node));
    return { ...emptyChapter(i + 1), title: label, body: htmlOf(withoutTitle(nodes, label)) };
  });
  work.chapters = work.chapters.filter(({ body }) => body !== '');
  tidyTitles(work);
  work.chapterTotal = work.complete ? (work.chapterTotal ?? work.chapters.length) : null;
}

/** The heading at the top that only says the chapter's title again, be it inside of wrappers. */
function withoutTitle(nodes: readonly ChildNode[], title: string | null): readonly ChildNode[] {
  const [first, ...rest] = nodes;
  if (!first || !isElement(first) || title === null) return nodes;
  if (/^h[1-6]$/.test(first.tagName)) return bare(lineOf(first)) === bare(title) ? rest : nodes;
  if (!/^(?:div|section|article)$/.test(first.tagName) || childElements(first).length === 0) return nodes;
  const inner = first.childNodes.filter((node) => isElement(node) || hasContent(node));
  first.childNodes = [...withoutTitle(inner, title)];
  return nodes;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** What the introduction leaves out. The language is always given as English, whatever it is, so it is not asked. */
function addPackage(work: SourceWork, book: EpubPackage): void {
  work.title ??= dublinCore(book, 'title')[0] ?? null;
  const creator = dublinCore(book, 'creator')[0];
  if (work.authors.length === 0 && !work.anonymous && creator) work.authors = [{ name: creator }];
  const description = dublinCore(book, 'description')[0];
  if (work.summary === null && description)
    work.summary = /<\w+[^<>]*>/.test(description) ? description : `<p>${escapeHtml(description)}</p>`;
}
