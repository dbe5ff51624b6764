/** A flattened text (or one flattened line of it) into blocks. */
import { mendDashes, mendEllipses } from '../../core/text/typography.js';
import type { Block, Doubt } from './blocks.js';
import { cutCjk } from './cjk.js';
import { type CutPoint, cutDashSpeech } from './dash-speech.js';
import { findMarked, renderStretch } from './emphasis.js';
import { BREAK_AT, DOUBT_AT, decideGaps } from './gaps.js';
import { escapeText } from './html.js';
import { countLetters } from './letters.js';
import type { Profile } from './profile.js';
import { educateQuotes } from './quotes.js';
import type { Reason } from './reasons.js';
import type { Prose } from './speakers/tokens.js';
import { readParts, type Stretch } from './stretches.js';
import type { Part } from './structure.js';

const REASON_OF: Record<Part['kind'], Reason> = {
  paragraph: 'reshape.resumes',
  heading: 'reshape.heading',
  scene_break: 'reshape.sceneBreak',
  note: 'reshape.note',
  label: 'reshape.label',
};

/** Restores the blocks of a text that has lost its paragraphs. */
export function restoreFlat(text: string, profile: Profile): Block[] {
  const parts = readParts(text, profile);
  const points = cutPoints(
    parts.flatMap(({ stretches }) => stretches),
    profile,
  );
  const blocks: Block[] = [];
  for (const { part, stretches } of parts) {
    if (part.kind !== 'paragraph') blocks.push(liftedBlock(text, part, profile));
    for (const stretch of stretches)
      for (const block of restoreStretch(stretch, points.get(stretch)!)) blocks.push(block);
  }
  return blocks;
}

function liftedBlock(text: string, part: Part, profile: Profile): Block {
  const stretch = text.slice(part.start, part.end);
  const html =
    part.kind === 'heading'
      ? mendProse(stretch, profile).html
      : part.kind === 'note'
        ? markedHtml(stretch)
        : escapeText(stretch);
  const block: Block = { kind: part.kind, html, confidence: part.confidence, reason: REASON_OF[part.kind] };
  if (part.label !== undefined) block.label = part.label;
  return block;
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

/** Every place where a paragraph could begin, in order, by the way in which the text writes speech. */
function cutPoints(stretches: readonly Stretch[], profile: Profile): Map<Stretch, CutPoint[]> {
  const points = new Map<Stretch, CutPoint[]>();
  const runs = stretches.filter((stretch) => stretch.cut !== null) as (Stretch & Prose)[];
  const verdicts = decideGaps(runs, profile);
  runs.forEach((run, index) => {
    const { pieces } = run.cut;
    points.set(
      run,
      pieces.slice(1).map(({ start }, at) => {
        const { probability, reason } = verdicts[index]![at + 1]!;
        return { end: pieces[at]!.end, start, probability, reason };
      }),
    );
  });
  for (const stretch of stretches) if (!stretch.cut) points.set(stretch, cutByRules(stretch, profile));
  return points;
}

function cutByRules({ text, whole }: Stretch, profile: Profile): CutPoint[] {
  if (whole) return [];
  return profile.quotes === 'dash'
    ? cutDashSpeech(text, profile.language, profile.gluedBreaks)
    : cutCjk(text);
}

function restoreStretch(stretch: Stretch, points: readonly CutPoint[]): Block[] {
  const { text, spans } = stretch;
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
  for (const point of points) {
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
  if (blocks[0] && stretch.reason) Object.assign(blocks[0], { confidence: 0.9, reason: stretch.reason });
  return blocks;
}
