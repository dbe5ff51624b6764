/** A flattened text read up to the point where its breaks are decided: parts, and the prose in them. */
import { healStraySpaces, mendDashes, mendEllipses } from '../../core/text/typography.js';
import { findDocuments } from './documents.js';
import { type Emphasis, findMarked, findTraced } from './emphasis.js';
import { cutPieces, type Pieces } from './pieces.js';
import type { Profile } from './profile.js';
import { educateQuotes, type QuoteMark } from './quotes.js';
import type { Reason } from './reasons.js';
import { liftStructure, type Part } from './structure.js';

/** Prose with its typography mended and its emphasis found. */
export interface Stretch {
  text: string;
  marks: QuoteMark[];
  spans: Emphasis[];
  /** It is one paragraph, whatever stands in it. */
  whole: boolean;
  /** Why it begins, when it is a message or a letter inside the prose. */
  reason: Reason | null;
  /** Cut where a paragraph could begin; null when the text's way to write speech is cut by other rules. */
  cut: Pieces | null;
}

export interface ReadPart {
  part: Part;
  /** Of a paragraph part: its stretches, in order; none of the others. */
  stretches: Stretch[];
}

/** Reads a text that has lost its paragraphs. */
export function readParts(text: string, profile: Profile): ReadPart[] {
  return liftStructure(text).map((part) => ({
    part,
    stretches: part.kind === 'paragraph' ? readStretches(text.slice(part.start, part.end), profile) : [],
  }));
}

/** The messages and letters in a stretch of prose, and what stands between them, each on its own. */
function readStretches(text: string, profile: Profile): Stretch[] {
  const documents = findDocuments(text);
  if (documents.length === 0) return [readStretch(text, profile, false, null)];
  return documents.map(({ start, end, reason, whole, lineAt }) => {
    const raw = lineAt === undefined ? text.slice(start, end) : withLine(text, start, end, lineAt);
    return readStretch(raw.trim(), profile, whole ?? false, reason ?? null);
  });
}

/** The close of a letter with its name on a line of its own. */
const withLine = (text: string, start: number, end: number, name: number): string =>
  `${text.slice(start, name).trimEnd()}\n${text.slice(name, end)}`;

function readStretch(raw: string, profile: Profile, whole: boolean, reason: Reason | null): Stretch {
  const dashes = profile.quotes === 'dash' ? { spacedDashes: true } : {};
  const healed = healStraySpaces(mendEllipses(mendDashes(raw)), { ...profile, ...dashes });
  const { text, marks } = educateQuotes(healed.text, profile);
  const spans = mergeSpans(findMarked(text), findTraced(text, healed.traces));
  const cut = whole || !usesQuotes(profile) ? null : cutPieces(text, marks, profile);
  return { text, marks, spans, whole, reason, cut };
}

/** Speech by dashes, Japanese and Chinese have rules of their own. */
const usesQuotes = ({ quotes, language }: Profile): boolean =>
  quotes !== 'dash' && language !== 'ja' && language !== 'zh';

function mergeSpans(marked: Emphasis[], traced: Emphasis[]): Emphasis[] {
  if (marked.length === 0) return traced;
  const all = [...marked, ...traced].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Emphasis[] = [];
  for (const span of all) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}
