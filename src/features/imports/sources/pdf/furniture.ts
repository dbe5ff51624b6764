/** Running heads, page numbers and the lines beside them, which are no part of the text. */
import { chapterLabel } from '../chapter-label.js';
import type { PdfContent, PdfRule } from './content.js';
import type { Line } from './lines.js';

const NUMBER = /^[\s\-–—|[(]*(?:page\s+)?(?:\d{1,5}|[ivxlc]{1,8})(?:\s*(?:\/|of)\s*\d{1,5})?[\s\-–—|\])]*$/i;

/** How many lines may stand above or below the text. */
const DEEP = 3;

/**
 * The lines that are text. Furniture stands outermost, at one height of many pages, and says the same there, or
 * only a number; what stands inside of a line that is text is text.
 */
export function withoutFurniture(lines: readonly Line[], pages: number, bodySize: number): Line[] {
  if (pages < 2) return [...lines];
  let kept = [...lines];
  for (const side of ['top', 'bottom'] as const) {
    for (let depth = 0; depth < DEEP; depth += 1) {
      const drop = furnitureAt(outermost(kept, side), pages, bodySize);
      if (drop.size === 0) break;
      kept = kept.filter((line) => !drop.has(line));
    }
  }
  return kept;
}

function furnitureAt(edge: readonly Line[], pages: number, bodySize: number): Set<Line> {
  const small = edge.filter(({ size }) => size <= bodySize * 1.15);
  const places = countBy(small, heightOf);
  const sayings = countBy(small, (line) => `${heightOf(line)}|${shape(line.text)}`);
  const exact = countBy(small, ({ text }) => text);
  return new Set(
    small.filter((line) => {
      const at = near(places, Math.round(line.y / 3));
      if (NUMBER.test(line.text)) return at >= Math.min(3, pages) && at >= pages * 0.3;
      if (chapterLabel(line.text)) return (exact.get(line.text) ?? 0) >= 3;
      const said = sayings.get(`${heightOf(line)}|${shape(line.text)}`) ?? 0;
      return said >= Math.max(3, Math.min(pages * 0.3, 6));
    }),
  );
}

const heightOf = ({ y }: Line): string => `${Math.round(y / 3)}`;

const shape = (text: string): string => text.replace(/\d+/g, '#').toLowerCase();

const near = (counts: ReadonlyMap<string, number>, key: number): number =>
  [key - 1, key, key + 1].reduce((sum, one) => sum + (counts.get(`${one}`) ?? 0), 0);

function countBy<T>(list: readonly T[], key: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}

/** The topmost or the lowest line of each page. */
const outermost = (lines: readonly Line[], side: 'top' | 'bottom'): Line[] =>
  [...Map.groupBy(lines, ({ page }) => page).values()].map((page) =>
    page.reduce((best, line) => ((side === 'top' ? line.y > best.y : line.y < best.y) ? line : best)),
  );

/** Drawn lines that part scenes: none that underline a word, frame a table or stand at one height of many pages. */
export function sceneRules({ pages }: PdfContent, lines: readonly Line[]): { page: number; y: number }[] {
  const byPage = Map.groupBy(lines, ({ page }) => page);
  const heights = new Map<number, number>();
  pages.forEach(({ rules }) => {
    for (const y of new Set(rules.map((rule) => Math.round(rule.y))))
      heights.set(y, (heights.get(y) ?? 0) + 1);
  });
  const found: { page: number; y: number }[] = [];
  pages.forEach(({ rules, width }, page) => {
    const own = byPage.get(page) ?? [];
    if (rules.length > 60) return;
    for (const rule of rules.toSorted((a, b) => b.y - a.y)) {
      const last = found.at(-1);
      const same = last?.page === page && Math.abs(last.y - rule.y) < 6;
      const repeated = pages.length >= 3 && (heights.get(Math.round(rule.y)) ?? 0) >= pages.length * 0.5;
      if (
        !same &&
        !repeated &&
        rule.x2 - rule.x1 > width * 0.15 &&
        !underlines(rule, own) &&
        isBetween(rule, own)
      )
        found.push({ page, y: rule.y });
    }
  });
  return found;
}

const underlines = (rule: PdfRule, lines: readonly Line[]): boolean =>
  lines.some(
    ({ x, right, y, size }) =>
      rule.y <= y + size * 0.9 && rule.y >= y - size * 0.4 && rule.x1 >= x - 3 && rule.x2 <= right + 3,
  );

/** Text stands above it and below it. */
const isBetween = (rule: PdfRule, lines: readonly Line[]): boolean =>
  lines.some(({ y }) => y > rule.y) && lines.some(({ y }) => y < rule.y);
