/** What is asked of finding in its benches; the shapes are those of the comparison in docs/adr. */

import type { Archive } from '../../src/demo/archive-shape.js';
import type { Dice } from '../../src/demo/dice.js';
import {
  type Condition,
  EVERYTHING,
  type Order,
  type Question,
} from '../../src/features/find/query/condition.js';

export const NEWEST: Order = { sort: 'updated', ascending: false };
export const tag = (id: number): Condition => ({ op: 'tag', id });

export const asking = (where: Condition, order: Order = NEWEST, hide: Condition | null = null): Question => ({
  audience: 'public',
  where,
  hide,
  order,
});

export interface Asked {
  name: 'top' | 'mixed' | 'page50';
  question: Question;
  range: { offset: number; limit: number };
}

/** Fandom, relationship, two freeforms shut out, a rating and a range of words; the top fandom; its fiftieth page. */
export function comparison({ top }: Archive): Asked[] {
  const mixed: Condition = {
    op: 'and',
    of: [
      tag(top.fandom),
      tag(top.relationship),
      { op: 'not', of: tag(top.freeforms[1]!) },
      { op: 'not', of: tag(top.freeforms[3]!) },
      tag(3),
      { op: 'range', field: 'words', from: 1_000, to: 50_000 },
    ],
  };
  return [
    { name: 'top', question: asking(tag(top.fandom)), range: { offset: 0, limit: 20 } },
    {
      name: 'mixed',
      question: asking(mixed, { sort: 'kudos', ascending: false }),
      range: { offset: 0, limit: 20 },
    },
    {
      name: 'page50',
      question: asking(tag(top.fandom), { sort: 'hits', ascending: false }),
      range: { offset: 980, limit: 20 },
    },
  ];
}

/** A tag as often as it is used. */
export function usedTag(d: Dice, archive: Archive): number {
  return d.pick(archive.work(d.below(archive.works)).direct);
}

/** What a member never wants to see: so many tags, as often as they are used, none of the top ones. */
export function exclusions(d: Dice, archive: Archive, count: number): Condition {
  const { fandom, relationship, character, freeforms } = archive.top;
  const never = new Set([fandom, relationship, character, ...freeforms]);
  const ids = new Set<number>();
  while (ids.size < count) {
    const id = usedTag(d, archive);
    if (id > 100 && !never.has(id)) ids.add(id);
  }
  return { op: 'or', of: [...ids].map(tag) };
}

/**
 * What readers ask: four in ten one tag by date, two in ten two tags of one work, one in ten everything, one in ten a
 * tag by kudos or hits on one of its first pages, one in ten words and language, one in ten with tags shut out.
 */
export function readersQuestion(
  d: Dice,
  archive: Archive,
): { question: Question; range: { offset: number; limit: number } } {
  const first = { offset: 0, limit: 20 };
  const kind = d.below(10);
  if (kind < 4) return { question: asking(tag(usedTag(d, archive))), range: first };
  if (kind < 6) {
    const { direct } = archive.work(d.below(archive.works));
    return { question: asking({ op: 'and', of: [tag(d.pick(direct)), tag(d.pick(direct))] }), range: first };
  }
  if (kind === 6) return { question: asking(EVERYTHING), range: { offset: d.below(10) * 20, limit: 20 } };
  if (kind === 7) {
    const order: Order = { sort: d.pick(['kudos', 'hits'] as const), ascending: false };
    return {
      question: asking(tag(usedTag(d, archive)), order),
      range: { offset: d.below(5) * 20, limit: 20 },
    };
  }
  if (kind === 8) {
    const from = d.pick([1_000, 5_000, 50_000]);
    const of: Condition[] = [
      { op: 'language', code: d.pick(['en', 'zh', 'de']) },
      { op: 'range', field: 'words', from, to: from * 10 },
      { op: 'flag', flag: 'complete' },
    ];
    return { question: asking({ op: 'and', of }), range: first };
  }
  const unwanted: Condition[] = [0, 1, 2].map(() => ({ op: 'not', of: tag(usedTag(d, archive)) }));
  return { question: asking({ op: 'and', of: [tag(archive.top.fandom), ...unwanted] }), range: first };
}
