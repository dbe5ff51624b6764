/**
 * Footnotes of pages: a short mark that links to a note, which links back or is marked as one. They are taken out of
 * where they stand (the end of a page, a page of their own), so that each can be put at the end of its chapter.
 */
import { type ChildNode, type Element, type ParentNode, setChildren } from '../../../core/text/tree.js';
import {
  attribute,
  eachElement,
  findAll,
  hasContent,
  idOf,
  isElement,
  isText,
  lineOf,
} from '../files/page.js';
import { noteReference } from './notes.js';

export interface LinkedPage {
  /** By which links of other pages name it; '' for the only one. */
  path: string;
  body: Element;
  /** The page that an address in this one means, and the id in it; null for addresses elsewhere. */
  target(href: string): { path: string; id: string } | null;
}

const NOTE = /\b(?:footnote|endnote|rearnote|doc-footnote|doc-endnote)\b/;
const MARK = /^[[({]?(?:\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxlc]{1,6}|(?:foot|end)?note \d{1,4})[\])}.:]?$/i;
const BACK = /^[\s[(]*(?:↩|↑|⤴|⏎|\^|↵|back|return|go back|zurück|retour)[\ufe0e\ufe0f\s\])]*$/iu;
const MOST_WORDS = 600;

const typeOf = (e: Element): string => `${attribute(e, 'epub:type') ?? ''} ${attribute(e, 'role') ?? ''}`;

/** Takes the notes out of these pages, in place. @returns their contents by the keys that the references now carry. */
export function takeNotes(pages: readonly LinkedPage[]): Map<string, ChildNode[]> {
  const targets = new Map<string, Element>();
  const links: { page: LinkedPage; link: Element }[] = [];
  for (const page of pages) {
    eachElement(page.body, (e) => {
      const name = idOf(e) || (e.tagName === 'a' ? (attribute(e, 'name') ?? '') : '');
      if (name !== '' && !targets.has(`${page.path}#${name}`)) targets.set(`${page.path}#${name}`, e);
      if (e.tagName === 'a' && attribute(e, 'href') !== undefined) links.push({ page, link: e });
    });
  }
  const meant = (page: LinkedPage, link: Element): Element | undefined => {
    const to = page.target(attribute(link, 'href') ?? '');
    return to ? targets.get(`${to.path}#${to.id}`) : undefined;
  };
  const pageOf = new Map(links.map(({ page, link }) => [link, page]));
  const keys = new Map<Element, string>();
  const looks = new Map<Element, Look | null>();
  const found: { link: Element; note: Element }[] = [];
  for (const { page, link } of links) {
    if (within(link, (e) => keys.has(e))) continue;
    const target = meant(page, link);
    const note = target && noteOf(target);
    if (!note || note.tagName === 'body' || contains(note, link)) continue;
    if (!looks.has(note))
      looks.set(
        note,
        lookAt(note, (a) => pageOf.get(a) && meant(pageOf.get(a)!, a)),
      );
    const known = looks.get(note);
    if (!known || !isReference(link, note, known)) continue;
    if (!keys.has(note)) keys.set(note, String(keys.size + 1));
    found.push({ link, note });
  }
  const marks = new Map(found.map(({ link, note }) => [note, lineOf(link)]));
  const contents = new Map([...keys].map(([note, key]) => [key, contentOf(note, marks.get(note) ?? '')]));
  detach(new Set(keys.keys()));
  refer(found.map(({ link, note }) => [link, keys.get(note)!]));
  return contents;
}

/** What is asked of a note once, however many marks lead to it. */
interface Look {
  text: string;
  /** Where the links in it lead. */
  backs: Element[];
}

const MOST_LINKS = 20;

/** Null for a block that is too much for a note. */
function lookAt(note: Element, target: (link: Element) => Element | undefined): Look | null {
  const links = findAll(note, (e) => e.tagName === 'a');
  if (links.length > MOST_LINKS) return null;
  const text = lineOf(note);
  if (text === '' || text.split(' ').length > MOST_WORDS) return null;
  return { text, backs: links.flatMap((a) => target(a) ?? []) };
}

/** A note that says so, or the block in which the target stands. */
function noteOf(target: Element): Element | null {
  const typed = up(target, (e) => NOTE.test(typeOf(e)));
  return typed ?? up(target, (e) => /^(?:aside|li|p|div|td|section)$/.test(e.tagName));
}

function isReference(link: Element, note: Element, { text, backs }: Look): boolean {
  if (/\b(?:noteref|doc-noteref)\b/.test(typeOf(link))) return true;
  if (!MARK.test(lineOf(link))) return false;
  if (NOTE.test(typeOf(note))) return true;
  if (!/^(?:p|li|div|aside|td)$/.test(note.tagName) || beginsBlock(link)) return false;
  return (
    backs.some((back) => near(back, link)) || (raised(link) && bare(text).startsWith(bare(lineOf(link))))
  );
}

const bare = (text: string): string => text.replace(/^[\s[({]+|[\])}.:]+$/g, '').toLowerCase();

