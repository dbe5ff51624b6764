/**
 * Meaning that stands in styles becomes tags, before the sanitiser takes the styles away: italics, bold, underline,
 * strike-through, superscript, subscript, centred and right-aligned blocks. Written for what Google Docs, Word,
 * LibreOffice and Scrivener put on the clipboard and into their HTML files.
 */
import { cleanLeftovers, sheetRules } from './carry-clean.js';
import { type Meaning, meaningOfStyle, wellKnownClass } from './carry-css.js';
import { wordLists } from './carry-lists.js';
import { TEXT_LIMITS } from './limits.js';
import { BLOCK_ELEMENTS } from './read.js';
import { refuseTooMuch } from './scan.js';
import {
  attribute,
  type ChildNode,
  type Element,
  element,
  type Fragment,
  HTML_NAMESPACE,
  isElement,
  isText,
  parse,
  serialise,
  setChildren,
  textOf,
} from './tree.js';

type Mark = 'italic' | 'bold' | 'underline' | 'strike' | 'sup' | 'sub';
type Marks = Readonly<Record<Mark, boolean>>;

/** In the order in which they are put inside each other. */
const MARKS: readonly (readonly [Mark, string])[] = [
  ['strike', 's'],
  ['underline', 'u'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['sup', 'sup'],
  ['sub', 'sub'],
];

const NONE: Marks = { italic: false, bold: false, underline: false, strike: false, sup: false, sub: false };

/** Elements that are a mark themselves. */
const TAG_MARKS: ReadonlyMap<string, Mark> = new Map([
  ['i', 'italic'],
  ['em', 'italic'],
  ['cite', 'italic'],
  ['dfn', 'italic'],
  ['var', 'italic'],
  ['address', 'italic'],
  ['b', 'bold'],
  ['strong', 'bold'],
  ['th', 'bold'],
  ['h1', 'bold'],
  ['h2', 'bold'],
  ['h3', 'bold'],
  ['h4', 'bold'],
  ['h5', 'bold'],
  ['h6', 'bold'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['a', 'underline'],
  ['s', 'strike'],
  ['strike', 'strike'],
  ['del', 'strike'],
  ['sup', 'sup'],
  ['sub', 'sub'],
]);

/** Those that are nothing but the mark: when a style says that it is not so, they go. */
const BARE_MARKS: ReadonlySet<string> = new Set(['i', 'em', 'b', 'strong', 'u', 's', 'strike']);

interface Sheet {
  meanings: Map<Element, Meaning>;
  /** Elements that hold one in which the mark is taken back (upright words in italics). */
  takenBackIn: { italic: Set<Element>; bold: Set<Element> };
  /** Whether an element is a block or holds one. */
  blockHolders: Map<Element, boolean>;
}

/** Rewrites a fragment of any HTML so that styles which carry meaning are tags. The result is not safe yet. */
export function carryStyles(html: string): string {
  refuseTooMuch(html, TEXT_LIMITS);
  const tree = parse(html);
  carry(tree);
  return serialise(tree.childNodes);
}

/** As `carryStyles`, on a tree, in place. */
export function carry(tree: Fragment): void {
  const rules = sheetRules(tree);
  wordLists(tree);
  const sheet: Sheet = {
    meanings: new Map(),
    takenBackIn: { italic: new Set(), bold: new Set() },
    blockHolders: new Map(),
  };
  read(tree.childNodes, rules, sheet);
  cleanLeftovers(tree, rules);
  if (sheet.meanings.size > 0) setChildren(tree, inside(tree.childNodes, NONE, NONE, sheet));
}

function read(nodes: ChildNode[], rules: ReadonlyMap<string, Meaning>, sheet: Sheet): void {
  for (const node of nodes) {
    if (!isElement(node) || node.namespaceURI !== HTML_NAMESPACE) continue;
    const meaning = meaningOf(node, rules);
    if (meaning) sheet.meanings.set(node, meaning);
    for (const mark of ['italic', 'bold'] as const) {
      if (meaning?.[mark] !== false) continue;
      for (
        let up = node.parentNode;
        up && isElement(up) && !sheet.takenBackIn[mark].has(up);
        up = up.parentNode
      )
        sheet.takenBackIn[mark].add(up);
    }
    read(node.childNodes, rules, sheet);
  }
}

/** What an element's classes and style say; well-known class names are used up by it. */
function meaningOf(node: Element, rules: ReadonlyMap<string, Meaning>): Meaning | null {
  const names = (attribute(node, 'class') ?? '').split(/\s+/).filter(Boolean);
  const style = attribute(node, 'style');
  if (names.length === 0 && style === undefined) return null;
  const known = names.filter((name) => wellKnownClass(name) !== undefined);
  if (known.length > 0) {
    const rest = names.filter((name) => !known.includes(name)).join(' ');
    node.attrs = node.attrs.flatMap((a) => (a.name !== 'class' ? [a] : rest ? [{ ...a, value: rest }] : []));
  }
  const meaning: Meaning = Object.assign(
    {},
    ...known.map(wellKnownClass),
    ...names.map((name) => rules.get(`.${name}`)),
    ...names.map((name) => rules.get(`${node.tagName}.${name}`)),
    style === undefined ? {} : meaningOfStyle(style),
  );
  return Object.keys(meaning).length > 0 ? meaning : null;
}

/**
 * @param want what the text here is to look like
 * @param have what the tags around it make of it already
 */
function inside(nodes: ChildNode[], want: Marks, have: Marks, sheet: Sheet): ChildNode[] {
  const out: ChildNode[] = [];
  let run: ChildNode[] = [];
  const closeRun = (): void => {
    out.push(...inline(run, want, have, sheet));
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && holdsBlock(node, sheet)) {
      closeRun();
      out.push(...visit(node, want, have, sheet));
    } else run.push(node);
  }
  closeRun();
  return joined(out);
}

function holdsBlock(node: Element, sheet: Sheet): boolean {
  const known = sheet.blockHolders.get(node);
  if (known !== undefined) return known;
  const holds =
    BLOCK_ELEMENTS.has(node.tagName) ||
    node.childNodes.some((child) => isElement(child) && holdsBlock(child, sheet));
  sheet.blockHolders.set(node, holds);
  return holds;
}

/** A run of inline nodes: wrapped whole where that is right, else piece by piece. */
function inline(run: ChildNode[], want: Marks, have: Marks, sheet: Sheet): ChildNode[] {
  const missing = MARKS.filter(([mark]) => want[mark] && !have[mark]);
  const visitAll = (now: Marks): ChildNode[] =>
    run.flatMap((node) => (isElement(node) ? visit(node, want, now, sheet) : [node]));
  if (missing.length === 0) return visitAll(have);
  if (!run.some(hasSubstance)) return visitAll(want);
  const alone = run.length === 1 && isElement(run[0]!);
  if (
    alone ||
    run.some((node) => isElement(node) && missing.some(([mark]) => standsAgainst(node, mark, sheet)))
  ) {
    return run.flatMap((node) =>
      isElement(node) ? visit(node, want, have, sheet) : inline([node], want, have, sheet),
    );
  }
  let wrapped = visitAll({ ...have, ...Object.fromEntries(missing.map(([mark]) => [mark, true])) });
  for (const [, tag] of missing.toReversed()) wrapped = [element(tag, [], wrapped)];
  return wrapped;
}

/** Neighbours of one mark become one: programs write a run of text in many pieces. */
function joined(nodes: ChildNode[]): ChildNode[] {
  const out: ChildNode[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (
      last &&
      isElement(last) &&
      isElement(node) &&
      last.tagName === node.tagName &&
      BARE_MARKS.has(node.tagName) &&
      bare(last) &&
      bare(node)
    ) {
      setChildren(last, joined([...last.childNodes, ...node.childNodes]));
    } else out.push(node);
  }
  return out;
}

/** Without attributes but those that have been read. */
const bare = (node: Element): boolean => node.attrs.every(({ name }) => name === 'style');

const hasSubstance = (node: ChildNode): boolean =>
  isText(node)
    ? node.value.trim() !== ''
    : isElement(node) && (node.tagName === 'img' || node.childNodes.some(hasSubstance));

function standsAgainst(node: Element, mark: Mark, sheet: Sheet): boolean {
  if (mark === 'underline')
    return (
      node.tagName === 'a' ||
      node.childNodes.some((child) => isElement(child) && standsAgainst(child, mark, sheet))
    );
  if (mark !== 'italic' && mark !== 'bold') return false;
  return sheet.meanings.get(node)?.[mark] === false || sheet.takenBackIn[mark].has(node);
}

function visit(node: Element, want: Marks, have: Marks, sheet: Sheet): ChildNode[] {
  const meaning = sheet.meanings.get(node) ?? {};
  const own = node.namespaceURI === HTML_NAMESPACE ? TAG_MARKS.get(node.tagName) : undefined;
  const wanted = wanting(want, meaning, own);
  // A tag that its own style denies says nothing; one in which words are taken back is put around the others instead.
  const denied =
    own !== undefined &&
    BARE_MARKS.has(node.tagName) &&
    (meaning[own] === false || ((own === 'italic' || own === 'bold') && sheet.takenBackIn[own].has(node)));
  const wrapper =
    (node.tagName === 'span' || node.tagName === 'font') && node.attrs.every(({ name }) => name === 'style');
  if (denied || wrapper) return inside(node.childNodes, wanted, have, sheet);
  align(node, meaning);
  setChildren(node, inside(node.childNodes, wanted, own ? { ...have, [own]: true } : have, sheet));
  return [node];
}

function wanting(want: Marks, meaning: Meaning, own: Mark | undefined): Marks {
  const wanted = { ...want };
  if (own) wanted[own] = true;
  for (const mark of ['italic', 'bold'] as const)
    if (meaning[mark] !== undefined) wanted[mark] = meaning[mark];
  // Lines are not taken back by what stands inside them, only never begun.
  for (const mark of ['underline', 'strike', 'sup', 'sub'] as const) {
    if (meaning[mark] === true) wanted[mark] = true;
    else if (meaning[mark] === false && own === mark) wanted[mark] = want[mark];
  }
  return wanted;
}

function align(node: Element, meaning: Meaning): void {
  if (!meaning.align || attribute(node, 'align') !== undefined) return;
  if (
    /^(p|div|h[1-6]|td|th|blockquote|li|dd|dt|caption|figcaption|section|article)$/.test(node.tagName) &&
    textOf(node).trim() !== ''
  ) {
    node.attrs.push({ name: 'align', value: meaning.align });
  }
}
