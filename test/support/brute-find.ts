/** What a question finds, worked out the slow and obvious way over plain objects: what the index and SQL are held against. */

import type { FacetCount, Facets, IndexedWork, Page } from '../../src/features/find/index/types.js';
import type { Condition, Order, Question } from '../../src/features/find/query/condition.js';
import { FLAGS } from '../../src/features/find/query/condition.js';
import { TAG_TYPES, type TagType } from '../../src/features/tags/canon.js';

export function matches(work: IndexedWork, condition: Condition): boolean {
  switch (condition.op) {
    case 'and':
      return condition.of.every((part) => matches(work, part));
    case 'or':
      return condition.of.some((part) => matches(work, part));
    case 'not':
      return !matches(work, condition.of);
    case 'tag':
      return work.filters.includes(condition.id);
    case 'range': {
      const value = work.numbers[condition.field];
      return (
        (condition.from === null || value >= condition.from) &&
        (condition.to === null || value <= condition.to)
      );
    }
    case 'flag':
      return work.flags.includes(condition.flag);
    case 'language':
      return work.language === condition.code;
    case 'creator':
      return work.creators.includes(condition.pseudId);
    case 'series':
      return work.series.includes(condition.id);
    case 'works':
      return condition.keys.includes(work.key);
    case 'text':
      throw new Error('Words are not worked out here.');
  }
}

const seen = (works: readonly IndexedWork[], { audience, where }: Question): IndexedWork[] =>
  works.filter((work) => (audience === 'members' || work.audience === 'public') && matches(work, where));

const shown = (works: readonly IndexedWork[], question: Question): IndexedWork[] =>
  seen(works, question).filter((work) => question.hide === null || !matches(work, question.hide));

/** Works in order: numbers by size, texts by their bytes, ties by key. */
function inOrder(works: readonly IndexedWork[], { sort, ascending }: Order): IndexedWork[] {
  const sortValue = (work: IndexedWork): number | Buffer =>
    sort === 'title'
      ? Buffer.from(work.sortTitle)
      : sort === 'creator'
        ? Buffer.from(work.sortCreator)
        : work.numbers[sort === 'relevance' ? 'updated' : sort];
  const up = (a: number | Buffer, b: number | Buffer): number =>
    typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : Buffer.compare(a, b);
  return works
    .map((work) => ({ work, value: sortValue(work) }))
    .sort((a, b) => (up(a.value, b.value) || a.work.key - b.work.key) * (ascending ? 1 : -1))
    .map(({ work }) => work);
}

export function brutePage(
  works: readonly IndexedWork[],
  question: Question,
  { offset, limit }: { offset: number; limit: number },
): Page {
  const found = shown(works, question);
  return {
    keys: inOrder(found, question.order)
      .slice(offset, offset + limit)
      .map(({ key }) => key),
    total: found.length,
    hidden: seen(works, question).length - found.length,
  };
}

export const bruteKeys = (works: readonly IndexedWork[], question: Question): Set<number> =>
  new Set(shown(works, question).map(({ key }) => key));

export function bruteFacets(
  works: readonly IndexedWork[],
  question: Question,
  types: ReadonlyMap<number, TagType>,
): Facets {
  const found = shown(works, question);
  const tags = new Map<number, number>();
  const codes = new Map<string, number>();
  for (const work of found) {
    for (const id of work.direct) tags.set(id, (tags.get(id) ?? 0) + 1);
    codes.set(work.language, (codes.get(work.language) ?? 0) + 1);
  }
  const top = (type: TagType): FacetCount[] =>
    [...tags]
      .filter(([id]) => types.get(id) === type)
      .map(([id, count]) => ({ id, count }))
      .sort((a, b) => b.count - a.count || a.id - b.id)
      .slice(0, 10);
  return {
    tags: Object.fromEntries(TAG_TYPES.map((type) => [type, top(type)])) as unknown as Facets['tags'],
    languages: [...codes]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    flags: Object.fromEntries(
      FLAGS.map((flag) => [flag, found.filter((work) => work.flags.includes(flag)).length]),
    ) as Facets['flags'],
  };
}