const raised = (link: Element): boolean =>
  link.parentNode !== null &&
  ((isElement(link.parentNode) && link.parentNode.tagName === 'sup') ||
    findAll(link, (e) => e.tagName === 'sup').length > 0);

/** Whether nothing stands before a link in its block: such a mark begins a note, and refers to none. */
function beginsBlock(link: Element): boolean {
  let node: ChildNode = link;
  for (let parent: ParentNode | null = link.parentNode; parent; parent = (parent as Element).parentNode) {
    if (parent.childNodes.slice(0, parent.childNodes.indexOf(node)).some(hasContent)) return false;
    if (!isElement(parent) || /^(?:p|li|div|td|aside|section|body)$/.test(parent.tagName)) return true;
    node = parent;
  }
  return true;
}

function up(from: Element, test: (e: Element) => boolean): Element | null {
  for (let e: ParentNode | null = from; e && isElement(e); e = e.parentNode) if (test(e)) return e;
  return null;
}

const within = (node: Element, test: (e: Element) => boolean): boolean => up(node, test) !== null;
const contains = (outer: Element, inner: Element): boolean => within(inner, (e) => e === outer);

/** The place that a way back leads to: the link itself, what holds it, or an anchor beside it. */
const near = (place: Element, link: Element): boolean =>
  contains(place, link) ||
  contains(link, place) ||
  (!hasContent(place) &&
    place.parentNode !== null &&
    isElement(place.parentNode) &&
    contains(place.parentNode, link));

/** What a note says, without its mark and its way back. */
function contentOf(note: Element, mark: string): ChildNode[] {
  for (const link of findAll(note, (e) => e.tagName === 'a')) {
    const text = lineOf(link);
    if (/\bdoc-backlink\b/.test(typeOf(link)) || BACK.test(text)) drop(link);
    else if (text !== '' && bare(text) === bare(mark) && beginsBlock(link)) {
      const parent = link.parentNode;
      drop(link);
      if (parent && isElement(parent) && !hasContent(parent) && parent !== note) drop(parent);
    }
  }
  const first = firstText(note);
  if (first) {
    const own = /^[\s[({]*(\d{1,4}|[*†‡§¶]{1,4})(?:[\])}.:]+|\s)\s*/.exec(first.value);
    first.value =
      own && bare(own[1]!) === bare(mark)
        ? first.value.slice(own[0].length)
        : first.value.replace(/^[\s\])}.:]+/, '');
  }
  const nodes = note.tagName === 'p' ? [note] : note.childNodes.filter((n) => isElement(n) || isText(n));
  if (note.tagName !== 'p') return trimmed(nodes);
  note.attrs = [];
  return [note];
}

function trimmed(nodes: readonly ChildNode[]): ChildNode[] {
  const from = nodes.findIndex(hasContent);
  return from < 0 ? [] : nodes.slice(from, nodes.findLastIndex(hasContent) + 1);
}

function firstText(node: ParentNode): { value: string } | null {
  for (const child of node.childNodes) {
    if (isText(child) && child.value.trim() !== '') return child;
    const inner = isElement(child) ? firstText(child) : null;
    if (inner) return inner;
  }
  return null;
}

function drop(node: Element): void {
  const parent = node.parentNode;
  if (parent)
    setChildren(
      parent,
      parent.childNodes.filter((child) => child !== node),
    );
}

const HEADING = /^(?:foot ?notes?|end ?notes?|notes?|anmerkungen|fußnoten|notas|note)$/i;

/** Takes notes away, and what held nothing but notes, with its heading and rule. */
function detach(notes: ReadonlySet<Element>): void {
  const holders = new Set<ParentNode>();
  for (const { parentNode } of notes) if (parentNode) holders.add(parentNode);
  for (const holder of holders)
    setChildren(
      holder,
      holder.childNodes.filter((child) => !isElement(child) || !notes.has(child)),
    );
  for (const holder of holders) {
    for (let node: ParentNode = holder; isElement(node) && node.tagName !== 'body' && isIdle(node); ) {
      const parent: ParentNode | null = node.parentNode;
      drop(node);
      if (!parent) break;
      node = parent;
    }
  }
}

const isIdle = (holder: ParentNode): boolean =>
  holder.childNodes.every(
    (one) => !hasContent(one) || (isElement(one) && (one.tagName === 'hr' || HEADING.test(lineOf(one)))),
  );

/** Puts references in the places of links, all of one parent at once. */
function refer(found: readonly (readonly [link: Element, key: string])[]): void {
  const byParent = new Map<ParentNode, Map<ChildNode, Element>>();
  for (const [link, key] of found) {
    const parent = link.parentNode;
    if (!parent) continue;
    const made = noteReference(key);
    const raisedAlready = isElement(parent) && parent.tagName === 'sup';
    const instead = byParent.get(parent) ?? new Map<ChildNode, Element>();
    instead.set(link, raisedAlready ? (made.childNodes[0] as Element) : made);
    byParent.set(parent, instead);
  }
  for (const [parent, instead] of byParent)
    setChildren(
      parent,
      parent.childNodes.map((child) => instead.get(child) ?? child),
    );
}
