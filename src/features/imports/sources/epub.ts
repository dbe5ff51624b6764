import { escapeHtml } from '../../../core/text/index.js';
import { readContents, type TocEntry } from '../files/epub-contents.js';
import { dublinCore, type EpubPackage, isEpub, metaValue, readPackage } from '../files/epub-package.js';
import { type BookPage, readPages } from '../files/epub-pages.js';
import { ImportError } from '../files/import-error.js';
import {
  attribute,
  childElements,
  type Element,
  findAll,
  hasContent,
  htmlOf,
  idOf,
  isElement,
  lineOf,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import { xmlAll, xmlText } from '../files/xml.js';
import type { SourceChapter, SourceWork } from '../source-work.js';
import { chapterLabel } from './chapter-label.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { languageTagged } from './languages.js';
import type { SourceReader } from './source-reader.js';
import { splitAt } from './split-page.js';

/** Any EPUB 2 or 3: chapters by its table of contents, metadata by its package document. */
export const epub: SourceReader = {
  format: 'epub',
  label: 'EPUB (.epub)',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'zip' && isEpub(await file.zip()) ? 0.5 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const book = await readPackage(file);
    const { pages, images } = await readPages(book);
    const work = emptyWork('epub', 'html');
    readMetadata(work, book);
    work.chapters = readChapters(work, book, pages, await readContents(book));
    if (work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” is an EPUB without any text: its pages are empty or pictures. Choose a book that holds the story as text.`,
      );
    }
    work.images = images.images.filter(({ key }) =>
      work.chapters.some(({ body }) => body.includes(`"import:${key}"`)),
    );
    work.warningsForReader.push(...images.warnings);
    yield work;
  },
};

function readMetadata(work: SourceWork, book: EpubPackage): void {
  work.title = mainTitle(book);
  work.authors = creators(book).map((name) => ({ name }));
  work.language = languageTagged(dublinCore(book, 'language')[0] ?? '');
  work.tags = [...new Set(dublinCore(book, 'subject'))];
  const description = dublinCore(book, 'description')[0];
  if (description)
    work.summary = /<\w+[^<>]*>/.test(description) ? description : `<p>${escapeHtml(description)}</p>`;
  work.published =
    dublinCore(book, 'date')
      .map((date) => /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0])
      .find(Boolean) ?? null;
  const addresses = [...dublinCore(book, 'source'), ...dublinCore(book, 'identifier')];
  work.sourceUrl = addresses.find((value) => /^https?:\/\/\S+$/.test(value)) ?? null;
  const series = metaValue(book, 'calibre:series') ?? metaValue(book, 'belongs-to-collection');
  const position = Number(metaValue(book, 'calibre:series_index') ?? metaValue(book, 'group-position'));
  if (series)
    work.series = [{ title: series, position: Number.isInteger(position) && position > 0 ? position : 1 }];
}

/** What EPUB 3 says of the element with this id. */
const refinement = (book: EpubPackage, id: string | undefined, property: string): string | null => {
  const meta = id
    ? xmlAll(book.metadata, 'meta').find(
        (m) => m.attributes.get('refines') === `#${id}` && m.attributes.get('property') === property,
      )
    : undefined;
  return meta ? xmlText(meta) : null;
};

function mainTitle(book: EpubPackage): string | null {
  const titles = xmlAll(book.metadata, 'title').filter((title) => xmlText(title) !== '');
  const main =
    titles.find((title) => refinement(book, title.attributes.get('id'), 'title-type') === 'main') ??
    titles[0];
  return main ? xmlText(main) : null;
}

/** Creators that are authors, or of whom the book does not say what they are. */
function creators(book: EpubPackage): string[] {
  const named = xmlAll(book.metadata, 'creator').map((creator) => ({
    name: xmlText(creator),
    role:
      creator.attributes.get('opf:role') ?? refinement(book, creator.attributes.get('id'), 'role') ?? 'aut',
  }));
  return named.filter(({ name, role }) => name !== '' && role === 'aut').map(({ name }) => name);
}

interface Piece {
  /** As the table of contents has it; null for a page that it does not name. */
  label: string | null;
  html: string;
  words: number;
  isFront: boolean;
}

/** A page that the table of contents does not name goes on with the chapter before it, as in files cut by size. */
function readChapters(
  work: SourceWork,
  book: EpubPackage,
  pages: readonly BookPage[],
  contents: readonly TocEntry[],
): SourceChapter[] {
  const pieces = pages.flatMap((page) =>
    readPieces(
      work,
      book,
      page,
      contents.filter(({ path }) => path === page.path),
    ),
  );
  const named = pieces.some(({ label, isFront }) => label !== null && !isFront);
  const chapters: SourceChapter[] = [];
  for (const { label, html, words, isFront } of pieces) {
    if (html === '' || isFront) continue;
    const last = chapters.at(-1);
    if (named && label === null && last) last.body = `${last.body}\n${html}`;
    else if (!named || label !== null || words > 60)
      chapters.push({ ...emptyChapter(chapters.length + 1), title: titleOf(work, label), body: html });
  }
  // All pages may be pictures, or look like front matter: better those than nothing.
  if (chapters.length === 0)
    chapters.push(
      ...pieces
        .filter(({ html, words }) => html !== '' && words > 0)
        .map(({ label, html }, i) => ({ ...emptyChapter(i + 1), title: titleOf(work, label), body: html })),
    );
  if (chapters.length === 1 && chapters[0]!.title === work.title) chapters[0]!.title = null;
  return chapters;
}

function titleOf(work: SourceWork, label: string | null): string | null {
  if (label === null) return null;
  const read = chapterLabel(label) ?? numberedTitle(label);
  const title = read ? read.title : label;
  return title === '' || (title === work.title && read !== null) ? null : title;
}

/** `3. The Fall`, as converters number their tables of contents. */
function numberedTitle(label: string): { title: string | null } | null {
  const match = /^(\d{1,4})(?:[.):]\s*|$)(.*)$/u.exec(label);
  return match ? { title: match[2] || null } : null;
}

