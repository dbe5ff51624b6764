/** A change of many works: what its form says, and what becomes of one work's header by it. What is left blank keeps. */
import { z } from 'zod';
import type { FieldFaults } from '../../../core/errors.js';
import type { Form } from '../../../core/http/forms.js';
import { LIMITS } from '../../../core/limits.js';
import type { Messages } from '../../../core/messages/index.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import {
  CATEGORIES,
  EMPHASES,
  RATINGS,
  readEmphasis,
  readTagList,
  tagFaults,
  tagKey,
  WARNINGS,
} from '../../tags/index.js';
import { languageCode } from '../languages.js';
import { COMMENTERS, type WorkFields } from '../schema.js';

/** Tags of which a work has a list that its writer types. */
export const LISTS = ['fandoms', 'relationships', 'characters', 'freeforms'] as const;
export type ListName = (typeof LISTS)[number];

const ListChange = z.object({
  add: z.array(z.string()),
  remove: z.array(z.string()),
  /** What is added stands in the place of all that was there. */
  only: z.boolean(),
});
export type ListChange = z.infer<typeof ListChange>;

const Switch = z.enum(['', 'yes', 'no']);

export const BulkChanges = z.object({
  fandoms: ListChange,
  relationships: ListChange,
  characters: ListChange,
  freeforms: ListChange,
  /** Of the relationships that are added, by the key of their name. */
  emphasis: z.record(z.string(), z.enum(EMPHASES)),
  /** '' or an empty list keeps, here and below. */
  rating: z.string(),
  warnings: z.array(z.string()),
  categories: z.array(z.string()),
  language: z.string(),
  restricted: Switch,
  comments: z.enum(['', ...COMMENTERS]),
  commentsModerated: Switch,
  /** 'none' takes the skin off. */
  skin: z.string(),
  /** Outward id of the pen name that takes the place of one's own on the byline. */
  pseud: z.string(),
  /** A pen name that is asked to be a co-creator. */
  invite: z.string(),
  seriesAdd: z.string(),
  seriesRemove: z.string(),
});
export type BulkChanges = z.infer<typeof BulkChanges>;

export const NO_SKIN = 'none';

const line = (text: string): string => oneLine(stripBidiOverrides(text)).normalize('NFC');
const switchOf = (text: string): '' | 'yes' | 'no' => (text === 'yes' || text === 'no' ? text : '');

/** As typed; `changeFaults` says what is wrong with it. */
export function readChanges(form: Form): BulkChanges {
  const added = readEmphasis(readTagList(form.text('relationships-add')));
  const listed = (name: ListName): ListChange => ({
    add: name === 'relationships' ? added.names : readTagList(form.text(`${name}-add`)),
    remove: readTagList(form.text(`${name}-remove`)),
    only: form.has(`${name}-only`),
  });
  const language = line(form.text('language'));
  return {
    fandoms: listed('fandoms'),
    relationships: listed('relationships'),
    characters: listed('characters'),
    freeforms: listed('freeforms'),
    emphasis: added.emphasis,
    rating: form.text('rating'),
    warnings: form.all('warnings'),
    categories: form.all('categories'),
    language: languageCode(language) ?? language,
    restricted: switchOf(form.text('restricted')),
    comments: COMMENTERS.find((one) => one === form.text('comments')) ?? '',
    commentsModerated: switchOf(form.text('commentsModerated')),
    skin: form.text('skin'),
    pseud: form.text('pseud'),
    invite: line(form.text('invite')),
    seriesAdd: line(form.text('seriesAdd')),
    seriesRemove: line(form.text('seriesRemove')),
  };
}

export const NO_CHANGES: BulkChanges = {
  fandoms: { add: [], remove: [], only: false },
  relationships: { add: [], remove: [], only: false },
  characters: { add: [], remove: [], only: false },
  freeforms: { add: [], remove: [], only: false },
  emphasis: {},
  rating: '',
  warnings: [],
  categories: [],
  language: '',
  restricted: '',
  comments: '',
  commentsModerated: '',
  skin: '',
  pseud: '',
  invite: '',
  seriesAdd: '',
  seriesRemove: '',
};

const saysNothing = (changes: BulkChanges): boolean =>
  LISTS.every((name) => changes[name].add.length === 0 && changes[name].remove.length === 0) &&
  (
    ['rating', 'language', 'restricted', 'comments', 'commentsModerated', 'skin', 'pseud', 'invite'] as const
  ).every((name) => changes[name] === '') &&
  changes.warnings.length === 0 &&
  changes.categories.length === 0 &&
  changes.seriesAdd === '' &&
  changes.seriesRemove === '';

