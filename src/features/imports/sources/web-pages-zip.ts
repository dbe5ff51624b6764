import { element } from '../../../core/text/tree.js';
import { applyClassStyles, readClassStyles } from '../files/class-styles.js';
import { decodeText } from '../files/encoding.js';
import { resolvePath } from '../files/epub-package.js';
import { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS, sayBytes } from '../files/limits.js';
import {
  attribute,
  type ChildNode,
  type Element,
  findAll,
  lineOf,
  type Page,
  parsePage,
  tagBudget,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { Zip } from '../files/zip.js';
import type { SourceWork } from '../source-work.js';
import { assemble } from './assemble.js';
import { emptyWork } from './empty-work.js';
import { languageTagged } from './languages.js';
import { pageBreak } from './page-break.js';
import type { SourceReader } from './source-reader.js';
import { takeZipPictures } from './zip-pictures.js';

/** A zip of the web pages of one work: one page, or an index and its chapters. */
export const webPagesZip: SourceReader = {
  format: 'html-zip',
  label: 'web pages, zipped',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'zip') return 0;
    const zip = await file.zip();
    const other = zip.names.some((name) =>
      /^(?:META-INF\/|mimetype$|\[Content_Types\]\.xml$)|\.(?:epub|docx?|odt|rtf|txt|md|scrivx|class|iwa)$/i.test(
        name,
      ),
    );
    return !other && pageNames(zip).length > 0 ? 0.4 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const zip = await file.zip();
    const images = new ImageCollector();
    const pages = inOrder(await readPages(file, zip));
    const work = emptyWork('html-zip', 'html');
    const blocks: ChildNode[] = [];
    for (const { name, page } of pages) {
      await takeZipPictures(zip, name, page.body, images);
      blocks.push(...(blocks.length > 0 ? [pageBreak()] : []), ...page.body.childNodes);
    }
    const first = pages[0]?.page;
    const root = first?.body.parentNode;
    work.language = languageTagged(root && 'attrs' in root ? (attribute(root, 'lang') ?? '') : '');
    assemble(work, element('body', [], blocks), new Map(), { title: first ? titleOf(first) : null });
    if (work.chapters.length === 0)
      throw new ImportError(
        'no-text',
        `“${file.name}” is a zip of web pages without any text. Choose the file that holds the story.`,
      );
    work.images = images.images;
    if (pages.length > 1)
      work.warningsForReader.push(
        `The ${pages.length} pages in the zip were read as one work. Look at the order of its chapters.`,
      );
    work.warningsForReader.push(...images.warnings);
    yield work;
  },
};

const titleOf = (page: Page): string | null =>
  findAll(page.head, (e) => e.tagName === 'title')
    .map(lineOf)
    .find(Boolean) ?? null;

/** Names of pages; what Macs put beside each file is none. */
const pageNames = (zip: Zip): string[] =>
  zip.names.filter((name) => /\.x?html?$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(name));

interface ZipPage {
  name: string;
  page: Page;
}

const FURNITURE = /^(?:script|style|noscript|template|nav|form|button|iframe|object|svg)$/;

async function readPages(file: SourceFile, zip: Zip): Promise<ZipPage[]> {
  const budget = tagBudget();
  const pages: ZipPage[] = [];
  let left: number = IMPORT_LIMITS.text;
  for (const name of pageNames(zip).sort(new Intl.Collator('en', { numeric: true }).compare)) {
    if (zip.size(name) > left) {
      throw new ImportError(
        'too-large',
        `“${file.name}” holds more than ${sayBytes(IMPORT_LIMITS.text)} of text, the most that one file may hold. Split it into several files.`,
      );
    }
    const bytes = await zip.read(name, left);
    left -= bytes.length;
    const page = parsePage(file.name, decodeText(bytes).text, { budget });
    const sheets = findAll(page.head, (e) => e.tagName === 'style').flatMap((style) =>
      style.childNodes.map((n) => ('value' in n ? n.value : '')),
    );
    applyClassStyles(page.body, readClassStyles(sheets), /^$/);
    for (const node of findAll(page.body, (e) => FURNITURE.test(e.tagName))) {
      const parent = node.parentNode!;
      parent.childNodes = parent.childNodes.filter((child) => child !== node);
    }
    pages.push({ name, page });
  }
  return pages;
}

/** In the order of an index's links, where there is one. */
function inOrder(pages: readonly ZipPage[]): ZipPage[] {
  const index =
    pages.length > 1
      ? pages.find(({ name }) => /(?:^|\/)(?:index|contents|toc)\.x?html?$/i.test(name))
      : undefined;
  if (!index) return [...pages];
  const links = findAll(index.page.body, (e) => e.tagName === 'a');
  const linked = links.flatMap((link) => {
    const target = resolvePath(index.name, attribute(link, 'href') ?? '');
    const page = pages.find(({ name }) => name === target);
    return page && page !== index ? [page] : [];
  });
  const ordered = [...new Set([...linked, ...pages.filter((page) => page !== index)])];
  if (proseBeside(index.page.body, links) < 30) withoutContents(index.page.body);
  return [index, ...ordered];
}

/** Leaves of an index what tells about the work: its links go, with what holds nothing else. */
function withoutContents(body: Element): void {
  const isContents = (node: Element): boolean =>
    /^(?:ol|ul|dl|table)$/.test(node.tagName) && findAll(node, (e) => e.tagName === 'a').length > 0;
  for (const node of findAll(body, (e) => e.tagName === 'a' || isContents(e))) {
    const parent = node.parentNode!;
    parent.childNodes = parent.childNodes.filter((child) => child !== node);
  }
}

/** Words of a page that stand in no link. */
const proseBeside = (body: Element, links: readonly Element[]): number =>
  words(lineOf(body)) - links.reduce((sum, link) => sum + words(lineOf(link)), 0);

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;
