/**
 * Where a text parts into chapters, by its structure. The one rule for all forms that show structure:
 * headings and lines that say `Chapter N`, then the level of heading that repeats, then new pages.
 */
import { element } from '../../../core/text/tree.js';
import {
  type ChildNode,
  type Element,
  hasContent,
  isElement,
  lineOf,
  type ParentNode,
} from '../files/page.js';
import { chapterLabel, chapterSequence } from './chapter-label.js';
import { looksLikeTitle, type OutlineItem, outlineOf } from './outline.js';
import { isPageBreak, pageBreakBefore } from './page-break.js';
import { type Section, splitAt } from './split-page.js';

export interface Division {
  /** The work's title, when a heading alone at the beginning says it. It is taken out. */
  title: string | null;
  /** What stands before the first chapter, or all of a text that has none. */
  opening: ChildNode[];
  chapters: { title: string | null; nodes: ChildNode[] }[];
}

/** Parts a text. The tree under `root` is used up. */
export function divide(root: ParentNode): Division {
  const items = outlineOf(root);
  const title = titleOf(items);
  const rest = items.filter((one) => one !== title);
  const marks = labelled(rest) ?? repeated(rest) ?? pages(rest) ?? [];
  const cut = new Set(marks.map(({ element: at }) => at));
  if (title) cut.add(title.element);
  const sections = joinedTitle(splitAt(root, cut), title?.element);
  carryOver(sections);
  const [opening, ...chapters] = sections;
  return {
    title: title?.text ?? null,
    opening: tidied(opening!.nodes),
    chapters: chapters.map(({ heading, nodes }) => {
      const named = heading && !isPageBreak(heading) ? nameOf(lineOf(heading)) : null;
      const taken = named === null ? takeTitle(heading, nodes) : null;
      return { title: named ?? taken, nodes: tidied(nodes) };
    }),
  };
}

const nameOf = (text: string): string | null => {
  const label = chapterLabel(text);
  return label ? label.title : text;
};

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** The first heading, when it stands before all prose and no other of its level follows. */
function titleOf(items: readonly OutlineItem[]): OutlineItem | null {
  const at = items.findIndex(({ kind }) => kind === 'heading');
  const first = items[at];
  if (!first || first.label) return null;
  const before = items.slice(0, at).reduce((sum, { text }) => sum + words(text), 0);
  if (before > 30) return null;
  const others = items.filter((one) => one !== first && one.kind === 'heading');
  if (!others.some(({ level }) => level <= first.level)) return first;
  // Several of one level: the first is the title when it is no chapter, and the next follows with nothing but a byline between.
  const next = items.findIndex((one, i) => i > at && one.kind === 'heading');
  const between = items.slice(at + 1, next).reduce((sum, { text }) => sum + words(text), 0);
  return items[next]!.label !== null && items[next]!.level <= first.level && between <= 30 ? first : null;
}

/** Headings and lines that say `Chapter N`, with the headings of their level that say something else. */
function labelled(items: readonly OutlineItem[]): OutlineItem[] | null {
  const candidates = withoutContents(items);
  const counted = chapterSequence(candidates.map(({ label }) => label)).map((i) => candidates[i]!);
  if (!counted.some(({ label }) => label?.number !== null)) return null;
  const marked = counted.filter(({ kind }) => kind === 'heading');
  if (marked.length * 2 < counted.length) return counted;
  const level = Math.max(...marked.map((one) => one.level));
  const taken = new Set(counted);
  const from = items.indexOf(counted[0]!);
  return items.filter(
    (one, i) =>
      taken.has(one) ||
      (i > from &&
        one.kind === 'heading' &&
        one.level <= level &&
        one.label === null &&
        beginsText(items, i)),
  );
}

/** Labelled headings and lines. One with nothing under it whose twin comes later is a line of a table of contents. */
function withoutContents(items: readonly OutlineItem[]): OutlineItem[] {
  const candidates = items.filter(({ label }) => label !== null);
  const key = ({ label }: OutlineItem): string =>
    JSON.stringify([label!.number, label!.title?.replace(/[\s.…]*\d+$/u, '')]);
  const lastOf = new Map(candidates.map((one) => [key(one), one]));
  return candidates.filter((one) => {
    const next = items[items.indexOf(one) + 1];
    return (
      lastOf.get(key(one)) === one || (next !== undefined && next.label === null && next.kind !== 'break')
    );
  });
}

/** Whether what follows a heading is prose, not the next deeper heading or nothing. */
function beginsText(items: readonly OutlineItem[], at: number): boolean {
  const next = items.slice(at + 1).find(({ kind }) => kind !== 'break');
  return next !== undefined && next.kind !== 'heading';
}

