/** An EPUB's table of contents: the navigation document of EPUB 3, or the NCX of EPUB 2. */
import { type EpubPackage, readDocument, resolvePath } from './epub-package.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';
import { attribute, findAll, lineOf, parsePage } from './page.js';
import { parseXml, xmlAll, xmlChildren, xmlText } from './xml.js';

export interface TocEntry {
  label: string;
  /** Name of the document in the zip. */
  path: string;
  /** The id inside it, '' for its beginning. */
  fragment: string;
}

/** The entries in order; empty when the book has no table of contents, or one that cannot be read. */
export async function readContents(book: EpubPackage): Promise<TocEntry[]> {
  for (const read of [fromNavigation, fromNcx]) {
    try {
      const entries = await read(book);
      if (entries.length > 0) return entries;
    } catch (error) {
      // A broken table of contents costs the chapters' titles, not the book.
      if (!(error instanceof ImportError)) throw error;
    }
  }
  return [];
}

async function fromNavigation(book: EpubPackage): Promise<TocEntry[]> {
  const { nav } = book;
  if (!nav || !book.zip.has(nav.path)) return [];
  const page = parsePage(nav.path, await readDocument(book, nav.path, IMPORT_LIMITS.xml), { xhtml: true });
  const lists = findAll(page.body, (e) => e.tagName === 'nav');
  const toc = lists.find((e) => /\btoc\b/.test(attribute(e, 'epub:type') ?? '')) ?? lists[0];
  return toc
    ? findAll(toc, (e) => e.tagName === 'a').flatMap((a) =>
        entry(nav.path, attribute(a, 'href') ?? '', lineOf(a)),
      )
    : [];
}

async function fromNcx(book: EpubPackage): Promise<TocEntry[]> {
  const { ncx } = book;
  if (!ncx || !book.zip.has(ncx.path)) return [];
  const root = parseXml('The table of contents', await readDocument(book, ncx.path, IMPORT_LIMITS.xml));
  return xmlAll(root, 'navPoint').flatMap((point) => {
    const label = xmlChildren(point, 'navLabel').map(xmlText).join(' ');
    const src = xmlChildren(point, 'content')[0]?.attributes.get('src') ?? '';
    return entry(ncx.path, src, label);
  });
}

function entry(base: string, href: string, label: string): TocEntry[] {
  const path = resolvePath(base, href);
  if (path === null || label === '') return [];
  const fragment = /#(.*)$/s.exec(href)?.[1] ?? '';
  try {
    return [{ label, path, fragment: decodeURIComponent(fragment) }];
  } catch {
    return [{ label, path, fragment }];
  }
}
