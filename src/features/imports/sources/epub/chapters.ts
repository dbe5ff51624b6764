/** From the pages of a book to chapters and notes. */
import { element, textNode } from '../../../../core/text/tree.js';
import type { Landmarks, TocEntry } from '../../files/epub-contents.js';
import type { EpubPackage } from '../../files/epub-package.js';
import type { BookPage } from '../../files/epub-pages.js';
import { type ChildNode, findAll, hasContent, htmlOf, isElement, lineOf } from '../../files/page.js';
import type { SourceWork } from '../../source-work.js';
import { chapterLabel } from '../chapter-label.js';
import { divide } from '../divide.js';
import { emptyChapter } from '../empty-work.js';
import { placeNotes } from '../notes.js';
import { disagrees, type Mark, marksOf } from './contents.js';
import { cutPage, type Piece } from './cut.js';
import { type Matter, matterLabelled, matterOfPage } from './matter.js';

export interface BookText {
  pages: readonly BookPage[];
  toc: readonly TocEntry[];
  landmarks: Landmarks;
  /** Contents of footnotes by their keys. */
  notes: ReadonlyMap<string, readonly ChildNode[]>;
  /** The book is pictures: none of its pages is taken for a cover. */
  pictured: boolean;
}

interface Part extends Piece {
  matter: Matter;
}

interface Chapter {
  title: string | null;
  nodes: ChildNode[];
}

/** Fills in the work's chapters, and its notes from the pages beside the story. */
export function readChapters(work: SourceWork, book: EpubPackage, text: BookText): void {
  const marks = marksOf(text.toc);
  const order = new Map(text.pages.map(({ path }, i) => [path, i]));
  if (disagrees(marks, order))
    work.warningsForReader.push(
      'The table of contents lists the chapters in another order than the book is read in. They stand in the order of reading: look whether it is the right one.',
    );
  const parts = partsOf(work, book, text, marks);
  const story = parts.filter(
    ({ matter, kind, nodes }) => matter === null && (kind === 'part' || nodes.some(hasContent)),
  );
  sayEmpty(work, parts, text.notes.size > 0);
  const named = story.filter(({ label, kind }) => label !== null && kind === 'chapter').length;
  let chapters = named > 1 ? byContents(work, story) : (byHeadings(work, story) ?? byContents(work, story));
  if (chapters.length === 0) {
    // All pages may be pictures, or look like something beside a story: better those than nothing.
    const left = parts.filter(
      ({ matter, nodes, words }) =>
        matter !== 'contents' && nodes.some(hasContent) && (words > 0 || text.pictured),
    );
    chapters = left.map((part) => ({ title: titleOf(work, part), nodes: part.nodes }));
    for (const part of left) part.matter = null;
  }
  for (const { nodes } of chapters) placeNotes(nodes, text.notes);
  work.chapters = chapters.map(({ title, nodes }, i) => ({
    ...emptyChapter(i + 1),
    title,
    body: htmlOf(nodes),
  }));
  if (work.chapters.length === 1 && work.chapters[0]!.title === work.title) work.chapters[0]!.title = null;
  placeBeside(work, parts);
}

/** A chapter that the table of contents promises, on a page without a word. */
function sayEmpty(work: SourceWork, parts: readonly Part[], noted: boolean): void {
  const empty = parts.flatMap(({ label, kind, nodes }) =>
    label !== null && kind === 'chapter' && !nodes.some(hasContent) && !(noted && /\bnotes?\b/i.test(label))
      ? [label]
      : [],
  );
  if (empty.length > 0)
    work.warningsForReader.push(`Nothing stands under ${quoted(empty)}, so no chapter is made of it.`);
}

function partsOf(work: SourceWork, book: EpubPackage, text: BookText, marks: readonly Mark[]): Part[] {
  return text.pages.flatMap((page, i) => {
    const own = marks.filter(({ path }) => path === page.path);
    const matter = matterOfPage(
      work,
      book,
      text.landmarks,
      page,
      own.map(({ label }) => label),
    );
    const isCover =
      !text.pictured && i < 2 && own.every(({ label }) => /cover/i.test(label)) && isPictureAlone(page);
    return cutPage(page, own).map((piece): Part => {
      const ofPage = isCover ? 'cover' : own.length > 1 ? null : matter;
      return { ...piece, matter: text.pictured && ofPage === 'cover' ? null : (ofPage ?? labelled(piece)) };
    });
  });
}

const labelled = ({ label, words }: Piece): Matter =>
  label === null || words > 2000 ? null : matterLabelled(label);

const isPictureAlone = (page: BookPage): boolean =>
  lineOf(page.body) === '' && findAll(page.body, (e) => e.tagName === 'img').length > 0;

const LONG = 60;
const LONG_PART = 150;

/** A page that the table of contents does not name goes on with the chapter before it, as in files cut by size. */
function byContents(work: SourceWork, story: readonly Part[]): Chapter[] {
  const named = story.some(({ label, kind }) => label !== null && kind === 'chapter');
  const chapters: Chapter[] = [];
  let carried: ChildNode[] = [];
  for (const part of story) {
    const last = chapters.at(-1);
    if (part.kind === 'part' && part.words <= LONG_PART) {
      carried.push(...headed(part));
      continue;
    }
    const goesOn = named && part.label === null && part.kind === 'chapter';
    if (goesOn && last && carried.length === 0) last.nodes.push(...part.nodes);
    else if (goesOn && !last && part.words <= LONG) carried.push(...part.nodes);
    else {
      chapters.push({ title: titleOf(work, part), nodes: [...carried, ...part.nodes] });
      carried = [];
    }
  }
  if (carried.some(hasContent)) {
    const last = chapters.at(-1);
    if (last) last.nodes.push(...carried);
    else chapters.push({ title: null, nodes: carried });
  }
  return chapters;
}

