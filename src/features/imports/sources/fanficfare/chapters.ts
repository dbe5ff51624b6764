/** A chapter as FanFicFare writes it: notes at both ends, and the text as the site had it. */
import {
  attribute,
  type ChildNode,
  childElements,
  classesOf,
  type Element,
  findAll,
  hasContent,
  htmlOf,
  idOf,
  isElement,
  lineOf,
} from '../../files/page.js';
import type { SourceChapter, SourceWork } from '../../source-work.js';
import { relatedIn } from '../ao3/related.js';
import { type NoteKind, noteKind } from './note-labels.js';

export interface ChapterPlace {
  isFirst: boolean;
  isLast: boolean;
}

/** Fills in a chapter, and what its notes say of the whole work, from what stands under its heading. */
export function readChapterNodes(
  work: SourceWork,
  chapter: SourceChapter,
  nodes: readonly ChildNode[],
  place: ChapterPlace,
): void {
  const parts = unwrapped(nodes).flatMap(openStory);
  const body: ChildNode[] = [];
  let foot = false;
  for (let at = 0; at < parts.length; at += 1) {
    const node = parts[at]!;
    const run = looseNote(parts, at);
    const notes = run.length > 0 ? run : isNotes(node) ? noteParts(node) : null;
    if (!notes) {
      body.push(node);
      continue;
    }
    const named = isElement(node) ? classesOf(node) : [];
    foot = named.includes('fff_foot_notes') || (!named.includes('fff_head_notes') && body.some(hasContent));
    readNotes(work, chapter, notes, { ...place, foot });
    at += Math.max(0, run.length - 1);
  }
  chapter.body = htmlOf(unwrapped(withoutFrame(body, nodes.some(isNotesInside))));
}

const isNotes = (node: ChildNode): node is Element =>
  isElement(node) && classesOf(node).includes('fff_chapter_notes');

const isNotesInside = (node: ChildNode): boolean =>
  isNotes(node) || (isElement(node) && findAll(node, isNotes).length > 0);

/** Wrappers that hold everything, such as `div.story` and `div.userstuff.module`, are opened. */
function unwrapped(nodes: readonly ChildNode[]): ChildNode[] {
  const full = nodes.filter((node) => isElement(node) || hasContent(node));
  const [only] = full;
  return full.length === 1 && only && isElement(only) && isWrapper(only)
    ? unwrapped(only.childNodes)
    : full.filter((node) => !isLandmark(node));
}

/** A chapter that was cut into several files has a `div.story` of each. */
const openStory = (node: ChildNode): ChildNode[] =>
  isElement(node) && classesOf(node).includes('story') ? unwrapped(node.childNodes) : [node];

const isWrapper = (element: Element): boolean =>
  /^(?:div|section|article)$/.test(element.tagName) && !isNotes(element);

/** AO3's `Chapter Text`, which is there for screen readers. */
const isLandmark = (node: ChildNode): boolean =>
  isElement(node) && /^h\d$/.test(node.tagName) && classesOf(node).includes('landmark');

/** The children of a `div` of notes, one more `div` around them opened. */
function noteParts(notes: Element): ChildNode[] {
  const [only, ...others] = childElements(notes);
  return only && others.length === 0 && only.tagName === 'div' && idOf(only) !== 'children'
    ? only.childNodes
    : notes.childNodes;
}

/** Until 2019 a label and its block quote stood in the chapter itself; these are the nodes of one such note. */
function looseNote(nodes: readonly ChildNode[], at: number): ChildNode[] {
  const label = nodes[at]!;
  if (!isElement(label) || label.tagName !== 'b' || !noteKind(lineOf(label))) return [];
  const run: ChildNode[] = [label];
  for (const node of nodes.slice(at + 1)) {
    if (isElement(node) && !/^(?:blockquote|ul)$/.test(node.tagName)) break;
    if (!isElement(node) && hasContent(node)) break;
    run.push(node);
    if (isElement(node) && node.tagName === 'blockquote') return run;
  }
  return run.some((node) => isElement(node) && node.tagName === 'ul') ? run : [];
}

/** A rule that only parts the text from the notes beside it. */
function withoutFrame(body: readonly ChildNode[], notes: boolean): ChildNode[] {
  if (!notes) return [...body];
  const isRule = (node: ChildNode | undefined): boolean =>
    node !== undefined && isElement(node) && node.tagName === 'hr';
  let kept = body.filter((node) => isElement(node) || hasContent(node));
  if (isRule(kept[0])) kept = kept.slice(1);
  if (isRule(kept.at(-1))) kept = kept.slice(0, -1);
  return kept;
}

interface NotePlace extends ChapterPlace {
  foot: boolean;
}

function readNotes(
  work: SourceWork,
  chapter: SourceChapter,
  nodes: readonly ChildNode[],
  place: NotePlace,
): void {
  let kind: NoteKind = 'chapter';
  let foot = place.foot;
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.tagName === 'b') {
      const known = noteKind(lineOf(node));
      kind = known ?? 'chapter';
      foot = place.foot || /\bend\b/i.test(lineOf(node));
      if (!known) keep(chapter, foot, `<p><b>${htmlOf(node.childNodes)}</b></p>`);
    } else if (node.tagName === 'ul') {
      readAssociations(work, node);
    } else if (idOf(node) === 'children') {
      work.related.push(
        ...findAll(node, (e) => /^(?:li|dd)$/.test(e.tagName)).flatMap((item) => relatedIn(item, 'inspired')),
      );
    } else {
      const html = htmlOf(node.tagName === 'blockquote' ? unwrapped(node.childNodes) : [node]);
      if (html !== '') putNote(work, chapter, kind, foot, html, place);
    }
  }
}

/** Works that this one is a translation of or inspired by; what else the list says stays a note. */
function readAssociations(work: SourceWork, list: Element): void {
  for (const item of childElements(list)) {
    const related = relatedIn(item, null);
    work.related.push(...related);
    if (related.length === 0 && hasContent(item))
      work.startNotes = joined(work.startNotes, `<p>${htmlOf(item.childNodes)}</p>`);
  }
}

function putNote(
  work: SourceWork,
  chapter: SourceChapter,
  kind: NoteKind,
  foot: boolean,
  html: string,
  { isFirst, isLast }: ChapterPlace,
): void {
  if (kind === 'summary') chapter.summary = joined(chapter.summary, html);
  else if (kind === 'work' && foot && isLast) work.endNotes = joined(work.endNotes, html);
  else if (kind === 'work' && !foot && isFirst) work.startNotes = joined(work.startNotes, html);
  else keep(chapter, foot, html);
}

function keep(chapter: SourceChapter, foot: boolean, html: string): void {
  const where = foot ? 'endNotes' : 'startNotes';
  chapter[where] = joined(chapter[where], html);
}

const joined = (before: string | null, more: string): string => (before ? `${before}\n${more}` : more);

/** The heading of an EPUB's chapter: its own class, or before 2019 the first `h3`. */
export function chapterHeading(body: Element): Element | null {
  const marked = findAll(body, (e) => classesOf(e).includes('fff_chapter_title'))[0];
  if (marked) return marked;
  const first = childElements(body)[0];
  return first && /^h[1-3]$/.test(first.tagName) ? first : null;
}

/** What FanFicFare notes of a chapter in the page's head; null when it does not. */
export function chapterMeta(head: Element, name: string): string | null {
  const meta = findAll(head, (e) => e.tagName === 'meta' && attribute(e, 'name') === name)[0];
  return meta ? (attribute(meta, 'content') ?? '').trim() || null : null;
}
