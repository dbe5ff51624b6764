import { element, setChildren, VOID_ELEMENTS } from '../../../core/text/tree.js';
import { fragmentOf, readTableOfContents } from '../files/epub-contents.js';
import { type EpubPackage, isEpub, metaValue, readPackage } from '../files/epub-package.js';
import { type BookPage, readPages } from '../files/epub-pages.js';
import { ImportError } from '../files/import-error.js';
import {
  attribute,
  type Element,
  eachElement,
  findAll,
  hasContent,
  idOf,
  lineOf,
  setAttribute,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { emptyWork } from './empty-work.js';
import { readChapters } from './epub/chapters.js';
import { readMetadata } from './epub/metadata.js';
import { takeNotes } from './linked-notes.js';
import type { SourceReader } from './source-reader.js';

/** Any EPUB 2 or 3: chapters by its table of contents and its headings, metadata by its package document. */
export const epub: SourceReader = {
  format: 'epub',
  label: 'EPUB (.epub)',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'zip' && isEpub(await file.zip()) ? 0.5 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const book = await readPackage(file);
    const { pages, images } = await readPages(book, { aside: true, links: true });
    const work = emptyWork('epub', 'html');
    readMetadata(work, book);
    const notes = takeNotes(
      pages.map((page) => ({
        path: page.path,
        body: page.body,
        target: (href) => targetOf(book, page, href),
      })),
    );
    joinLinks(book, pages);
    const inside = readingPages(work, book, pages);
    const { toc, landmarks } = await readTableOfContents(book);
    readChapters(work, book, { pages: inside, toc, landmarks, notes, pictured: isPictured(work, inside) });
    if (work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” is an EPUB without any text: its pages are empty. Choose a book that holds the story.`,
      );
    }
    keepShown(work, images.images);
    work.warningsForReader.push(...book.warnings, ...images.warnings);
    if (metaValue(book, 'rendition:layout') === 'pre-paginated' || metaValue(book, 'fixed-layout') === 'true')
      work.warningsForReader.push(
        'The pages of this book have a fixed layout. Its text and pictures are kept in order; where they stood on the page is not.',
      );
    yield work;
  },
};

const targetOf = (book: EpubPackage, page: BookPage, href: string): { path: string; id: string } | null => {
  const path = href.startsWith('#') ? page.path : book.find(page.path, href);
  const id = fragmentOf(href);
  return path === null || id === '' ? null : { path, id };
};

/** Links between the files become links within the text; an id that several files use is told apart by its file. */
function joinLinks(book: EpubPackage, pages: readonly BookPage[]): void {
  const uses = new Map<string, number>();
  for (const page of pages) {
    for (const id of idsOf(page).keys()) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  const order = new Map(pages.map(({ path }, i) => [path, i]));
  const named = (path: string, id: string): string =>
    (uses.get(id) ?? 0) > 1 ? `f${(order.get(path) ?? 0) + 1}-${id}` : id;
  const linked = new Set<string>();
  for (const page of pages) {
    eachElement(page.body, (e) => {
      const href = e.tagName === 'a' ? attribute(e, 'href') : undefined;
      if (href === undefined) return;
      const to = targetOf(book, page, href);
      if (to) {
        linked.add(named(to.path, to.id));
        setAttribute(e, 'href', `#${named(to.path, to.id)}`);
      } else if (book.find(page.path, href) !== null || href.startsWith('#'))
        e.attrs = e.attrs.filter(({ name }) => name !== 'href');
    });
  }
  // The table of contents still has to find the ids as they are in the file: the new name is an anchor beside them.
  for (const page of pages) {
    for (const [id, target] of idsOf(page)) {
      const name = named(page.path, id);
      if (name !== id && linked.has(name) && !VOID_ELEMENTS.has(target.tagName))
        setChildren(target, [element('a', [{ name: 'name', value: name }], []), ...target.childNodes]);
    }
  }
}

function idsOf(page: BookPage): Map<string, Element> {
  const ids = new Map<string, Element>();
  eachElement(page.body, (e) => {
    if (idOf(e) !== '' && !ids.has(idOf(e))) ids.set(idOf(e), e);
  });
  return ids;
}

/** Pages of the reading order; what is left on those outside of it, once notes are taken, is only told of. */
function readingPages(work: SourceWork, book: EpubPackage, pages: readonly BookPage[]): BookPage[] {
  const aside = new Set(book.aside.map(({ path }) => path));
  const left = pages.filter(({ path, body }) => aside.has(path) && lineOf(body).split(' ').length > 20);
  if (left.length > 0)
    work.warningsForReader.push(
      `The book marks ${left.length === 1 ? 'a page' : `${left.length} pages`} as outside of the reading order, and ${left.length === 1 ? 'it is' : 'they are'} left out: ${left
        .slice(0, 5)
        .map(({ path, body }) => `“${path.split('/').at(-1)}” (${lineOf(body).split(' ').length} words)`)
        .join(', ')}.`,
    );
  return pages.filter(({ path }) => !aside.has(path));
}

/** Of a page that is a picture: a number, a caption. */
const FEW_WORDS = 5;

/** A comic, or a scanned book: pictures, and hardly a word. */
function isPictured(work: SourceWork, pages: readonly BookPage[]): boolean {
  let pictures = 0;
  let bare = 0;
  const filled = pages.filter(({ body }) => hasContent(body));
  for (const { body } of filled) {
    const shown = findAll(body, (e) => e.tagName === 'img').length;
    pictures += shown;
    if (shown > 0 && lineOf(body).split(/\s+/).length <= FEW_WORDS * shown) bare += 1;
  }
  if (pictures === 0 || bare * 3 < filled.length * 2) return false;
  work.warningsForReader.push(
    pictures === 1
      ? 'This book is a picture and hardly any text. It is kept; describe it, so that nobody is left out.'
      : `This book is made of pictures (${pictures}) and hardly any text. They are kept in order, but nobody can search them or have them read out: describe them.`,
  );
  return true;
}

function keepShown(work: SourceWork, images: SourceWork['images']): void {
  const shown = [work.startNotes, work.endNotes, ...work.chapters.map(({ body }) => body)].join('\n');
  work.images = images.filter(({ key }) => shown.includes(`"import:${key}"`));
}
