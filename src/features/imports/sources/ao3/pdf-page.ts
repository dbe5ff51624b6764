/**
 * The page of HTML that a PDF of AO3 was made of, as far as its text tells: labels, places and sizes say what
 * is what. The reader of AO3's HTML then reads it.
 */
import { escapeHtml } from '../../../../core/text/index.js';
import type { Block, Layout } from '../pdf/blocks.js';
import type { PdfContent } from '../pdf/content.js';
import { blocksHtml, blockText, partText } from '../pdf/html.js';
import type { Line } from '../pdf/lines.js';
import { href, Links, message, POSTED, sharedOut, TERM, terms } from './pdf-head.js';

/** Whether these are the first lines of a PDF made by AO3 or its software. */
export const isAo3Pdf = ({ lines }: Layout): boolean => {
  const start = lines.filter(({ page }) => page < 3).map(({ text }) => text);
  return (
    start.slice(0, 30).some((text) => POSTED.test(text)) &&
    start.some((text) => TERM.test(text)) &&
    start.some((text) => /\bPublished:\s*\d{4}-\d{2}-\d{2}/.test(text))
  );
};

export function ao3PdfPage(content: PdfContent, layout: Layout): string {
  const { blocks } = layout;
  const h1 = blocks.findIndex(
    ({ kind, size }, i) =>
      kind === 'heading' && size > layout.metrics.size * 1.3 && hasTermBefore(blocks, i, layout),
  );
  const chapterAt = chapterStarts(content, layout, h1);
  const first = chapterAt[0] ?? blocks.length;
  const back = afterwordStart(content, layout, chapterAt.at(-1) ?? first);
  const links = new Links(content);
  const prefaceLines = linesBefore(layout, blocks[h1 === -1 ? first : h1]);
  return [
    message(prefaceLines, links),
    terms(prefaceLines, links),
    ...(h1 === -1 ? [] : preface(blocks.slice(h1, first), layout, links)),
    `<div id="chapters" class="userstuff">`,
    ...chapterAt.map((at, i) =>
      chapter(blocks.slice(at, Math.min(chapterAt[i + 1] ?? back, back)), layout, i + 1, chapterAt.length),
    ),
    '</div>',
    afterword(blocks.slice(back), layout, links),
  ].join('\n');
}

const hasTermBefore = (blocks: readonly Block[], at: number, layout: Layout): boolean =>
  blocks.slice(0, at).some((block) => TERM.test(blockText(block, layout)));

/** Lines that stand before a block. */
function linesBefore({ lines }: Layout, block: Block | undefined): Line[] {
  if (!block) return [...lines];
  return lines.filter(({ page, y }) => page < block.page || (page === block.page && y > block.y));
}

/** The first blocks of the chapters: by bookmarks, else by headings; a work of one chapter may show neither. */
function chapterStarts(content: PdfContent, { blocks, metrics }: Layout, h1: number): number[] {
  const marks = content.bookmarks.filter(({ level }) => level === 1);
  const named = marks.filter(
    ({ title }, i) => !(i === 0 && /^Preface$/.test(title)) && !isAfterwordMark(title, i, marks.length),
  );
  const at = (page: number, y: number | null): number =>
    blocks.findIndex(
      (block) => block.page > page || (block.page === page && (y === null || block.y <= y + 1)),
    );
  if (marks.length > 1 && named.length > 0) {
    const starts = named.map(({ page, y }) => at(page, y)).filter((start) => start > h1);
    if (starts.length > 0) return [...new Set(starts)].sort((a, b) => a - b);
  }
  const heads = blocks.flatMap((block, i) =>
    i > h1 && block.kind === 'heading' && block.size > metrics.size * 1.15 ? [i] : [],
  );
  if (heads.length > 0) return heads;
  const next = pageAfterBreak(blocks, h1, metrics.pitch);
  return next === -1 ? [] : [next];
}

/** The first block on a page that was begun though the page before had room; failing that, on the next page. */
function pageAfterBreak(blocks: readonly Block[], from: number, pitch: number): number {
  const lowest = Math.min(...blocks.map((block) => block.parts.flat().at(-1)?.y ?? Number.POSITIVE_INFINITY));
  const turns = blocks.flatMap((block, i) =>
    i > from && i > 0 && block.page > blocks[i - 1]!.page ? [i] : [],
  );
  const room = turns.find((i) => (blocks[i - 1]!.parts.flat().at(-1)?.y ?? 0) > lowest + pitch * 3);
  return room ?? turns[0] ?? -1;
}

const isAfterwordMark = (title: string, i: number, count: number): boolean =>
  i === count - 1 && /^Afterword$/.test(title);

