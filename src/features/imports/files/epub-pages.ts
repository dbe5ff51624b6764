/** The documents of an EPUB's spine as trees, their pictures gathered and their classes' meaning brought back. */
import { applyClassStyles, readClassStyles } from './class-styles.js';
import { type EpubPackage, type ManifestItem, readDocument, resolvePath } from './epub-package.js';
import { isPicture, packImages, picturePage } from './epub-pictures.js';
import { ImageCollector } from './images.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS, sayBytes } from './limits.js';
import { attribute, findAll, type Page, parsePage, setAttribute, tagBudget } from './page.js';

export interface BookPage extends Page {
  /** Name of the document in the zip. */
  path: string;
}

export interface Book {
  pages: BookPage[];
  images: ImageCollector;
}

/** Classes by which readers of particular forms find their way. */
const STRUCTURE = /^(?:userstuff|heading|toc-heading|tags|fff_)/;

const isMarkup = (item: ManifestItem): boolean =>
  /xhtml|html/.test(item.type) || /\.(?:x?html?|xml)$/i.test(item.path);

export interface PageChoice {
  /** Documents outside of the reading order are read too, after the others. */
  aside?: boolean;
  /** Links between the files stay as they are. Else `ch2.xhtml#note1` is `#note1`. */
  links?: boolean;
}

/** Reads every document of the spine, in order. Throws ImportError when there is none, or too much text. */
export async function readPages(book: EpubPackage, choice: PageChoice = {}): Promise<Book> {
  const items = [...book.spine, ...(choice.aside ? book.aside : [])].filter(
    (item) => isMarkup(item) || isPicture(item.type, item.path),
  );
  if (items.length === 0)
    throw new ImportError(
      'no-text',
      `“${book.fileName}” is an EPUB with no text in its reading order. Download or save it again.`,
    );
  const pages = await parsePages(book, items);
  const images = new ImageCollector();
  const styles = readClassStyles(await styleSheets(book, pages));
  for (const page of pages) {
    applyClassStyles(page.body, styles, STRUCTURE);
    await packImages(book, page, images);
    if (!choice.links) tidyLinks(page);
  }
  return { pages, images };
}

async function parsePages(book: EpubPackage, items: readonly ManifestItem[]): Promise<BookPage[]> {
  const budget = tagBudget();
  const pages: BookPage[] = [];
  let left: number = IMPORT_LIMITS.text;
  for (const item of items) {
    const size = isMarkup(item) ? book.zip.size(item.path) : 0;
    if (size > left) {
      throw new ImportError(
        'too-large',
        `“${book.fileName}” holds more than ${sayBytes(IMPORT_LIMITS.text)} of text, the most that one file may hold. Split it into several books.`,
      );
    }
    const source = isMarkup(item) ? await readDocument(book, item.path, left) : picturePage(item.path);
    left -= size;
    pages.push({
      path: item.path,
      ...parsePage(`${item.path.split('/').at(-1)} in ${book.fileName}`, source, { xhtml: true, budget }),
    });
  }
  return pages;
}

async function styleSheets(book: EpubPackage, pages: readonly BookPage[]): Promise<string[]> {
  const sheets: string[] = [];
  for (const item of book.manifest.values()) {
    if (
      item.type !== 'text/css' ||
      !book.zip.has(item.path) ||
      book.zip.size(item.path) > IMPORT_LIMITS.xml ||
      sheets.length >= 50
    )
      continue;
    sheets.push(await readDocument(book, item.path, IMPORT_LIMITS.xml).catch(() => ''));
  }
  const inline = pages
    .flatMap((page) => [page.head, page.body].flatMap((part) => findAll(part, (e) => e.tagName === 'style')))
    .flatMap((style) => style.childNodes);
  return [...sheets, ...inline.map((node) => ('value' in node ? node.value : ''))];
}

/** Links between the files of a book become links within the text: `ch2.xhtml#note1` is `#note1`. */
function tidyLinks(page: BookPage): void {
  for (const link of findAll(page.body, (e) => e.tagName === 'a')) {
    const href = attribute(link, 'href') ?? '';
    if (resolvePath(page.path, href) !== null)
      setAttribute(link, 'href', href.includes('#') ? href.slice(href.indexOf('#')) : '');
  }
}
