/** An EPUB's package: what its OPF says, and its files by the addresses that documents use. */
import { decodeText } from './encoding.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';
import type { SourceFile } from './source-file.js';
import { parseXml, type XmlElement, xmlAll, xmlChildren, xmlText } from './xml.js';
import type { Zip } from './zip.js';

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
  /** The table of contents of EPUB 2, if there is one. */
  ncx: ManifestItem | null;
  /** That of EPUB 3. */
  nav: ManifestItem | null;
  guide: { type: string; path: string }[];
  /** Names of entries that DRM or font scrambling has made unreadable. */
  scrambled: Set<string>;
}

const CONTAINER = 'META-INF/container.xml';

/** Whether a zip says that it is an EPUB: by its container, which no EPUB can be without. */
export const isEpub = (zip: Zip): boolean => zip.has(CONTAINER);

const books = new WeakMap<SourceFile, Promise<EpubPackage>>();

/** Container and package document, read once for each file. Throws ImportError when either is missing or broken. */
export function readPackage(file: SourceFile): Promise<EpubPackage> {
  const book = books.get(file) ?? openPackage(file);
  books.set(file, book);
  return book;
}

async function openPackage(file: SourceFile): Promise<EpubPackage> {
  const zip = await file.zip();
  const container = await readXml(zip, file.name, CONTAINER);
  const roots = xmlAll(container, 'rootfile').map((root) =>
    resolvePath('', root.attributes.get('full-path') ?? ''),
  );
  const opfPath = roots.find((path) => path !== null && zip.has(path));
  if (!opfPath)
    throw new ImportError(
      'damaged',
      `“${file.name}” is an EPUB whose package document (.opf) is missing. Download or save it again.`,
    );
  const opf = await readXml(zip, file.name, opfPath);
  const manifest = readManifest(opf, opfPath);
  const spineElement = xmlChildren(opf, 'spine')[0];
  const refs = spineElement
    ? xmlChildren(spineElement, 'itemref').filter((ref) => ref.attributes.get('linear') !== 'no')
    : [];
  const byId = (id: string | undefined): ManifestItem | null =>
    id === undefined ? null : (manifest.get(id) ?? null);
  return {
    zip,
    fileName: file.name,
    metadata: xmlChildren(opf, 'metadata')[0] ?? {
      qualified: 'metadata',
      name: 'metadata',
      attributes: new Map(),
      children: [],
    },
    manifest,
    spine: refs
      .map((ref) => byId(ref.attributes.get('idref')))
      .filter((item): item is ManifestItem => item !== null && zip.has(item.path)),
    ncx:
      byId(spineElement?.attributes.get('toc')) ??
      [...manifest.values()].find((item) => item.type === 'application/x-dtbncx+xml') ??
      null,
    nav: [...manifest.values()].find((item) => item.properties.includes('nav')) ?? null,
    guide: readGuide(opf, opfPath),
    scrambled: await readScrambled(zip, file.name),
  };
}

async function readXml(zip: Zip, fileName: string, path: string): Promise<XmlElement> {
  const bytes = await zip.read(path, IMPORT_LIMITS.xml);
  return parseXml(`“${path.split('/').at(-1)}” in “${fileName}”`, decodeText(bytes).text);
}

function readManifest(opf: XmlElement, opfPath: string): Map<string, ManifestItem> {
  const manifest = new Map<string, ManifestItem>();
  for (const item of xmlChildren(opf, 'manifest').flatMap((m) => xmlChildren(m, 'item'))) {
    const path = resolvePath(opfPath, item.attributes.get('href') ?? '');
    const id = item.attributes.get('id');
    if (path === null || id === undefined) continue;
    manifest.set(id, {
      id,
      path,
      type: item.attributes.get('media-type') ?? '',
      properties: (item.attributes.get('properties') ?? '').split(/\s+/),
    });
  }
  return manifest;
}

const readGuide = (opf: XmlElement, opfPath: string): EpubPackage['guide'] =>
  xmlChildren(opf, 'guide')
    .flatMap((guide) => xmlChildren(guide, 'reference'))
    .map((reference) => ({
      type: reference.attributes.get('type') ?? '',
      path: resolvePath(opfPath, reference.attributes.get('href') ?? '') ?? '',
    }));

async function readScrambled(zip: Zip, fileName: string): Promise<Set<string>> {
  const path = 'META-INF/encryption.xml';
  if (!zip.has(path)) return new Set();
  const names = xmlAll(await readXml(zip, fileName, path), 'CipherReference').map((ref) =>
    resolvePath('', ref.attributes.get('URI') ?? ''),
  );
  return new Set(names.filter((name): name is string => name !== null));
}

/**
 * The entry that an address in the document `base` names, without its fragment.
 * Null for addresses elsewhere and for those that climb out of the book.
 */
export function resolvePath(base: string, href: string): string | null {
  const path = href.replace(/[#?].*$/s, '');
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    decoded = path;
  }
  const parts = decoded.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const part of decoded.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The text of one document of the book. Throws ImportError when it is protected, missing or too large. */
export async function readDocument(book: EpubPackage, path: string, limit: number): Promise<string> {
  if (book.scrambled.has(path)) {
    throw new ImportError(
      'encrypted',
      `“${book.fileName}” is protected against copying (DRM), so its text cannot be read. Ask for a copy without protection.`,
    );
  }
  return decodeText(await book.zip.read(path, limit)).text;
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
