/** Lifts out of a flattened text what is not prose: headings, scene break markers, labels and notes. */
import type { BlockKind } from './blocks.js';
import { endsBefore, findCountingNumerals, findHeadings, type Heading, headingAt } from './headings.js';
import { findMarkers, type Span } from './markers.js';
import { findBareLabels, findNoteLabels, noteEnd } from './notes.js';

/** A stretch of a text and what it is. */
export interface Part extends Span {
  kind: BlockKind;
  /** Of a note: its label. */
  label?: string;
  /** 0..1, how sure it is that the part is what it is called. */
  confidence: number;
}

interface Anchor extends Span {
  kind: 'heading' | 'scene_break' | 'label' | 'note';
  headOnly: boolean;
  summary: boolean;
}

const NOTE_AT_END = 6000;
const NOTE_AT_HEAD = 3500;

/** Cuts a flattened text into parts that cover it, in order, white space between them left out. */
export function liftStructure(text: string): Part[] {
  const anchors = collectAnchors(text);
  const parts: Part[] = [];
  let at = skipSpace(text, 0);
  let head = true;
  let seenProse = false;
  let next = 0;
  while (at < text.length) {
    while (next < anchors.length && anchors[next]!.start < at) next++;
    if (head) {
      const title = anchors[next]?.start === at ? null : headingAt(text, at);
      if (title && title.end > at) {
        parts.push({
          kind: 'heading',
          start: title.start,
          end: title.end,
          confidence: title.number > 0 ? 0.95 : 0.6,
        });
        at = skipSpace(text, title.end);
        head =
          at < text.length &&
          !/["“]/.test(text[at]!) &&
          (title.number > 0 || NUMBERED_AHEAD.test(text.slice(at, at + 30)) || anchorAt(anchors, next, at));
        continue;
      }
    }
    while (next < anchors.length && !believable(text, anchors[next]!, head && anchors[next]!.start === at))
      next++;
    const anchor = anchors[next];
    if (!anchor) {
      pushProse(text, parts, at, text.length);
      break;
    }
    if (anchor.start > at) {
      pushProse(text, parts, at, anchor.start);
      head = false;
      seenProse = true;
    }
    at = skipSpace(text, pushAnchor(text, parts, anchors, next, !seenProse));
    head =
      anchor.kind === 'heading' ||
      anchor.kind === 'label' ||
      (anchor.kind === 'note' && (head || parts.length === 1)) ||
      (anchor.kind === 'scene_break' && head);
    next++;
  }
  return parts;
}

const NUMBERED_AHEAD = /^(?:chapter|part|prologue)\b/i;

/** Whether an anchor, looked for from the index `from` on, begins at `at`. */
function anchorAt(anchors: Anchor[], from: number, at: number): boolean {
  let index = from;
  while (index < anchors.length && anchors[index]!.start < at) index++;
  return anchors[index]?.start === at;
}

function collectAnchors(text: string): Anchor[] {
  const plain = { headOnly: false, summary: false };
  const headings = findHeadings(text);
  const all: Anchor[] = [
    ...headings.map((span) => ({ ...plain, ...span, kind: 'heading' as const })),
    ...findCountingNumerals(text, countingFrom(text, headings)).map((span) => ({
      ...plain,
      ...span,
      kind: 'heading' as const,
    })),
    ...findMarkers(text).map((span) => ({ ...plain, ...span, kind: 'scene_break' as const })),
    ...findBareLabels(text).map((span) => ({ ...span, kind: 'label' as const })),
    ...findNoteLabels(text).map((span) => ({ ...span, kind: 'note' as const })),
  ];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Anchor[] = [];
  for (const anchor of all) if (anchor.start >= (kept.at(-1)?.end ?? 0)) kept.push(anchor);
  return kept;
}

/** Bare numerals count on from the headings found; a text that opens with a bare `I` or `1.` begins the count too. */
function countingFrom(text: string, headings: Heading[]): Heading[] {
  const first = headingAt(text, skipSpace(text, 0));
  return first && first.number > 0 && headings[0]?.start !== first.start ? [first, ...headings] : headings;
}

function believable(text: string, anchor: Anchor, atHead: boolean): boolean {
  if (atHead) return true;
  if (anchor.kind === 'heading' || anchor.kind === 'scene_break') return true;
  if (anchor.headOnly) return false;
  return (
    anchor.kind === 'label' || endsBefore(text, anchor.start) || text.length - anchor.start < NOTE_AT_END
  );
}

function pushAnchor(text: string, parts: Part[], anchors: Anchor[], index: number, atHead: boolean): number {
  const anchor = anchors[index]!;
  if (anchor.kind !== 'note') {
    parts.push({ kind: anchor.kind, start: anchor.start, end: anchor.end, confidence: 0.95 });
    return anchor.end;
  }
  const start = skipSpace(text, anchor.end);
  const end = endOfNote(text, anchors, index, start, atHead);
  parts.push({
    kind: 'note',
    start,
    end: trimEnd(text, start, end),
    label: text.slice(anchor.start, anchor.end),
    confidence: 0.9,
  });
  return end;
}

function endOfNote(text: string, anchors: Anchor[], index: number, start: number, atHead: boolean): number {
  const anchor = anchors[index]!;
  const following = anchors
    .slice(index + 1, index + 12)
    .find((other) => other.start >= start && (other.kind !== 'scene_break' || atHead));
  const limit = following?.start ?? text.length;
  const short = limit - start <= (following ? NOTE_AT_HEAD : NOTE_AT_END);
  if (atHead)
    return following && short && !storyBetween(text, start, limit, following.kind, anchor.summary)
      ? limit
      : noteEnd(text, start, limit, anchor.summary);
  return short ? limit : noteEnd(text, start, limit, anchor.summary);
}

/** Whether the story itself begins in the stretch between a note's label and the next anchor. */
function storyBetween(
  text: string,
  start: number,
  end: number,
  next: Anchor['kind'],
  summary: boolean,
): boolean {
  const trusted = next === 'label' ? NOTE_AT_HEAD : next === 'heading' ? 2500 : summary ? 500 : 700;
  return end - start > trusted && noteEnd(text, start, end, summary) < end - 200;
}

function pushProse(text: string, parts: Part[], start: number, end: number): void {
  const from = skipSpace(text, start);
  const to = trimEnd(text, from, end);
  if (to > from) parts.push({ kind: 'paragraph', start: from, end: to, confidence: 1 });
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (index < text.length && /\s/.test(text[index]!)) index++;
  return index;
}

function trimEnd(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && /\s/.test(text[index - 1]!)) index--;
  return index;
}
