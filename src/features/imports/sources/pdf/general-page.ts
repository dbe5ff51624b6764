import { escapeHtml } from '../../../../core/text/index.js';
import type { Block, Layout } from './blocks.js';
import type { PdfBookmark, PdfContent } from './content.js';
import { blocksHtml, blockText, inlineHtml } from './html.js';

/** A PDF's text as one page of HTML: a heading where a bookmark leads, and where letters are larger. */
export function generalPage(content: PdfContent, layout: Layout): string {
  const { blocks } = layout;
  const marks = markedBlocks(content.bookmarks, layout);
  const sizes = [
    ...new Set(blocks.filter(({ kind }) => kind === 'heading').map(({ size }) => Math.round(size))),
  ].sort((a, b) => b - a);
  const out: string[] = [];
  let text: Block[] = [];
  const flush = (): void => {
    if (text.length > 0) out.push(blocksHtml(text, layout));
    text = [];
  };
  blocks.forEach((block, i) => {
    const mark = marks.get(i);
    const level = mark ? 2 : block.kind === 'heading' ? headingLevel(block, sizes, marks.size > 0) : 0;
    if (mark && !says(block, mark.title, layout)) {
      flush();
      out.push(`<h2>${escapeHtml(mark.title)}</h2>`);
      text.push(block);
    } else if (level > 0) {
      flush();
      out.push(`<h${level}>${inlineHtml(block, layout)}</h${level}>`);
    } else text.push(block);
  });
  flush();
  return `<html><body>${out.join('\n')}</body></html>`;
}

/** Below the chapters that bookmarks give, other headings are part of the text; the largest letters are a title's. */
const headingLevel = (block: Block, sizes: readonly number[], marked: boolean): number => {
  const rank = sizes.indexOf(Math.round(block.size));
  return marked ? (rank === 0 && block.page === 0 ? 1 : 4) : Math.min(6, rank + 1);
};

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function says(block: Block, title: string, layout: Layout): boolean {
  const [a, b] = [bare(blockText(block, layout)), bare(title)];
  return (
    a !== '' &&
    (a === b || (b.endsWith(a) && a.length > 2) || (a.endsWith(b) && b.length > 2 && a.length < 200))
  );
}

/** Blocks where the bookmarks of the highest level that has several lead. */
function markedBlocks(bookmarks: readonly PdfBookmark[], layout: Layout): Map<number, PdfBookmark> {
  const level = [1, 2, 3].find((one) => bookmarks.filter((mark) => mark.level === one).length > 1);
  const found = new Map<number, PdfBookmark>();
  for (const mark of bookmarks.filter((one) => one.level === level && one.title !== '')) {
    const near = layout.blocks.findIndex(
      ({ page, y, size }) =>
        page > mark.page || (page === mark.page && (mark.y === null || y <= mark.y + size)),
    );
    if (near === -1) continue;
    // A place that is a little off still means the heading of these words.
    const exact = [near, near + 1, near - 1, near + 2].find((at) => {
      const block = layout.blocks[at];
      return block !== undefined && Math.abs(block.page - mark.page) <= 1 && says(block, mark.title, layout);
    });
    const at = exact ?? near;
    if (!found.has(at)) found.set(at, mark);
  }
  return found;
}
