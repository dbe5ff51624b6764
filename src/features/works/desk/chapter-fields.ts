/** The form of a chapter: what is typed, and what is wrong with it. */
import { noonOf } from '../../../core/clock.js';
import type { FieldFaults } from '../../../core/errors.js';
import type { Form } from '../../../core/http/forms.js';
import { LIMITS } from '../../../core/limits.js';
import type { Messages } from '../../../core/messages/index.js';
import { overLimit } from '../../../core/over-limit.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { readTagList, type TagName, tagFaults, WARNINGS } from '../../tags/index.js';
import { type ChapterInput, SOURCE_FORMATS, type SourceFormat, typedBody } from '../prepare.js';
import { isLong, lengthOf, tagFault } from '../schema.js';

export interface ChapterFields {
  title: string;
  summary: string;
  startNotes: string;
  endNotes: string;
  text: string;
  format: SourceFormat;
  /** As typed: a whole number from 1. */
  position: string;
  /** YYYY-MM-DD, or '' for the day on which it is posted. */
  publishedOn: string;
  /** Posted without a notice to those who follow the work. */
  silent: boolean;
  /** Archive warnings of this chapter alone. */
  warnings: string[];
  /** What else it holds. */
  freeforms: string[];
}

export const emptyChapter = (position: number): ChapterFields => ({
  title: '',
  summary: '',
  startNotes: '',
  endNotes: '',
  text: '',
  format: 'html',
  position: String(position),
  publishedOn: '',
  silent: false,
  warnings: [],
  freeforms: [],
});

const formatOf = (given: string): SourceFormat => SOURCE_FORMATS.find((format) => format === given) ?? 'html';

/** The names of a chapter's fields in a form that holds a work's fields too. */
export const OF_NEW_WORK = { title: 'chapterTitle', text: 'text', format: 'format' } as const;

/** Nothing is refused here: `chapterFaults` says what is wrong, and the form comes back as it was. */
export function readChapter(form: Form): ChapterFields {
  return {
    title: oneLine(stripBidiOverrides(form.text('title'))).normalize('NFC'),
    summary: form.text('summary').trim(),
    startNotes: form.text('startNotes').trim(),
    endNotes: form.text('endNotes').trim(),
    text: form.text('text'),
    format: formatOf(form.text('format')),
    position: form.text('position').trim(),
    publishedOn: form.text('publishedOn').trim(),
    silent: form.has('silent'),
    warnings: form.all('warnings'),
    freeforms: readTagList(form.text('freeforms')),
  };
}

/** The first chapter of a new work, whose notes are the work's. */
export const readFirstChapter = (form: Form): ChapterFields => ({
  ...emptyChapter(1),
  title: oneLine(stripBidiOverrides(form.text(OF_NEW_WORK.title))).normalize('NFC'),
  text: form.text(OF_NEW_WORK.text),
  format: formatOf(form.text(OF_NEW_WORK.format)),
});

const isDay = (text: string): boolean => {
  const noon = noonOf(text);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text)
  );
};

/** Those that warn: the others say something of a whole work. */
export const CHAPTER_WARNINGS = WARNINGS.filter((name) => WARNINGS.indexOf(name) > 1);

function chapterTagFaults({ warnings, freeforms }: ChapterFields, w: Messages): FieldFaults {
  const f = w.works.form.faults;
  const faults: FieldFaults = {};
  if (warnings.some((name) => !CHAPTER_WARNINGS.some((known) => known === name))) faults.warnings = f.warning;
  const tag = tagFaults({ freeform: freeforms });
  // Those of one chapter are all of one kind, so whatever is wrong stands in one field.
  const [fault] = tag ? Object.values(tagFault(tag, w)) : [];
  return fault ? { ...faults, freeforms: fault } : faults;
}

export function chapterFaults(fields: ChapterFields, w: Messages, now: Date): FieldFaults {
  const f = w.desk.faults;
  const faults: FieldFaults = {};
  if (fields.title.length > LIMITS.title) faults.title = overLimit(w, f.titleLong, fields.title.length);
  if (isLong(fields.summary, LIMITS.summary))
    faults.summary = overLimit(w, f.summaryLong, lengthOf(fields.summary));
  if (isLong(fields.startNotes, LIMITS.notes))
    faults.startNotes = overLimit(w, f.notesLong, lengthOf(fields.startNotes));
  if (isLong(fields.endNotes, LIMITS.notes))
    faults.endNotes = overLimit(w, f.notesLong, lengthOf(fields.endNotes));
  if (fields.text.trim() === '') faults.text = f.empty;
  if (!/^\d{1,5}$/.test(fields.position) || Number(fields.position) < 1) faults.position = f.position;
  if (
    fields.publishedOn &&
    (!isDay(fields.publishedOn) || fields.publishedOn > now.toISOString().slice(0, 10))
  )
    faults.publishedOn = f.date;
  return { ...faults, ...chapterTagFaults(fields, w) };
}

export const toChapterTags = ({ warnings, freeforms }: ChapterFields): TagName[] => [
  ...warnings.map((name) => ({ type: 'warning' as const, name })),
  ...freeforms.map((name) => ({ type: 'freeform' as const, name })),
];

export const toInput = (fields: ChapterFields): ChapterInput => ({
  title: fields.title || null,
  summary: fields.summary,
  startNotes: fields.startNotes,
  endNotes: fields.endNotes,
  ...typedBody(fields.text, fields.format),
  publishedOn: fields.publishedOn,
});
