/** What addresses of lists hold: one query as text, or the fields of a form that was just sent. */
import { readTagList, type TagType } from '../../tags/index.js';
import { emptySentForm, type SentForm } from '../query/compose.js';
import { FORM_FLAGS, FORM_TYPES, howOf } from '../query/form.js';

/** Signs that mean nothing in a query of an address stay as they are, so that people can read it. */
const readably = (text: string): string =>
  encodeURIComponent(text).replace(/%(?:20|3A|2C|2F|3C|3E)/g, (code) =>
    code === '%20' ? '+' : code === '%3A' ? ':' : code === '%2C' ? ',' : code === '%2F' ? '/' : code,
  );

/** `/works?q=fandom:Name+words:1000-5000`; of nothing the path alone. */
export const listAddress = (path: string, query: string): string =>
  query === '' ? path : `${path}?q=${readably(query)}`;

/** Beside a query: what the reader's own filters hide is shown, on this page alone. */
export const LIFT = 'all';

const withWord = (address: string, word: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${word}`;

export const liftedAddress = (address: string): string => withWord(address, LIFT);

/** Beside a query: the page waits for its counts. `facets=part` is the form with them alone. */
export const COUNTED = 'facets';

export const countedAddress = (address: string): string => withWord(address, COUNTED);

export const pageAddress = (path: string, query: string, page: number): string => {
  const address = listAddress(path, query);
  return page === 1 ? address : `${address}${query === '' ? '?' : '&'}page=${page}`;
};

/** Every field of the form but the box: one of them, and the form was sent. */
const FIELDS: readonly string[] = [
  ...['in', 'out', 'without', 'language', 'words_from', 'words_to', 'updated', 'one_chapter'],
  ...['sort', 'direction'],
  ...FORM_FLAGS,
  ...FORM_TYPES,
  ...FORM_TYPES.map((type) => `how.${type}`),
];

export const wasSent = (params: URLSearchParams): boolean => FIELDS.some((name) => params.has(name));

/** `fandom:Name` of a box that can be ticked. */
function ticked(params: URLSearchParams, field: 'in' | 'out', type: TagType): string[] {
  const begin = `${type}:`;
  return params
    .getAll(field)
    .filter((value) => value.startsWith(begin))
    .map((value) => value.slice(begin.length).trim())
    .filter((name) => name !== '');
}

const listOf = (params: URLSearchParams, field: string): string[] =>
  params.getAll(field).flatMap(readTagList);

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const yesOrNo = (value: string | null): boolean | null =>
  value === 'yes' ? true : value === 'no' ? false : null;

/** The form as it was sent, whatever stands in it. */
export function readSent(params: URLSearchParams): SentForm {
  const text = (name: string) => params.get(name) ?? '';
  const { tags, flags, ...empty } = emptySentForm();
  const direction = text('direction');
  return {
    ...empty,
    box: text('q'),
    tags: Object.fromEntries(
      Object.keys(tags).map((key) => {
        const type = key as TagType;
        const how = text(`how.${type}`);
        return [
          type,
          {
            include: unique([...ticked(params, 'in', type), ...listOf(params, type)]),
            how: how === 'all' || how === 'any' ? how : howOf(type),
            exclude: unique(ticked(params, 'out', type)),
          },
        ];
      }),
    ) as unknown as SentForm['tags'],
    without: unique(listOf(params, 'without')),
    languages: unique(params.getAll('language').map((code) => code.trim())).filter((code) => code !== ''),
    wordsFrom: text('words_from'),
    wordsTo: text('words_to'),
    updated: text('updated'),
    oneChapter: params.has('one_chapter'),
    flags: Object.fromEntries(
      Object.keys(flags).map((flag) => [flag, yesOrNo(params.get(flag))]),
    ) as unknown as SentForm['flags'],
    sort: text('sort'),
    direction: direction === 'up' || direction === 'down' ? direction : '',
  };
}
