/** An EPUB's package: what its OPF says, and its files by the addresses that documents use. */
import { decodeText } from './encoding.js';
import { isProtected, protectionOf, scrambledIn } from './epub-drm.js';
import { nameFinder, resolvePath } from './epub-names.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';
import type { SourceFile } from './source-file.js';
import { parseXml, type XmlElement, xmlAll, xmlChildren, xmlText } from './xml.js';
import type { Zip } from './zip.js';

export { resolvePath } from './epub-names.js';

export interface ManifestItem {
  id: string;
  /** Name in the zip. */
  path: string;
  type: string;
  properties: string[];
}

export interface EpubPackage {
  zip: Zip;
  /** For messages. */
  fileName: string;
  metadata: XmlElement;
  manifest: Map<string, ManifestItem>;
  /** Documents in reading order, those marked as outside of it left out. */
  spine: ManifestItem[];
  /** Documents that the spine marks as outside of the reading order, such as pages of notes. */
  aside: ManifestItem[];
  /** The table of contents of EPUB 2, if there is one. */
  ncx: ManifestItem | null;
  /** That of EPUB 3. */
  nav: ManifestItem | null;
  guide: { type: string; path: string }[];
  /** Names of entries that DRM has made unreadable. */
  scrambled: Set<string>;
  /** The name of the protection that the book says it has. */
  protection: string | null;
  /** What was wrong and could be got over, in plain words. */
  warnings: string[];
  /** The name in the zip of what an address in the document `base` means; null when it is not there. */
  find(base: string, href: string): string | null;
}

const CONTAINER = 'META-INF/container.xml';

const containerOf = (zip: Zip): string | null =>
  zip.has(CONTAINER)
    ? CONTAINER
    : (zip.names.find((name) => /^META-INF\/container\.xml$/i.test(name)) ?? null);

/** Whether a zip says that it is an EPUB: by its container, or by its type where the container was lost. */
export const isEpub = (zip: Zip): boolean =>
  containerOf(zip) !== null || (zip.has('mimetype') && zip.names.some((name) => /\.opf$/i.test(name)));

const books = new WeakMap<SourceFile, Promise<EpubPackage>>();

/** Container and package document, read once for each file. Throws ImportError when either is missing or broken. */
export function readPackage(file: SourceFile): Promise<EpubPackage> {
  const book = books.get(file) ?? openPackage(file);
  books.set(file, book);
  return book;
}

async function openPackage(file: SourceFile): Promise<EpubPackage> {
  const zip = await file.zip();
  const named = nameFinder(zip);
  const find = (base: string, href: string): string | null => {
    const path = resolvePath(base, href);
    return path === null ? null : named(path);
  };
  const opfPath = await packagePath(zip, file.name, find);
  const opf = await readXml(zip, file.name, opfPath);
  const warnings: string[] = [];
  const manifest = readManifest(opf, opfPath, find);
  const items = [...manifest.values()];
  const spineElement = xmlChildren(opf, 'spine')[0];
  const byId = (id: string | undefined): ManifestItem | null =>
    id === undefined ? null : (manifest.get(id) ?? null);
  const { spine, aside } = readSpine(spineElement, byId, zip, warnings);
  return {
    zip,
    fileName: file.name,
    metadata: xmlChildren(opf, 'metadata')[0] ?? NO_METADATA,
    manifest,
    spine: spine.length > 0 ? spine : withoutSpine(items, zip, warnings),
    aside,
    ncx:
      byId(spineElement?.attributes.get('toc')) ??
      items.find((item) => item.type === 'application/x-dtbncx+xml' || /\.ncx$/i.test(item.path)) ??
      null,
    nav: items.find((item) => item.properties.includes('nav')) ?? null,
    guide: readGuide(opf, opfPath, find),
    scrambled: await readScrambled(zip, file.name, find),
    protection: protectionOf(zip),
    warnings,
    find,
  };
}

const NO_METADATA: XmlElement = {
  qualified: 'metadata',
  name: 'metadata',
  attributes: new Map(),
  children: [],
};

/** The package document that the container names; where that is lost, the only one in the zip. */
async function packagePath(zip: Zip, fileName: string, find: EpubPackage['find']): Promise<string> {
  const container = containerOf(zip);
  const named = container
    ? xmlAll(await readXml(zip, fileName, container), 'rootfile').map((root) =>
        find('', root.attributes.get('full-path') ?? ''),
      )
    : [];
  const found = named.find((path) => path !== null);
  const others = zip.names.filter((name) => /\.opf$/i.test(name));
  const path = found ?? (others.length === 1 ? others[0] : undefined);
  if (!path)
    throw new ImportError(
      'damaged',
      `“${fileName}” is an EPUB whose package document (.opf) is missing. Download or save it again.`,
    );
  return path;
}

