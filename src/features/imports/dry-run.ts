/**
 * What an import would read from a file, without a database: one object a file, works with metadata, notes and
 * prose as lines. The shape is that of the command line's `import --dry-run --json`.
 */

import { asAppError } from '../../core/errors.js';
import { elementCounts, emphasised, proseLines, sanitiseNow } from '../../core/text/index.js';
import type { Block } from '../reshape/index.js';
import { ImportError } from './files/import-error.js';
import { type SourceFile, withSourceFile } from './files/source-file.js';
import { reshapeChapters } from './reshape-chapters.js';
import type { SourceChapter, SourceWork } from './source-work.js';
import { readFile } from './sources/index.js';

export interface DryRun {
  file: string;
  works: DryWork[];
  /** Faults in plain words; the works that were read before one stay. */
  errors: { code: string; message: string }[];
}

export interface DryWork
  extends Omit<
    SourceWork,
    'shape' | 'chapters' | 'images' | 'summary' | 'startNotes' | 'endNotes' | 'warningsForReader' | 'document'
  > {
  chapterCount: number;
  summary: string[];
  startNotes: string[];
  endNotes: string[];
  chapters: DryChapter[];
  images: number;
  notices: string[];
}

export interface DryChapter {
  position: number;
  title: string | null;
  summary: string[] | null;
  startNotes: string[] | null;
  endNotes: string[] | null;
  paragraphs: string[];
  italics: string[];
  bold: string[];
  counts: Record<string, number>;
  authors?: SourceChapter['authors'];
}

/** Reads a file as an import would. Never throws for what is wrong with the file: `errors` says it. `shown` is what the answer calls the file, such as its path. */
export async function dryRun(file: SourceFile, shown = file.name): Promise<DryRun> {
  const run: DryRun = { file: shown, works: [], errors: [] };
  try {
    for await (const work of readFile(file)) run.works.push(dryWork(work));
  } catch (thrown) {
    const { code, safe, status } = asAppError(thrown);
    if (status >= 500) throw thrown;
    run.errors.push({ code, message: safe });
  }
  return run;
}

function dryWork({ shape, document: _document, warningsForReader, images, ...work }: SourceWork): DryWork {
  const shaped = shape === 'text' ? reshapeChapters(work.chapters.map(({ body }) => body)) : null;
  return {
    ...work,
    // Not of the stable shape that scripts read.
    related: work.related.map(({ author: _author, ...one }) => one),
    chapterCount: work.chapters.length,
    summary: lines(work.summary) ?? [],
    startNotes: lines(work.startNotes) ?? [],
    endNotes: lines(work.endNotes) ?? [],
    chapters: work.chapters.map((chapter, i) =>
      dryChapter(chapter, shaped ? shapedHtml(shaped.chapters[i]!) : clean(chapter.body)),
    ),
    images: images.length,
    notices: shaped ? [...warningsForReader, ...shaped.warnings] : warningsForReader,
  };
}

const lines = (html: string | null): string[] | null => {
  const read = html === null ? [] : proseLines(clean(html));
  return read.length > 0 ? read : null;
};

function dryChapter(chapter: SourceChapter, html: string): DryChapter {
  return {
    position: chapter.position,
    title: chapter.title,
    summary: lines(chapter.summary),
    startNotes: lines(chapter.startNotes),
    endNotes: lines(chapter.endNotes),
    paragraphs: proseLines(html),
    ...emphasised(html),
    counts: Object.fromEntries(elementCounts(html)),
    ...(chapter.authors ? { authors: chapter.authors } : {}),
  };
}

/** Cleaned as an import would, save that pictures which lie elsewhere stay in sight as pictures. */
const clean = (html: string): string =>
  sanitiseNow(html.replace(/(<img\b[^>]*?\ssrc=")(?!import:)[^"]*"/g, '$1import:0"'), {
    images: () => '/media/00000000',
  }).html;

/** Blocks of restored text as HTML, one element each. */
const shapedHtml = (blocks: readonly Block[]): string =>
  blocks
    .map(({ kind, html, label }) => {
      if (kind === 'scene_break') return '<hr>';
      const tag = kind === 'heading' ? 'h3' : 'p';
      return `<${tag}>${label ? `${label} ` : ''}${html.replaceAll('\n', '<br>')}</${tag}>`;
    })
    .join('\n');

/** `dryRun` of a file by its path; that there is no such file is among the errors too. */
export async function dryRunFile(path: string): Promise<DryRun> {
  try {
    return await withSourceFile(path, (file) => dryRun(file, path));
  } catch (thrown) {
    if (!(thrown instanceof ImportError)) throw thrown;
    return { file: path, works: [], errors: [{ code: thrown.code, message: thrown.safe }] };
  }
}
