import { escapeHtml } from '../../../core/text/index.js';
import { ImportError } from '../files/import-error.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceChapter, SourceWork } from '../source-work.js';
import { type ChapterLabel, chapterLabel, chapterSequence } from './chapter-label.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { applyHeader, readHeader } from './header-lines.js';
import type { SourceReader } from './source-reader.js';
import { doubtfulEncoding } from './warnings.js';

/** Plain text in any shape. Bodies stay as they are; the reshape room gives them paragraphs. */
export const text: SourceReader = {
  format: 'text',
  label: 'plain text (.txt)',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'text' ? 0.3 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const work = readText(decoded.text);
    if (work.chapters.every(({ body }) => body === '')) {
      throw new ImportError(
        'no-text',
        `“${file.name}” holds nothing but white space. Choose the file that holds the story.`,
      );
    }
    work.warningsForReader.push(...doubtfulEncoding(decoded));
    yield work;
  },
};

/** A work from plain text: its head, its chapters by their headings, and the rest as it stands. */
export function readText(source: string): SourceWork {
  const work = emptyWork('text', 'text');
  const lines = source.replace(/[\u2028\u2029\u0085]/g, '\n').split('\n');
  const header = readHeader(lines);
  applyHeader(work, header);
  const rest = lines.slice(header.length);
  const { preamble, chapters } = textChapters(rest);
  work.chapters = chapters;
  if (isProse(preamble))
    work.chapters = [
      { ...emptyChapter(1), body: preamble },
      ...chapters.map((c) => ({ ...c, position: c.position + 1 })),
    ];
  else if (preamble !== '')
    work.startNotes = [...(work.startNotes ? [work.startNotes] : []), ...noteParagraphs(preamble)].join('\n');
  return work;
}

const LONG = 60;

/** Whether what stands before the first heading is a part of the story rather than a remark. */
const isProse = (preamble: string): boolean => preamble.split(/\s+/).filter(Boolean).length > LONG;

const noteParagraphs = (preamble: string): string[] =>
  preamble.split(/\n\s*\n/).map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>')}</p>`);

/** Cuts lines at headings that stand alone. Without any, all is one chapter and nothing stands before it. */
function textChapters(lines: readonly string[]): { preamble: string; chapters: SourceChapter[] } {
  const candidates = lines.flatMap((line, at) => {
    const label = line.length <= 200 && standsAlone(lines, at) ? chapterLabel(line) : null;
    return label ? [{ at, label }] : [];
  });
  // A heading with nothing under it whose twin comes later is a line of a table of contents.
  const key = ({ label }: { label: ChapterLabel }): string => JSON.stringify([label.number, label.title]);
  const lastOf = new Map(candidates.map((one, i) => [key(one), i]));
  const contents = new Set<number>();
  const real = candidates.filter((one, i) => {
    const next = candidates[i + 1]?.at ?? lines.length;
    if (lastOf.get(key(one)) === i || lines.slice(one.at + 1, next).some((line) => line.trim() !== ''))
      return true;
    contents.add(one.at);
    return false;
  });
  const heads = chapterSequence(real.map(({ label }) => label)).map((i) => real[i]!);
  const first = heads[0];
  if (!first) return { preamble: '', chapters: [{ ...emptyChapter(1), body: block(lines) }] };
  const chapters = heads.map(({ at, label }, i) =>
    titled(lines.slice(at + 1, heads[i + 1]?.at ?? lines.length), label.title, i + 1),
  );
  return { preamble: block(lines.slice(0, first.at).filter((_, at) => !contents.has(at))), chapters };
}

/** A heading has a blank line, or the edge of the text, before it; after it may stand its title or the text. */
function standsAlone(lines: readonly string[], at: number): boolean {
  const before = lines[at - 1]?.trim() ?? '';
  return before === '' || /^[-=~*_#+\s]{3,}$/.test(before) || chapterLabel(before) !== null;
}

/** `CHAPTER ONE` on one line, its title alone on the next, a blank line after it. */
function titled(lines: readonly string[], title: string | null, position: number): SourceChapter {
  const next = lines[0]?.trim() ?? '';
  const hasOwn =
    title === null &&
    next !== '' &&
    next.length <= 80 &&
    (lines[1] ?? '').trim() === '' &&
    lines.length > 2 &&
    /^["“'‘]?[\p{Lu}\p{N}]/u.test(next) &&
    !/[.,;:!?…”"]$/u.test(next);
  return {
    ...emptyChapter(position),
    title: hasOwn ? next : title,
    body: block(hasOwn ? lines.slice(1) : lines),
  };
}

/** Lines as one text, without blank lines at either end. */
const block = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