/** The reading order: a document once, however often it is named; one that is missing is passed over. */
function readSpine(
  spine: XmlElement | undefined,
  byId: (id: string | undefined) => ManifestItem | null,
  zip: Zip,
  warnings: string[],
): { spine: ManifestItem[]; aside: ManifestItem[] } {
  const read = { spine: [] as ManifestItem[], aside: [] as ManifestItem[] };
  const seen = new Set<string>();
  const missing: string[] = [];
  for (const ref of spine ? xmlChildren(spine, 'itemref') : []) {
    const item = byId(ref.attributes.get('idref'));
    if (item && seen.has(item.path)) continue;
    if (!item || !zip.has(item.path)) {
      missing.push(item?.path.split('/').at(-1) ?? ref.attributes.get('idref') ?? '');
      continue;
    }
    seen.add(item.path);
    read[ref.attributes.get('linear') === 'no' ? 'aside' : 'spine'].push(item);
  }
  if (missing.length > 0)
    warnings.push(
      `The book names ${missing.length === 1 ? 'a page that is' : `${missing.length} pages that are`} not in it (${missing
        .slice(0, 3)
        .map((name) => `“${name.slice(-60)}”`)
        .join(', ')}${missing.length > 3 ? '…' : ''}). See whether a chapter is missing.`,
    );
  return read;
}

/** A book without a reading order: its documents as the manifest lists them. */
function withoutSpine(items: readonly ManifestItem[], zip: Zip, warnings: string[]): ManifestItem[] {
  const pages = items.filter(
    (item) => zip.has(item.path) && /xhtml|html/.test(item.type) && !item.properties.includes('nav'),
  );
  if (pages.length > 0)
    warnings.push(
      'The book does not say in which order its pages are read. They stand as it lists them: look whether the chapters are in order.',
    );
  return pages;
}

async function readXml(zip: Zip, fileName: string, path: string): Promise<XmlElement> {
  const bytes = await zip.read(path, IMPORT_LIMITS.xml);
  return parseXml(`“${path.split('/').at(-1)}” in “${fileName}”`, decodeText(bytes).text);
}

/** By id; of two with one id the first that is there counts. */
function readManifest(
  opf: XmlElement,
  opfPath: string,
  find: EpubPackage['find'],
): Map<string, ManifestItem> {
  const manifest = new Map<string, ManifestItem>();
  const there = new Set<string>();
  for (const item of xmlChildren(opf, 'manifest').flatMap((m) => xmlChildren(m, 'item'))) {
    const href = item.attributes.get('href') ?? '';
    const found = find(opfPath, href);
    const path = found ?? resolvePath(opfPath, href);
    const id = item.attributes.get('id');
    if (path === null || id === undefined || there.has(id)) continue;
    if (found !== null) there.add(id);
    manifest.set(id, {
      id,
      path,
      type: item.attributes.get('media-type') ?? '',
      properties: (item.attributes.get('properties') ?? '').split(/\s+/),
    });
  }
  return manifest;
}

const readGuide = (opf: XmlElement, opfPath: string, find: EpubPackage['find']): EpubPackage['guide'] =>
  xmlChildren(opf, 'guide')
    .flatMap((guide) => xmlChildren(guide, 'reference'))
    .map((reference) => ({
      type: (reference.attributes.get('type') ?? '').toLowerCase(),
      path: find(opfPath, reference.attributes.get('href') ?? '') ?? '',
    }));

async function readScrambled(zip: Zip, fileName: string, find: EpubPackage['find']): Promise<Set<string>> {
  const path = zip.names.find((name) => /^META-INF\/encryption\.xml$/i.test(name));
  if (!path) return new Set();
  const names = scrambledIn(await readXml(zip, fileName, path)).map((href) => find('', href));
  return new Set(names.filter((name): name is string => name !== null));
}

/** The text of one document of the book. Throws ImportError when it is protected, missing or too large. */
export async function readDocument(book: EpubPackage, path: string, limit: number): Promise<string> {
  if (book.scrambled.has(path)) throw isProtected(book.fileName, book.protection);
  const { text } = decodeText(await book.zip.read(path, limit));
  // A book that says it is protected and whose pages are noise is, whether or not it lists them.
  if (book.protection !== null && !/<[a-z!?/]/i.test(text)) throw isProtected(book.fileName, book.protection);
  return text;
}

/** All values of a Dublin Core element (`creator`, `subject`…), in order. */
export const dublinCore = (book: EpubPackage, name: string): string[] =>
  xmlAll(book.metadata, name)
    .filter((element) => element.qualified.startsWith('dc:') || !element.qualified.includes(':'))
    .map(xmlText)
    .filter(Boolean);

/** The value of `<meta name>` of EPUB 2 or `<meta property>` of EPUB 3. */
export function metaValue(book: EpubPackage, name: string): string | null {
  for (const meta of xmlAll(book.metadata, 'meta')) {
    if (meta.attributes.get('name') === name) return meta.attributes.get('content')?.trim() || null;
    if (meta.attributes.get('property') === name) return xmlText(meta) || null;
  }
  return null;
}
