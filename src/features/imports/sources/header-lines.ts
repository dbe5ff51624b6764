/**
 * The head of a story that was kept as text: a title, `by NAME`, and lines such as `Rating: T`.
 * It is taken only where it is plausible: what is not taken stays in the text.
 */
import { escapeHtml } from '../../../core/text/index.js';
import type { SourceWork } from '../source-work.js';
import { languageNamed } from './languages.js';
import { canonicalCategory, canonicalRating, canonicalWarning } from './vocabulary.js';

type Label =
  | 'title'
  | 'authors'
  | 'fandoms'
  | 'rating'
  | 'relationships'
  | 'characters'
  | 'summary'
  | 'warnings'
  | 'categories'
  | 'tags'
  | 'language'
  | 'notes'
  | 'source'
  | 'series'
  | 'published'
  | 'updated'
  | 'status'
  | 'other';

const LABELS: [RegExp, Label][] = [
  [/^(?:title|story|story title|name of (?:the )?(?:story|fic))$/, 'title'],
  [/^(?:authors?|by|written by|writers?|pen ?names?|creators?)$/, 'authors'],
  [/^(?:fandoms?|universe|crossover)$/, 'fandoms'],
  [/^(?:rating|rated)$/, 'rating'],
  [/^(?:pairings?|relationships?|ships?|pairings?\/characters?)$/, 'relationships'],
  [/^(?:characters?)$/, 'characters'],
  [/^(?:summary|description|blurb)$/, 'summary'],
  [/^(?:warnings?|archive warnings?|content warnings?|cw|tw|trigger warnings?|contains)$/, 'warnings'],
  [/^(?:category|categories)$/, 'categories'],
  [/^(?:tags?|additional tags?|freeforms?|genres?|keywords?)$/, 'tags'],
  [/^(?:language)$/, 'language'],
  [/^(?:notes?|author'?s?'? notes?|a\/n|an)$/, 'notes'],
  [/^(?:url|link|source|original(?:ly)?(?: posted)?(?: at)?|story url)$/, 'source'],
  [/^(?:series|part of)$/, 'series'],
  [/^(?:published|posted|date|date posted|written)$/, 'published'],
  [/^(?:updated|last updated)$/, 'updated'],
  [/^(?:status|complete|completed)$/, 'status'],
  [
    /^(?:disclaimer|beta|beta reader|betas|thanks|archive|distribution|feedback|spoilers?|setting|timeline|timeframe|word ?count|words|length|chapters?|prompts?|for|recipient|dedication|e-?mail|website|copyright|credits?|challenge|version|artist|continuity|season)$/,
    'other',
  ],
];

const LINE = /^([\p{L}'’/ ]{1,28}?)\s*[:：]\s*(.*)$/u;
const MAX_LINE = 600;
const MAX_HEAD = 60;

export interface HeaderField {
  label: Label;
  /** As it stood, for what is only kept. */
  written: string;
  value: string;
}

export interface Header {
  title: string | null;
  byline: string | null;
  fields: HeaderField[];
  /** How many lines belong to the head. */
  length: number;
}

/**
 * Reads the head at the start of `lines`. Its length is 0 when there is none. `known`: a title stands above the lines
 * already, so that a byline or a single label is enough of a head.
 */
export function readHeader(lines: readonly string[], known = false): Header {
  const header: Header = { title: null, byline: null, fields: [], length: 0 };
  let at = skipBlank(lines, 0);
  const titled = known ? bylineAt(lines, at) : titleAndByline(lines, at);
  if (titled) {
    header.title = titled.title;
    header.byline = titled.byline;
    at = skipBlank(lines, titled.next);
    header.length = titled.next;
  }
  const block = labelled(lines, at);
  const kinds = new Set(block.fields.map(({ label }) => label).filter((label) => label !== 'other'));
  const plausible = kinds.has('title') || kinds.size >= 2 || ((known || titled !== null) && kinds.size > 0);
  if (plausible) {
    header.fields = block.fields;
    header.length = block.next;
  }
  return header;
}

interface Titled {
  title: string | null;
  byline: string;
  /** The line after them. */
  next: number;
}

/** `by NAME` alone in its paragraph. */
function bylineAt(lines: readonly string[], at: number): Titled | null {
  const byline = /^(?:(?:written|a (?:story|fic|fanfic)) )?by:?\s+(\S.{0,120})$/i.exec(
    plain(lines[at] ?? ''),
  )?.[1];
  const isSentence = byline !== undefined && /[.!?,;]$/.test(byline) && byline.split(/\s+/).length > 3;
  const below = plain(lines[at + 1] ?? '');
  return byline && !isSentence && (below === '' || isLabelled(below))
    ? { title: null, byline, next: at + 1 }
    : null;
}

function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && plain(lines[at]!) === '') at += 1;
  return at;
}