/** The first block of the afterword: where its bookmark leads, or found from the end by its words. */
function afterwordStart(content: PdfContent, layout: Layout, from: number): number {
  const { blocks, metrics } = layout;
  const mark = content.bookmarks.at(-1);
  if (mark && isAfterwordMark(mark.title, 0, 1)) {
    const at = blocks.findIndex(
      ({ page, y }) => page > mark.page || (page === mark.page && (mark.y === null || y <= mark.y + 1)),
    );
    if (at > from) return at;
  }
  let start = blocks.length;
  for (let i = blocks.length - 1; i > from; i -= 1) {
    const block = blocks[i]!;
    const text = blockText(block, layout);
    if (
      /^(?:End Notes|Works inspired by this one)$/.test(text) ||
      /^Please drop by the Archive\b/i.test(text)
    )
      start = i;
    else if (block.centred || block.x > metrics.left(block.page) + metrics.size * 0.4) continue;
    else break;
  }
  return start;
}

const RELATED = /^(?:Translation into .{1,60} available:|(?:A )?translation of|Inspired by)\s/iu;

function preface(blocks: readonly Block[], layout: Layout, links: Links): string[] {
  const { metrics } = layout;
  const [title, ...rest] = blocks;
  const out = [`<h1>${escapeHtml(blockText(title!, layout).replace(/\s*\n\s*/g, ' '))}</h1>`];
  let at = 0;
  const names: Block[] = [];
  while (rest[at] && !isLabel(rest[at]!, layout) && !RELATED.test(blockText(rest[at]!, layout))) {
    names.push(rest[at]!);
    at += 1;
  }
  out.push(`<div class="byline">${byline(names, layout, links)}</div>`);
  let quote: Block[] = [];
  const related: string[] = [];
  const close = (): void => {
    if (quote.length > 0)
      out.push(`<blockquote class="userstuff">${blocksHtml(quote, layout, metrics.size)}</blockquote>`);
    quote = [];
  };
  for (const block of rest.slice(at)) {
    const text = blockText(block, layout);
    const deep = block.x - metrics.left(block.page) > metrics.size * 1.6;
    if (isLabel(block, layout)) {
      close();
      out.push(`<p>${text}</p>`);
    } else if (/^See the end of the work for (?:more )?notes\b/.test(text)) close();
    else if (deep && RELATED.test(text)) related.push(...relatedItems(block, layout, links));
    else quote.push(block);
  }
  close();
  if (related.length > 0) out.push(`<ul>${related.join('\n')}</ul>`);
  return out;
}

const isLabel = (block: Block, layout: Layout): boolean =>
  /^(?:Summary|Notes)$/.test(blockText(block, layout)) && atMargin(block, layout);

const atMargin = (block: Block, { metrics }: Layout): boolean =>
  block.centred || block.x - metrics.left(block.page) < metrics.size * 0.5;

