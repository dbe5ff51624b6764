/** Blocks as HTML: italics, bold and raised letters by their fonts; lists, quotations and centred lines by their place. */
import { escapeHtml } from '../../../../core/text/index.js';
import { type Block, isMarker, type Layout } from './blocks.js';
import type { Line, Piece } from './lines.js';

type Look = Pick<Piece, 'italic' | 'bold' | 'sup' | 'sub'>;

const TAGS: [keyof Look, string][] = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['sup', 'sup'],
  ['sub', 'sub'],
];

/** The text of a part, its lines joined. */
export const partText = (part: readonly Line[], { hyphens }: Layout): string =>
  part.slice(1).reduce((text, line) => hyphens.join(text, line.text), part[0]?.text ?? '');

export const blockText = (block: Block, layout: Layout): string =>
  block.parts.map((part) => partText(part, layout)).join('\n');

/** The inline HTML of a block. `plain` leaves out the bold of headings. */
export function inlineHtml(block: Block, layout: Layout, skip = 0): string {
  return block.parts
    .map((part, i) => partHtml(part, layout, block.kind === 'heading', i === 0 ? skip : 0))
    .join('<br>');
}

function partHtml(
  part: readonly Line[],
  { hyphens, metrics }: Layout,
  heading: boolean,
  skip: number,
): string {
  const letters: { text: string; look: Look }[] = [];
  const lookOf = (piece: Piece): Look => ({
    italic: piece.italic !== metrics.italic,
    bold: !heading && piece.bold !== metrics.bold,
    sup: piece.sup,
    sub: piece.sub,
  });
  for (const line of part) {
    const before = letters
      .map(({ text }) => text)
      .slice(-40)
      .join('');
    if (letters.length > 0) {
      const tail = before.trimEnd();
      const joined = hyphens.join(tail, line.text);
      const last = letters.at(-1)!;
      if (joined.length === tail.length + line.text.length - 1) last.text = last.text.trimEnd().slice(0, -1);
      else if (joined.length === tail.length + line.text.length) last.text = last.text.trimEnd();
      else last.text = `${last.text.trimEnd()} `;
    }
    for (const piece of line.pieces) {
      const last = letters.at(-1);
      const look = lookOf(piece);
      if (last && (sameLook(last.look, look) || piece.text.trim() === '')) last.text += piece.text;
      else letters.push({ text: piece.text, look });
    }
  }
  return rendered(dropLetters(letters, skip));
}

const sameLook = (a: Look, b: Look): boolean => TAGS.every(([key]) => a[key] === b[key]);

function dropLetters(letters: { text: string; look: Look }[], count: number): { text: string; look: Look }[] {
  let left = count;
  return letters.map(({ text, look }) => {
    const cut = text.slice(Math.min(left, text.length));
    left -= text.length - cut.length;
    return { text: cut, look };
  });
}

/** Spaces stand outside of the tags. */
function rendered(letters: readonly { text: string; look: Look }[]): string {
  return letters
    .map(({ text, look }) => {
      const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text)!;
      if (inner === '') return before;
      const tags = TAGS.filter(([key]) => look[key]).map(([, tag]) => tag);
      const open = tags.map((tag) => `<${tag}>`).join('');
      const close = tags
        .toReversed()
        .map((tag) => `</${tag}>`)
        .join('');
      return `${before}${open}${escapeHtml(inner)}${close}${after}`;
    })
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** How far in from the margin a block stands, in points; a first line's indent does not count. */
function insetOf(block: Block, { metrics }: Layout): number {
  const lines = block.parts.flat();
  const least = Math.min(...lines.map((line) => line.x - metrics.left(line.page)));
  const isFirstLine =
    !metrics.spaced && lines.length === 1 && Math.abs(least - metrics.indent) < metrics.size * 0.3;
  return isFirstLine ? 0 : least;
}

/** Blocks in order as HTML. `base` is how far in text stands that is not quoted. */
export function blocksHtml(blocks: readonly Block[], layout: Layout, base = 0): string {
  const out: string[] = [];
  let open: 'blockquote' | 'ol' | 'ul' | null = null;
  const turn = (to: typeof open): void => {
    if (open === to) return;
    if (open) out.push(`</${open}>`);
    if (to) out.push(`<${to}>`);
    open = to;
  };
  for (const block of blocks) {
    const first = block.parts[0]?.[0];
    if (block.kind === 'rule') {
      turn(null);
      out.push('<hr>');
    } else if (block.kind === 'heading') {
      turn(null);
      out.push(`<h3>${inlineHtml(block, layout)}</h3>`);
    } else if (first && isMarker(first, layout.metrics) && !block.centred) {
      const marker = /^\S+\s+/u.exec(first.text)?.[0] ?? '';
      turn(/^\d/.test(marker) ? 'ol' : 'ul');
      out.push(`<li>${inlineHtml(block, layout, markerLength(first, marker))}</li>`);
    } else if (block.centred) {
      turn(null);
      out.push(`<p align="center">${inlineHtml(block, layout)}</p>`);
    } else {
      turn(insetOf(block, layout) - base > layout.metrics.size * 0.8 ? 'blockquote' : null);
      out.push(`<p>${inlineHtml(block, layout)}</p>`);
    }
  }
  turn(null);
  return out.join('\n');
}

/** Letters of the pieces that the marker takes, whose spaces may be more than the line's text has. */
function markerLength(line: Line, marker: string): number {
  const raw = line.pieces.map(({ text }) => text).join('');
  const sign = marker.trim().length;
  return /^\s*/u.exec(raw)![0].length + sign + (/^\s*/u.exec(raw.trimStart().slice(sign))?.[0].length ?? 0);
}