/** A part's page with its name as a heading. */
function headed(part: Part): ChildNode[] {
  const label = part.label;
  if (label === null || part.nodes.some((node) => isElement(node) && lineOf(node) === label))
    return part.nodes;
  return [element('h2', [], [textNode(label)]), ...part.nodes];
}

/** Without a table of contents that helps: by the headings, as in any other text; null when they tell nothing. */
function byHeadings(work: SourceWork, story: readonly Part[]): Chapter[] | null {
  const nodes = story.flatMap((part) => part.nodes);
  const lines = nodes.filter((node) => hasContent(node)).length;
  if (lines === 0) return null;
  // The tree is used up by dividing, so it is looked at first.
  const heads = story.filter(
    (part) => findAll({ nodeName: '#document-fragment', childNodes: part.nodes }, isHead).length > 0,
  );
  if (heads.length === 0) return null;
  const root = element('div', [], nodes);
  const { title, opening, chapters } = divide(root);
  if (chapters.length < 2) {
    // Taken apart for nothing: what was a title goes back to where it stood.
    const whole = [...opening, ...chapters.flatMap((chapter) => chapter.nodes)];
    const name = chapters[0]?.title ?? title;
    return whole.some(hasContent) ? [{ title: name === work.title ? null : name, nodes: whole }] : null;
  }
  if (title !== null) work.title ??= title;
  const filled = chapters.filter((chapter) => chapter.nodes.some(hasContent));
  const words = opening.map(lineOf).join(' ').split(/\s+/).filter(Boolean).length;
  if (!opening.some(hasContent)) return filled;
  if (words > LONG) return [{ title: null, nodes: opening }, ...filled];
  filled[0]?.nodes.unshift(...opening);
  return filled;
}

const isHead = (e: { tagName: string }): boolean => /^h[1-6]$/.test(e.tagName);

function titleOf(work: SourceWork, { label, subtitle }: Piece): string | null {
  if (label === null) return null;
  const read = chapterLabel(label) ?? numberedTitle(label);
  const title = (read ? read.title : label) ?? subtitle;
  return title === null || title === '' || (title === work.title && read !== null) ? null : title;
}

/** `3. The Fall`, as converters number their tables of contents. */
function numberedTitle(label: string): { title: string | null } | null {
  const match = /^(\d{1,4})(?:[.):]\s*|$)(.*)$/u.exec(label);
  return match ? { title: match[2] || null } : null;
}

/** As much as notes may hold, with room for what the writer adds. */
const MOST_NOTES = 4000;

/** What stands before or after the story becomes notes; what is too long for them, a chapter. What says nothing goes. */
function placeBeside(work: SourceWork, parts: readonly Part[]): void {
  const left: string[] = [];
  const kept: string[] = [];
  const begins = parts.findIndex(({ matter, nodes }) => matter === null && nodes.some(hasContent));
  for (const [i, part] of parts.entries()) {
    if (part.matter === null || !part.nodes.some(hasContent)) continue;
    const name = part.label ?? ownName(part) ?? NAMES[part.matter];
    if (part.matter !== 'beside') left.push(name);
    else if (part.words > 0) {
      kept.push(name);
      placeOne(work, part, name, i > begins);
    }
  }
  if (left.length > 0)
    work.warningsForReader.push(`Left out, because the archive makes its own: ${quoted(left)}.`);
  if (kept.length > 0)
    work.warningsForReader.push(
      `No part of the story, and put into the notes (or made a chapter where too long for them): ${quoted(kept)}. Take out what readers do not need.`,
    );
}

const NAMES = {
  cover: 'the cover',
  title: 'the title page',
  contents: 'the table of contents',
  beside: 'a page without a heading',
};

const ownName = (part: Part): string | null => {
  const heading = findAll({ nodeName: '#document-fragment', childNodes: part.nodes }, isHead)[0];
  return part.matter === 'beside' && heading ? lineOf(heading).slice(0, 80) || null : null;
};

const quoted = (names: readonly string[]): string =>
  [...new Set(names)]
    .slice(0, 12)
    .map((name) => (/^(?:the|a) /.test(name) ? name : `“${name.slice(0, 80)}”`))
    .join(', ');

function placeOne(work: SourceWork, part: Part, name: string, after: boolean): void {
  const field = after ? 'endNotes' : 'startNotes';
  const body = htmlOf(part.nodes);
  const title = htmlOf([element('p', [], [element('strong', [], [textNode(name)])])]);
  const shown = part.label === null ? body : `${title}\n${body}`;
  const notes = work[field] === null ? shown : `${work[field]}\n${shown}`;
  if (notes.length <= MOST_NOTES) {
    work[field] = notes;
    return;
  }
  const chapter = { ...emptyChapter(1), title: name, body };
  work.chapters = (after ? [...work.chapters, chapter] : [chapter, ...work.chapters]).map((one, i) => ({
    ...one,
    position: i + 1,
  }));
}
