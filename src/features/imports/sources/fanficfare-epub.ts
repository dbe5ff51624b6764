import { dublinCore, type EpubPackage, isEpub, readDocument, readPackage } from '../files/epub-package.js';
import { type BookPage, readPages } from '../files/epub-pages.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import {
  type ChildNode,
  classesOf,
  type Element,
  eachElement,
  findAll,
  hasContent,
  isElement,
  isText,
  lineOf,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { chapterHeading, chapterMeta, readChapterNodes } from './fanficfare/chapters.js';
import { applyFields } from './fanficfare/fields.js';
import { settleLoneNotes, tidyTitles } from './fanficfare/finish.js';
import { addPackage, addSubjects } from './fanficfare/package.js';
import { readTitleHeading, titleHeading, titlePageFields } from './fanficfare/title-page.js';
import type { SourceReader } from './source-reader.js';

/** The EPUB that FanFicFare (and FanFicDownloader before it) writes, of any site that it reads. */
export const fanficfareEpub: SourceReader = {
  format: 'fanficfare-epub',
  label: 'EPUB made by FanFicFare',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'zip' || !isEpub(await file.zip())) return 0;
    const book = await readPackage(file);
    const named = [...dublinCore(book, 'identifier'), ...dublinCore(book, 'contributor')];
    if (named.some((value) => /^(?:fanficfare|fanficdownloader)\b/i.test(value))) return 0.96;
    for (const item of book.spine.slice(0, 3)) {
      if (book.zip.size(item.path) > IMPORT_LIMITS.xml || book.scrambled.has(item.path)) continue;
      const page = await readDocument(book, item.path, IMPORT_LIMITS.xml);
      if (/<body\s[^>]*class="[^"]*\bfff_(?:titlepage|chapter|tocpage)\b/.test(page)) return 0.96;
    }
    return 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const book = await readPackage(file);
    const { pages, images } = await readPages(book);
    for (const { body } of pages) dropAddedLineFeeds(body);
    const work = readBook(book, pages);
    if (work.chapters.every(({ body }) => body === '')) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like a FanFicFare download, but no chapter is in it. Download the story again.`,
      );
    }
    work.images = images.images.filter(({ key }) =>
      JSON.stringify(work.chapters).includes(`\\"import:${key}\\"`),
    );
    work.warningsForReader.push(...images.warnings);
    yield work;
  },
};

/** FanFicFare puts a line feed after every `<br/>`, for devices that cannot read long lines. */
function dropAddedLineFeeds(body: Element): void {
  eachElement(body, (element) => {
    element.childNodes.forEach((node, i) => {
      const before = element.childNodes[i - 1];
      if (isText(node) && before && isElement(before) && before.tagName === 'br')
        node.value = node.value.replace(/^\n/, '');
    });
  });
}

type PageKind = 'title' | 'chapter' | 'other';

const KINDS: [RegExp, PageKind][] = [
  [/^fff_titlepage$/, 'title'],
  [/^fff_chapter$/, 'chapter'],
  [/^fff_(?:tocpage|logpage|coverpage)$/, 'other'],
];

/** By the class of its body, which FanFicFare writes since 2017, or by the name of its file. */
function kindOf(page: BookPage, book: EpubPackage): PageKind {
  for (const [pattern, kind] of KINDS)
    if (classesOf(page.body).some((name) => pattern.test(name))) return kind;
  const name = page.path.split('/').at(-1)!;
  if (/^title_?page/.test(name)) return 'title';
  if (/^(?:toc_page|log_page|cover|titlepage|nav|jacket)/.test(name) || page.path === book.nav?.path)
    return 'other';
  return 'chapter';
}

function readBook(book: EpubPackage, pages: readonly BookPage[]): SourceWork {
  const work = emptyWork('fanficfare-epub', 'html');
  const titlePage = pages.find((page) => kindOf(page, book) === 'title');
  const heading = titlePage ? titleHeading(titlePage.body) : null;
  if (heading) readTitleHeading(work, heading);
  const chapters = chapterPages(pages.filter((page) => kindOf(page, book) === 'chapter'));
  work.chapters = chapters.map(({ title }, i) => ({ ...emptyChapter(i + 1), title }));
  const subjects = dublinCore(book, 'subject');
  const fields = titlePage ? titlePageFields(titlePage.body) : [];
  if (fields.length > 0) applyFields(work, fields, new Set(subjects));
  else addSubjects(work, subjects);
  addPackage(work, book, fields.length > 0);
  chapters.forEach(({ nodes }, i) => {
    const place = { isFirst: i === 0, isLast: i === chapters.length - 1 };
    readChapterNodes(work, work.chapters[i]!, nodes, place);
  });
  work.chapters = work.chapters.filter((chapter) => chapter.body !== '' || chapter.title !== null);
  tidyTitles(work);
  settleLoneNotes(work);
  return work;
}

interface ChapterPages {
  title: string | null;
  nodes: ChildNode[];
}

/** One chapter a page; a page without a heading goes on with the chapter before it, as converters cut long ones. */
function chapterPages(pages: readonly BookPage[]): ChapterPages[] {
  const chapters: ChapterPages[] = [];
  for (const { head, body } of pages) {
    const heading = chapterHeading(body);
    const title = chapterMeta(head, 'chapterorigtitle') ?? (heading ? lineOf(heading) : null);
    const nodes = withoutHeading(body.childNodes, heading).filter(
      (node) => isElement(node) || hasContent(node),
    );
    const last = chapters.at(-1);
    if (title === null && heading === null && last) last.nodes.push(...nodes);
    else chapters.push({ title, nodes });
  }
  return chapters;
}

function withoutHeading(nodes: readonly ChildNode[], heading: Element | null): ChildNode[] {
  return nodes.flatMap((node) => {
    if (node === heading) return [];
    if (isElement(node) && heading && findAll(node, (e) => e === heading).length > 0)
      node.childNodes = withoutHeading(node.childNodes, heading);
    return [node];
  });
}
