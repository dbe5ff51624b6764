/** A flattened text (or one flattened line of it) into blocks. */
import { healStraySpaces, mendDashes, mendEllipses } from '../../core/text/typography.js';
import type { Block, Doubt } from './blocks.js';
import { cutCjk } from './cjk.js';
import { type CutPoint, cutDashSpeech } from './dash-speech.js';
import { findDocuments } from './documents.js';
import { type Emphasis, findMarked, findTraced, renderStretch } from './emphasis.js';
import { BREAK_AT, DOUBT_AT, decideGaps } from './gaps.js';
import { escapeText } from './html.js';
import { countLetters } from './letters.js';
import { cutPieces, type Pieces } from './pieces.js';
import type { Profile } from './profile.js';
import { educateQuotes, type QuoteMark } from './quotes.js';
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
      for (const block of restoreStretch(stretch, profile)) blocks.push(block);
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

/** Restores a stretch of prose, the messages and letters in it each on their own. */
function restoreStretch(text: string, profile: Profile): Block[] {
  const documents = findDocuments(text);
  if (documents.length === 0) return restoreProse(text, profile);
  const blocks: Block[] = [];
  for (const { start, end, reason, whole, lineAt } of documents) {
    const raw = lineAt === undefined ? text.slice(start, end) : withLine(text, start, end, lineAt);
    const found = restoreProse(raw.trim(), profile, whole);
    if (found[0] && reason) Object.assign(found[0], { confidence: 0.9, reason });
    for (const block of found) blocks.push(block);
  }
  return blocks;
}

/** The close of a letter with its name on a line of its own. */
const withLine = (text: string, start: number, end: number, name: number): string =>
  `${text.slice(start, name).trimEnd()}\n${text.slice(name, end)}`;

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
  const { text, marks, spans } = readMarks(raw, profile);
  return { text, spans, cut: cutPieces(text, marks, profile) };
}

function readMarks(raw: string, profile: Profile): { text: string; marks: QuoteMark[]; spans: Emphasis[] } {
  const dashes = profile.quotes === 'dash' ? { spacedDashes: true } : {};
  const healed = healStraySpaces(mendEllipses(mendDashes(raw)), { ...profile, ...dashes });
  const { text, marks } = educateQuotes(healed.text, profile);
  return { text, marks, spans: mergeSpans(findMarked(text), findTraced(text, healed.traces)) };
}

/** Every place where a paragraph could begin, in order, by the way in which the text writes speech. */
function cutPoints(text: string, marks: QuoteMark[], profile: Profile): CutPoint[] {
  if (profile.quotes === 'dash') return cutDashSpeech(text, profile.language, profile.gluedBreaks);
  if (profile.language === 'ja' || profile.language === 'zh') return cutCjk(text);
  const cut = cutPieces(text, marks, profile);
  const verdicts = decideGaps(cut, profile);
  return cut.pieces
    .slice(1)
    .map(({ start }, index) => ({ end: cut.pieces[index]!.end, start, ...verdicts[index + 1]! }));
}

/** `whole`: it is one paragraph, whatever stands in it. */
function restoreProse(raw: string, profile: Profile, whole = false): Block[] {
  const { text, marks, spans } = readMarks(raw, profile);
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
  for (const point of whole ? [] : cutPoints(text, marks, profile)) {
    if (point.probability >= BREAK_AT) {
      close(point.end);
      start = point.start;
      confidence = point.probability;
      reason = point.reason;
      doubts = [];
      counted = start;
      letters = 0;
    } else if (point.probability >= DOUBT_AT) {
      letters += countLetters(text.slice(counted, point.start));
      counted = point.start;
      if (letters > 0) doubts.push({ at: letters, confidence: point.probability, reason: point.reason });
    }
  }
  if (text.trim() !== '') close(text.length);
  return blocks;
}

function mergeSpans(marked: Emphasis[], traced: Emphasis[]): Emphasis[] {
  if (marked.length === 0) return traced;
  const all = [...marked, ...traced].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Emphasis[] = [];
  for (const span of all) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}
