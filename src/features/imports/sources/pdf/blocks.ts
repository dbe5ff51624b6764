/** Lines as paragraphs, headings and rules. */
import type { PdfContent } from './content.js';
import { sceneRules, withoutFurniture } from './furniture.js';
import { Hyphens } from './hyphens.js';
import { type Line, linesOf } from './lines.js';
import { bodySize, type Metrics, measure } from './metrics.js';

export interface Block {
  kind: 'text' | 'heading' | 'rule';
  page: number;
  x: number;
  y: number;
  size: number;
  /** Parts between line breaks that were meant; each is the lines it was wrapped into. */
  parts: Line[][];
  centred: boolean;
}

export interface Layout {
  blocks: Block[];
  /** All lines of text, for what is read line by line. */
  lines: Line[];
  metrics: Metrics;
  hyphens: Hyphens;
}

export function layOut(content: PdfContent): Layout {
  const all = linesOf(content);
  const lines = withoutFurniture(all, content.pages.length, bodySize(all));
  const metrics = measure(lines);
  const limits = rightLimits(lines, metrics);
  const blocks: Block[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    const joint = before ? jointOf(before, line, metrics, limits) : 'block';
    const last = blocks.at(-1);
    if (joint === 'block' || !last) blocks.push(newBlock(line, metrics));
    else if (joint === 'break') last.parts.push([line]);
    else last.parts.at(-1)!.push(line);
  });
  return {
    blocks: withRules(blocks, sceneRules(content, lines)),
    lines,
    metrics,
    hyphens: new Hyphens(lines),
  };
}

function newBlock(line: Line, metrics: Metrics): Block {
  const { page, x, y, size } = line;
  const heading = size > metrics.size * 1.12 && line.text.length < 300;
  return {
    kind: heading ? 'heading' : 'text',
    page,
    x,
    y,
    size,
    parts: [[line]],
    centred: isCentred(line, metrics),
  };
}

function isCentred(line: Line, metrics: Metrics): boolean {
  const left = metrics.left(line.page);
  const [before, after] = [line.x - left, metrics.right - line.right];
  return before > metrics.size * 2.5 && Math.abs(before - after) < metrics.size * 1.2;
}

type Joint = 'block' | 'break' | 'line';

function jointOf(a: Line, b: Line, metrics: Metrics, limits: Limits): Joint {
  if (Math.abs(a.size - b.size) > metrics.size * 0.1) return 'block';
  if (a.page === b.page && Math.abs(a.y - b.y) < metrics.size * 0.2 && b.x > a.right) return 'break';
  if (isMarker(b, metrics)) return 'block';
  const heading = a.size > metrics.size * 1.12;
  const turned = a.page !== b.page || b.y > a.y;
  const gap = a.y - b.y;
  const pitch = metrics.pitch * Math.max(1, a.size / metrics.size);
  if (heading) return !turned && gap < pitch * 1.35 ? 'line' : 'block';
  if (!turned && gap > pitch * 1.3) return 'block';
  const left = metrics.left(b.page);
  const shift = b.x - left - (a.x - metrics.left(a.page));
  const full = isFull(a, b, metrics, limits);
  if (isCentred(a, metrics) && isCentred(b, metrics))
    return turned || full ? (full ? 'line' : 'block') : 'break';
  if (!metrics.spaced) {
    const firstLine = metrics.indent > 0 && Math.abs(b.x - left - metrics.indent) < metrics.size * 0.3;
    if (firstLine || shift > metrics.size * 0.6 || !full) return 'block';
    return 'line';
  }
  if (turned) return full && Math.abs(shift) < metrics.size * 0.6 ? 'line' : 'block';
  if (Math.abs(shift) > metrics.size * 0.6 && !isMarker(a, metrics))
    return full && shift < 0 ? 'line' : 'block';
  return full ? 'line' : 'break';
}

/** A sign or number that opens an item of a list, set in from the margin. */
const MARKER = /^(?:[•◦▪‣∙●○■◆–]|\d{1,3}[.)])\s/u;

export const isMarker = (line: Line, metrics: Metrics): boolean =>
  MARKER.test(line.text) && line.x > metrics.left(line.page) + metrics.size * 0.5;

type Limits = ReadonlyMap<number, { count: number; right: number }>;

/** How far lines of one left edge reach: quotations may end sooner than the text around them. */
function rightLimits(lines: readonly Line[], metrics: Metrics): Limits {
  const limits = new Map<number, { count: number; right: number }>();
  for (const line of lines) {
    const edge = Math.round(line.x - metrics.left(line.page));
    const { count, right } = limits.get(edge) ?? { count: 0, right: 0 };
    limits.set(edge, { count: count + 1, right: Math.max(right, Math.min(line.right, metrics.right + 2)) });
  }
  return limits;
}

/** Whether the first word of `b` would not have had room at the end of `a`. */
function isFull(a: Line, b: Line, metrics: Metrics, limits: Limits): boolean {
  const inset = Math.round(a.x - metrics.left(a.page));
  const known = limits.get(inset);
  const mirrored = metrics.right - Math.max(0, inset);
  const limit = known && known.count >= 5 ? Math.max(known.right, mirrored) : mirrored;
  const word = /^\S+/u.exec(b.text)?.[0] ?? '';
  const letter = (b.right - b.x) / Math.max(1, b.text.length);
  return a.right + (word.length + 1) * letter * 0.92 > limit;
}

function withRules(blocks: readonly Block[], rules: readonly { page: number; y: number }[]): Block[] {
  const all = [...blocks];
  for (const { page, y } of rules) {
    const at = all.findIndex((block) => block.page > page || (block.page === page && block.y < y));
    const rule: Block = { kind: 'rule', page, x: 0, y, size: 0, parts: [], centred: false };
    all.splice(at === -1 ? all.length : at, 0, rule);
  }
  return all;
}
