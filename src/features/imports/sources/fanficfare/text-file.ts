/** FanFicFare's plain text. Its text is what html2text makes of the chapters: a kind of Markdown. */
import type { SourceChapter, SourceWork } from '../../source-work.js';
import { emptyChapter, emptyWork } from '../empty-work.js';
import { authorAt, setAuthors } from './authors.js';
import { applyFields, type Field, isKnownLabel } from './fields.js';
import { settleLoneNotes, tidyTitles } from './finish.js';
import { textHtml } from './text-html.js';
import { divideNotes } from './text-notes.js';
import { textField } from './title-page.js';
import { blocksOf, wrapWidth } from './unwrap.js';

/** A chapter's title stands alone, behind a tab that a wrapped file writes as eight spaces. */
const TITLE = /^(?:\t| {8})(\S.*)$/;

export function readTextFile(source: string): SourceWork {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const width = wrapWidth(lines);
  const end = lastLine(lines);
  const starts = chapterStarts(lines.slice(0, end));
  const front = lines.slice(0, starts[0]?.at ?? end);
  const work = emptyWork('fanficfare-txt', 'html');
  readFront(work, front);
  const chapters = starts.map(({ next }, i) => lines.slice(next, starts[i + 1]?.at ?? end));
  work.chapters = starts.map(({ title }, i) => ({ ...emptyChapter(i + 1), title }));
  chapters.forEach((body, i) => {
    readChapter(work, work.chapters[i]!, blocksOf(body, width), i === chapters.length - 1);
  });
  tidyTitles(work);
  settleLoneNotes(work);
  if (work.chapters.some(({ summary, startNotes }) => summary || startNotes) || work.startNotes)
    work.warningsForReader.push(
      'FanFicFare’s plain text does not say where a note ends and the chapter begins: of the last note before a chapter only its first paragraph was taken. Look at the beginnings of chapters.',
    );
  return work;
}

/** Where `End file.` stands, or the end. */
function lastLine(lines: readonly string[]): number {
  let at = lines.length;
  while (at > 0 && lines[at - 1]!.trim() === '') at -= 1;
  return /^End file\.$/.test(lines[at - 1]?.trim() ?? '') ? at - 1 : at;
}

interface Start {
  title: string;
  /** The line of the title, and the first line under it. */
  at: number;
  next: number;
}

/** Titles with two blank lines before them and one after; a wrapped title goes on in the next lines. */
function chapterStarts(lines: readonly string[]): Start[] {
  const blank = (at: number): boolean => (lines[at] ?? '').trim() === '';
  const listed = new Set(contents(lines));
  const found: Start[] = [];
  lines.forEach((line, at) => {
    const match = TITLE.exec(line);
    if (!match || !blank(at - 1) || !blank(at - 2)) return;
    let next = at + 1;
    let title = match[1]!.trim();
    while (!blank(next) && next < at + 6) {
      title = `${title} ${lines[next]!.trim()}`;
      next += 1;
    }
    if (blank(next)) found.push({ title, at, next });
  });
  const sure = found.filter(({ title }) => listed.has(title));
  return sure.length > 0 && sure.length >= listed.size ? sure : found;
}

/** The titles in the table of contents; empty when there is none. */
function contents(lines: readonly string[]): string[] {
  const at = lines.findIndex((line) => line.trim() === 'TABLE OF CONTENTS');
  if (at === -1) return [];
  const end = lines.findIndex((line, i) => i > at && TITLE.test(line));
  const text = lines.slice(at + 1, end === -1 ? lines.length : end).join('\n');
  return text
    .split(/\n\s*\n/)
    .map((title) => title.replace(/\s+/gu, ' ').trim())
    .filter(Boolean);
}

/** `TITLE`, `by AUTHORS`, then `Label: value` lines; what has no label of FanFicFare's goes on with the entry above. */
function readFront(work: SourceWork, lines: readonly string[]): void {
  const tocAt = lines.findIndex((line) => line.trim() === 'TABLE OF CONTENTS');
  const head = lines.slice(0, tocAt === -1 ? lines.length : tocAt);
  const byAt = head.findIndex((line, at) => /^by \S/.test(line) && (head[at - 1] ?? '').trim() === '');
  const title = head.slice(0, Math.max(0, byAt)).join(' ').replace(/\s+/gu, ' ').trim();
  work.title = title || null;
  const names: string[] = [];
  let at = byAt + 1;
  if (byAt !== -1) names.push(head[byAt]!.replace(/^by /, ''));
  for (; at < head.length && head[at]!.trim() !== ''; at += 1) names.push(head[at]!.trim());
  const fields = entries(head.slice(at));
  applyFields(work, fields, new Set());
  readAuthors(work, names.join(' '), fields.find(({ label }) => label === 'Author URL')?.text ?? '');
}

function entries(lines: readonly string[]): Field[] {
  const found: { label: string; value: string }[] = [];
  for (const line of lines) {
    const match = /^([A-Z][^:]{0,40}):(?: (.*))?$/u.exec(line);
    if (match && isKnownLabel(match[1]!)) found.push({ label: match[1]!, value: match[2] ?? '' });
    else if (line.trim() !== '') {
      const last = found.at(-1);
      if (last) last.value = `${last.value} ${line.trim()}`.trim();
    }
  }
  return found.map(({ label, value }) => textField(label, value));
}

/** As many names as addresses, or one name; a name may hold a comma only when there is one author. */
function readAuthors(work: SourceWork, names: string, urls: string): void {
  const addresses = urls.split(/,\s+/).filter(Boolean);
  const shown = addresses.length === 1 ? [names] : names.split(/,\s+/);
  setAuthors(
    work,
    shown.map((name, i) => authorAt(name, shown.length === addresses.length ? addresses[i] : undefined)),
  );
}

function readChapter(
  work: SourceWork,
  chapter: SourceChapter,
  blocks: readonly string[],
  isLast: boolean,
): void {
  const { notes, body } = divideNotes(blocks);
  const isFirst = chapter.position === 1;
  for (const { kind, foot, blocks: parts } of notes) {
    const html = textHtml(parts.map((part) => part.replace(/^> ?/gm, '')));
    if (html === '') continue;
    if (kind === 'summary') chapter.summary = html;
    else if (kind === 'work' && foot && isLast) work.endNotes = html;
    else if (kind === 'work' && !foot && isFirst) work.startNotes = html;
    else {
      const where = foot ? 'endNotes' : 'startNotes';
      chapter[where] = chapter[where] ? `${chapter[where]}\n${html}` : html;
    }
  }
  chapter.body = textHtml(body);
}
