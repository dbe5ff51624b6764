import MarkdownIt from 'markdown-it';
import { markdownToHtml } from '../../../core/text/index.js';
import { ImportError } from '../files/import-error.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { chapterLabel } from './chapter-label.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { takeFootnotes } from './footnotes.js';
import { readFrontMatter } from './front-matter.js';
import { applyHeader, readHeader } from './header-lines.js';
import { languageTagged } from './languages.js';
import { placeOpening } from './opening.js';
import type { SourceReader } from './source-reader.js';
import { canonicalCategory, canonicalRating, canonicalWarning } from './vocabulary.js';
import { doubtfulEncoding } from './warnings.js';

/** Markdown: a head between `---` lines, `# Title`, `## Chapter`. HTML in it is kept for the sanitiser. */
export const markdown: SourceReader = {
  format: 'markdown',
  label: 'Markdown (.md)',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    if (/^(?:md|markdown|mdown|mkdn?)$/.test(file.extension)) return 0.8;
    const { text } = await file.text();
    if (/^\s*</.test(text)) return 0;
    const head = text.slice(0, 20_000);
    if (readFrontMatter(head).values.has('title')) return 0.65;
    return /^# \S/.test(head.trimStart()) && /^## \S/m.test(text.slice(0, 200_000)) ? 0.55 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const work = readMarkdown(decoded.text);
    if (work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” has a head but no story under it. Choose the file that holds the story.`,
      );
    }
    work.warningsForReader.push(...doubtfulEncoding(decoded));
    yield work;
  },
};

/** Finds headings as core/text's Markdown does: no underlined ones, no code by indentation. */
const parser = new MarkdownIt({ html: true }).disable(['lheading', 'code']);

interface Heading {
  level: number;
  text: string;
  /** Lines of the source: where it begins and where what follows begins. */
  line: number;
  next: number;
}

/** A work from Markdown. */
export function readMarkdown(source: string): SourceWork {
  const work = emptyWork('markdown', 'html');
  const { values, rest } = readFrontMatter(source);
  applyFrontMatter(work, values);
  const { lines, noted } = takeFootnotes(rest.split('\n'));
  const all = topHeadings(lines.join('\n'));
  const level = chapterLevel(all);
  const title = all[0] && all[0].level === 1 && (level !== 1 || isTitleOnly(all, lines)) ? all[0] : null;
  if (title) work.title ??= title.text;
  const marks = all.filter((h) => h !== title && h.level === level);
  const start = title && lines.slice(0, title.line).every((line) => line.trim() === '') ? title.next : 0;
  const opening = lines.slice(start, marks[0]?.line ?? lines.length);
  const header = readHeader(opening, work.title !== null);
  if (header.length > 0) applyHeader(work, header);
  work.chapters = marks.map((mark, i) => {
    const label = chapterLabel(mark.text);
    return {
      ...emptyChapter(i + 1),
      title: label ? label.title : mark.text,
      body: render(noted(lines.slice(mark.next, marks[i + 1]?.line ?? lines.length))),
    };
  });
  placeOpening(work, render(noted(opening.slice(header.length))));
  return work;
}

const render = (lines: readonly string[]): string => markdownToHtml(lines.join('\n')).trim();

/** Headings that stand in nothing (no quotation, no list). */
function topHeadings(source: string): Heading[] {
  const tokens = parser.parse(source, {});
  return tokens.flatMap((token, i) => {
    if (token.type !== 'heading_open' || token.level !== 0 || !token.map) return [];
    const text = (tokens[i + 1]?.children ?? [])
      .map((child) => child.content)
      .join('')
      .trim();
    return [{ level: Number(token.tag.slice(1)), text, line: token.map[0], next: token.map[1] }];
  });
}

/** The level of chapter headings: the topmost that is not the title's, or that of `Chapter N` headings. */
function chapterLevel(all: readonly Heading[]): number | null {
  const labelled = all.filter((h) => chapterLabel(h.text)?.number != null);
  if (labelled.length > 0) return Math.min(...labelled.map((h) => h.level));
  const ones = all.filter((h) => h.level === 1);
  if (ones.length > 1) return 1;
  if (ones.length === 1 && all[0] !== ones[0]) return 1;
  const twos = all.filter((h) => h.level === 2);
  return twos.length > 0 ? 2 : null;
}

/** Several `#` headings: the first is the title when it is no chapter and the next follows at once. */
function isTitleOnly(all: readonly Heading[], lines: readonly string[]): boolean {
  const [first, second] = all;
  if (!first || !second || chapterLabel(first.text)) return false;
  const between = lines.slice(first.next, second.line).join(' ').trim();
  return between === '' || /^(?:[*_]*by\b.{0,120})$/i.test(between);
}

function applyFrontMatter(work: SourceWork, values: ReadonlyMap<string, string[]>): void {
  const list = (...keys: string[]): string[] => keys.flatMap((key) => values.get(key) ?? []);
  const parts = (...keys: string[]): string[] => keys.flatMap((key) => splitSingle(values.get(key) ?? []));
  work.title = list('title')[0] ?? null;
  work.authors = list('author', 'authors', 'creator', 'creators', 'by').map((name) => ({ name }));
  work.fandoms = parts('fandom', 'fandoms');
  work.relationships = parts('relationship', 'relationships', 'pairing', 'pairings', 'ships');
  work.characters = parts('character', 'characters');
  work.tags = parts('tags', 'tag', 'keywords', 'freeforms', 'additional-tags', 'genre', 'genres');
  for (const name of parts('category', 'categories')) {
    const known = canonicalCategory(name);
    if (known) work.categories.push(known);
    else work.tags.push(name);
  }
  for (const name of parts('warning', 'warnings', 'archive-warnings', 'archive-warning')) {
    const known = canonicalWarning(name);
    if (known) work.warnings.push(known);
    else work.tags.push(name);
  }
  const rating = list('rating')[0];
  work.rating = rating === undefined ? null : canonicalRating(rating);
  if (rating !== undefined && work.rating === null)
    work.warningsForReader.push(
      `The file gives the rating “${rating.slice(0, 80)}”, which is not one of the five. Choose one.`,
    );
  const language = list('language', 'lang')[0];
  work.language = language === undefined ? null : languageTagged(language);
  const html = (value: string | undefined): string | null =>
    value === undefined ? null : markdownToHtml(value).trim() || null;
  work.summary = html(list('summary', 'description')[0]);
  work.startNotes = html(list('notes', 'note', 'start-notes')[0]);
  work.endNotes = html(list('end-notes', 'endnotes')[0]);
  work.published =
    list('published', 'date')
      .map((value) => /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0])
      .find(Boolean) ?? null;
  work.updated =
    list('updated', 'modified')
      .map((value) => /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0])
      .find(Boolean) ?? null;
  const complete = list('complete', 'completed', 'status')[0]?.toLowerCase();
  if (complete !== undefined)
    work.complete = /^(?:true|yes|complete|completed|finished)$/.test(complete)
      ? true
      : /^(?:false|no|wip|in[- ]progress|incomplete)$/.test(complete)
        ? false
        : null;
  const series = list('series')[0];
  if (series)
    work.series = [{ title: series, position: Number(list('series-position', 'series-index')[0]) || 1 }];
  work.sourceUrl = list('source', 'url', 'link').find((value) => /^https?:\/\/\S+$/.test(value)) ?? null;
}

/** One text may hold a list by commas; a real list is taken as it is. */
const splitSingle = (values: readonly string[]): string[] =>
  values.length === 1 ? values[0]!.split(/\s*[,;]\s*/).filter(Boolean) : [...values];
