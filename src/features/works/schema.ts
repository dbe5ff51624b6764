/** What a work is made of, checked. Messages come from the catalogue, so a form shows them as they are. */
import { z } from 'zod';
import { noonOf } from '../../core/clock.js';
import type { FieldFaults } from '../../core/errors.js';
import type { Form } from '../../core/http/forms.js';
import { LIMITS } from '../../core/limits.js';
import type { Messages } from '../../core/messages/index.js';
import { overLimit } from '../../core/over-limit.js';
import { oneLine, stripBidiOverrides } from '../../core/text/index.js';
import {
  CATEGORIES,
  EMPHASES,
  RATINGS,
  readEmphasis,
  readTagList,
  type TagFault,
  type TagType,
  tagFaults,
  WARNINGS,
} from '../tags/index.js';
import { languageCode } from './languages.js';
import { RelatedLink, readRelated, relatedFaults } from './related/links.js';

/** Who may comment on a work. */
export const COMMENTERS = ['everyone', 'members', 'nobody'] as const;
export type Commenters = (typeof COMMENTERS)[number];

/** The fields of a work's header as its writer gives them: prose as plain text or HTML, not yet sanitised. */
export const WorkFields = z.object({
  title: z.string(),
  language: z.string(),
  rating: z.string(),
  warnings: z.array(z.string()),
  categories: z.array(z.string()),
  fandoms: z.array(z.string()),
  relationships: z.array(z.string()),
  /** Of relationships, by the key of their name; those that are not here are neither. */
  emphasis: z.record(z.string(), z.enum(EMPHASES)).default({}),
  characters: z.array(z.string()),
  freeforms: z.array(z.string()),
  summary: z.string(),
  startNotes: z.string(),
  endNotes: z.string(),
  restricted: z.boolean(),
  comments: z.enum(COMMENTERS).default('members'),
  /** Comments are shown once a creator has let them. */
  commentsModerated: z.boolean().default(false),
  /** The words of the chapters can be searched; those of the header always can. */
  textSearchable: z.boolean().default(true),
  /** Name of a skin of the archive, or the id of one; '' for none. */
  skin: z.string().default(''),
  /** null is ? */
  chaptersExpected: z.number().int().nullable(),
  /** YYYY-MM-DD, or '' for today. */
  publishedOn: z.string(),
  /** YYYY-MM-DD, or '' for the same as publishedOn. */
  updatedOn: z.string(),
  series: z.array(z.object({ title: z.string(), position: z.number().int() })),
  sourceUrl: z.string(),
  /** What it was made after. */
  related: z.array(RelatedLink).default([]),
  /** What was typed into fields that could not be read, to come back as it was. */
  typed: z
    .object({
      publishedOn: z.string().optional(),
      chaptersExpected: z.string().optional(),
      series: z.string().optional(),
    })
    .optional(),
});
export type WorkFields = z.infer<typeof WorkFields>;

export const emptyFields = (language: string): WorkFields => ({
  title: '',
  language,
  rating: '',
  warnings: [],
  categories: [],
  fandoms: [],
  relationships: [],
  emphasis: {},
  characters: [],
  freeforms: [],
  summary: '',
  startNotes: '',
  endNotes: '',
  restricted: false,
  comments: 'members',
  commentsModerated: false,
  textSearchable: true,
  skin: '',
  chaptersExpected: 1,
  publishedOn: '',
  updatedOn: '',
  series: [],
  sourceUrl: '',
  related: [],
});

const line = (text: string): string => oneLine(stripBidiOverrides(text)).normalize('NFC');

const readSeries = (text: string): WorkFields['series'] =>
  text
    .split('\n')
    .map((row) => line(row))
    .filter(Boolean)
    .map((row) => {
      const found = /^(.*?)\s*#\s*(\d{1,6})$/.exec(row);
      return found ? { title: found[1]!, position: Number(found[2]) } : { title: row, position: 1 };
    });

