/** An EPUB's table of contents: the navigation document of EPUB 3, or the NCX of EPUB 2. */
import { type EpubPackage, readDocument } from './epub-package.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';
import { attribute, childElements, type Element, findAll, lineOf, parsePage } from './page.js';
import { parseXml, type XmlElement, xmlChildren, xmlText } from './xml.js';

export interface TocEntry {
  label: string;
  /** Name of the document in the zip; null for an entry that only holds others. */
  path: string | null;
  /** The id inside it, '' for its beginning. */
  fragment: string;
  children: TocEntry[];
}

/** What a page is, as EPUB 3's landmarks say it: `toc`, `cover`… by path. */
export type Landmarks = ReadonlyMap<string, string>;

/** The entries in order, whatever stands under what; empty when the book has no table of contents, or one that cannot be read. */
export async function readContents(book: EpubPackage): Promise<(TocEntry & { path: string })[]> {
  const flat = (entries: readonly TocEntry[]): (TocEntry & { path: string })[] =>
    entries.flatMap((entry) => [
      ...(entry.path === null ? [] : [{ ...entry, path: entry.path }]),
      ...flat(entry.children),
    ]);
  return flat((await readTableOfContents(book)).toc);
}

/** The table of contents as a tree, and what the book says of its pages. */
export async function readTableOfContents(
  book: EpubPackage,
): Promise<{ toc: TocEntry[]; landmarks: Landmarks }> {
  let landmarks: Landmarks = new Map();
  try {
    const nav = await fromNavigation(book);
    landmarks = nav.landmarks;
    if (nav.toc.length > 0) return nav;
  } catch (error) {
    // A broken table of contents costs the chapters' titles, not the book.
    if (!(error instanceof ImportError)) throw error;
  }
  try {
    return { toc: await fromNcx(book), landmarks };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
  }
  return { toc: [], landmarks };
}

async function fromNavigation(book: EpubPackage): Promise<{ toc: TocEntry[]; landmarks: Landmarks }> {
  const path = book.nav?.path;
  if (path === undefined || !book.zip.has(path)) return { toc: [], landmarks: new Map() };
  const page = parsePage(path, await readDocument(book, path, IMPORT_LIMITS.xml), { xhtml: true });
  const lists = findAll(page.body, (e) => e.tagName === 'nav');
  const typed = (type: RegExp): Element | undefined =>
    lists.find((e) => type.test(attribute(e, 'epub:type') ?? ''));
  const toc = typed(/\btoc\b/) ?? lists[0];
  const marks = typed(/\blandmarks\b/);
  const landmarks = new Map(
    marks
      ? findAll(marks, (e) => e.tagName === 'a').flatMap((a): [string, string][] => {
          const to = book.find(path, attribute(a, 'href') ?? '');
          return to === null ? [] : [[to, attribute(a, 'epub:type') ?? '']];
        })
      : [],
  );
  const outer = toc ? findAll(toc, (e) => /^[ou]l$/.test(e.tagName))[0] : undefined;
  return { toc: outer ? listed(book, path, outer) : [], landmarks };
}

/** The items of a list, each with its link or heading, and the list inside it. */
function listed(book: EpubPackage, base: string, list: Element): TocEntry[] {
  return childElements(list).flatMap((item): TocEntry[] => {
    const inner = childElements(item).find((e) => /^[ou]l$/.test(e.tagName));
    const children = inner ? listed(book, base, inner) : [];
    const own = childElements(item).filter((e) => e !== inner);
    const link = own.flatMap((e) => (e.tagName === 'a' ? [e] : findAll(e, (d) => d.tagName === 'a')))[0];
    const label = link ? lineOf(link) : own.map(lineOf).join(' ').trim();
    return entry(book, base, link ? (attribute(link, 'href') ?? '') : '', label, children);
  });
}

async function fromNcx(book: EpubPackage): Promise<TocEntry[]> {
  const { ncx } = book;
  if (!ncx || !book.zip.has(ncx.path)) return [];
  const root = parseXml('The table of contents', await readDocument(book, ncx.path, IMPORT_LIMITS.xml));
  const points = (parent: XmlElement): TocEntry[] =>
    xmlChildren(parent, 'navPoint').flatMap((point) => {
      const label = xmlChildren(point, 'navLabel').map(xmlText).join(' ');
      const src = xmlChildren(point, 'content')[0]?.attributes.get('src') ?? '';
      return entry(book, ncx.path, src, label, points(point));
    });
  return xmlChildren(root, 'navMap').flatMap(points);
}

function entry(
  book: EpubPackage,
  base: string,
  href: string,
  label: string,
  children: TocEntry[],
): TocEntry[] {
  const path = book.find(base, href);
  if ((path === null && children.length === 0) || label === '') return children;
  return [{ label, path, fragment: path === null ? '' : fragmentOf(href), children }];
}

/** The id that an address names, '' for none. */
export function fragmentOf(href: string): string {
  const fragment = /#(.*)$/s.exec(href)?.[1] ?? '';
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
