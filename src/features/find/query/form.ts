/**
 * A query as a form and back. Each part that a field can hold goes into its field; what none can hold stays in the box
 * as text, so that every query can be shown as a form and nothing of it is lost.
 */
import type { TagType } from '../../tags/index.js';
import { whenText } from './dates.js';
import {
  COUNT_FIELDS,
  type FlagField,
  fromParts,
  MARK_FIELDS,
  type NameField,
  type Node,
  not,
  partsOf,
  type Query,
} from './syntax.js';
import { nodeText } from './write.js';

export const FORM_TYPES = [
  'rating',
  'warning',
  'category',
  'fandom',
  'relationship',
  'character',
  'freeform',
] as const satisfies readonly TagType[];

export type How = 'all' | 'any';

/** A work has one of these, so that all of several would never be found. */
export const howOf = (type: TagType): How => (type === 'rating' ? 'any' : 'all');

export const FORM_FLAGS = [
  'complete',
  'crossover',
  'otp',
  ...MARK_FIELDS,
] as const satisfies readonly FlagField[];
export type FormFlag = (typeof FORM_FLAGS)[number];

export interface Chosen {
  include: readonly string[];
  /** Whether a work needs all of `include` or any. */
  how: How;
  exclude: readonly string[];
}

export interface QueryForm {
  /** What no field holds, as text. */
  box: string;
  tags: Readonly<Record<TagType, Chosen>>;
  /** Of any type. */
  without: readonly string[];
  /** Codes or names, any of which will do. */
  languages: readonly string[];
  wordsFrom: string;
  wordsTo: string;
  /** As after `updated:`. */
  updated: string;
  oneChapter: boolean;
  flags: Readonly<Record<FormFlag, boolean | null>>;
}

type Draft = { -readonly [K in keyof QueryForm]: QueryForm[K] } & {
  tags: Record<TagType, { include: string[]; how: How; exclude: string[] }>;
  flags: Record<FormFlag, boolean | null>;
};

const emptyDraft = (): Draft => ({
  box: '',
  tags: Object.fromEntries(
    FORM_TYPES.map((type) => [type, { include: [], how: howOf(type), exclude: [] }]),
  ) as unknown as Draft['tags'],
  without: [],
  languages: [],
  wordsFrom: '',
  wordsTo: '',
  updated: '',
  oneChapter: false,
  flags: Object.fromEntries(FORM_FLAGS.map((flag) => [flag, null])) as unknown as Draft['flags'],
});

export const emptyForm = (): QueryForm => emptyDraft();

const formType = (field: NameField) => FORM_TYPES.find((type) => type === field);

const merged = (before: readonly string[], more: readonly string[]): string[] => [
  ...new Set([...before, ...more]),
];

type Names = Extract<Node, { kind: 'names' }>;

/** Whether a field holds it now. */
function takeInclude(form: Draft, { field, names }: Names): boolean {
  if (field === 'language') {
    if (form.languages.length > 0) return false;
    form.languages = [...new Set(names)];
    return true;
  }
  const type = formType(field);
  if (!type) return false;
  const chosen = form.tags[type];
  // Of one name it is all the same.
  const how: How = names.length > 1 ? 'any' : chosen.include.length > 0 ? 'all' : howOf(type);
  if (chosen.include.length > 0 && (how === 'any' || (chosen.how === 'any' && chosen.include.length > 1)))
    return false;
  chosen.include = merged(chosen.include, names);
  chosen.how = chosen.include.length > 1 ? how : howOf(type);
  return true;
}

function takeExclude(form: Draft, { field, names }: Names): boolean {
  if (field === 'tag') {
    form.without = merged(form.without, names);
    return true;
  }
  const type = formType(field);
  if (!type) return false;
  form.tags[type].exclude = merged(form.tags[type].exclude, names);
  return true;
}

function takeCount(form: Draft, { field, from, to }: Extract<Node, { kind: 'count' }>): boolean {
  if (field === COUNT_FIELDS[1] && from === 1 && to === 1) {
    form.oneChapter = true;
    return true;
  }
  if (field !== 'words' || form.wordsFrom !== '' || form.wordsTo !== '' || (to !== null && to < 0))
    return false;
  form.wordsFrom = from === null ? '' : String(from);
  form.wordsTo = to === null ? '' : String(to);
  return true;
}

function take(form: Draft, node: Node): boolean {
  if (node.kind === 'names') return takeInclude(form, node);
  if (node.kind === 'not' && node.of.kind === 'names') return takeExclude(form, node.of);
  if (node.kind === 'count') return takeCount(form, node);
  if (node.kind === 'date') {
    if (node.field !== 'updated' || form.updated !== '') return false;
    form.updated = whenText(node.when);
    return true;
  }
  if (node.kind !== 'flag') return false;
  const flag = FORM_FLAGS.find((one) => one === node.flag);
  if (!flag || form.flags[flag] !== null) return false;
  form.flags[flag] = node.is;
  return true;
}

/** The order stands in fields of its own. */
export function toForm(query: Query): QueryForm {
  const form = emptyDraft();
  const rest = partsOf(query).filter((part) => !take(form, part));
  const left = fromParts(rest);
  form.box = left ? nodeText(left) : '';
  return form;
}

const names = (field: NameField, list: readonly string[]): Node => ({
  kind: 'names',
  field,
  names: list,
  at: 0,
});

function includes(type: TagType, { include, how }: Chosen): Node[] {
  if (include.length === 0) return [];
  return how === 'any' ? [names(type, include)] : include.map((name) => names(type, [name]));
}

/** What fields hold, apart from the box and from what must be read first: words, dates. */
export function fromChoices(
  form: Pick<QueryForm, 'tags' | 'without' | 'languages' | 'flags' | 'oneChapter'>,
): Node[] {
  const excluded = (field: NameField, list: readonly string[]) =>
    list.length > 0 ? [not(names(field, list))] : [];
  return [
    ...FORM_TYPES.flatMap((type) => includes(type, form.tags[type])),
    ...FORM_TYPES.flatMap((type) => excluded(type, form.tags[type].exclude)),
    ...excluded('tag', form.without),
    ...(form.languages.length > 0 ? [names('language', form.languages)] : []),
    ...(form.oneChapter ? [{ kind: 'count', field: 'chapters', from: 1, to: 1, at: 0 } satisfies Node] : []),
    ...FORM_FLAGS.flatMap((flag): Node[] => {
      const is = form.flags[flag];
      return is === null ? [] : [{ kind: 'flag', flag, is, at: 0 }];
    }),
  ];
}