/** No title at all, nothing but signs of a number, or a number that is none of a series. */
const isNoSeries = ({ title }: WorkFields['series'][number]): boolean =>
  /^[#\s]*$/.test(title) || /#\s*\d{7,}$/.test(title) || title.length > LIMITS.title;

export const writeSeries = (series: WorkFields['series']): string =>
  series.map((s) => `${s.title} #${s.position}`).join('\n');

const MOST_CHAPTERS = 99_999;

const isChapterTotal = (n: number): boolean => Number.isInteger(n) && n > 0 && n <= MOST_CHAPTERS;

/** The two fields that are more than the text that was typed into them, and that text where it can't be read. */
function readNumbered(form: Form): Pick<WorkFields, 'chaptersExpected' | 'series' | 'typed'> {
  const typed: WorkFields['typed'] = {};
  const expected = form.text('chaptersExpected').trim();
  const total = expected === '?' || expected === '' ? null : Number(expected);
  if (total !== null && !isChapterTotal(total)) typed.chaptersExpected = expected;
  const series = readSeries(form.text('series'));
  if (series.some(isNoSeries)) typed.series = form.text('series');
  const day = form.text('publishedOn').trim();
  if (day && !form.has('backdated')) typed.publishedOn = day;
  return {
    chaptersExpected: typed.chaptersExpected === undefined ? total : null,
    series,
    ...(Object.keys(typed).length > 0 ? { typed } : {}),
  };
}

/** What is not offered is the default of a new work. */
export const commentersOf = (given: string): Commenters =>
  COMMENTERS.find((one) => one === given) ?? 'members';

/**
 * The header's form, as typed. Nothing is refused here: `fieldFaults` says what is wrong, and the form comes back as it
 * was. `origins` are those of this archive: addresses of its works are told from others by them.
 */
export function readWorkForm(form: Form, before: WorkFields, origins: readonly string[] = []): WorkFields {
  const relationships = readEmphasis(readTagList(form.text('relationships')));
  return {
    title: line(form.text('title')),
    language: languageCode(line(form.text('language'))) ?? line(form.text('language')),
    rating: form.text('rating'),
    warnings: form.all('warnings'),
    categories: form.all('categories'),
    fandoms: readTagList(form.text('fandoms')),
    relationships: relationships.names,
    emphasis: relationships.emphasis,
    characters: readTagList(form.text('characters')),
    freeforms: readTagList(form.text('freeforms')),
    summary: form.text('summary').trim(),
    startNotes: form.text('startNotes').trim(),
    endNotes: form.text('endNotes').trim(),
    restricted: form.has('restricted'),
    comments: commentersOf(form.text('comments')),
    commentsModerated: form.has('commentsModerated'),
    textSearchable: !form.has('noTextSearch'),
    skin: form.text('skin'),
    // Without the switch the date is the day of posting, whatever stands in the field.
    publishedOn: form.has('backdated') ? form.text('publishedOn').trim() : '',
    updatedOn: before.updatedOn,
    sourceUrl: before.sourceUrl,
    related: readRelated(form, before.related, origins),
    ...readNumbered(form),
  };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(noonOf(text).getTime()) &&
  noonOf(text).toISOString().startsWith(text);

/** Room for the tags around a text that is itself no longer than allowed. */
const MARKUP = 10;

/** Of prose, without its tags, or a text would grow too long by becoming HTML. */
export const lengthOf = (prose: string): number =>
  prose.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/&#?\w{1,8};/g, '&').length;

export const isLong = (prose: string, most: number): boolean =>
  prose.length > most && (prose.length > MARKUP * most || lengthOf(prose) > most);

const TAG_FIELDS: Readonly<Record<TagType, string>> = {
  rating: 'rating',
  warning: 'warnings',
  category: 'categories',
  fandom: 'fandoms',
  relationship: 'relationships',
  character: 'characters',
  freeform: 'freeforms',
};

/** What is wrong with the tags of a work, at the field where it stands. */
export function tagFault(tag: TagFault, w: Messages): FieldFaults {
  const f = w.works.form.faults;
  if (tag.kind === 'many') return { fandoms: overLimit(w, f.tagsMany, tag.given) };
  const text = tag.kind === 'long' ? overLimit(w, f.tagLong(tag.name), tag.given) : f.tagBad(tag.name);
  return { [TAG_FIELDS[tag.type]]: text };
}

/** Faults that forbid even a draft: what could not be kept as it is. */
function limitFaults(fields: WorkFields, w: Messages, now: Date): FieldFaults {
  const f = w.works.form.faults;
  const faults: FieldFaults = {};
  if (fields.title.length > LIMITS.title) faults.title = overLimit(w, f.titleLong, fields.title.length);
  if (isLong(fields.summary, LIMITS.summary))
    faults.summary = overLimit(w, f.summaryLong, lengthOf(fields.summary));
  if (isLong(fields.startNotes, LIMITS.notes))
    faults.startNotes = overLimit(w, f.notesLong, lengthOf(fields.startNotes));
  if (isLong(fields.endNotes, LIMITS.notes))
    faults.endNotes = overLimit(w, f.notesLong, lengthOf(fields.endNotes));
  if (
    fields.typed?.chaptersExpected !== undefined ||
    (fields.chaptersExpected !== null && !isChapterTotal(fields.chaptersExpected))
  )
    faults.chaptersExpected = f.chapters;
  if (
    fields.publishedOn &&
    (!isDay(fields.publishedOn) || fields.publishedOn > now.toISOString().slice(0, 10))
  )
    faults.publishedOn = f.date;
  if (fields.series.some(isNoSeries)) faults.series = f.series;
  if (fields.rating && !RATINGS.some((r) => r === fields.rating)) faults.rating = f.rating;
  if (fields.warnings.some((name) => !WARNINGS.some((known) => known === name))) faults.warnings = f.warning;
  if (fields.categories.some((name) => !CATEGORIES.some((known) => known === name)))
    faults.categories = w.works.form.categories;
  const tag = tagFaults({
    fandom: fields.fandoms,
    relationship: fields.relationships,
    character: fields.characters,
    freeform: fields.freeforms,
  });
  if (tag) Object.assign(faults, tagFault(tag, w));
  return { ...faults, ...relatedFaults(fields.related, w) };
}

/** What a posted work needs and a draft may lack. */
function missingFaults(fields: WorkFields, w: Messages): FieldFaults {
  const f = w.works.form.faults;
  return {
    ...(fields.title === '' ? { title: f.title } : {}),
    ...(fields.fandoms.length === 0 ? { fandoms: f.fandom } : {}),
    ...(fields.rating === '' ? { rating: f.rating } : {}),
    ...(fields.warnings.length === 0 ? { warnings: f.warning } : {}),
    ...(languageCode(fields.language) ? {} : { language: f.language }),
  };
}

/** Faults by field; empty when the work may be saved in that state. */
export function fieldFaults(
  fields: WorkFields,
  state: 'draft' | 'posted',
  w: Messages,
  now: Date,
): FieldFaults {
  const limits = limitFaults(fields, w, now);
  return state === 'draft' ? limits : { ...missingFaults(fields, w), ...limits };
}
