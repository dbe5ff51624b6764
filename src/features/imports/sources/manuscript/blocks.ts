import { isSceneMarker } from '../../../../core/text/index.js';
import { type ChildNode, type Element, element } from '../../../../core/text/tree.js';
import { pageBreak } from '../page-break.js';
import { inlineNodes } from './inline.js';
import { type Block, isBlank, MARK, type Paragraph, type Table, textOfInlines } from './model.js';

/** Left and right indentation, in twentieths of a point, from which a paragraph is set off as a quotation. */
const SET_OFF = 360;

export interface Written {
  nodes: Element[];
  /** Empty paragraphs that were read as scene breaks. */
  gaps: number;
}

/** Blocks as HTML elements: lists nested, quotations gathered, lines that were drawn and telling gaps as `<hr>`. */
export function blockNodes(blocks: readonly Block[]): Written {
  const usual = usualIndent(blocks);
  const { kept, gaps } = withGaps(blocks);
  const nodes: Element[] = [];
  const counts: Counts = new Map();
  let i = 0;
  while (i < kept.length) {
    const block = kept[i]!;
    const kind = gathering(block, usual);
    if (kind === null) {
      nodes.push(...single(block, kept[i + 1]));
      i += 1;
      continue;
    }
    const from = i;
    while (i < kept.length && gathering(kept[i]!, usual) === kind) i += 1;
    const group = kept.slice(from, i) as Paragraph[];
    if (kind === 'list') nodes.push(...listNodes(group, counts));
    else if (kind === 'code')
      nodes.push(
        element(
          'pre',
          [],
          group.flatMap((p, n) => [
            ...(n > 0 ? [element('br', [], [])] : []),
            ...inlineNodes(p.inlines, MARK.code),
          ]),
        ),
      );
    else
      nodes.push(
        element(
          'blockquote',
          [],
          group.flatMap((p) => single(p, undefined)),
        ),
      );
  }
  return { nodes, gaps };
}

/** Blocks, with null for an empty paragraph that means a scene break. */
type Kept = Block | null;

function gathering(block: Kept, usual: number): 'list' | 'quote' | 'code' | null {
  if (block?.kind !== 'paragraph' || isBlank(block)) return null;
  if (block.list) return 'list';
  if (block.role === 'quote') return 'quote';
  if (block.role === 'code') return 'code';
  const setOff =
    block.indent.start - usual >= SET_OFF &&
    block.level === null &&
    block.role === null &&
    block.align === null;
  return setOff && !isSceneMarker(textOfInlines(block.inlines)) ? 'quote' : null;
}

/** The indentation that most of the text has. */
function usualIndent(blocks: readonly Block[]): number {
  const letters = new Map<number, number>();
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.list || block.role === 'quote') continue;
    const { start } = block.indent;
    letters.set(start, (letters.get(start) ?? 0) + textOfInlines(block.inlines).length);
  }
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [0, -1] as [number, number])[0];
}

function single(block: Kept, after: Kept | undefined): Element[] {
  if (block === null) return [rule()];
  if (block.kind === 'page-break') return [pageBreak()];
  if (block.kind === 'table') return [tableNode(block)];
  if (isBlank(block)) return block.border ? [rule()] : [];
  const isHeading = block.level !== null || block.role === 'title' || block.role === 'subtitle';
  const tag = block.level !== null ? `h${Math.min(6, block.level)}` : 'p';
  const attrs = [
    ...(block.align ? [{ name: 'align', value: block.align }] : []),
    ...(block.rtl ? [{ name: 'dir', value: 'rtl' }] : []),
  ];
  const node = element(tag, attrs, inlineNodes(block.inlines, isHeading ? MARK.bold | MARK.underline : 0));
  if (isHeading || block.border === null) return [node];
  if (block.border === 'above') return [rule(), node];
  // One line is drawn under a group of paragraphs that have it in common.
  return after?.kind === 'paragraph' && after.border === 'below' && !isBlank(after) ? [node] : [node, rule()];
}

const rule = (): Element => element('hr', [], []);

