import { ImportError } from '../files/import-error.js';
import {
  attribute,
  type ChildNode,
  type Element,
  findAll,
  hasContent,
  isElement,
  lineOf,
  type ParentNode,
  parsePage,
} from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { readChapterNodes } from './fanficfare/chapters.js';
import { applyFields } from './fanficfare/fields.js';
import { settleLoneNotes, tidyTitles } from './fanficfare/finish.js';
import { readTitleHeading, titleHeading, titlePageFields } from './fanficfare/title-page.js';
import { packInlineImages } from './inline-images.js';
import type { SourceReader } from './source-reader.js';
import { splitAt } from './split-page.js';
import { doubtfulEncoding } from './warnings.js';

/** The HTML that FanFicFare (and FanFicDownloader before it) writes, of any site that it reads. */
export const fanficfareHtml: SourceReader = {
  format: 'fanficfare-html',
  label: 'HTML made by FanFicFare',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    const { text } = await file.text();
    const marks = [
      /<h1>\s*<a\s[^>]*>[\s\S]{0,2000}?\sby\s+<a\s[^>]*class=['"]authorlink['"]/,
      /<a\s[^>]*name=['"]section\d{4}['"][^>]*>\s*<h[1-3]/,
      /<a\s[^>]*name=['"]TOCTOP['"]|class=['"]fff_chapter_notes|<table\s[^>]*class=['"]full['"]/,
    ];
    const found = marks.map((mark) => mark.test(text));
    return found[1] && (found[0] || found[2]) ? 0.95 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const page = parsePage(file.name, decoded.text);
    const images = packInlineImages([page.body]);
    const work = readPage(page.body);
    if (work.chapters.every(({ body }) => body === '')) {
      throw new ImportError(
        'no-text',
        `“${file.name}” looks like a FanFicFare download, but no chapter is in it. Download the story again.`,
      );
    }
    work.images = images.images;
    work.warningsForReader.push(...images.warnings, ...doubtfulEncoding(decoded));
    yield work;
  },
};

function readPage(body: Element): SourceWork {
  const work = emptyWork('fanficfare-html', 'html');
  const sections = splitAt(body, new Set(findAll(body, isChapterMark)));
  const front = { childNodes: sections[0]!.nodes } as unknown as ParentNode;
  const heading = titleHeading(front);
  if (heading) readTitleHeading(work, heading);
  const chapters = sections.slice(1);
  work.chapters = chapters.map(({ heading: mark }, i) => ({
    ...emptyChapter(i + 1),
    title: mark ? lineOf(mark) : null,
  }));
  applyFields(work, titlePageFields(front), new Set());
  chapters.forEach(({ nodes }, i) => {
    readChapterNodes(work, work.chapters[i]!, trimmed(nodes), {
      isFirst: i === 0,
      isLast: i === chapters.length - 1,
    });
  });
  tidyTitles(work);
  settleLoneNotes(work);
  return work;
}

/** `<a name="section0001"><h2>…</h2></a>`; a story may hold anchors, but none around a heading of this name. */
const isChapterMark = (element: Element): boolean =>
  element.tagName === 'a' &&
  /^section\d{4,}$/.test(attribute(element, 'name') ?? '') &&
  findAll(element, (e) => /^h[1-3]$/.test(e.tagName)).length > 0;

const trimmed = (nodes: readonly ChildNode[]): ChildNode[] =>
  nodes.filter((node) => isElement(node) || hasContent(node));