const FRONT = /\b(?:cover|titlepage|halftitlepage|toc|landmarks|copyright-page|colophon|page-list)\b/;

function readPieces(
  work: SourceWork,
  book: EpubPackage,
  page: BookPage,
  entries: readonly TocEntry[],
): Piece[] {
  const isFront = isFrontPage(work, book, page, entries);
  const targets = new Map<Element, TocEntry>();
  for (const entry of entries) {
    const target = entry.fragment === '' ? null : findAll(page.body, (e) => idOf(e) === entry.fragment)[0];
    if (target && !targets.has(target)) targets.set(target, entry);
  }
  const whole =
    entries.find(({ fragment }) => fragment === '') ?? (targets.size <= 1 ? entries[0] : undefined);
  if (targets.size <= 1)
    return [
      piece(
        page.body.childNodes.filter((node) => isElement(node) || hasContent(node)),
        whole?.label ?? ownHeading(page, entries),
        isFront,
      ),
    ];
  return splitAtTargets(page.body, targets).map(({ label, nodes }) =>
    piece(nodes, label ?? whole?.label ?? null, isFront),
  );
}

/** Sections from one target of the table of contents to the next; a target that is no heading stays in its section. */
function splitAtTargets(
  body: Element,
  targets: ReadonlyMap<Element, TocEntry>,
): { label: string | null; nodes: Element['childNodes'] }[] {
  return splitAt(body, new Set(targets.keys())).map(({ heading, nodes }) => ({
    label: heading ? targets.get(heading)!.label : null,
    nodes: heading ? [heading, ...nodes] : nodes,
  }));
}

function piece(nodes: Element['childNodes'], label: string | null, isFront: boolean): Piece {
  const rest = label === null ? nodes : withoutHeading(nodes, label);
  const html = rest.some(hasContent) ? htmlOf(rest) : '';
  const words = rest.map(lineOf).join(' ').split(/\s+/).filter(Boolean).length;
  return { label, html, words, isFront };
}

/** Where a book has no table of contents, a page's first heading names it. */
function ownHeading(page: BookPage, entries: readonly TocEntry[]): string | null {
  if (entries.length > 0) return null;
  const first = findAll(page.body, (e) => /^h[1-3]$/.test(e.tagName))[0];
  const label = first ? lineOf(first) : '';
  return label !== '' && chapterLabel(label) ? label : null;
}

/** The heading at the top that only repeats the label, or says its number, is left out of the text. */
function withoutHeading(nodes: Element['childNodes'], label: string): Element['childNodes'] {
  const at = nodes.findIndex(hasContent);
  const first = nodes[at];
  if (!first || !isElement(first)) return nodes;
  if (/^(?:h[1-6]|header)$/.test(first.tagName) && repeats(lineOf(first), label))
    return [...nodes.slice(0, at), ...nodes.slice(at + 1)];
  if (!/^(?:div|section|article|main|header)$/.test(first.tagName) || childElements(first).length === 0)
    return nodes;
  first.childNodes = withoutHeading(first.childNodes, label);
  return nodes;
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

/** Cover, title page, table of contents and the like: by what the page says it is, or by how little is on it. */
function isFrontPage(
  work: SourceWork,
  book: EpubPackage,
  page: BookPage,
  entries: readonly TocEntry[],
): boolean {
  if (page.path === book.nav?.path) return true;
  const typed = [
    page.body,
    ...findAll(page.body, (e) => /^(?:section|div|nav|article)$/.test(e.tagName)),
  ].map((e) => attribute(e, 'epub:type') ?? '');
  if (typed.some((type) => FRONT.test(type))) return true;
  if (
    book.guide.some(
      ({ type, path }) =>
        path === page.path && /^(?:cover|title-?page|toc|copyright-page|colophon)$/.test(type),
    )
  )
    return true;
  const line = lineOf(page.body);
  if (
    line === '' &&
    findAll(page.body, (e) => e.tagName === 'img').length > 0 &&
    entries.every(({ label }) => /cover/i.test(label))
  )
    return true;
  const few = line.split(/\s+/).length <= 40;
  return (
    few &&
    work.title !== null &&
    bare(line).startsWith(bare(work.title)) &&
    work.authors.every(({ name }) => bare(line).includes(bare(name))) &&
    work.authors.length > 0
  );
}
