/** Lifts out of a flattened text what is not prose: headings, scene break markers, labels and notes. */
import type { BlockKind } from './blocks.js';
import { Brackets } from './brackets.js';
import { endsBefore, findCountingNumerals, findHeadings, type Heading, headingAt } from './headings.js';
import { findMarkers, type Span } from './markers.js';
import { bracketEnd, findBareLabels, findNoteLabels, hasSpeech, noteEnd } from './notes.js';

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
  loose?: boolean;
}

const NOTE_AT_END = 6000;
const NOTE_AT_HEAD = 3500;

/** Cuts a flattened text into parts that cover it, in order, white space between them left out. */
export function liftStructure(text: string): Part[] {
  return new Lifter(text).lift();
}

class Lifter {
  private readonly text: string;
  private readonly anchors: Anchor[];
  private readonly brackets: Brackets;
  private readonly parts: Part[] = [];
  private at: number;
  private next = 0;
  /** Nothing but notes, labels and headings since the beginning or the last heading: a title may stand here. */
  private head = true;
  private seenProse = false;

  constructor(text: string) {
    this.text = text;
    this.anchors = collectAnchors(text);
    this.brackets = new Brackets(text);
    this.at = skipSpace(text, 0);
  }

  lift(): Part[] {
    while (this.at < this.text.length) {
      while (this.next < this.anchors.length && this.anchors[this.next]!.start < this.at) this.next++;
      if (this.head && this.takeTitle()) continue;
      while (this.next < this.anchors.length && !this.believes(this.anchors[this.next]!)) this.next++;
      const anchor = this.anchors[this.next];
      this.takeProse(anchor?.start ?? this.text.length);
      if (anchor) this.takeAnchor(anchor);
    }
    return this.parts;
  }

  private takeTitle(): boolean {
    const { text, anchors } = this;
    const title = anchors[this.next]?.start === this.at ? null : headingAt(text, this.at);
    if (!title || title.end <= this.at) return false;
    const confidence = title.number > 0 ? 0.95 : 0.6;
    this.parts.push({ kind: 'heading', start: title.start, end: title.end, confidence });
    this.at = skipSpace(text, title.end);
    const more =
      title.number > 0 ||
      NUMBERED_AHEAD.test(text.slice(this.at, this.at + 30)) ||
      anchorAt(anchors, this.next, this.at);
    this.head = more && !/["“]/.test(text[this.at] ?? '"');
    return true;
  }

  private takeProse(end: number): void {
    const to = trimEnd(this.text, this.at, end);
    if (to <= this.at) return;
    this.parts.push({ kind: 'paragraph', start: this.at, end: to, confidence: 1 });
    this.at = skipSpace(this.text, end);
    this.head = false;
    this.seenProse = true;
  }

  private takeAnchor(anchor: Anchor): void {
    const { text, parts } = this;
    let end = anchor.end;
    if (anchor.kind === 'note') {
      const start = skipSpace(text, anchor.end);
      const closed = bracketEnd(text, anchor.start, start, this.brackets);
      end = closed > 0 ? closed : endOfNote(text, this.anchors, this.next, start, !this.seenProse);
      const label = text.slice(anchor.start, anchor.end).replace(/^[*_]+|[*_]+$/g, '');
      // Marks around the whole note are no part of it.
      const last = /^[*_]/.test(text.slice(anchor.start))
        ? /[*_]*$/.exec(text.slice(start, end))!.index
        : end - start;
      parts.push({ kind: 'note', start, end: trimEnd(text, start, start + last), label, confidence: 0.9 });
    } else parts.push({ kind: anchor.kind, start: anchor.start, end, confidence: 0.95 });
    this.at = skipSpace(text, end);
    this.head = anchor.kind === 'heading' || anchor.kind === 'label' || this.head;
    this.next++;
  }

  private believes(anchor: Anchor): boolean {
    const here = anchor.start === this.at;
    if (this.head && here) return true;
    if (anchor.loose) return here && this.parts.at(-1)?.kind === 'note';
    if (anchor.kind === 'heading' || anchor.kind === 'scene_break') return true;
    if (anchor.headOnly) return false;
    return (
      anchor.kind === 'label' ||
      endsBefore(this.text, anchor.start) ||
      this.text.length - anchor.start < NOTE_AT_END
    );
  }
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
    ...findCountingNumerals(
      text,
      countingFrom(
        text,
        headings.filter((heading) => !heading.loose),
      ),
    ).map((span) => ({
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

/** Where the note ends whose text begins at `start`. */
function endOfNote(text: string, anchors: Anchor[], index: number, start: number, atHead: boolean): number {
  const anchor = anchors[index]!;
  const following = anchors
    .slice(index + 1, index + 12)
    .find((other) => other.start >= start && (atHead || (other.kind !== 'scene_break' && !other.headOnly)));
  const limit = following?.start ?? text.length;
  const short = limit - start <= (following ? NOTE_AT_HEAD : NOTE_AT_END);
  if (atHead)
    return following && short && !storyBetween(text, start, limit, following.kind, anchor.summary)
      ? limit
      : noteEnd(text, start, limit, anchor.summary);
  if (!short) return noteEnd(text, start, limit, anchor.summary);
  const end = noteEnd(text, start, limit, anchor.summary);
  const rest = text.slice(end, limit);
  return hasSpeech(rest, 2) || (/^\s*["“]/.test(rest) && hasSpeech(rest)) ? end : limit;
}

/** Whether the story itself begins in the stretch between a note's label and the next anchor. */
function storyBetween(
  text: string,
  start: number,
  end: number,
  next: Anchor['kind'],
  summary: boolean,
): boolean {
  if (next === 'note' || next === 'scene_break') {
    const stop = noteEnd(text, start, end, summary);
    if (hasSpeech(text.slice(stop, end))) return true;
  }
  const trusted = next === 'label' ? NOTE_AT_HEAD : next === 'heading' ? 2500 : summary ? 500 : 700;
  return end - start > trusted && noteEnd(text, start, end, summary) < end - 200;
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