/** A line without the marks that writers put around heads: `**Title:** X`, `= X =`. */
const plain = (line: string): string =>
  line
    .trim()
    .replace(/^(?:[-=~_*#+]{3,}|[-=~_*#+\s]{5,})$/u, '')
    .replace(/^[*_~#>\s]+|[*_~\s]+$/gu, '')
    .replace(/(?:\*\*|__|\*|_)(?=\s*[:：])|([:：])(?:\*\*|__|\*|_)/gu, '$1')
    .trim();

/** A title on the first line and `by NAME` on the next, or both on one. */
function titleAndByline(lines: readonly string[], at: number): Titled | null {
  const title = plain(lines[at] ?? '');
  if (title === '' || title.length > 150 || isLabelled(title)) return null;
  const nextAt = skipBlank(lines, at + 1);
  const below = nextAt <= at + 2 ? bylineAt(lines, nextAt) : null;
  if (below) return { ...below, title };
  const both = /^(\S.{0,100}?),?\s+by\s+([\p{L}\p{N}_.-]{2,40})$/u.exec(title);
  const alone = plain(lines[at + 1] ?? '') === '';
  return both && alone && /^["“]?[\p{Lu}\p{N}]/u.test(title) && titleCase(both[1]!)
    ? { title: both[1]!.replace(/^["“]|["”]$/gu, ''), byline: both[2]!, next: at + 1 }
    : null;
}

/** A sentence is not a title: of a title's longer words most have capitals. */
function titleCase(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word.length > 3);
  return words.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length >= words.length * 0.6;
}

/** `Label: value` lines with blank lines between; a summary or a note may run over several lines. */
function labelled(lines: readonly string[], from: number): { fields: HeaderField[]; next: number } {
  const fields: HeaderField[] = [];
  let next = from;
  for (let at = from; at < lines.length && at < from + MAX_HEAD; at += 1) {
    const line = plain(lines[at]!);
    if (line === '') continue;
    const match = line.length <= MAX_LINE ? LINE.exec(line) : null;
    const label = match ? labelOf(match[1]!) : null;
    const open = fields.at(-1);
    if (label) fields.push({ label, written: match![1]!, value: match![2]!.trim() });
    else if (open && at === next && goesOn(open, lines, at)) open.value = `${open.value} ${line}`.trim();
    else break;
    next = at + 1;
  }
  return { fields: fields.filter(({ value }) => value !== ''), next };
}

const isLabelled = (line: string): boolean => {
  const match = LINE.exec(line);
  return match !== null && labelOf(match[1]!) !== null;
};

const labelOf = (written: string): Label | null => {
  const tidy = written.toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ').trim();
  return LABELS.find(([pattern]) => pattern.test(tidy))?.[1] ?? null;
};

/** Wrapped lines of the field above: no blank line before, and the block ends with a blank line or another label. */
function goesOn(open: HeaderField, lines: readonly string[], at: number): boolean {
  if (open.value === '') return true;
  if (!/^(?:summary|notes|other|warnings|tags|characters|relationships)$/.test(open.label)) return false;
  for (let i = at; i < Math.min(lines.length, at + 12); i += 1) {
    const line = plain(lines[i]!);
    if (line === '') return true;
    const match = LINE.exec(line);
    if (match && labelOf(match[1]!)) return true;
  }
  return false;
}

/** Writes what a head says into a work; kept lines that have no place of their own become notes before it. */
export function applyHeader(work: SourceWork, header: Header): void {
  if (header.title) work.title = header.title;
  if (header.byline) applyByline(work, header.byline);
  const kept: string[] = [];
  for (const field of header.fields) {
    const rest = applyField(work, field);
    if (rest) kept.push(`<p>${escapeHtml(rest)}</p>`);
  }
  if (kept.length > 0) work.startNotes = [...(work.startNotes ? [work.startNotes] : []), ...kept].join('\n');
}

function applyByline(work: SourceWork, value: string): void {
  work.anonymous = /^anonymous$/i.test(value);
  work.authors = work.anonymous
    ? []
    : names(value).map((name) => ({ name: name.replace(/\s*[<(]?\S+@\S+[>)]?$/, '') || name }));
}

/** Returns the line to keep as a note, or null when the field has its place. */
function applyField(work: SourceWork, { label, written, value }: HeaderField): string | null {
  const line = `${written}: ${value}`;
  switch (label) {
    case 'title':
      work.title = value.replace(/^["“](.*)["”]$/u, '$1');
      return null;
    case 'authors':
      applyByline(work, value);
      return null;
    case 'fandoms':
    case 'characters':
    case 'tags':
      work[label].push(...list(value));
      return null;
    case 'relationships':
      work.relationships.push(...list(value).filter((name) => !/^(?:none|n\/a|gen)$/i.test(name)));
      return null;
    case 'rating':
      work.rating = canonicalRating(value);
      return work.rating === null || /\s/.test(value.replace(work.rating, '').trim()) ? line : null;
    case 'warnings':
      return applyWarnings(work, value, line);
    case 'categories':
      for (const name of list(value)) {
        const known = canonicalCategory(name);
        if (known) work.categories.push(known);
        else work.tags.push(name);
      }
      return null;
    case 'summary':
      work.summary = `<p>${escapeHtml(value)}</p>`;
      return null;
    case 'language':
      work.language = languageNamed(value);
      return null;
    case 'source': {
      const url = /https?:\/\/\S+/.exec(value)?.[0] ?? null;
      work.sourceUrl ??= url;
      return url === value ? null : line;
    }
    case 'series': {
      const numbered = /^(.*?)[\s,]*(?:[([#]|part|book|no\.?)\s*#?(\d{1,3})[)\]]?$/i.exec(value);
      work.series.push({ title: numbered?.[1] || value, position: numbered ? Number(numbered[2]) : 1 });
      return null;
    }
    case 'published':
    case 'updated': {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
      if (day) work[label] = day;
      return day ? null : line;
    }
    case 'status': {
      const complete = /^(?:complete|completed|finished|yes)\b/i.test(value);
      if (!complete && !/^(?:wip|in[- ]progress|incomplete|unfinished|no)\b/i.test(value)) return line;
      work.complete = complete;
      return null;
    }
    default:
      return label === 'notes' ? value : line;
  }
}

/** Warnings that AO3 knows go to warnings, short others to tags; a sentence stays as it is. */
function applyWarnings(work: SourceWork, value: string, line: string): string | null {
  if (/^(?:none|n\/a|no|nothing)\b[.!]?$/i.test(value)) return null;
  const parts = list(value);
  if (parts.some((part) => part.split(' ').length > 6)) return line;
  for (const part of parts) {
    const known = canonicalWarning(part.replace(/\.$/, ''));
    if (known) work.warnings.push(known);
    else work.tags.push(part.replace(/\.$/, ''));
  }
  return null;
}

/** Parts of a list: by semicolons where there are any, else by commas. */
const list = (value: string): string[] =>
  value
    .split(value.includes(';') ? /\s*;\s*/ : /\s*,\s*/)
    .map((part) => part.trim())
    .filter(Boolean);

const names = (value: string): string[] => value.split(/\s*(?:,|;|&|\band\b)\s*/).filter(Boolean);