/** The topmost level of heading that repeats and mostly has text right under it. */
function repeated(items: readonly OutlineItem[]): OutlineItem[] | null {
  for (const level of [1, 2, 3, 4, 5, 6]) {
    const own = items.flatMap((one, i) => (one.kind === 'heading' && one.level === level ? [i] : []));
    const begin = own.filter((i) => beginsText(items, i));
    if (own.length < 2 || begin.length * 2 < own.length) continue;
    return items.filter(
      (one, i) =>
        one.kind === 'heading' && one.level <= level && (one.level === level || beginsText(items, i)),
    );
  }
  return null;
}

const FEWEST_WORDS = 40;
const USUAL_WORDS = 150;

/** New pages, where what stands between them is long enough to be chapters. */
function pages(items: readonly OutlineItem[]): OutlineItem[] | null {
  const breaks = items.filter(({ kind }) => kind === 'break');
  const parts: { from: OutlineItem | null; words: number }[] = [{ from: null, words: 0 }];
  for (const one of items) {
    if (one.kind === 'break') parts.push({ from: one, words: 0 });
    else parts.at(-1)!.words += words(one.text);
  }
  const long = parts.filter((part) => part.words >= FEWEST_WORDS);
  const sum = long.reduce((total, part) => total + part.words, 0);
  if (breaks.length === 0 || long.length < 2 || sum / long.length < USUAL_WORDS) return null;
  // The first chapter needs a mark too, unless nothing but a title page stands before the first break.
  const first = items.find(({ kind }) => kind !== 'break');
  const marks = long.flatMap(({ from }) => (from ? [from] : []));
  return long[0]!.from === null && first ? [startMark(first), ...marks] : marks;
}

/** A page break put where the text begins. */
function startMark(first: OutlineItem): OutlineItem {
  return { ...first, element: pageBreakBefore(first.element), kind: 'break' };
}

/** The title's own section is the opening, after what stood before it. */
function joinedTitle(sections: Section[], title: Element | undefined): Section[] {
  const at = sections.findIndex(({ heading }) => heading !== null && heading === title);
  if (at < 1) return sections;
  const [own] = sections.splice(at, 1);
  sections[at - 1]!.nodes.push(...own!.nodes);
  return sections;
}

const isHeading = (node: ChildNode): boolean => isElement(node) && /^h[1-6]$/.test(node.tagName);
const isBreak = (node: ChildNode): boolean => isElement(node) && isPageBreak(node);

/** Headings with nothing under them (a part's name) belong to the chapter that follows. */
function carryOver(sections: readonly Section[]): void {
  sections.slice(0, -1).forEach(({ nodes }, i) => {
    let from = nodes.length;
    while (
      from > 0 &&
      (isHeading(nodes[from - 1]!) || isBreak(nodes[from - 1]!) || !hasContent(nodes[from - 1]!))
    )
      from -= 1;
    sections[i + 1]!.nodes.unshift(...nodes.splice(from).filter((node) => isHeading(node)));
  });
}

/** Under a bare number or a new page, a heading or a line that looks like one is the chapter's title. It is taken out. */
function takeTitle(heading: Element | null, nodes: ChildNode[]): string | null {
  const items = outlineOf({ nodeName: '#document-fragment', childNodes: nodes });
  const level = Number(/^h([1-6])$/.exec(heading?.tagName ?? '')?.[1] ?? 0);
  // A part's name may stand above.
  const first = items.find(
    (one) => one.kind !== 'heading' || (one.label?.division !== 'part' && one.level > level),
  );
  const at = first ? nodes.indexOf(first.element) : -1;
  if (!first || at < 0 || first.label?.division === 'part' || !looksLikeTitle(first.text)) return null;
  const isTitle =
    first.kind === 'heading'
      ? !items
          .slice(items.indexOf(first) + 1)
          .some((one) => one.kind === 'heading' && one.level <= first.level)
      : first.kind === 'line' && first.stands;
  if (!isTitle) return null;
  nodes.splice(at, 1);
  return first.label ? first.label.title : first.text;
}

/** Page breaks inside a chapter are scene breaks; at its edges, and beside a rule, they are nothing. */
function tidied(nodes: readonly ChildNode[]): ChildNode[] {
  const filled = nodes.filter((node) => !isElement(node) || node.tagName === 'hr' || hasContent(node));
  const out: ChildNode[] = [];
  for (const node of filled) {
    if (!isRule(node)) out.push(node);
    else if (out.some(hasContent) && !isRule(out.findLast(hasContent)))
      out.push(isBreak(node) ? element('hr', [], []) : node);
  }
  while (out.length > 0 && (isRule(out.at(-1)) || !hasContent(out.at(-1)!))) out.pop();
  return out;
}

const isRule = (node: ChildNode | undefined): boolean =>
  node !== undefined && isElement(node) && node.tagName === 'hr';