/** How far the items of a list and level are counted: lists go on after text between them. */
type Counts = Map<string, Map<number, number>>;

/** Nested lists from items with levels; a deeper item lies in the one before it. */
function listNodes(items: readonly Paragraph[], counts: Counts): Element[] {
  const top: Element[] = [];
  const open: { list: Element; level: number; id: string; ordered: boolean }[] = [];
  for (const item of items) {
    const { id, level, ordered, start } = item.list!;
    while (open.length > 0 && open.at(-1)!.level > level) open.pop();
    const current = open.at(-1);
    const counted = counts.get(id) ?? new Map<number, number>();
    counts.set(id, counted);
    const count = counted.get(level) ?? start;
    if (
      !current ||
      current.level < level ||
      (current.id !== id && level === 0) ||
      current.ordered !== ordered
    ) {
      if (current && current.level === level) open.pop();
      const list = element(
        ordered ? 'ol' : 'ul',
        ordered && count !== 1 ? [{ name: 'start', value: String(count) }] : [],
        [],
      );
      const around = open.at(-1)?.list.childNodes.at(-1);
      if (around && 'childNodes' in around) append(around as Element, list);
      else top.push(list);
      open.push({ list, level, id, ordered });
    }
    counted.set(level, count + 1);
    for (const deeper of counted.keys()) if (deeper > level) counted.delete(deeper);
    append(
      open.at(-1)!.list,
      element('li', item.rtl ? [{ name: 'dir', value: 'rtl' }] : [], inlineNodes(item.inlines)),
    );
  }
  return top;
}

function append(parent: Element, child: ChildNode): void {
  parent.childNodes.push(child);
  child.parentNode = parent;
}

function tableNode({ rows }: Table): Element {
  const made = rows.map((cells) =>
    element(
      'tr',
      [],
      cells.map(({ blocks, columns }) => {
        const { nodes } = blockNodes(blocks);
        const alone = nodes.length === 1 && nodes[0]!.tagName === 'p' && nodes[0]!.attrs.length === 0;
        return element(
          'td',
          columns > 1 ? [{ name: 'colspan', value: String(columns) }] : [],
          alone ? nodes[0]!.childNodes : nodes,
        );
      }),
    ),
  );
  return element('table', [], [element('tbody', [], made)]);
}

/** The fewest places between paragraphs from which their gaps tell anything. */
const ENOUGH = 8;

/**
 * Empty paragraphs: where they are rare they mean a scene break; where nearly every paragraph has one after it, they
 * are how the writer parts paragraphs, and only larger gaps mean anything. The others are left out.
 */
function withGaps(blocks: readonly Block[]): { kept: Kept[]; gaps: number } {
  const filled: { block: Block; empty: number }[] = [];
  for (const block of blocks) {
    const last = filled.at(-1);
    if (block.kind === 'paragraph' && isBlank(block) && !block.border) {
      if (last) last.empty += 1;
    } else filled.push({ block, empty: 0 });
  }
  const between = filled.slice(0, -1).filter((one, i) => isProse(one.block) && isProse(filled[i + 1]!.block));
  const share = (least: number): number =>
    between.filter(({ empty }) => empty >= least).length / Math.max(1, between.length);
  const telling = [1, 2, 3].find((least) => share(least) <= 0.2);
  const counts = between.length >= ENOUGH && telling !== undefined;
  let gaps = 0;
  const kept = filled.flatMap(({ block, empty }, i): Kept[] => {
    const next = filled[i + 1]?.block;
    if (!counts || empty < telling || !isProse(block) || !next || !isProse(next)) return [block];
    gaps += 1;
    return [block, null];
  });
  return { kept, gaps };
}

/** Ordinary text: no heading, no centred line, no list, no marker of a scene break. */
const isProse = (block: Block): boolean =>
  block.kind === 'paragraph' &&
  block.level === null &&
  block.role === null &&
  block.align === null &&
  block.list === null &&
  block.border === null &&
  textOfInlines(block.inlines) !== '' &&
  !isSceneMarker(textOfInlines(block.inlines));
