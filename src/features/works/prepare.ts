/** From what a writer gave to what is kept: everything that takes long happens here, before a transaction is opened. */
import type { FieldFaults } from '../../core/errors.js';
import { badInput } from '../../core/errors.js';
import { LIMITS } from '../../core/limits.js';
import type { Messages } from '../../core/messages/index.js';
import { overLimit } from '../../core/over-limit.js';
import {
  markdownToHtml,
  SANITISER_VERSION,
  type SafeHtml,
  type Sanitiser,
  textToHtml,
} from '../../core/text/index.js';
import { isAdultRating, type TagName } from '../tags/index.js';
import type { ChapterTag } from './chapter-tags.js';
import type { PlacedLink } from './related/place.js';
import type { WorkFields } from './schema.js';

/** Plain text, or HTML when it holds a tag. */
const asHtml = (source: string): string => (/<\/?[a-z][^<>]*>/i.test(source) ? source : textToHtml(source));

export interface Written {
  source: string;
  html: SafeHtml;
}

/** In what a writer types a text. */
export const SOURCE_FORMATS = ['html', 'markdown', 'text'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

const TO_HTML: Readonly<Record<SourceFormat, (text: string) => string>> = {
  html: (text) => text,
  markdown: markdownToHtml,
  text: textToHtml,
};

/** A text as it was typed, as the body of a chapter. */
export const typedBody = (text: string, format: SourceFormat): Pick<ChapterInput, 'html' | 'typed'> => ({
  html: TO_HTML[format](text),
  typed: { text, format },
});

export interface ChapterInput {
  title: string | null;
  /** HTML or plain text. */
  summary: string;
  startNotes: string;
  endNotes: string;
  /** HTML as the writer approved it. */
  html: string;
  /** What the writer typed, where that became `html`; it is kept in its place. */
  typed?: { text: string; format: SourceFormat };
  /** YYYY-MM-DD; without it the work's dates say when the chapter was published. */
  publishedOn?: string | undefined;
  /** What it warns of. */
  tags?: readonly ChapterTag[];
}

export interface PreparedChapter {
  title: string | null;
  summary: Written | null;
  startNotes: Written | null;
  endNotes: Written | null;
  body: Written & { format: SourceFormat };
  words: number;
  /** YYYY-MM-DD, or '' */
  publishedOn: string;
  tags: readonly ChapterTag[];
}

export interface PreparedHeader {
  fields: WorkFields;
  summary: Written | null;
  startNotes: Written | null;
  endNotes: Written | null;
  tags: TagName[];
  adult: boolean;
  sortTitle: string;
  sanitiserVersion: number;
  /** Where its links to other works lead, once `placeRelated` has found that out; without it they stay as they are. */
  related?: readonly PlacedLink[];
}

/** Prose of a header or of notes, sanitised; null when nothing is left of it. */
export async function written(sanitiser: Sanitiser, source: string): Promise<Written | null> {
  if (source.trim() === '') return null;
  const { html } = await sanitiser.prose(asHtml(source), { lineEnds: true });
  return html === '' ? null : { source, html };
}

/** Leading quotes and dots are dropped, an article goes to the end, leading numbers count as numbers. */
export function sortTitle(title: string): string {
  const bare =
    title
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^[\p{P}\p{S}\s]+/u, '') || title.toLowerCase();
  const moved = bare.replace(/^(a|an|the)\s+(.+)$/, '$2, $1');
  return moved.replace(/^\d+/, (digits) => digits.padStart(5, '0'));
}

function tagsOf(fields: WorkFields): TagName[] {
  const of = (type: TagName['type'], names: readonly string[]) => names.map((name) => ({ type, name }));
  return [
    ...of('rating', fields.rating ? [fields.rating] : []),
    ...of('warning', fields.warnings),
    ...of('category', fields.categories),
    ...of('fandom', fields.fandoms),
    ...of('relationship', fields.relationships),
    ...of('character', fields.characters),
    ...of('freeform', fields.freeforms),
  ];
}

export async function prepareHeader(sanitiser: Sanitiser, fields: WorkFields): Promise<PreparedHeader> {
  const [summary, startNotes, endNotes] = await Promise.all([
    written(sanitiser, fields.summary),
    written(sanitiser, fields.startNotes),
    written(sanitiser, fields.endNotes),
  ]);
  return {
    fields,
    summary,
    startNotes,
    endNotes,
    tags: tagsOf(fields),
    adult: isAdultRating(fields.rating),
    sortTitle: sortTitle(fields.title),
    sanitiserVersion: SANITISER_VERSION,
  };
}

/** @throws badInput that names every chapter that is empty or too long. */
export async function prepareChapters(
  sanitiser: Sanitiser,
  chapters: readonly ChapterInput[],
  w: Messages,
): Promise<PreparedChapter[]> {
  const prepared: PreparedChapter[] = [];
  const faults: FieldFaults = {};
  for (const [i, chapter] of chapters.entries()) {
    // Whoever types HTML by hand may leave paragraphs to the line ends.
    const lineEnds = chapter.typed?.format === 'html';
    const { html: body, words } = await sanitiser.prose(chapter.html, { lineEnds });
    if (body === '') faults[`chapter-${i}`] = w.works.form.faults.chapterShort(i + 1);
    else if (body.length > LIMITS.chapter)
      faults[`chapter-${i}`] = overLimit(w, w.works.form.faults.chapterLong(i + 1), body.length);
    prepared.push({
      title: chapter.title,
      summary: await written(sanitiser, chapter.summary),
      startNotes: await written(sanitiser, chapter.startNotes),
      endNotes: await written(sanitiser, chapter.endNotes),
      body: {
        source: chapter.typed?.text ?? chapter.html,
        format: chapter.typed?.format ?? 'html',
        html: body,
      },
      words,
      publishedOn: chapter.publishedOn ?? '',
      tags: chapter.tags ?? [],
    });
  }
  if (Object.keys(faults).length > 0) throw badInput(w.works.form.problem, faults);
  return prepared;
}
