/** The documents that a story quotes inside a flattened stretch of prose: letters, and messages one by one. */
import { findTurns, messageEnd } from './chat.js';
import { findLetterParts } from './correspondence.js';
import type { Span } from './markers.js';
import type { Reason } from './reasons.js';

/** A part of a stretch. The parts cover it, in order. */
export interface DocumentPart extends Span {
  /** Why it begins here, undefined for the first. */
  reason?: Reason;
  /** It is one paragraph, whatever stands in it. */
  whole: boolean;
  /** Where a new line begins inside it, as before the name under a letter. */
  lineAt?: number;
}

/** Longer messages are cut like prose. */
const LONG_MESSAGE = 700;

/** Cuts a stretch at its messages and at the openings and closes of its letters; empty when it has none. */
export function findDocuments(text: string): DocumentPart[] {
  const turns = text.includes(':') || text.includes('>') ? findTurns(text) : [];
  return turns.length > 0
    ? messageParts(
        text,
        turns.map(({ start }) => start),
      )
    : letterParts(text);
}

function messageParts(text: string, starts: readonly number[]): DocumentPart[] {
  const parts: DocumentPart[] = [];
  if (starts[0]! > 0) parts.push({ start: 0, end: starts[0]!, whole: false });
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1];
    const end = next ?? messageEnd(text, start, text.length);
    parts.push({ start, end, reason: 'reshape.message', whole: end - start < LONG_MESSAGE });
    if (next === undefined && end < text.length)
      parts.push({ start: end, end: text.length, reason: 'reshape.resumes', whole: false });
  }
  return parts;
}

function letterParts(text: string): DocumentPart[] {
  const parts: DocumentPart[] = [];
  let at = 0;
  let reason: Reason | null = null;
  const prose = (end: number): void => {
    if (text.slice(at, end).trim() !== '')
      parts.push(reason ? { start: at, end, reason, whole: false } : { start: at, end, whole: false });
  };
  for (const { start, end, name } of findLetterParts(text)) {
    prose(start);
    const part: DocumentPart = { start, end, reason: 'reshape.letter', whole: true };
    if (name !== undefined) part.lineAt = name;
    parts.push(part);
    at = end;
    reason = 'reshape.letter';
  }
  if (parts.length === 0) return [];
  prose(text.length);
  return parts;
}