/** Faults by the fields of the form; empty when it can be carried out. What a single work does not allow is told of that work. */
export function changeFaults(changes: BulkChanges, w: Messages): FieldFaults {
  const b = w.bulk.form.faults;
  const f = w.works.form.faults;
  const faults: FieldFaults = {};
  const tag = tagFaults({
    fandom: changes.fandoms.add,
    relationship: changes.relationships.add,
    character: changes.characters.add,
    freeform: changes.freeforms.add,
  });
  const bad = LISTS.find((name) => tag && 'name' in tag && changes[name].add.includes(tag.name)) ?? 'fandoms';
  if (tag)
    faults[`${bad}-add`] =
      tag.kind === 'long' ? f.tagLong(tag.name) : tag.kind === 'bad' ? f.tagBad(tag.name) : f.tagsMany;
  for (const name of LISTS)
    if (changes[name].only && changes[name].add.length === 0) faults[`${name}-add`] ??= b.onlyNothing;
  if (changes.rating && !RATINGS.some((one) => one === changes.rating)) faults.rating = f.rating;
  if (changes.warnings.some((one) => !WARNINGS.some((known) => known === one))) faults.warnings = f.warning;
  if (changes.categories.some((one) => !CATEGORIES.some((known) => known === one)))
    faults.categories = w.works.form.categories;
  if (changes.language && !languageCode(changes.language)) faults.language = f.language;
  for (const name of ['seriesAdd', 'seriesRemove'] as const)
    if (changes[name].length > LIMITS.title || /^#\s*\d*$/.test(changes[name])) faults[name] = f.series;
  if (saysNothing(changes)) faults.nothing = b.nothing;
  return faults;
}

function listAfter(before: readonly string[], { add, remove, only }: ListChange): string[] {
  const gone = new Set(remove.map(tagKey));
  const kept = only ? [] : before.filter((name) => !gone.has(tagKey(name)));
  const there = new Set(kept.map(tagKey));
  return [...kept, ...add.filter((name) => !there.has(tagKey(name)))];
}

const sameTitle = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function seriesAfter(
  before: WorkFields['series'],
  { seriesAdd, seriesRemove }: BulkChanges,
  place: number,
): WorkFields['series'] {
  const kept = before.filter(({ title }) => !seriesRemove || !sameTitle(title, seriesRemove));
  return seriesAdd && !kept.some(({ title }) => sameTitle(title, seriesAdd))
    ? [...kept, { title: seriesAdd, position: place }]
    : kept;
}

/** The header of one work after the change. `place` is where it stands in the series that it is added to. No date moves. */
export function applyChanges(fields: WorkFields, changes: BulkChanges, place: number): WorkFields {
  const yes = (said: '' | 'yes' | 'no', before: boolean): boolean => (said === '' ? before : said === 'yes');
  const relationships = listAfter(fields.relationships, changes.relationships);
  const said = { ...fields.emphasis, ...changes.emphasis };
  return {
    ...fields,
    fandoms: listAfter(fields.fandoms, changes.fandoms),
    relationships,
    emphasis: Object.fromEntries(
      relationships.flatMap((name) => {
        const emphasis = said[tagKey(name)];
        return emphasis ? [[tagKey(name), emphasis]] : [];
      }),
    ),
    characters: listAfter(fields.characters, changes.characters),
    freeforms: listAfter(fields.freeforms, changes.freeforms),
    rating: changes.rating || fields.rating,
    warnings: changes.warnings.length > 0 ? changes.warnings : fields.warnings,
    categories: changes.categories.length > 0 ? changes.categories : fields.categories,
    language: changes.language || fields.language,
    restricted: yes(changes.restricted, fields.restricted),
    comments: changes.comments || fields.comments,
    commentsModerated: yes(changes.commentsModerated, fields.commentsModerated),
    skin: changes.skin === '' ? fields.skin : changes.skin === NO_SKIN ? '' : changes.skin,
    series: seriesAfter(fields.series, changes, place),
  };
}

/** What is said of one part of a work before and after; lists say what goes and what comes. */
export interface Difference {
  part:
    | ListName
    | 'rating'
    | 'warnings'
    | 'categories'
    | 'language'
    | 'restricted'
    | 'comments'
    | 'commentsModerated'
    | 'skin'
    | 'series';
  gone: string[];
  come: string[];
}

const told = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === '' ? [] : [String(value)];

const PARTS = [
  ...LISTS,
  'rating',
  'warnings',
  'categories',
  'language',
  'restricted',
  'comments',
  'commentsModerated',
  'skin',
] as const;

/** What differs, in the order of the form. */
export function differences(before: WorkFields, after: WorkFields): Difference[] {
  const of = (part: Difference['part'], from: string[], to: string[]): Difference[] => {
    const gone = from.filter((one) => !to.includes(one));
    const come = to.filter((one) => !from.includes(one));
    return gone.length + come.length > 0 ? [{ part, gone, come }] : [];
  };
  const marked = (fields: WorkFields, part: (typeof PARTS)[number]): string[] =>
    part === 'relationships'
      ? fields.relationships.map((name) => `${name}${MARKS[fields.emphasis[tagKey(name)] ?? 'none']}`)
      : told(fields[part]);
  return [
    ...PARTS.flatMap((part) => of(part, marked(before, part), marked(after, part))),
    ...of(
      'series',
      before.series.map(({ title }) => title),
      after.series.map(({ title }) => title),
    ),
  ];
}

/** As a relationship is typed. */
const MARKS = { primary: ' *', background: ' ~', none: '' } as const;