/** Names by their links; a name may hold a comma. */
function byline(blocks: readonly Block[], layout: Layout, links: Links): string {
  const text = blocks.map((block) => blockText(block, layout).replace(/\n/g, ' ')).join(' ');
  const urls = links.on(
    blocks.flatMap(({ parts }) => parts.flat()),
    /\/users\/[^/]+/,
  );
  const names = sharedOut(text.replace(/^by\s+/i, '').split(/,\s+/), urls.length);
  if (urls.length === 0 || /\[archived by/.test(text)) return `by ${names.map(loginLink).join(', ')}`;
  return `by ${names.map((name, i) => (urls[i] ? `<a rel="author"${href(urls[i])}>${escapeHtml(name)}</a>` : escapeHtml(name))).join(', ')}`;
}

/** A file without links still shows `pseud (login)`. */
function loginLink(name: string): string {
  const login = /^(.+) \(([A-Za-z0-9_]{3,40})\)$/u.exec(name);
  return login
    ? `<a rel="author" href="/users/${login[2]}/pseuds/${encodeURIComponent(login[1]!)}">${escapeHtml(name)}</a>`
    : escapeHtml(name);
}

function relatedItems(block: Block, layout: Layout, links: Links): string[] {
  const items: Line[][] = [];
  for (const line of block.parts.flat()) {
    if (RELATED.test(line.text) || items.length === 0) items.push([line]);
    else items.at(-1)!.push(line);
  }
  return items.map((lines) => {
    const text = partText(lines, layout);
    const url = links.on(lines, /./).find((address) => !/\/users\//.test(address));
    const [, lead = '', rest = text] =
      /^(.*?available:|(?:A )?translation of|Inspired by)\s+(.*)$/isu.exec(text) ?? [];
    const title = rest.replace(/\s+by\s+\S.*$/su, '');
    return /^\[Restricted Work\]|deleted work|unrevealed collection/i.test(rest)
      ? `<li>${escapeHtml(text)}</li>`
      : `<li>${lead} <a${href(url) || ' href=""'}>${escapeHtml(title)}</a></li>`;
  });
}

/** One chapter: its heading, its labels with what is set in under them, then the text, then its end notes. */
function chapter(blocks: readonly Block[], layout: Layout, position: number, count: number): string {
  const { metrics } = layout;
  const text = (block: Block): string => blockText(block, layout);
  const heading = blocks[0]?.kind === 'heading' && blocks[0].size > metrics.size * 1.12 ? blocks[0] : null;
  let at = heading ? 1 : 0;
  const head: string[] = [];
  let label = false;
  let quote: Block[] = [];
  const close = (): void => {
    if (quote.length > 0)
      head.push(`<blockquote class="userstuff">${blocksHtml(quote, layout, metrics.size)}</blockquote>`);
    quote = [];
  };
  for (; at < blocks.length; at += 1) {
    const block = blocks[at]!;
    const line = text(block);
    if (atMargin(block, layout) && /^Chapter (?:Summary|Notes)$/.test(line)) {
      close();
      head.push(`<p>${line}</p>`);
      label = true;
    } else if (!label && head.length === 0 && heading && /^Chapter by /.test(line)) {
      head.push(`<p class="byline">${escapeHtml(line)}</p>`);
    } else if (/^See the end of the chapter for\s+(?:more )?notes\.?$/.test(line)) {
      close();
      label = false;
    } else if (label && !atMargin(block, layout) && block.kind === 'text') quote.push(block);
    else break;
  }
  close();
  const end = blocks.findLastIndex(
    (block, i) => i >= at && text(block) === 'Chapter End Notes' && atMargin(block, layout),
  );
  const body = blocks.slice(at, end === -1 ? blocks.length : end);
  const notes = end === -1 ? [] : blocks.slice(end + 1);
  const title = heading ? text(heading).replace(/\s*\n\s*/g, ' ') : '';
  const shown = heading && !(count === 1 && head.length === 0 && !/^Chapter \d/.test(title));
  return [
    shown
      ? `<div class="meta group"><h2 class="heading">${escapeHtml(title)}</h2>${head.join('\n')}</div>`
      : '',
    '<!--chapter content-->',
    `<div class="userstuff">${blocksHtml(body, layout)}</div>`,
    '<!--/chapter content-->',
    notes.length > 0
      ? `<div class="meta" id="endnotes${/^Chapter (\d+)\b/.exec(title)?.[1] ?? position}"><p>Chapter End Notes</p><blockquote class="userstuff">${blocksHtml(notes, layout, metrics.size)}</blockquote></div>`
      : '',
  ].join('\n');
}

function afterword(blocks: readonly Block[], layout: Layout, links: Links): string {
  const notes: Block[] = [];
  const inspired: Block[] = [];
  let into: Block[] | null = null;
  for (const block of blocks) {
    const text = blockText(block, layout);
    if (/^End Notes$/.test(text)) into = notes;
    else if (/^Works inspired by this one:?$/.test(text)) into = inspired;
    else if (/^Please drop by the Archive\b/i.test(text)) break;
    else if (into) into.push(block);
  }
  const items = inspired.flatMap((block) => inspiredItems(block, layout, links));
  return `<div id="afterword"><div class="meta">${
    notes.length > 0
      ? `<div id="endnotes"><p>End Notes</p><blockquote class="userstuff">${blocksHtml(notes, layout, layout.metrics.size)}</blockquote></div>`
      : ''
  }${items.length > 0 ? `<dl><dt>Works inspired by this one</dt>${items.join('')}</dl>` : ''}</div></div>`;
}

/** `TITLE by AUTHOR`, one or several with commas between. */
function inspiredItems(block: Block, layout: Layout, links: Links): string[] {
  return block.parts.flatMap((part) => {
    const text = partText(part, layout);
    const urls = links.on(part, /\/works\/\d+/);
    const items = urls.length > 1 ? text.split(/(?<=\sby\s\S+),\s+/u) : [text];
    return items.map((item, i) =>
      /\[Restricted Work\]|deleted work|unrevealed collection/i.test(item)
        ? `<dd>${escapeHtml(item)}</dd>`
        : `<dd><a${href(urls[i]) || ' href=""'}>${escapeHtml(item.replace(/\s+by\s+[^\s].*$/su, ''))}</a></dd>`,
    );
  });
}
