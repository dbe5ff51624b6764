/** A listed work as its row in find_works. */
import type { ListedFacts } from '../../works/index.js';
import { plainText } from '../text/plain.js';
import { foldWord } from '../text/tokens.js';
import { weightedVector } from '../text/vector.js';
import type { TagSets } from './tag-sets.js';

/** As Postgres reads it with jsonb_to_recordset. */
export interface FindRow {
  work_id: number;
  audience: 'public' | 'members';
  direct: readonly number[];
  filters: readonly number[];
  language: string;
  words: number;
  chapters: number;
  kudos: number;
  hits: number;
  comments: number;
  bookmarks: number;
  updated: number;
  published: number;
  complete: boolean;
  crossover: boolean;
  otp: boolean;
  anonymous: boolean;
  creators: readonly number[];
  series: readonly number[];
  sort_title: string;
  sort_creator: string;
  head: string;
}

const ascending = (ids: readonly number[]): number[] => [...ids].sort((a, b) => a - b);
const foldLine = (line: string): string => line.split(/\s+/).map(foldWord).filter(Boolean).join(' ');

/** `facts` hold no maker and no series of an anonymous work, so nothing here does. */
export function findRow(facts: ListedFacts, tags: TagSets): FindRow {
  const names = [...facts.creators.map(({ name }) => name), ...facts.elsewhere];
  return {
    work_id: facts.key,
    audience: facts.audience,
    direct: tags.direct,
    filters: tags.filters,
    language: facts.language,
    words: facts.words,
    chapters: facts.chapters,
    kudos: facts.kudos,
    hits: facts.hits,
    comments: facts.comments,
    bookmarks: facts.bookmarks,
    updated: facts.updated,
    published: facts.published,
    complete: facts.complete,
    crossover: tags.crossover,
    otp: tags.otp,
    anonymous: facts.anonymous,
    creators: ascending(facts.creators.map(({ id }) => id)),
    series: ascending(facts.series.map(({ id }) => id)),
    sort_title: facts.sortTitle,
    sort_creator: names.map(foldLine).join(', '),
    head: weightedVector({
      A: [facts.title],
      B: [...names, ...tags.names, ...facts.series.map(({ title }) => title)],
      C: [plainText(facts.summary), plainText(facts.startNotes), plainText(facts.endNotes)],
      D: [],
    }),
  };
}
