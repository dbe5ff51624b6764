/** Tells the notes at both ends of a chapter from its text, which plain text does not part by any mark. */
import { type NoteKind, noteKind } from './note-labels.js';

interface Note {
  kind: NoteKind;
  foot: boolean;
  blocks: string[];
}

interface Label {
  at: number;
  kind: NoteKind;
  end: boolean;
}

/** The order in which they stand before a chapter, and after it. */
const HEAD: readonly NoteKind[] = ['work', 'summary', 'chapter'];
const FOOT: readonly NoteKind[] = ['chapter', 'work'];

/**
 * Labels open notes; the first label of the chapter's end is the one from which on the order of an end is kept.
 * Where several divisions are possible, the one with the longest text is taken. Of the last note before the text
 * only quoted blocks belong to it or, where nothing is quoted, its first block.
 */
export function divideNotes(blocks: readonly string[]): { notes: Note[]; body: string[] } {
  const labels = blocks.flatMap((block, at): Label[] => {
    const text = /^\*\*([^*\n]{2,60})\*\*$/.exec(block.trim())?.[1];
    const kind = text ? noteKind(text) : null;
    return kind && text?.trim().endsWith(':') ? [{ at, kind, end: /\bend\b/i.test(text) }] : [];
  });
  let best: { head: number; start: number; stop: number } | null = null;
  for (let head = 0; head <= labels.length; head += 1) {
    if (!isDivision(labels, head)) continue;
    const last = labels[head - 1];
    const start = last ? noteEnd(blocks, last.at) : 0;
    const stop = labels[head]?.at ?? blocks.length;
    const length = letters(blocks.slice(start, stop));
    if (!best || length > letters(blocks.slice(best.start, best.stop))) best = { head, start, stop };
  }
  if (!best) return { notes: [], body: [...blocks] };
  const { head, start, stop } = best;
  const notes = labels.map((label, i): Note => {
    const next = i === head - 1 ? start : (labels[i + 1]?.at ?? blocks.length);
    return { kind: label.kind, foot: i >= head, blocks: blocks.slice(label.at + 1, next) };
  });
  return { notes, body: blocks.slice(start, stop) };
}

/** Whether the first `head` labels can stand before the text and the others after it. */
function isDivision(labels: readonly Label[], head: number): boolean {
  const before = labels.slice(0, head);
  const after = labels.slice(head);
  if (before.length > 0 && before[0]!.at !== 0) return false;
  if (before.some(({ end }) => end)) return false;
  return rising(before, HEAD) && rising(after, FOOT) && after.every(({ kind }) => kind !== 'summary');
}

const rising = (labels: readonly Label[], order: readonly NoteKind[]): boolean =>
  labels.every(({ kind }, i) => i === 0 || order.indexOf(kind) > order.indexOf(labels[i - 1]!.kind));

function noteEnd(blocks: readonly string[], label: number): number {
  let at = label + 1;
  while (/^>/.test(blocks[at] ?? '')) at += 1;
  return at > label + 1 ? at : Math.min(label + 2, blocks.length);
}

const letters = (blocks: readonly string[]): number => blocks.reduce((sum, { length }) => sum + length, 0);
