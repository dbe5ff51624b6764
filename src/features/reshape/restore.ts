/** A flattened text (or one flattened line of it) into blocks. */
import { healStraySpaces, mendDashes, mendEllipses } from '../../core/text/typography.js';
import type { Block, Doubt } from './blocks.js';
import { type Emphasis, findMarked, findTraced, renderStretch } from './emphasis.js';
import { BREAK_AT, DOUBT_AT, decideGaps } from './gaps.js';
import { escapeText } from './html.js';
import { countLetters } from './letters.js';
import { cutPieces, type Pieces } from './pieces.js';
import type { Profile } from './profile.js';
import { educateQuotes } from './quotes.js';
import type { Reason } from './reasons.js';
import { liftStructure, type Part } from './structure.js';

const REASON_OF: Record<Part['kind'], Reason> = {
  paragraph: 'reshape.resumes',
  heading: 'reshape.heading',
  scene_break: 'reshape.sceneBreak',
  note: 'reshape.note',
  label: 'reshape.label',
};

/** Restores the blocks of a text that has lost its paragraphs. */
export function restoreFlat(text: string, profile: Profile): Block[] {
  const blocks: Block[] = [];
  for (const part of liftStructure(text)) {
    const stretch = text.slice(part.start, part.end);
    if (part.kind === 'paragraph') {
      for (const block of restoreProse(stretch, profile)) blocks.push(block);
      continue;
    }
    const html =
      part.kind === 'heading'
        ? mendProse(stretch, profile).html
        : part.kind === 'note'
          ? markedHtml(stretch)
          : escapeText(stretch);
    const block: Block = { kind: part.kind, html, confidence: part.confidence, reason: REASON_OF[part.kind] };
    if (part.label !== undefined) block.label = part.label;
    blocks.push(block);
  }
  return blocks;
}

/** Text with `*x*` and `_x_` as emphasis, nothing else changed. */
export function markedHtml(text: string): string {
  return renderStretch(text, 0, text.length, findMarked(text)).html;
}

function mendProse(text: string, profile: Profile): { html: string } {
  const mended = mendEllipses(mendDashes(text));
  const { text: quoted } = educateQuotes(mended, profile);
  return { html: markedHtml(quoted) };
}

/** Prose with its typography mended, its emphasis found, and cut at every place where a paragraph could begin. */
export function readProse(raw: string, profile: Profile): { text: string; spans: Emphasis[]; cut: Pieces } {
  const healed = healStraySpaces(mendEllipses(mendDashes(raw)), profile);
  const { text, marks } = educateQuotes(healed.text, profile);
  const spans = mergeSpans(findMarked(text), findTraced(text, healed.traces));
  return { text, spans, cut: cutPieces(text, marks, profile) };
}

function restoreProse(raw: string, profile: Profile): Block[] {
  const { text, spans, cut } = readProse(raw, profile);
  const verdicts = decideGaps(cut, profile);
  const blocks: Block[] = [];
  let start = 0;
  let confidence = 1;
  let reason: Reason = 'reshape.resumes';
  let doubts: Doubt[] = [];
  let span = 0;
  const close = (end: number): void => {
    while (span < spans.length && spans[span]!.end <= start) span++;
    let last = span;
    while (last < spans.length && spans[last]!.start < end) last++;
    const { html, guessed } = renderStretch(text, start, end, spans.slice(span, last));
    const block: Block = { kind: 'paragraph', html, confidence, reason };
    if (guessed.length > 0) block.guessedEmphasis = guessed;
    if (doubts.length > 0) block.doubts = doubts;
    blocks.push(block);
  };
  let counted = 0;
  let letters = 0;
  for (let index = 1; index < cut.pieces.length; index++) {
    const { probability, reason: why } = verdicts[index]!;
    const piece = cut.pieces[index]!;
    if (probability >= BREAK_AT) {
      close(cut.pieces[index - 1]!.end);
      start = piece.start;
      confidence = probability;
      reason = why;
      doubts = [];
      counted = start;
      letters = 0;
    } else if (probability >= DOUBT_AT) {
      letters += countLetters(text.slice(counted, piece.start));
      counted = piece.start;
      if (letters > 0) doubts.push({ at: letters, confidence: probability, reason: why });
    }
  }
  if (cut.pieces.length > 0) close(cut.pieces.at(-1)!.end);
  return blocks;
}

function mergeSpans(marked: Emphasis[], traced: Emphasis[]): Emphasis[] {
  if (marked.length === 0) return traced;
  const all = [...marked, ...traced].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Emphasis[] = [];
  for (const span of all) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}
