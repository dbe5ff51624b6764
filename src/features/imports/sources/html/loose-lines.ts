/** Old pages part their lines by `<br>` alone. Where such a line is a chapter's heading, lines become paragraphs, so that it can be found. */
import { type ChildNode, type Element, element, setChildren } from '../../../../core/text/tree.js';
import { childElements, hasContent, isElement, lineOf } from '../../files/page.js';
import { chapterLabel } from '../chapter-label.js';

const BLOCK =
  /^(?:p|div|section|article|main|center|h[1-6]|hr|ul|ol|dl|table|blockquote|pre|figure|details|header|footer|aside|form)$/;
const HOLDER = /^(?:body|div|section|article|main|center|td|font|span|p)$/;

/** Rewrites the loose lines inside `root`, in place. */
export function partLooseLines(root: Element): void {
  if (HOLDER.test(root.tagName)) rewrite(root);
  for (const child of childElements(root)) partLooseLines(child);
}

const isBreak = (node: ChildNode): boolean => isElement(node) && node.tagName === 'br';
const isBlock = (node: ChildNode): boolean => isElement(node) && BLOCK.test(node.tagName);

/** Runs of inline nodes between breaks. */
function linesOf(nodes: readonly ChildNode[]): ChildNode[][] {
  const lines: ChildNode[][] = [[]];
  for (const node of nodes) {
    if (isBreak(node)) lines.push([]);
    else lines.at(-1)!.push(node);
  }
  return lines;
}

const textOf = (line: readonly ChildNode[]): string => line.map(lineOf).join(' ').trim();

function rewrite(holder: Element): void {
  const out: ChildNode[] = [];
  let run: ChildNode[] = [];
  let changed = false;
  const close = (): void => {
    const lines = linesOf(run);
    const headed = lines.length > 1 && lines.some((line) => chapterLabel(textOf(line)) !== null);
    if (headed && holder.tagName !== 'p') out.push(...paragraphs(lines));
    else out.push(...run);
    changed ||= headed;
    run = [];
  };
  for (const node of holder.childNodes) {
    if (isBlock(node)) {
      close();
      out.push(node);
    } else run.push(node);
  }
  close();
  if (changed) setChildren(holder, out);
}

/** Lines with an empty one between are paragraphs; others keep their break. A heading is always one of its own. */
function paragraphs(lines: readonly ChildNode[][]): ChildNode[] {
  const made: ChildNode[] = [];
  let open: ChildNode[] = [];
  const close = (): void => {
    if (open.some(hasContent)) made.push(element('p', [], open));
    open = [];
  };
  for (const line of lines) {
    const text = textOf(line);
    const label = text.length <= 150 ? chapterLabel(text) : null;
    if (label || !line.some(hasContent)) close();
    if (!line.some(hasContent)) continue;
    if (open.length > 0) open.push(element('br', [], []));
    open.push(...line);
    if (label) close();
  }
  close();
  return made;
}
