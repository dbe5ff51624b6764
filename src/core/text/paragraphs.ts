/** Plain typed text into paragraphs, and HTML of any shape into blocks. */
import { cleanText, escapeHtml } from './clean.js';
import { typedLineEnds } from './line-ends.js';
import { BLOCK_ELEMENTS } from './read.js';
import { brandSafe, type SafeHtml } from './safe-html.js';
import { isSceneMarker } from './scene-marker.js';
import { copyOf, hasSubstance, holdsBlock, pushedDown } from './shape.js';
import {
  type ChildNode,
  type Element,
  element,
  isElement,
  isText,
  type ParentNode,
  parse,
  serialise,
  setChildren,
  textNode,
  textOf,
} from './tree.js';

/**
 * Plain typed text as HTML: one line end is `<br>`, two begin a paragraph, three or more leave an empty one between.
 * White space around line ends goes.
 */
export function textToHtml(text: string): SafeHtml {
  const pieces = cleanText(text)
    .trim()
    .split(/(\s*\n\s*)/u);
  let html = '';
  pieces.forEach((piece, i) => {
    if (i % 2 === 0) html += escapeHtml(piece);
    else {
      const lines = piece.split('\n').length - 1;
      html += lines === 1 ? '<br>\n' : lines === 2 ? '</p>\n<p>' : '</p>\n<p>&nbsp;</p>\n<p>';
    }
  });
  return brandSafe(html === '' ? '' : `<p>${html.replaceAll('\u00a0', '&nbsp;')}</p>`);
}

/** Blocks whose content is made into blocks too; all others are left as they are. */
const CONTAINERS: ReadonlySet<string> = new Set(['div', 'blockquote', 'center', 'details']);
/** Blocks that go when there is nothing in them. */
const EMPTY_GOES = /^(p|div|blockquote|center|h[1-6])$/;

export interface TidyOptions {
  sceneBreaks?: boolean;
  lineEnds?: boolean;
}

/**
 * A sanitised fragment in canonical form: blocks only, one a line. Loose text becomes paragraphs, `<br><br>` parts
 * paragraphs, empty paragraphs that only made space go, `<div>` without attributes dissolves. Lists, tables, headings
 * and `<pre>` are not touched. With `sceneBreaks`, paragraphs for which `isSceneMarker` holds become `<hr>`. With
 * `lineEnds`, for HTML that somebody typed, one line end in loose text is a `<br>` and two part paragraphs.
 */
export function tidyParagraphs(html: SafeHtml, options: TidyOptions = {}): SafeHtml {
  return blocksToHtml(tidyBlocks(parse(html), options));
}

/** One a line. */
export const blocksToHtml = (blocks: readonly ChildNode[]): SafeHtml =>
  brandSafe(blocks.map((node) => serialise([node])).join('\n'));

/** As `tidyParagraphs`, on a tree, which is used up by it. */
export function tidyBlocks(tree: ParentNode, options: TidyOptions = {}): ChildNode[] {
  if (options.lineEnds) typedLineEnds(tree);
  const blocks = intoBlocks(tree.childNodes);
  return options.sceneBreaks
    ? blocks.map(sceneBreak).filter((node, i, all) => !isRule(node) || !isRule(all[i - 1]))
    : blocks;
}

const isRule = (node: ChildNode | undefined): boolean =>
  node !== undefined && isElement(node) && node.tagName === 'hr';

function sceneBreak(block: ChildNode): ChildNode {
  if (!isElement(block)) return block;
  if (
    block.tagName === 'p' &&
    !block.childNodes.some((node) => isElement(node) && node.tagName === 'img') &&
    isSceneMarker(textOf(block))
  )
    return element('hr', [], []);
  if (CONTAINERS.has(block.tagName)) setChildren(block, block.childNodes.map(sceneBreak));
  return block;
}

function intoBlocks(nodes: ChildNode[]): ChildNode[] {
  const out: ChildNode[] = [];
  let run: ChildNode[] = [];
  const closeRun = (): void => {
    out.push(...paragraphs(run, []));
    run = [];
  };
  for (const node of nodes) {
    if (!isElement(node)) run.push(node);
    else if (BLOCK_ELEMENTS.has(node.tagName)) {
      closeRun();
      out.push(...block(node));
    } else if (holdsBlock(node)) {
      closeRun();
      out.push(...intoBlocks(pushedDown(node, node.childNodes)));
    } else run.push(node);
  }
  closeRun();
  return out;
}

function block(node: Element): ChildNode[] {
  const { tagName } = node;
  if (EMPTY_GOES.test(tagName) && !hasSubstance(node)) return [];
  if (tagName === 'p')
    return node.childNodes.some((child) => isElement(child) && holdsBlock(child))
      ? intoBlocks(node.childNodes)
      : paragraphs(node.childNodes, node.attrs);
  if (!CONTAINERS.has(tagName)) return [node];
  const inner = intoBlocks(node.childNodes);
  if (inner.length === 0 || (tagName === 'div' && node.attrs.length === 0)) return inner;
  setChildren(node, inner);
  return [node];
}

/** Inline nodes as paragraphs, parted at two or more line breaks. */
function paragraphs(nodes: ChildNode[], attrs: Element['attrs']): ChildNode[] {
  return parted(nodes)
    .map(trimmed)
    .filter((part) => part.some(hasSubstance))
    .map((part) => element('p', [...attrs], part));
}

const isBreak = (node: ChildNode | undefined): boolean =>
  node !== undefined && isElement(node) && node.tagName === 'br';
const isBlank = (node: ChildNode | undefined): boolean =>
  node !== undefined && isText(node) && node.value.trim() === '';

function parted(nodes: ChildNode[]): ChildNode[][] {
  const parts: ChildNode[][] = [[]];
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    if (isBreak(node)) {
      let end = i;
      let breaks = 1;
      for (
        let next = i + 1;
        next < nodes.length && (isBreak(nodes[next]) || isBlank(nodes[next]));
        next += 1
      ) {
        if (!isBreak(nodes[next])) continue;
        breaks += 1;
        end = next;
      }
      if (breaks > 1) {
        parts.push([]);
        i = end;
        continue;
      }
    }
    const inner = isElement(node) && node.tagName !== 'ruby' ? parted(node.childNodes) : [];
    if (inner.length < 2 || !isElement(node)) parts.at(-1)!.push(node);
    else
      inner.forEach((piece, n) => {
        if (n > 0) parts.push([]);
        if (piece.length > 0) parts.at(-1)!.push(copyOf(node, piece));
      });
  }
  return parts;
}

/** Without line breaks and white space at the ends. */
function trimmed(nodes: ChildNode[]): ChildNode[] {
  const empty = (node: ChildNode | undefined): boolean =>
    isBreak(node) || (node !== undefined && isText(node) && /^[ \t\n]*$/.test(node.value));
  let start = 0;
  let end = nodes.length;
  while (start < end && empty(nodes[start])) start += 1;
  while (end > start && empty(nodes[end - 1])) end -= 1;
  const kept = nodes.slice(start, end);
  const first = kept[0];
  if (first && isText(first)) kept[0] = textNode(first.value.replace(/^[ \t\n]+/, ''));
  const last = kept.at(-1);
  if (last && isText(last)) kept[kept.length - 1] = textNode(last.value.replace(/[ \t\n]+$/, ''));
  return kept;
}
